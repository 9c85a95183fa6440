"""The benchmark of `seeds load` against a hand-written script."""

from pathlib import Path

import pytest

from bench import seeds_load
from bench.generated_graph import GeneratedGraph
from bench.sizes import GraphSize
from graph_service.catalogue.loads.load import load
from graph_service.settings import DatabaseSettings
from graph_service.store.staging import open_staging
from tests.catalogue.live import Live
from tests.graphs import wipe

pytestmark = pytest.mark.slow

SIZE = GraphSize(practices=500, institutions=60)


async def test_the_hand_written_script_writes_what_a_load_writes(
    database_settings: DatabaseSettings, tmp_path: Path
) -> None:
    wipe(database_settings)
    with open_staging() as staging, Live.open(database_settings) as live:
        graph = seeds_load.generated_graph(GeneratedGraph(SIZE), staging)
        await load(graph, database_settings)
        derived = "MATCH ()-[r:TRANSFER_FLOW|VISIT_FLOW]->() DELETE r"  # by loads alone
        live.rows(derived)
        ours = live.contents()
        rows = seeds_load.write_rows(graph, tmp_path / "rows")
        for in_one in (True, False):  # in one transaction, or in batches
            wipe(database_settings)
            seeds_load.write_by_hand(database_settings, rows, in_one=in_one)
            assert live.contents() == ours
    wipe(database_settings)


def test_a_small_size_is_measured(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    wipe(database_settings)
    figures = seeds_load.measure(database_settings, SIZE, 1, tmp_path)
    assert (figures.entries, figures.is_one_transaction) == (1115, True)
    assert figures.ratio > 0.3  # about 0.9; a busy machine adds noise
    assert all(50 < memory < 300 for _seconds, memory in figures.commands.values())
    assert len([*figures.lines()]) == 4
    wipe(database_settings)
