"""The benchmark of `seeds load` against a hand-written script."""

from pathlib import Path

import pytest

from bench import seeds_load
from bench.sizes import GraphSize
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.graphs import wipe

pytestmark = pytest.mark.slow

SIZE = GraphSize(practices=500, institutions=60)


def test_a_small_size_is_measured(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    wipe(database_settings)
    figures = seeds_load.measure(database_settings, SIZE, 1, tmp_path)
    assert figures.entries == 1115
    assert 0.05 < figures.ratio < 5  # seconds of a cold database: 0.3 to 1.04 were seen
    assert all(50 < mb < 300 for _seconds, mb in (*figures.loads, *figures.commands.values()))
    assert len([*figures.lines()]) == 4
    with Live.open(database_settings) as live:
        loaded = live.contents()
        assert [figures.nodes, figures.edges] == [len(each) for each in loaded]
        live.clear()
        seeds_load.write_by_hand(database_settings, tmp_path / "rows")
        assert live.contents() == loaded
    wipe(database_settings)
