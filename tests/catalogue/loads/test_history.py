"""The graph as each release left it, from the stored graph and the change logs."""

import pytest

from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.loads.load import load, undo
from graph_service.catalogue.loads.past import documents_at
from graph_service.errors import HistoryMissing
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import open_database
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader, read_settled
from tests.catalogue.live import Live
from tests.catalogue.planning import change_all_kinds, write_all
from tests.catalogue.seeding import Seeds

pytestmark = pytest.mark.slow


async def lines_at(settings: DatabaseSettings, seeds: Seeds, number: int | None) -> list[bytes]:
    """The graph as a release left it; as it is stored, for None."""

    async def read(reader: GraphReader) -> Graph:
        stored = await reader.read_graph()
        if number is None:
            return stored
        return graph_of(await documents_at(reader, stored, number))

    async with open_database(settings) as database:
        return list((await read_settled(database, read)).lines())


async def test_each_release_can_be_restored_after_loads_renames_and_undos(
    loaded: Live, seeds: Seeds
) -> None:
    states = [[], await lines_at(loaded.settings, seeds, None)]
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    states.append(await lines_at(loaded.settings, seeds, None))
    seeds.put("topics/helpline.yaml", "name: {es: Otra}\nscheme: SUBJECT\n")
    await load(seeds.graph(), loaded.settings)
    states.append(await lines_at(loaded.settings, seeds, None))
    for _number in range(3):
        await undo(loaded.settings)
        states.append(await lines_at(loaded.settings, seeds, None))
    write_all(seeds)
    await load(seeds.graph(), loaded.settings)
    states.append(await lines_at(loaded.settings, seeds, None))
    assert states[4] == states[2]
    assert states[5] == states[1]
    assert states[6] == []
    assert b"Topic:hotline" in b"".join(states[1])
    assert b"Topic:hotline" not in b"".join(states[2])
    for number, state in enumerate(states):
        assert await lines_at(loaded.settings, seeds, number) == state, number


async def test_a_release_before_one_without_a_log_is_not_known(loaded: Live, seeds: Seeds) -> None:
    change_all_kinds(seeds)
    await load(seeds.graph(), loaded.settings, prune=True)
    seeds.source("a")
    await load(seeds.graph(), loaded.settings)
    loaded.rows("MATCH (r:Release {number: 2}) REMOVE r.z_checksumBefore")
    assert await lines_at(loaded.settings, seeds, 2)
    with pytest.raises(HistoryMissing, match=r"Release 1 left .* changes of Release 2 are not"):
        await lines_at(loaded.settings, seeds, 1)


async def test_a_load_that_only_reorders_sources_or_empties_a_list_is_recorded(
    loaded: Live, seeds: Seeds
) -> None:
    seeds.source("a")
    seeds.put("topics/t.yaml", "name: {es: Tema}\nscheme: SUBJECT\n")
    file = seeds.folder / "good-practices/p.yaml"
    text = file.read_text()
    states = []
    for sources, topics in (("[iom, a]", ""), ("[a, iom]", ""), ("[a, iom]", "basedOn: []\n")):
        file.write_text(text.replace("[iom]", sources) + topics)
        await load(seeds.graph(), loaded.settings)
        states.append(await lines_at(loaded.settings, seeds, None))
    for number, state in enumerate(states, 2):
        assert await lines_at(loaded.settings, seeds, number) == state, number
