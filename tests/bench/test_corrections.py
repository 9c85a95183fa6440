"""The measurement of corrections and imports in a large folder."""

from pathlib import Path

import pytest

from bench.corrections import measure
from bench.sizes import GraphSize
from graph_service.settings import DatabaseSettings
from tests.catalogue.live import Live
from tests.graphs import wipe

pytestmark = pytest.mark.slow

SIZE = GraphSize(practices=500, institutions=60)


def test_a_small_size_is_measured(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    wipe(database_settings)
    steps = [
        *measure(database_settings, SIZE, tmp_path, corrections=["first"], imported=SIZE.practices)
    ]
    assert [step.what for step in steps] == [
        "check",
        "first load",
        "check, first correction",
        "plan, first correction",
        "load, first correction",
        "plan and load, first correction",
        "import of 500 rows, .csv",
        "import of 500 rows, .xlsx",
    ]
    assert all(step.cpu > 0 for step in steps)
    with Live.open(database_settings) as live:
        changes = "MATCH (c:Change) RETURN collect(c.name + ': ' + c.kind)"
        assert len(live.value(changes)) == 1  # the corrected entry
        assert live.value("MATCH (r:Release) RETURN count(r)") == 2
    wipe(database_settings)
