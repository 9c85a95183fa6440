"""The bench of loads: both ways write the same graph, and a small size runs to the end."""

from pathlib import Path

import pytest

from bench import loading
from bench.graph import Generated
from bench.sizes import GraphSize
from graph_service.catalogue.loads.load import load
from graph_service.settings import DatabaseSettings
from graph_service.store.spool import open_spool
from tests.catalogue.live import Live
from tests.graphs import wipe

SIZE = GraphSize(practices=500, institutions=60)


@pytest.mark.parametrize("one", [True, False])
async def test_the_hand_written_script_writes_what_a_load_writes(
    database_settings: DatabaseSettings, tmp_path: Path, one: bool
) -> None:
    wipe(database_settings)
    with open_spool() as spool, Live.open(database_settings) as live:
        graph = loading.generated_graph(Generated(SIZE), spool)
        await load(graph, database_settings)
        ours = live.contents()
        wipe(database_settings)
        rows = loading.write_rows(graph, tmp_path / "rows")
        loading.write_by_hand(database_settings, rows, one=one)
        assert live.contents() == ours
    wipe(database_settings)


def test_a_small_size_runs_to_the_end(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    wipe(database_settings)
    figures = loading.measure(database_settings, SIZE, 1, tmp_path)
    assert (figures.entries, figures.one) == (1115, True)
    assert figures.ratio > 0.3  # 0.9, and this is noise of a machine that is busy
    assert all(50 < memory < 300 for _seconds, memory in figures.command.values())
    assert len([*figures.lines()]) == 4
    wipe(database_settings)
