"""GoodPractice.relatedPractices, orders by counts, and the filters of dates and edges.

The answers are from seeds/, by hand.
"""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from tests.api.asking import data_of

SHARED = ("assistance", "coordination", "immediate-response")
"""The topics of gp-cri-eri."""
COUNT = 41
FIRST = [
    {
        "sharedCount": 3,
        "sharedTopics": [{"slug": slug} for slug in SHARED],
        "node": {"slug": practice},
    }
    for practice in ("gp-col-coat", "gp-gtm-protocolo", "gp-slv-protocolo")
]
PERUVIAN = ["gp-per-protocolo", "gp-ecu-per-eri", "gp-per-fiscalias", "gp-per-gruficor"]
LISTS = [
    (
        "goodPractices(orderBy: [{transfersCount: DESC}, {slug: ASC}], first: 5)",
        [
            "gp-corazon-azul", "gp-llama-y-vive", "gp-ecu-per-eri", "gp-rmaam-campana",
            "gp-bra-gefm",
        ],
    ),
    (
        "exchangeVisits(where: {date: {year: 2018}})",
        [
            "xv-blz-mex-2018", "xv-bra-arg-labour-2018", "xv-corett-2018-02", "xv-corett-2018-05",
            "xv-corett-2018-11", "xv-ecu-per-2018", "xv-guy-bra-2018", "xv-mex-triangulo-workshop",
        ],
    ),
    (
        "exchangeVisits(where: {date: {precision: MONTH}})",
        [
            "xv-col-ecu-2019", "xv-corett-2018-02", "xv-mieux-arg-2012", "xv-mieux-bra-2012",
            "xv-spartacus-2013",
        ],
    ),
    (
        "exchangeVisits(where: {date: {precision: [YEAR, MONTH]}})",
        [
            "xv-chl-ecu-quito-2016", "xv-col-cri-pan-2025", "xv-col-ecu-2019", "xv-col-ecu-2023",
            "xv-corett-2018-02", "xv-mieux-arg-2012", "xv-mieux-bra-2012", "xv-pan-hnd-2022",
            "xv-spartacus-2013",
        ],
    ),
    (
        "exchangeVisits(where: {date: {precision: YEAR_UNKNOWN}})",
        ["xv-bol-bermejo", "xv-iom-7-countries"],
    ),
    (
        "exchangeVisits(where: {date: {qualifier: [ON_OR_BEFORE]}})",
        [
            "xv-arg-bol-la-paz", "xv-col-bra-per-2025", "xv-col-ecu-caminantes-2025",
            "xv-corett-2016", "xv-corett-prett-2024", "xv-ecu-per-2017", "xv-gtm-arg-2018",
            "xv-hnd-cri-2018", "xv-pan-cri-2018",
        ],
    ),
    (
        "goodPractices(where: {disputed: {isEmpty: false}})",
        [
            "gp-arg-fondo", "gp-arg-rescate", "gp-bra-acao-integrada", "gp-chl-protocolo",
            "gp-corazon-azul", "gp-ecu-protocolo", "gp-gtm-protocolo", "gp-gtm-univet",
            "gp-guy-lineas", "gp-hnd-guia-deteccion", "gp-hnd-snitdp", "gp-llama-y-vive",
            "gp-mex-lnctp", "gp-rmaam-campana", "gp-ury-servicio",
        ],
    ),
    (
        'evaluations(where: {inferredFields: {has: "verdict"}})',
        [
            "ev-aecid-violencia-trata-2012", "ev-arg-fondo-sigen-2024", "ev-arg-plan-2020",
            "ev-blueheart-bra-2014", "ev-bra-acao-integrada-2020", "ev-bra-per-mobile-2018",
            "ev-oit-bra-per-final", "ev-pan-albergue-2018", "ev-per-bol-roadmap-2021",
            "ev-per-gruficor-2025", "ev-per-pnat-2017",
        ],
    ),
    (
        'evaluations(where: {not: {inferredFields: {has: "verdict"}}, verdict: {isNull: false}})',
        ["ev-ecu-per-eri-2022"],
    ),
    (
        'knowledgeTransfers(where: {practice: {edge: {sources: {has: "seed-iom-es"}}}})',
        ["kt-arg-gtm", "kt-cri-eri-hnd", "kt-cri-eri-pan"],
    ),
    (
        "knowledgeTransfers(where: {practice: {edge: {basis: {eq: DERIVED}}}})",
        [],
    ),
    (
        "stageEvents(where: {stage: {in: [PLANNED, PRESENTED]}}, orderBy: [{date: DESC}])",
        [
            "kt-eri-per-bol-1", "kt-track4tip-pan-1", "kt-arg-pry-mpf-untc-2",
            "kt-arg-pry-mpf-untc-1", "kt-bra-arg-mobile-inspection-1", "kt-rmaam-bra-mecanismo-1",
            "kt-bra-per-acao-integrada-1", "kt-col-ecu-1", "kt-llamayvive-cri-1",
            "kt-llamayvive-nic-1", "kt-llamayvive-per-1", "kt-llamayvive-slv-1",
            "kt-chl-ecu-entrevista-1",
        ],
    ),
]  # fmt: skip


async def _data(engine: Engine, query: str, **variables: Any) -> Any:
    return await data_of(engine, query, variables)


RELATED = """query ($after: String, $first: Int, $before: String, $last: Int) {
  goodPractice(by: {slug: "gp-cri-eri"}) {
    relatedPractices(after: $after, first: $first, before: $before, last: $last) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { sharedCount sharedTopics { slug } node { slug } }
    }
  }
}"""


async def _related(engine: Engine, **variables: Any) -> Any:
    return (await _data(engine, RELATED, **variables))["goodPractice"]["relatedPractices"]


async def test_related_practices_come_by_shared_topics(catalogue_engine: Engine) -> None:
    found = await _related(catalogue_engine, first=3)
    assert found["edges"] == FIRST
    assert found["pageInfo"]["hasNextPage"] is True


async def test_pages_of_related_practices_join_to_the_whole_list(catalogue_engine: Engine) -> None:
    whole = (await _related(catalogue_engine, first=100))["edges"]
    forward: list[Any] = []
    page: Any = {"pageInfo": {"endCursor": None, "hasNextPage": True}}
    while page["pageInfo"]["hasNextPage"]:
        page = await _related(catalogue_engine, first=7, after=page["pageInfo"]["endCursor"])
        forward += page["edges"]
    assert forward == whole
    assert len(whole) == page["totalCount"] == COUNT
    last = await _related(catalogue_engine, last=7, before=page["pageInfo"]["startCursor"])
    assert last["edges"] == whole[-len(page["edges"]) - 7 : -len(page["edges"])]
    counts = [edge["sharedCount"] for edge in whole]
    assert counts == sorted(counts, reverse=True)


async def test_related_practices_can_be_filtered_and_counted(catalogue_engine: Engine) -> None:
    query = """{ goodPractice(by: {slug: "gp-cri-eri"}) {
      relatedPractices(where: {countries: {some: {iso3: {eq: "PER"}}}}) {
        totalCount nodes { slug } facets(by: [countries]) { values(first: 1) { value } } } } }"""
    found = (await _data(catalogue_engine, query))["goodPractice"]["relatedPractices"]
    assert [node["slug"] for node in found["nodes"]] == PERUVIAN
    assert found["totalCount"] == len(PERUVIAN)


@pytest.mark.parametrize(("query", "expected"), LISTS)
async def test_lists(query: str, expected: list[str], catalogue_engine: Engine) -> None:
    (found,) = (await _data(catalogue_engine, f"{{ {query} {{ nodes {{ id }} }} }}")).values()
    assert [node["id"].partition(":")[2] for node in found["nodes"]] == expected


async def test_entries_that_cite_a_source_by_their_type(catalogue_engine: Engine) -> None:
    query = """{ source(by: {id: "Source:seed-iom-es"}) {
      citedBy(where: {type: {eq: PROGRAMME}}) { totalCount nodes { slug } }
      others: citedBy(where: {type: {in: [KNOWLEDGE_TRANSFER, PROGRAMME]}}) { totalCount }
      all: citedBy { totalCount } } }"""
    assert (await _data(catalogue_engine, query))["source"] == {
        "citedBy": {
            "totalCount": 2,
            "nodes": [{"slug": "prog-mesoamerica"}, {"slug": "prog-pasantias-piloto"}],
        },
        "others": {"totalCount": 5},
        "all": {"totalCount": 18},
    }


async def test_transfers_are_under_the_programmes_of_their_visits(catalogue_engine: Engine) -> None:
    query = """{ programme(by: {slug: "prog-pasantias-piloto"}) {
      transfers { totalCount edges { basis node { slug } sources { slug } } } } }"""
    transfers = (await _data(catalogue_engine, query))["programme"]["transfers"]
    assert transfers["totalCount"] == 3
    sources = [{"slug": "iom-internship-en"}, {"slug": "seed-iom-es"}]
    assert transfers["edges"] == [
        {"basis": "DERIVED", "node": {"slug": slug}, "sources": sources}
        for slug in ("kt-arg-gtm", "kt-cri-eri-hnd", "kt-cri-eri-pan")
    ]
