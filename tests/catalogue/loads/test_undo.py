"""Undos beside one another, or that fail, or of a load without a log; see histories.yaml, too."""

import asyncio

import pytest

from graph_service.catalogue.loads.load import load, undo
from graph_service.errors import DatabaseFailed, LoadRefused
from graph_service.store.write import Writer
from tests.catalogue.live import Live
from tests.catalogue.planning import run
from tests.catalogue.seeding import Seeds

HISTORY = "MATCH (r:Release) RETURN r.number, r.undoes ORDER BY r.number"


def test_an_empty_graph_has_nothing_to_undo(live: Live) -> None:
    output = run(live, "undo", status=1)
    assert output == "Nothing has been loaded into this graph yet, so there is nothing to undo.\n"
    assert live.everything() == ([], [])


async def test_a_load_without_a_change_log_can_not_be_undone(loaded: Live, seeds: Seeds) -> None:
    """Because an earlier program wrote it, or the graph was restored from an archive."""
    loaded.rows("MATCH (r:Release) REMOVE r.z_checksumBefore")
    with pytest.raises(LoadRefused, match=r"Release 1 \(.*\) can't be undone"):
        await undo(loaded.settings)
    seeds.source("a")
    assert (await load(seeds.graph(), loaded.settings)).is_written


async def test_two_undos_at_once_go_back_two_loads(loaded: Live, seeds: Seeds) -> None:
    state = loaded.contents()
    for slug in ("a", "b"):
        seeds.source(slug)
        await load(seeds.graph(), loaded.settings)
    await asyncio.gather(undo(loaded.settings), undo(loaded.settings))
    assert loaded.contents() == state
    assert loaded.rows(HISTORY) == [(1, None), (2, None), (3, None), (4, 3), (5, 2)]


async def test_an_undo_that_fails_half_way_leaves_nothing(
    loaded: Live, seeds: Seeds, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds.source("a")
    await load(seeds.graph(), loaded.settings)
    before = loaded.everything()

    def fail(*_: object) -> None:
        raise DatabaseFailed("after the nodes and edges, before their release")

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "refresh", fail)
        with pytest.raises(DatabaseFailed):
            await undo(loaded.settings)
    assert loaded.everything() == before
