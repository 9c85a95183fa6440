"""Reading the whole graph page by page: sorted, complete, and from a single state."""

from collections.abc import Iterator

import pytest
from neo4j import AsyncResult

from graph_service.errors import GraphUnsettled
from graph_service.model.graph import EDGE_TYPES, TYPES
from graph_service.settings import DatabaseSettings
from graph_service.store import graph_reader, stream
from graph_service.store.changes import EdgeKey
from graph_service.store.driver import Database
from graph_service.store.stream import TRIES, GraphStream, read_settled
from tests.catalogue.live import Live

pytestmark = pytest.mark.slow


@pytest.fixture
def live(own_catalogue: DatabaseSettings) -> Iterator[Live]:
    with Live.open(own_catalogue) as opened:
        yield opened


async def _nodes(graph: GraphStream) -> list[str]:
    return [row.id for label in sorted(TYPES) async for page in graph.nodes(label) for row in page]


async def _edges(graph: GraphStream) -> list[EdgeKey]:
    return [
        row.key
        for edge_type in EDGE_TYPES.values()
        async for page in graph.edges(edge_type, TYPES.keys())
        for row in page
    ]


@pytest.mark.parametrize(("most", "page"), [(0, 40), (0, 2000), (20_000, 40)])
async def test_everything_is_read_in_order_whole_and_with_any_page_size(
    live: Live, database: Database, monkeypatch: pytest.MonkeyPatch, most: int, page: int
) -> None:
    monkeypatch.setattr(graph_reader, "MAX_SIZE", most)
    monkeypatch.setattr(stream, "PAGE", page)
    monkeypatch.setattr(graph_reader, "PAGE", page)
    nodes = await read_settled(database, _nodes)
    assert nodes == [
        i
        for (i,) in live.rows(
            "MATCH (n) WHERE NOT n:Change RETURN n.id ORDER BY labels(n)[0], n.id"
        )
    ]
    edges = await read_settled(database, _edges)
    rows = live.rows(
        "MATCH (a)-[r]->(b) WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW"
        " RETURN type(r) AS t, a.id AS a, b.id AS b ORDER BY t, a, b"
    )
    assert edges == rows


async def test_a_small_graph_takes_few_statements(
    live: Live, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for each type took Neo4j a minute to plan after a start, when the machine was busy."""
    statements: set[str] = set()
    run = GraphStream.run

    async def counted(self: GraphStream, statement: str, **parameters: object) -> AsyncResult:
        statements.add(statement)
        return await run(self, statement, **parameters)

    monkeypatch.setattr(GraphStream, "run", counted)
    assert await read_settled(database, _nodes)
    assert await read_settled(database, _edges)
    assert len(statements) == 3


@pytest.mark.parametrize("most", [0, 20_000])
async def test_nodes_and_edges_outside_the_model_are_skipped(
    live: Live, database: Database, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(graph_reader, "MAX_SIZE", most)
    before = await read_settled(database, _edges)
    live.rows(
        "MATCH (t:Topic) WITH t LIMIT 1 SET t:Aside"
        " CREATE (:Mine {id: 'a'})-[:ABOUT]->(t)-[:ABOUT]->(t)"
    )
    try:
        assert await read_settled(database, _edges) == before
    finally:
        live.rows(
            "MATCH (m:Mine)-->(t)-[r:ABOUT]->(t) REMOVE t:Aside DELETE r WITH m DETACH DELETE m"
        )


async def test_a_concurrent_write_restarts_the_read(live: Live, database: Database) -> None:
    counts: list[int] = []

    async def consume(graph: GraphStream) -> int:
        found = len(await _nodes(graph))
        if not counts:
            live.rows("CREATE (:Topic {id: 'Topic:zz', slug: 'zz'})")
        counts.append(found)
        return found

    try:
        assert await read_settled(database, consume) == counts[0] + 1 == counts[1]
        assert len(counts) == 2
    finally:
        live.rows("MATCH (t:Topic {id: 'Topic:zz'}) DELETE t")


async def test_constant_writes_are_reported(live: Live, database: Database) -> None:
    tries = 0

    async def consume(graph: GraphStream) -> None:
        nonlocal tries
        tries += 1
        await graph.size()
        live.rows("CREATE (:Mine)")

    try:
        with pytest.raises(GraphUnsettled, match="wait for the load to end"):
            await read_settled(database, consume)
        assert tries == TRIES
    finally:
        live.rows("MATCH (m:Mine) DELETE m")


async def test_a_graph_without_a_release_is_read(live: Live, database: Database) -> None:
    release = await read_settled(database, GraphStream.newest_release)
    assert release is not None
    assert release["number"] == 1
    live.rows("MATCH (r:Release) SET r.hidden = r.number REMOVE r.number")
    try:
        assert await read_settled(database, GraphStream.newest_release) is None
    finally:
        live.rows("MATCH (r:Release) SET r.number = r.hidden REMOVE r.hidden")
