"""Ratios and targets of made-up figures, computed by hand."""

from dataclasses import replace

import pytest

from bench.first_visits import Visits
from bench.growth import Growth
from bench.measure import Measured
from bench.operations import OPERATIONS
from bench.ratios import TARGETS, Target, ratios


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
        answer_kb=1.2,
        load_share=0.1,
        rates=[rate],
    )


NAMES = ("practice", "topic_page", "three_levels", "search", "flows", "by_ids")
RATES = {
    # contender: practice, topic_page, three_levels, search, flows, by_ids
    "ceiling": (1000, 100, 50, 400, 10, 500),
    "uncached": (800, 100, 25, 400, 20, 500),
    "neo4j_graphql": (200, 25, 5, 40, 10, 250),
    "neo4j_graphql_jit": (400, 25, 5, 80, 10, 250),
    "cached": (8000, 6000, 5000, 9000, 2000, 4000),
    "cached_gzip": (8000, 6000, 5000, 9000, 3000, 4000),
}
SAME_DATA = {"topic_page": 200, "three_levels": 100, "flows": 20}
MIXED = {"ceiling": 60, "uncached": 90, "neo4j_graphql_jit": 30}
VISITS = {
    "cold_page": Visits(p50=900, p95=2000, database_cpu_ms=800),
    "start_page": Visits(p50=30, p95=200, database_cpu_ms=20),
    "start_filter": Visits(p50=80, p95=100, database_cpu_ms=70),
}
GROWTH = {name: Growth(time=1.2, time_alone=1.1, database_hits=1, is_warm=True) for name in NAMES}


@pytest.fixture
def rows() -> list[Measured]:
    rows = [
        measured(contender, name, rate)
        for contender, rates in RATES.items()
        for name, rate in zip(NAMES, rates, strict=True)
    ]
    rows += [measured("ceiling_same_data", name, rate) for name, rate in SAME_DATA.items()]
    rows += [measured(contender, "mixed", rate) for contender, rate in MIXED.items()]
    rows += [measured("cached", "null", 10_000), measured("asgi", "null", 20_000)]
    # Alone, all have the same rates.
    return [*rows, *(replace(row, clients=1, rate=7) for row in rows)]


def test_operations_have_the_names_used_here() -> None:
    assert tuple(operation.name for operation in OPERATIONS) == NAMES


def test_ratios(rows: list[Measured]) -> None:
    found = ratios(rows, GROWTH, VISITS)
    # Over the ceiling: 0.8, 1, 0.5, 1, 2, 1; their product is 0.8.
    assert found["ceiling_geomean"] == pytest.approx(0.8 ** (1 / 6))
    assert found["ceiling_min"] == 0.5
    assert found["ceiling_mixed"] == 1.5
    # With derived data: 0.8, 0.5, 0.25, 1, 1, 1.
    assert found["ceiling_same_data_geomean"] == pytest.approx(0.1 ** (1 / 6))
    # Over the peer: 4, 4, 5, 10, 2, 2; their product is 3200.
    assert found["peer_geomean"] == pytest.approx(3200 ** (1 / 6))
    assert found["peer_topic_page"] == 4
    # With graphql-jit: 2, 4, 5, 5, 2, 2.
    assert found["peer_jit_geomean"] == pytest.approx(800 ** (1 / 6))
    assert found["peer_jit_min"] == 2
    assert found["peer_jit_mixed"] == 3
    assert found["ceiling_alone_geomean"] == found["peer_jit_alone_geomean"] == 1
    assert found["cached_three_level"] == 200
    assert found["cached_flows"] == 100
    assert found["cached_min_of_null_route"] == pytest.approx(0.2)
    assert found["cached_min_of_asgi"] == pytest.approx(0.15)
    assert (found["first_page_p95_ms"], found["first_filter_p95_ms"]) == (200, 100)
    assert found["growth_flows"] == 1.2
    assert found.keys() == TARGETS.keys()


def test_first_visits_may_not_be_measured(rows: list[Measured]) -> None:
    assert "first_page_p95_ms" not in ratios(rows, GROWTH, {})


def test_ratios_need_every_figure(rows: list[Measured]) -> None:
    without = [m for m in rows if (m.contender, m.operation) != ("ceiling", "flows")]
    with pytest.raises(KeyError):
        ratios(without, GROWTH, VISITS)


def test_targets() -> None:
    assert Target(title="", least=3).is_met(3) is True
    assert Target(title="", least=3).is_met(2.99) is False
    assert Target(title="", most=1.5).is_met(1.5) is True
    assert Target(title="", most=1.5).is_met(1.51) is False
    assert Target(title="").is_met(0) is None
