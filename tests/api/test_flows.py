"""Flows over a graph with a few transfers; the pairs are worked out by hand."""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings
from tests.graphs import create, run, wipe

COUNTRIES = {"aa": "CENTRAL_AMERICA", "bb": "CENTRAL_AMERICA", "cc": "SOUTH_AMERICA"}
TRANSFERS = {
    # slug: origin countries, origin institutions, target countries, target institutions
    "t1": (["aa"], [], ["bb"], []),
    "t2": (["aa", "bb"], [], ["bb", "cc"], ["i1"]),
    "t3": ([], ["i1"], ["cc"], []),
    "t4": ([], ["i1", "i2"], [], ["i1"]),
    "t5": ([], [], ["aa"], []),
}  # fmt: skip


@pytest.fixture(scope="module")
def transfers(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    create(
        database_settings,
        "Country",
        [
            {
                "id": f"Country:{slug}",
                "slug": slug,
                "name": slug.upper(),
                "nameEs": slug.upper(),
                "subregion": subregion,
            }
            for slug, subregion in COUNTRIES.items()
        ],
    )
    create(
        database_settings,
        "Institution",
        [{"id": f"Institution:{s}", "slug": s, "name": s, "nameEs": s} for s in ("i1", "i2")],
    )
    create(
        database_settings,
        "KnowledgeTransfer",
        [{"id": f"KnowledgeTransfer:{s}", "slug": s, "name": s, "nameEs": s, "basis": "STATED"}
         for s in TRANSFERS],
    )  # fmt: skip
    rows = [
        {"transfer": slug, "edge": edge, "label": label, "end": end}
        for slug, ends in TRANSFERS.items()
        for (edge, label), names in zip(
            [(edge, label) for edge in ("FROM", "TO") for label in ("Country", "Institution")],
            ends,
            strict=True,
        )
        for end in names
    ]
    for row in rows:
        run(
            database_settings,
            f"MATCH (t:KnowledgeTransfer {{slug: $transfer}}), (e:{row['label']} {{slug: $end}})"
            f" CREATE (t)-[:{row['edge']} {{basis: 'STATED'}}]->(e)",
            **row,
        )


async def _flows(engine: Engine, by: str, where: str = "{}") -> list[tuple[Any, ...]]:
    query = f"""{{ transferFlows(by: {by}, where: {where}) {{ count self from {{ key }} to {{ key }}
      transfers(first: 1) {{ totalCount nodes {{ slug }} }} }} }}"""
    body: Any = (await engine.answer(query)).body
    assert "errors" not in body, body
    found = []
    for flow in body["data"]["transferFlows"]:
        ends = [flow[end]["key"].removeprefix("Country:") for end in ("from", "to")]
        assert flow["transfers"]["totalCount"] == flow["count"]
        first = flow["transfers"]["nodes"][0]["slug"]
        found.append((*ends, flow["count"], flow["self"], first))
    return found


@pytest.mark.parametrize(
    ("by", "pairs"),
    [
        ("COUNTRY", [("aa", "bb", 2, False, "t1"), ("aa", "cc", 1, False, "t2"),
                     ("bb", "bb", 1, True, "t2"), ("bb", "cc", 1, False, "t2")]),
        ("INSTITUTION", [("Institution:i1", "Institution:i1", 1, True, "t4"),
                         ("Institution:i2", "Institution:i1", 1, False, "t4")]),
        ("PARTY", [("aa", "bb", 2, False, "t1"), ("aa", "cc", 1, False, "t2"),
                   ("bb", "bb", 1, True, "t2"), ("bb", "cc", 1, False, "t2"),
                   ("Institution:i1", "cc", 1, False, "t3"),
                   ("Institution:i1", "Institution:i1", 1, True, "t4"),
                   ("Institution:i2", "Institution:i1", 1, False, "t4")]),
        ("SUBREGION", [("CENTRAL_AMERICA", "CENTRAL_AMERICA", 2, True, "t1"),
                       ("CENTRAL_AMERICA", "SOUTH_AMERICA", 1, False, "t2")]),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("transfers")
async def test_pairs(engine: Engine, by: str, pairs: list[tuple[Any, ...]]) -> None:
    assert await _flows(engine, by) == pairs


@pytest.mark.usefixtures("transfers")
async def test_where_selects_transfers(engine: Engine) -> None:
    where = '{slug: {in: ["t1", "t5"]}}'
    assert await _flows(engine, "COUNTRY", where) == [("aa", "bb", 1, False, "t1")]
    anchored = '{targetCountries: {some: {node: {slug: {eq: "cc"}}}}}'
    assert await _flows(engine, "COUNTRY", anchored) == [
        ("aa", "bb", 1, False, "t2"), ("aa", "cc", 1, False, "t2"),
        ("bb", "bb", 1, True, "t2"), ("bb", "cc", 1, False, "t2"),
    ]  # fmt: skip


@pytest.mark.usefixtures("transfers")
async def test_ends(engine: Engine) -> None:
    query = """query ($by: FlowKey!) { transferFlows(by: $by, where: {slug: {eq: "t3"}}) {
      from { label(lang: PT) country { iso3 } institution { slug country { id } } }
      to { label country { slug transfersReceived { totalCount } } institution { slug } } } }"""
    body: Any = (await engine.answer(query, {"by": "PARTY"})).body
    assert body["data"]["transferFlows"] == [
        {
            "from": {
                "label": "i1",
                "country": None,
                "institution": {"slug": "i1", "country": None},
            },
            "to": {
                "label": "CC",
                "country": {"slug": "cc", "transfersReceived": {"totalCount": 2}},
                "institution": None,
            },
        }
    ]
    body = (await engine.answer(query, {"by": "SUBREGION"})).body
    assert body["data"]["transferFlows"] == []


async def test_too_many_pairs_are_rejected_not_truncated(
    engine: Engine, database_settings: DatabaseSettings
) -> None:
    wipe(database_settings)
    run(
        database_settings,
        "CREATE (t:KnowledgeTransfer {id: 'KnowledgeTransfer:t', slug: 't'})"
        " WITH t UNWIND range(1, 101) AS i"
        " CREATE (t)-[:FROM]->(:Country {id: 'Country:a' + i, slug: 'a' + i})"
        " CREATE (t)-[:TO]->(:Country {id: 'Country:b' + i, slug: 'b' + i})",
    )
    outcome = await engine.answer("{ transferFlows { count } }")
    assert outcome.status == 200
    assert outcome.body == {
        "data": None,
        "errors": [
            {
                "message": "There are more than 10,000 rows; narrow `where`, or change `by`.",
                "path": ["transferFlows"],
                "extensions": {"code": "LIMIT_EXCEEDED"},
            }
        ],
    }
    wipe(database_settings)
