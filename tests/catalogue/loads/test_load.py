"""Loads into a real database: one transaction with its release, one load at a time."""

import asyncio
import datetime as dt
from itertools import islice

import pytest

from graph_service.catalogue.graph.from_entries import rows_of, with_derived
from graph_service.catalogue.loads.load import load
from graph_service.errors import DatabaseFailed, LoadRefused
from graph_service.model.graph import TYPES
from graph_service.model.storage import LOADED_GRAPH, STORAGE_VERSION
from graph_service.store.driver import Database, open_database
from graph_service.store.graph import Graph
from graph_service.store.schema import refresh_statistics
from graph_service.store.write import Writer, write_transaction
from tests.catalogue.live import Live
from tests.catalogue.seeding import Seeds

from .loader import entries


def topic(seeds: Seeds, slug: str, name: str, more: str = "") -> None:
    seeds.put(f"topics/{slug}.yaml", f"name: {{es: {name}}}\nscheme: SUBJECT\n{more}")


def programme(seeds: Seeds, slug: str, name: str, more: str = "") -> None:
    seeds.put(f"programmes/{slug}.yaml", f"name: {{es: {name}}}\nsources: [iom]\n{more}")


def country(seeds: Seeds, slug: str, iso2: str, iso3: str, number: str, more: str = "") -> None:
    seeds.put(
        f"countries/{slug}.yaml",
        f"name: {{es: {slug}}}\niso2: {iso2}\niso3: {iso3}\nisoNumeric: {number}\n"
        f"subregion: CARIBBEAN\ninRegion: true\n{more}",
    )


async def test_the_stored_graph_is_the_wanted_one(live: Live, seeds: Seeds) -> None:
    seeds.institution("i", "hnd", "founded: 2018-10\n")
    seeds.practice("p", "[{slug: i, basis: ASSUMED, note: {en: N}}]")
    seeds.visit("v", "hostInstitutions: [i]\nmodality: IN_PERSON\ndate: 2018\n")
    seeds.transfer("kt", "p", "events: [{stage: VISITED, position: 1, date: 2018-10-09}]\n")
    wanted = seeds.graph()
    outcome = await load(wanted, live.settings)
    assert outcome.is_written
    async with open_database(live.settings) as database, write_transaction(database) as writer:
        stored = await writer.read_graph()
        newest = await writer.newest_release()
    assert (stored.nodes, stored.edges) == (wanted.nodes, wanted.edges)
    assert newest == outcome.release
    assert newest is not None
    assert newest["storageVersion"] == STORAGE_VERSION
    loaded_at = newest["loadedAt"]
    assert isinstance(loaded_at, dt.datetime)
    assert abs(dt.datetime.now(dt.UTC) - loaded_at) < dt.timedelta(minutes=5)


async def test_releases_are_numbered_and_equal_graphs_have_equal_checksums(
    live: Live, seeds: Seeds
) -> None:
    topic(seeds, "t", "uno")
    one = seeds.graph()
    topic(seeds, "t", "dos")
    two = seeds.graph()
    releases = [(await load(graph, live.settings)).release for graph in (one, two, one)]
    assert [r["number"] for r in releases] == [1, 2, 3]
    assert releases[0]["checksum"] == releases[2]["checksum"]
    assert releases[0]["checksum"] != releases[1]["checksum"]


async def test_changes_by_hand_are_reverted(live: Live, seeds: Seeds) -> None:
    seeds.institution("i", "hnd")
    await load(seeds.graph(), live.settings)
    before = live.contents()
    live.rows("MATCH (n:Institution) SET n.name = 'x', n.extra = 1")
    live.rows("MATCH (:Institution)-[r:IN_COUNTRY]->() DELETE r")
    live.rows("MATCH (i:Institution), (c:Country {slug: 'pan'}) CREATE (i)-[:IN_COUNTRY]->(c)")
    live.rows("MATCH ()-[r:CITES]->() SET r.basis = 'ASSUMED'")
    await load(seeds.graph(), live.settings)
    assert live.contents() == before


async def test_nodes_outside_the_model_are_not_touched(live: Live, seeds: Seeds) -> None:
    live.rows("CREATE (:Researcher {name: 'R'})-[:LIKES]->(:Topic)")
    await load(seeds.graph(), live.settings, prune=True)
    assert live.value("MATCH (:Researcher)-[:LIKES]->(:Topic) RETURN count(*)") == 1


async def test_codes_may_swap_in_one_load(live: Live, seeds: Seeds) -> None:
    country(seeds, "x", "XA", "XAA", "900")
    country(seeds, "y", "XB", "XBB", "901")
    await load(seeds.graph(), live.settings)
    country(seeds, "x", "XB", "XBB", "901")
    country(seeds, "y", "XA", "XAA", "900")
    await load(seeds.graph(), live.settings)
    assert live.rows(
        "MATCH (c:Country) WHERE c.slug IN ['x', 'y'] RETURN c.slug, c.iso2 ORDER BY c.slug"
    ) == [("x", "XB"), ("y", "XA")]


async def test_a_renamed_entry_keeps_its_node_and_codes(live: Live, seeds: Seeds) -> None:
    country(seeds, "old", "XA", "XAA", "900")
    await load(seeds.graph(), live.settings)
    element = live.value("MATCH (c:Country {slug: 'old'}) RETURN elementId(c)")
    live.rows("MATCH (c:Country {slug: 'old'}) CREATE (c)<-[:NOTED]-(:Mine)")
    (seeds.folder / "countries/old.yaml").unlink()
    country(seeds, "new", "XA", "XAA", "900", "formerSlugs: [old]\n")
    seeds.institution("i", "new")
    await load(seeds.graph(), live.settings)
    assert live.value("MATCH (c:Country {id: 'Country:new'}) RETURN elementId(c)") == element
    assert live.value("MATCH (c:Country {slug: 'old'}) RETURN count(c)") == 0
    assert live.value("MATCH (:Mine)-->(c)<-[:IN_COUNTRY]-(:Institution) RETURN c.slug") == "new"


async def test_a_code_of_a_kept_entry_is_refused_with_the_remedy(live: Live, seeds: Seeds) -> None:
    country(seeds, "old", "XA", "XAA", "900")
    await load(seeds.graph(), live.settings)
    (seeds.folder / "countries/old.yaml").unlink()
    country(seeds, "new", "XA", "XAA", "900")
    before = live.everything()
    with pytest.raises(LoadRefused, match="Country:new has the same iso2") as caught:
        await load(seeds.graph(), live.settings)
    assert "formerSlugs" in caught.value.message
    assert "--prune" in caught.value.message
    assert live.everything() == before
    await load(seeds.graph(), live.settings, prune=True)
    assert live.value("MATCH (c:Country {iso2: 'XA'}) RETURN c.slug") == "new"


async def test_two_loads_at_once_equal_one_after_the_other(live: Live, seeds: Seeds) -> None:
    for number in range(40):
        programme(seeds, f"t{number}", "a", f"partOf: t{number + 1}\n")
    programme(seeds, "t40", "a")
    programme(seeds, "only-a", "a")
    first = seeds.graph()
    (seeds.folder / "programmes/only-a.yaml").unlink()
    for number in range(40):
        programme(seeds, f"t{number}", "b", f"partOf: t{40 - (number == 0)}\n")
    programme(seeds, "only-b", "b")
    second = seeds.graph()
    serial = []
    for order in ((first, second), (second, first)):
        live.clear()
        for graph in order:
            await load(graph, live.settings)
        serial.append(live.contents())
    assert serial[0] != serial[1]
    for _ in range(6):
        live.clear()
        await asyncio.gather(load(first, live.settings), load(second, live.settings))
        assert live.contents() in serial
        assert live.rows("MATCH (r:Release) RETURN r.number ORDER BY r.number") == [(1,), (2,)]


async def test_a_load_waits_for_the_one_before_it_and_sees_its_result(
    live: Live, seeds: Seeds
) -> None:
    wanted = seeds.graph()
    await load(wanted, live.settings)
    async with open_database(live.settings) as database:
        async with write_transaction(database):
            waiting = asyncio.create_task(load(wanted, live.settings))
            done, _ = await asyncio.wait([waiting], timeout=1.0)
            assert not done
        assert not (await waiting).is_written
    assert live.value("MATCH (r:Release) RETURN count(r)") == 1


async def test_a_load_that_fails_half_way_leaves_nothing(
    live: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    await load(seeds.graph(), live.settings)
    before = live.everything()
    seeds.institution("i", "hnd")

    def fail(*_: object) -> None:
        raise DatabaseFailed("after the nodes and edges, before their release")

    monkeypatch.setattr(Writer, "refresh", fail)
    with pytest.raises(DatabaseFailed):
        await load(seeds.graph(), live.settings)
    assert live.everything() == before


async def test_the_lock_leaves_nothing_behind(live: Live, seeds: Seeds) -> None:
    await load(seeds.graph(), live.settings)
    used = {label for (label,) in live.rows("CALL db.labels()")}
    assert used <= {*TYPES, LOADED_GRAPH, "Mine", "Researcher"}
    assert live.value("MATCH (r:Release) RETURN r.id") == "Release:release-1"


async def test_only_many_changes_discard_the_plans_of_statements(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first load adds 500 programmes and 499 edges, the second 500 of each."""
    refreshed = 0

    async def refresh(database: Database) -> None:
        nonlocal refreshed
        refreshed += 1
        await refresh_statistics(database)

    monkeypatch.setattr("graph_service.catalogue.loads.load.refresh_statistics", refresh)
    wanted = Graph()
    for first, expected in ((0, 0), (500, 1)):
        for entry in islice(with_derived(entries(1_000)), first, first + 500):
            wanted.add(*rows_of(entry, {}))
        await load(wanted, live.settings)
        assert refreshed == expected
