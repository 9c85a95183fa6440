"""The measurement of corrections and imports in a large folder."""

from pathlib import Path

from bench.corrections import measure
from bench.sizes import GraphSize
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.graphs import wipe


def test_a_small_size_is_measured(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    wipe(database_settings)
    steps = [*measure(database_settings, GraphSize(practices=500, institutions=60), tmp_path)]
    assert [step.what for step in steps] == [
        "check, nothing cached",
        "first load",
        "check, first correction",
        "plan, first correction",
        "load, first correction",
        "plan and load, first correction",
        "check, second correction",
        "plan, second correction",
        "load, second correction",
        "plan and load, second correction",
        "import of 1,000 rows, .csv",
        "import of 1,000 rows, .xlsx",
    ]
    assert all(step.cpu > 0 for step in steps)
    with Live.open(database_settings) as live:
        changes = "MATCH (c:Change) RETURN collect(c.name + ': ' + c.kind)"
        assert len(live.value(changes)) == 2  # one entry per correction
        assert live.value("MATCH (r:Release) RETURN count(r)") == 3
    wipe(database_settings)
