"""Flows over a graph with a few transfers; the pairs are worked out by hand."""

from typing import Any

import pytest

from graph_service.api.engine import Engine
from graph_service.settings import DatabaseSettings
from tests.api.asking import data_of
from tests.graphs import create, derive, run, wipe

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
                "z_nameKeyEs": slug,
                "subregion": subregion,
            }
            for slug, subregion in COUNTRIES.items()
        ],
    )
    create(
        database_settings,
        "Institution",
        [
            {
                "id": f"Institution:{s}",
                "slug": s,
                "name": s,
                "nameEs": s,
                "z_nameKeyEs": s,
                "z_nameKeyEn": "z" if s == "i1" else s,
            }
            for s in ("i1", "i2")
        ],
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
    derive(database_settings)


async def _flows(engine: Engine, by: str, where: str = "{}") -> list[tuple[Any, ...]]:
    query = f"""{{ transferFlows(by: {by}, where: {where}) {{ totalCount nodes {{
      count self from {{ key }} to {{ key }} transfers(first: 1) {{ totalCount nodes {{ slug }} }}
      }} }} }}"""
    data = await data_of(engine, query)
    found = []
    flows = data["transferFlows"]
    assert flows["totalCount"] == len(flows["nodes"])
    for flow in flows["nodes"]:
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
    anchored = '{targetCountries: {some: {slug: {eq: "cc"}}}}'
    assert await _flows(engine, "COUNTRY", anchored) == [
        ("aa", "bb", 1, False, "t2"), ("aa", "cc", 1, False, "t2"),
        ("bb", "bb", 1, True, "t2"), ("bb", "cc", 1, False, "t2"),
    ]  # fmt: skip


@pytest.mark.usefixtures("transfers")
async def test_ends(engine: Engine) -> None:
    query = """query ($by: FlowKey!) { transferFlows(by: $by, where: {slug: {eq: "t3"}}) { nodes {
      from { label(lang: PT) country { iso3 } institution { slug country { id } } }
      to { label country { slug transfersReceived { totalCount } } institution { slug } } } } }"""
    body: Any = (await engine.answer(query, {"by": "PARTY"})).body
    assert body["data"]["transferFlows"]["nodes"] == [
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
    assert body["data"]["transferFlows"]["nodes"] == []


async def _keys(engine: Engine, arguments: str) -> list[str]:
    """Return the first letters of the ends of the flows on a page."""
    query = f"{{ transferFlows({arguments}) {{ nodes {{ from {{ key }} to {{ key }} }} }} }}"
    body: Any = (await engine.answer(query)).body
    ends = [(f["from"]["key"], f["to"]["key"]) for f in body["data"]["transferFlows"]["nodes"]]
    return [" ".join(end.rpartition(":")[2].lower()[:2] for end in pair) for pair in ends]


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        ("", ["aa bb", "aa cc", "bb bb", "bb cc"]),
        ("orderBy: [{count: ASC}]", ["aa cc", "bb bb", "bb cc", "aa bb"]),
        ("orderBy: [{from: DESC}]", ["bb bb", "bb cc", "aa bb", "aa cc"]),
        ("orderBy: [{to: DESC}, {from: DESC}]", ["bb cc", "aa cc", "bb bb", "aa bb"]),
        # Not by the keys: the institutions are named i1 and i2, but i1 sorts as "z" in English.
        ("by: INSTITUTION, orderBy: [{from: DESC, lang: ES}]", ["i2 i1", "i1 i1"]),
        ("by: INSTITUTION, orderBy: [{from: DESC, lang: EN}]", ["i1 i1", "i2 i1"]),
        ("by: SUBREGION, orderBy: [{to: DESC}]", ["ce so", "ce ce"]),
    ],
)
@pytest.mark.usefixtures("transfers")
async def test_orders(engine: Engine, arguments: str, keys: list[str]) -> None:
    given = arguments or "by: COUNTRY"
    assert await _keys(engine, given) == keys
    assert await _keys(engine, f"{given}, last: 2") == keys[-2:]


@pytest.mark.usefixtures("transfers")
async def test_pages(engine: Engine) -> None:
    query = """query ($after: String, $before: String, $first: Int, $last: Int) {
      transferFlows(after: $after, before: $before, first: $first, last: $last) {
        totalCount edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    ids = [f"TransferFlow:COUNTRY:Country:{a},Country:{b}"
           for a, b in (("aa", "bb"), ("aa", "cc"), ("bb", "bb"), ("bb", "cc"))]  # fmt: skip

    async def page(**variables: Any) -> Any:
        body: Any = (await engine.answer(query, variables)).body
        found = body["data"]["transferFlows"]
        assert found["totalCount"] == 4
        return found

    start = await page(first=3)
    assert [edge["node"]["id"] for edge in start["edges"]] == ids[:3]
    cursors = [edge["cursor"] for edge in start["edges"]]
    info = start["pageInfo"]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (True, False)
    assert [info["startCursor"], info["endCursor"]] == [cursors[0], cursors[2]]
    rest = await page(after=cursors[2])
    assert [edge["node"]["id"] for edge in rest["edges"]] == ids[3:]
    assert (rest["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]) == (False, True)
    between = await page(after=cursors[0], before=cursors[2], last=5)
    assert [edge["node"]["id"] for edge in between["edges"]] == ids[1:2]


@pytest.mark.usefixtures("transfers")
async def test_the_transfers_of_a_flow_are_a_connection(engine: Engine) -> None:
    query = """query ($after: String) { transferFlows(first: 1) { nodes {
      transfers(first: 1, after: $after, orderBy: [{slug: DESC}]) {
        totalCount nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }"""

    async def page(after: str | None) -> Any:
        body: Any = (await engine.answer(query, {"after": after})).body
        (flow,) = body["data"]["transferFlows"]["nodes"]
        assert flow["transfers"]["totalCount"] == 2
        return flow["transfers"]

    start = await page(None)
    assert start["nodes"] == [{"slug": "t2"}]
    assert start["pageInfo"]["hasNextPage"] is True
    rest = await page(start["pageInfo"]["endCursor"])
    assert rest["nodes"] == [{"slug": "t1"}]
    assert rest["pageInfo"]["hasNextPage"] is False
    assert rest["pageInfo"]["hasPreviousPage"] is True


@pytest.mark.parametrize(
    ("query", "requested", "used"),
    [
        # The weights are in docs/http.md: planning, all pairs, and the values of each flow.
        ("{ transferFlows { nodes { count self } } }", 1_000 + 5_000 + 100 * 2, 6_000 + 4 * 2),
        ("{ transferFlows(first: 3) { nodes { count } } }", 6_000 + 3, 6_000 + 3),
        ("{ transferFlows(last: 50) { nodes { from { key } } } }", 6_000 + 50, 6_000 + 4),
        # A list in each flow; five transfers in four flows.
        (
            "{ transferFlows(first: 10) { nodes { transfers(first: 5) { nodes { slug } } } } }",
            7_000 + 10 * (10 + 5),
            7_000 + 4 * 10 + 5,
        ),
        # A facet of up to 100 values, of which there is one.
        (
            "{ knowledgeTransfers { facets(by: [basis]) { values { count } } } }",
            1_000 + 100 * 50 + 100,
            1_000 + 100 * 50 + 1,
        ),
        # The type and the name of a node; both are counted for the type with the most values.
        ('{ node(id: "Country:aa") { id ... on Country { iso3 name } } }', 1_013, 1_013),
        ('{ node(id: "Country:zz") { id ... on Country { iso3 name } } }', 1_013, 1_010),
    ],
)
@pytest.mark.usefixtures("transfers")
async def test_the_cost_that_was_used(
    engine: Engine, query: str, requested: int, used: int
) -> None:
    body: Any = (await engine.answer(query, with_cost=True)).body
    assert body["extensions"]["cost"] == {"requested": requested, "used": used, "limit": 200_000}


@pytest.mark.usefixtures("transfers")
async def test_an_id_depends_on_what_is_counted(engine: Engine) -> None:
    query = """query ($where: KnowledgeTransferWhere, $slug: String!) {
      plain: transferFlows(first: 1) { ...Ids }
      absent: transferFlows(first: 1, where: {}) { ...Ids }
      some: transferFlows(first: 1, where: {targetCountries: {some: {}}}) { ...Ids }
      party: transferFlows(by: PARTY, first: 1) { ...Ids }
      variable: transferFlows(first: 1, where: $where) { ...Ids }
      inner: transferFlows(first: 1, where: {slug: {in: ["t1", $slug]}}) { ...Ids }
      literal: transferFlows(first: 1, where: {slug: {in: ["t1", "t2"]}}) { ...Ids }
      other: transferFlows(first: 1, where: {slug: {in: ["t1"]}}) { ...Ids }
      not: transferFlows(first: 1, where: {not: {slug: {in: ["t1"]}}}) { ...Ids } }
      fragment Ids on TransferFlowConnection { nodes { id } }"""
    variables: dict[str, Any] = {"where": {"slug": {"in": ["t1", "t2"]}}, "slug": "t2"}
    for _ in range(2):  # from the second time on, a generated shaper builds the response
        body: Any = (await engine.answer(query, variables)).body
        assert "data" in body, body
        ids = {key: found["nodes"][0]["id"] for key, found in body["data"].items()}
        assert ids["plain"] == ids["absent"]
        assert ids["plain"] == "TransferFlow:COUNTRY:Country:aa,Country:bb"
        assert ids["party"] == "TransferFlow:PARTY:Country:aa,Country:bb"
        assert ids["variable"] == ids["inner"] == ids["literal"]
        assert len({ids[key] for key in ("plain", "some", "literal", "other", "not")}) == 5


@pytest.mark.usefixtures("transfers")
async def test_a_cursor_of_another_order_is_rejected(engine: Engine) -> None:
    query = "query ($by: FlowKey!) { transferFlows(by: $by, orderBy: [{from: ASC}]) %s }"
    body: Any = (await engine.answer(query % "{ pageInfo { endCursor } }", {"by": "COUNTRY"})).body
    cursor = body["data"]["transferFlows"]["pageInfo"]["endCursor"]
    arguments = f'by: SUBREGION, orderBy: [{{from: ASC}}], after: "{cursor}"'
    refused = await engine.answer(f"{{ transferFlows({arguments}) {{ totalCount }} }}")
    assert refused.status == 400


async def test_a_page_has_at_most_1000_flows(
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
    derive(database_settings)
    query = "query ($first: Int) { transferFlows(first: $first) { totalCount nodes { count } } }"
    for first, expected in ((None, 100), (1000, 1000)):
        body: Any = (await engine.answer(query, {"first": first})).body
        assert body["data"]["transferFlows"]["totalCount"] == 101 * 101
        assert len(body["data"]["transferFlows"]["nodes"]) == expected
    wipe(database_settings)
