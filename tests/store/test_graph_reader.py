"""Reading the whole graph page by page: complete, and from a single state."""

from collections.abc import Iterator

import pytest
from neo4j import AsyncResult

from graph_service.errors import GraphUnsettled
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import EdgeKey
from graph_service.store.driver import Database
from graph_service.store.graph_reader import TRIES, GraphReader, read_settled
from tests.catalogue.live import Live


@pytest.fixture
def live(own_catalogue: DatabaseSettings) -> Iterator[Live]:
    with Live.open(own_catalogue) as opened:
        yield opened


async def _read(reader: GraphReader) -> tuple[list[str], list[EdgeKey]]:
    graph = await reader.read_graph()
    return [*graph.nodes], [*graph.edges]


async def test_everything_is_read_whole(live: Live, database: Database) -> None:
    nodes, edges = await read_settled(database, _read)
    rows = live.rows("MATCH (n) WHERE NOT n:Change|Release|LoadedGraph RETURN n.id ORDER BY n.id")
    assert [(i,) for i in nodes] == rows
    rows = live.rows(
        "MATCH (a)-[r]->(b) WHERE NOT r:TRANSFER_FLOW|VISIT_FLOW|REACHED"
        " RETURN type(r) AS t, a.id AS a, b.id AS b ORDER BY t, a, b"
    )
    assert sorted(edges) == rows


async def test_a_graph_is_read_by_one_statement(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for each type took Neo4j a minute to plan after a start, when the machine was busy."""
    statements: set[str] = set()
    run = GraphReader.run

    async def counted(self: GraphReader, statement: str, **parameters: object) -> AsyncResult:
        statements.add(statement)
        return await run(self, statement, **parameters)

    monkeypatch.setattr(GraphReader, "run", counted)
    assert (await read_settled(database, _read))[0]
    assert len(statements) == 2  # the first asks whether there is anything


async def test_nodes_and_edges_outside_the_model_are_skipped(
    live: Live, database: Database
) -> None:
    before = await read_settled(database, _read)
    live.rows(
        "MATCH (t:Topic) WITH t LIMIT 1 SET t:Aside"
        " CREATE (:Mine {id: 'a'})-[:ABOUT]->(t)-[:ABOUT]->(t), (t)-[:ABOUT]->(:Mine {id: 'b'})"
    )
    try:
        _nodes, edges = await read_settled(database, _read)
        assert _nodes == before[0]
        (added,) = {*edges} - {*before[1]}
        assert added[1] == added[2]
    finally:
        live.rows(
            "MATCH (t:Aside) REMOVE t:Aside WITH t MATCH (t)-[r:ABOUT]->(t) DELETE r"
            " WITH count(*) AS done MATCH (m:Mine) DETACH DELETE m"
        )


async def test_a_concurrent_write_restarts_the_read(live: Live, database: Database) -> None:
    counts: list[int] = []

    async def consume(reader: GraphReader) -> int:
        found = len((await reader.read_graph()).nodes)
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

    async def consume(reader: GraphReader) -> None:
        nonlocal tries
        tries += 1
        await reader.size()
        live.rows("CREATE (:Mine)")

    try:
        with pytest.raises(GraphUnsettled, match="wait for the load to end"):
            await read_settled(database, consume)
        assert tries == TRIES
    finally:
        live.rows("MATCH (m:Mine) DELETE m")


async def test_a_graph_without_a_release_is_read(live: Live, database: Database) -> None:
    release = await read_settled(database, GraphReader.newest_release)
    assert release is not None
    assert release["number"] == 1
    live.rows("MATCH (r:Release) SET r.hidden = r.number REMOVE r.number")
    try:
        assert await read_settled(database, GraphReader.newest_release) is None
    finally:
        live.rows("MATCH (r:Release) SET r.number = r.hidden REMOVE r.hidden")
