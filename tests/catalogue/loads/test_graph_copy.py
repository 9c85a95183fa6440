"""Plans and loads by a copy of the stored graph are the same as those that read all of it."""

import random
from pathlib import Path

import pytest

from graph_service.catalogue.loads.bases import Origin
from graph_service.catalogue.loads.changeset import Changeset
from graph_service.catalogue.loads.load import load, undo
from graph_service.catalogue.loads.patch import pack
from graph_service.catalogue.plan.make_plan import plan_load
from graph_service.console import OnProgress, ignore_progress
from graph_service.errors import LoadRefused
from graph_service.store.changes import NodeRow
from graph_service.store.driver import open_database
from graph_service.store.graph_copy import GraphCopy
from graph_service.store.graph_reader import GraphReader
from graph_service.store.staging import Graph, Staging
from graph_service.store.stream import GraphStream, read_settled
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, write_all
from tests.catalogue.seeding import Seeds
from tests.catalogue.test_random_histories import Folder
from tests.sizes import size

pytestmark = pytest.mark.slow

STEPS = size("COPY_STEPS", small=8, whole=100)


@pytest.fixture
def copy(tmp_path: Path) -> GraphCopy:
    return GraphCopy(tmp_path / "caches", "the address", fewest=1)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[GraphReader]:
    """The readers that read the whole graph."""
    found: list[GraphReader] = []
    read = GraphReader.read_graph

    async def noted(self: GraphReader, *arguments: object) -> Graph:
        found.append(self)
        return await read(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(GraphReader, "read_graph", noted)
    return found


async def _copied(live: Live, staging: Staging, copy: GraphCopy | None) -> list[tuple[str, ...]]:
    """The rows of the stored graph, with the types of their values."""

    async def read(reader: GraphStream) -> Graph:
        if copy is not None:
            return (await copy.read(reader, staging)).graph
        return await reader.read_graph(staging)

    async with open_database(live.settings) as database:
        graph = await read_settled(database, read)
    return [*graph.nodes.rows.cells(), *graph.edges.rows.cells()]


def _shown(changeset: Changeset) -> tuple[object, ...]:
    kept = [row.id for row in changeset.diff.kept]
    facts = (changeset.before, changeset.after, changeset.counts, changeset.base, kept)
    return (pack(changeset.diff), *facts, str(changeset.refusal))


async def test_a_second_plan_reads_no_graph(
    loaded: Live, seeds: Seeds, copy: GraphCopy, reads: list[GraphReader]
) -> None:
    change_all_kinds(seeds)
    plans = [await plan_load(seeds.graph(), loaded.settings, prune=True, copy=copy) for _ in "12"]
    assert len(reads) == 1
    await load(seeds.graph(), loaded.settings, prune=True, copy=copy)
    await load(seeds.graph(), loaded.settings, prune=True, copy=copy)
    assert len(reads) == 1
    assert _shown(plans[0].changeset) == _shown(plans[1].changeset)


async def test_a_first_load_leaves_a_copy(
    live: Live, seeds: Seeds, staging: Staging, copy: GraphCopy, reads: list[GraphReader]
) -> None:
    """Though a new database learns the names of properties meanwhile, which changes its state."""

    def on_step(what: object, _total: int) -> OnProgress:
        if f"{what}" == "Writing":
            live.rows(f"CALL db.createProperty('name{random.getrandbits(64)}')")
        return ignore_progress

    write_all(seeds)
    await load(seeds.graph(), live.settings, copy=copy, on_step=on_step)
    reads.clear()
    rows = await _copied(live, staging, copy)
    assert reads == []
    assert rows == await _copied(live, staging, None)


async def test_changes_of_others_are_read(
    loaded: Live, seeds: Seeds, staging: Staging, copy: GraphCopy, reads: list[GraphReader]
) -> None:
    before = await _copied(loaded, staging, copy)
    writes = (
        "MATCH (p:GoodPractice {slug: 'p'}) SET p.note = 'By hand.'",
        "MATCH (:GoodPractice {slug: 'p'})-[r]->(:Topic) DELETE r",
        "MATCH (p:GoodPractice {slug: 'q'}) DETACH DELETE p",
        "CREATE (:Tmp)",
    )
    for number, write in enumerate(writes, start=1):
        loaded.rows(write)
        reads.clear()
        now = await _copied(loaded, staging, copy)
        assert len(reads) == 1
        assert now == await _copied(loaded, staging, None)
        assert (now == before) is (number == len(writes))
        before = now
    reads.clear()
    assert await _copied(loaded, staging, copy) == before
    assert reads == []
    # To undo the releases of others writes, too.
    with pytest.raises(LoadRefused):  # as it was changed by hand
        await undo(staging, loaded.settings)
    assert await _copied(loaded, staging, copy) == before


async def test_a_write_by_hand_during_a_load_is_read(
    loaded: Live, seeds: Seeds, staging: Staging, copy: GraphCopy
) -> None:
    change_all_kinds(seeds)
    by_hand = "CREATE (:Topic {id: 'Topic:hand', slug: 'hand', name: 'By hand'})"

    def on_step(what: object, _total: int) -> OnProgress:
        if f"{what}" == "Writing":
            loaded.rows(by_hand)
        return ignore_progress

    await load(seeds.graph(), loaded.settings, copy=copy, on_step=on_step)
    rows = await _copied(loaded, staging, copy)
    assert "Topic:hand" in {row[1] for row in rows}
    assert rows == await _copied(loaded, staging, None)


async def test_an_older_history_of_the_same_database_is_told_apart(
    loaded: Live, seeds: Seeds, staging: Staging, copy: GraphCopy, reads: list[GraphReader]
) -> None:
    """A database that is restored from a backup can reach the same bookmark another way."""
    await _copied(loaded, staging, copy)

    async def read(reader: GraphStream) -> Graph:
        state = reader.state
        release = await reader.newest_release()
        assert state is not None
        assert release is not None
        node = NodeRow(label="Topic", id="Topic:x", properties={"id": "Topic:x"})
        copy.keep(staging.graph([node]), state, {**release, "loadedAt": "another time"})
        return (await copy.read(reader, staging)).graph

    async with open_database(loaded.settings) as database:
        graph = await read_settled(database, read)
    assert len(graph.nodes) > 1


@pytest.mark.parametrize("number", range(2))
async def test_random_changes_are_the_same_by_the_copy(
    live: Live, seeds: Seeds, staging: Staging, copy: GraphCopy, number: int, reads: object
) -> None:
    dice = random.Random(number)
    write_all(seeds)
    folder = Folder(seeds, dice)
    await load(seeds.graph(), live.settings)
    loads = 0
    for _step in range(STEPS):
        folder.change()
        if dice.random() < 0.3:  # the visit and the transfer follow the country of their host
            seeds.institution("i", dice.choice(["cri", "pan"]))
        wanted, prune = seeds.graph(), dice.random() < 0.5
        base = live.value("MATCH (r:Release) RETURN r.checksum ORDER BY rand() LIMIT 1")
        origin = dice.choice([None, Origin(checksums=(base,))])
        plans = [
            await plan_load(wanted, live.settings, prune=prune, origin=origin, copy=each)
            for each in (copy, None, copy)
        ]
        first, *others = (_shown(plan.changeset) for plan in plans)
        assert others == [first, first]
        if dice.random() < 0.2:
            by_another = dice.choice(["MATCH (n:GoodPractice) SET n.note = 'x'", "CREATE (:Tmp)"])
            live.rows(by_another)
        elif dice.random() < 0.2:
            try:
                await undo(staging, live.settings)
            except LoadRefused:
                continue
        elif plans[0].changeset.refusal is None:
            used = dice.choice([copy, copy, None])
            loads += (
                await load(wanted, live.settings, prune=prune, origin=origin, copy=used)
            ).is_written
        assert await _copied(live, staging, copy) == await _copied(live, staging, None)
    assert loads > STEPS // 4
