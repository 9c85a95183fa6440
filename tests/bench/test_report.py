"""The report of made-up figures: results.json, and what is printed."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from bench.growth import Growth
from bench.new_operations import NewOperation
from bench.report import Results, show, write
from tests.bench.test_ratios import measured

TITLES = {"uncached": "this service", "asgi": "a minimal ASGI application"}


@pytest.fixture
def results() -> Results:
    return Results(
        size={"name": "made up"},
        machine={},
        agreed=1,
        measured=[
            measured("uncached", "practice", 800),
            replace(measured("asgi", "null", 20_000), load_share=0.61),
        ],
        ratios={"peer_topic_page": 4, "growth_practice": 1.2, "growth_flows": 1.25},
        growth={
            "practice": Growth(time=1.2, time_alone=1.1, database_hits=1, is_warm=True),
            "flows": Growth(time=1.25, time_alone=1.1, database_hits=1, is_warm=False),
        },
        new_operation={"practice": NewOperation(ours=2.6, core=2)},
        first_visits={},
        memory_mb={"uncached": 90, "cached": 105, "asgi": 30},
    )


def test_results_are_written(results: Results, tmp_path: Path) -> None:
    write(results, tmp_path / "new" / "results.json")
    found = json.loads((tmp_path / "new" / "results.json").read_text())
    assert found["ratios"]["peer_topic_page"] == 4
    assert found["growth"] == {"practice": 1.2, "flows": 1.25}
    assert found["growth_is_warm"] == {"practice": True, "flows": False}
    assert found["new_operation"]["practice"] == {"ours": 2.6, "core": 2, "ratio": 1.3}
    assert found["worker_rss_mb"] == 105
    assert len(found["measured"]) == 2


def test_a_row_is_marked_if_the_load_generator_was_busy(results: Results) -> None:
    lines = _shown(results)
    assert any("a minimal ASGI application" in line and "61 !" in line for line in lines)
    assert any("this service" in line and " 10 " in line and "!" not in line for line in lines)
    assert any("more than 60% of a core" in line for line in lines)
    idle = [replace(row, load_share=0.6) for row in results.measured]
    assert not any("!" in line for line in _shown(replace(results, measured=idle)))


def test_growth_of_a_database_that_is_not_warm_is_marked(results: Results) -> None:
    rows = [line for line in _shown(results) if "time per request" in line]
    assert ["not warm" in line for line in rows] == [False, True]


def _shown(results: Results) -> list[str]:
    written = io.StringIO()
    show(results, TITLES, Console(file=written, width=200))
    return written.getvalue().splitlines()
