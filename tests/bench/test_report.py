"""Ratios and targets of made-up figures, computed by hand."""

import json
from pathlib import Path

import pytest

from bench.first_visits import Visits
from bench.measure import Measured
from bench.new_operations import NewOperation
from bench.operations import OPERATIONS
from bench.report import TARGETS, Results, Target, first_visit_figures, ratios, write


def measured(contender: str, operation: str, rate: float, clients: int = 16) -> Measured:
    return Measured(
        contender=contender,
        operation=operation,
        clients=clients,
        seconds=10,
        requests=int(rate * 10),
        rate=rate,
        p50=1,
        p95=1.5,
        p99=2,
        cpu_ms=0.5,
        database_cpu_ms=0.5,
        load_share=0.1,
        rates=[rate],
    )


RATES = {
    # contender: practice, topic_page, three_levels, search, flows, by_ids
    "ceiling": (1000, 100, 50, 400, 10, 500),
    "uncached": (800, 100, 25, 400, 20, 500),
    "neo4j_graphql": (200, 25, 5, 40, 10, 250),
    "cached": (8000, 6000, 5000, 9000, 2000, 4000),
}
VISITS = {
    "cold_page": Visits(p50=900, p95=2000, database_cpu_ms=800),
    "start_page": Visits(p50=30, p95=200, database_cpu_ms=20),
    "start_filter": Visits(p50=80, p95=100, database_cpu_ms=70),
}
NAMES = ("practice", "topic_page", "three_levels", "search", "flows", "by_ids")


@pytest.fixture
def rows() -> list[Measured]:
    rows = [
        measured(contender, name, rate)
        for contender, rates in RATES.items()
        for name, rate in zip(NAMES, rates, strict=True)
    ]
    # Rates with one client must not enter any ratio.
    rows += [measured(contender, name, 1, clients=1) for contender in RATES for name in NAMES]
    return [*rows, measured("cached", "null", 10_000), measured("cached", "null", 1, clients=1)]


def test_operations_have_the_names_used_here() -> None:
    assert tuple(operation.name for operation in OPERATIONS) == NAMES


def test_ratios(rows: list[Measured]) -> None:
    found = ratios(rows)
    # Over the ceiling: 0.8, 1, 0.5, 1, 2, 1; their product is 0.8.
    assert found["ceiling_geomean"] == pytest.approx(0.8 ** (1 / 6))
    assert found["ceiling_min"] == 0.5
    # Over the peer: 4, 4, 5, 10, 2, 2; their product is 3200.
    assert found["peer_geomean"] == pytest.approx(3200 ** (1 / 6))
    assert found["peer_topic_page"] == 4
    assert found["cached_three_level"] == 200
    assert found["cached_flows"] == 100
    assert found["cached_min_of_null_route"] == pytest.approx(0.2)
    visits = first_visit_figures(VISITS)
    assert visits == {"first_page_p95_ms": 200, "first_filter_p95_ms": 100}
    assert {**found, **visits}.keys() == TARGETS.keys()


def test_first_visits_may_not_be_measured() -> None:
    assert first_visit_figures({}) == {}


def test_ratios_need_every_figure(rows: list[Measured]) -> None:
    without = [m for m in rows if (m.contender, m.operation) != ("ceiling", "flows")]
    with pytest.raises(KeyError):
        ratios(without)


def test_targets() -> None:
    assert Target(title="", least=3).is_met(3) is True
    assert Target(title="", least=3).is_met(2.99) is False
    assert Target(title="", most=1.5).is_met(1.5) is True
    assert Target(title="", most=1.5).is_met(1.51) is False
    assert Target(title="").is_met(0) is None


def test_results_are_written(rows: list[Measured], tmp_path: Path) -> None:
    results = Results(
        size={"name": "made up"},
        machine={},
        agreed=1,
        measured=rows,
        ratios=ratios(rows),
        growth={"practice": 1.2},
        growth_alone={"practice": 1.1},
        new_operation={"practice": NewOperation(ours=2.6, core=2)},
        first_visits=VISITS,
        memory_mb={"uncached": 90, "cached": 105, "ceiling": 200},
    )
    write(results, tmp_path / "results.json")
    found = json.loads((tmp_path / "results.json").read_text())
    assert found["ratios"]["peer_topic_page"] == 4
    assert found["new_operation"]["practice"] == {"ours": 2.6, "core": 2, "ratio": 1.3}
    assert found["worker_rss_mb"] == 105
    assert len(found["measured"]) == len(rows)
