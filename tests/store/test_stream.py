"""The whole graph, page by page: in order, complete, and one state of it."""

from collections.abc import Iterator

import pytest

from graph_service.errors import GraphUnsettled
from graph_service.model.edge_types import EDGE_TYPES
from graph_service.model.graph import TYPES
from graph_service.settings import DatabaseSettings
from graph_service.store import stream, whole
from graph_service.store.changes import EdgeKey
from graph_service.store.driver import Database
from graph_service.store.stream import TRIES, GraphStream, read_settled
from tests.catalogue.live import Live


@pytest.fixture
def live(catalogue: DatabaseSettings) -> Iterator[Live]:
    with Live.open(catalogue) as opened:
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


@pytest.mark.parametrize("page", [40, 2000])
async def test_all_is_read_in_order_whatever_the_pages(
    live: Live, database: Database, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(stream, "PAGE", page)
    monkeypatch.setattr(whole, "PAGE", page)
    nodes = await read_settled(database, _nodes)
    assert nodes == [
        i
        for (i,) in live.rows(
            "MATCH (n) WHERE NOT n:UndoLog RETURN n.id ORDER BY labels(n)[0], n.id"
        )
    ]
    edges = await read_settled(database, _edges)
    rows = live.rows(
        "MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b ORDER BY t, a, b"
    )
    assert edges == rows


async def test_what_is_not_of_the_model_is_left_out(live: Live, database: Database) -> None:
    before = await read_settled(database, _edges)
    live.rows("MATCH (t:Topic) WITH t LIMIT 1 CREATE (:Mine {id: 'a'})-[:ABOUT]->(t)-[:ABOUT]->(t)")
    try:
        assert await read_settled(database, _edges) == before
    finally:
        live.rows("MATCH (m:Mine)-->(t)-[r:ABOUT]->(t) DELETE r DETACH DELETE m")


async def test_a_write_in_between_makes_it_read_again(live: Live, database: Database) -> None:
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


async def test_writes_that_never_pause_are_said_so(live: Live, database: Database) -> None:
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


async def test_there_may_be_no_release(live: Live, database: Database) -> None:
    release = await read_settled(database, GraphStream.newest_release)
    assert release is not None
    assert release["number"] == 1
    live.rows("MATCH (r:Release) SET r.hidden = r.number REMOVE r.number")
    try:
        assert await read_settled(database, GraphStream.newest_release) is None
    finally:
        live.rows("MATCH (r:Release) SET r.number = r.hidden REMOVE r.hidden")
