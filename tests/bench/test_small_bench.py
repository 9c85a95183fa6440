"""`make bench SIZE=small`: all contenders give the same answers, and every part is measured."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bench.files import write_files
from bench.generated_graph import GeneratedGraph
from bench.operations import ALL_OPERATIONS, MIXED, NULL, OPERATIONS, variables_of
from bench.populate import populate
from bench.ratios import TARGETS
from bench.sizes import SIZES
from graph_service.catalogue.checks.check import examine
from graph_service.catalogue.problems import LIKELY_MISTAKES
from graph_service.errors import LoadRefused
from graph_service.settings import DatabaseSettings
from tests.graphs import run, wipe

ROOT = Path(__file__).parents[2]
SMALL = SIZES["small"].graph

pytestmark = [pytest.mark.http, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def results(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The file of results of a run."""
    file = tmp_path_factory.mktemp("bench") / "results.json"
    environ = {**os.environ, "SIZE": "small", "CACHE": str(cache), "RESULTS": str(file)}
    command = [sys.executable, "-m", "bench"]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "contenders agree on" in done.stdout
    return json.loads(file.read_text())


def test_every_part_is_measured(results: Any) -> None:
    measured = {row["operation"] for row in results["measured"]}
    assert measured == {each.name for each in (*ALL_OPERATIONS, NULL, MIXED)}
    compared = SIZES["small"].compared
    assert results["agreed"] == sum(len(variables_of(o, SMALL)[:compared]) for o in OPERATIONS)
    without_visits = {name for name in TARGETS if not name.startswith("first_")}
    assert results["ratios"].keys() == without_visits


def test_clients_send_a_request_when_the_last_answer_is_complete(results: Any) -> None:
    """So the time that a single client waits is that of all its answers."""
    alone = [row for row in results["measured"] if row["clients"] == 1]
    waiting = [row["rate"] * row["p50"] / 1000 for row in alone]
    assert 0.6 < statistics.median(waiting) < 1.1
    assert all(row["requests"] == pytest.approx(row["rate"] * row["seconds"]) for row in alone)


def test_the_graph_is_the_same_in_each_process(results: Any) -> None:
    generated = GeneratedGraph(SMALL)
    for _ in generated:
        pass
    assert results["size"]["checksum"] == generated.checksum


def test_the_entries_are_valid_and_have_few_likely_mistakes(tmp_path: Path) -> None:
    """The checks of a folder take as long as those of a catalogue, whose mistakes are mended.

    Participants of generated visits are drawn apart from the countries of their practices.
    """
    number = write_files(SMALL, tmp_path)
    found = examine(tmp_path)
    assert found.errors == []
    likely = [warning for warning in found.warnings if warning.rule in LIKELY_MISTAKES]
    assert len(likely) <= number / 20, [*map(str, likely)]


async def test_a_catalogue_is_never_overwritten(database_settings: DatabaseSettings) -> None:
    wipe(database_settings)
    run(database_settings, "CREATE (:Release {number: 1, name: 'Release 1'})")
    with pytest.raises(LoadRefused, match="name another one"):
        await populate(database_settings, SMALL, Console(quiet=True))
    wipe(database_settings)
