"""Turns measurements into ratios, a table on the terminal, and results.json."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from bench.first_visits import Visits
from bench.measure import NULL, Measured
from bench.new_operations import NewOperation
from bench.operations import ALL_OPERATIONS, OPERATIONS, SUGGEST

RATIO_CLIENTS = 16
"""Ratios compare rates at this number of clients."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """The target of a figure; a figure without bounds is only reported.

    Attributes:
        title: the figure's title in the table.
        least: lower bound.
        most: upper bound.
    """

    title: str
    least: float | None = None
    most: float | None = None

    def is_met(self, value: float) -> bool | None:
        """Whether a figure meets the target; None if it has no bound."""
        if self.least is not None:
            return value >= self.least
        return None if self.most is None else value <= self.most


TARGETS: Mapping[str, Target] = {
    "ceiling_geomean": Target(title="uncached over the ceiling, geometric mean", least=0.95),
    "ceiling_min": Target(title="uncached over the ceiling, worst"),
    "peer_geomean": Target(title="uncached over @neo4j/graphql, geometric mean", least=3),
    "peer_topic_page": Target(title="uncached over @neo4j/graphql, topic page", least=4),
    "cached_three_level": Target(title="cached over uncached, three levels", least=30),
    "cached_flows": Target(title="cached over uncached, flows", least=300),
    "cached_min_of_null_route": Target(title="cached over the empty route, worst", least=0.4),
    "first_page_p95_ms": Target(title="first visit of a page after a start, p95 in ms", most=250),
    "first_filter_p95_ms": Target(title="first use of filters after a start, p95 in ms", most=120),
}
GROWTH = Target(title="", most=1.5)
NEW_OPERATION = Target(title="", most=1.3)
SUGGEST_P95 = Target(title="suggestions, uncached, one client, p95 in ms", most=20)
WORKER_RSS_MB = Target(title="memory of a worker after the run, MB", most=110)


@dataclass(frozen=True, kw_only=True)
class Results:
    """The results of a run, as in results.json.

    Attributes:
        size: the name of the size, and the size of the graph.
        machine: the machine and the versions of all software.
        agreed: how many answers all contenders agreed on.
        measured: one row per contender, operation and number of clients.
        ratios: ratios of rates at 16 clients.
        growth: time per request over that on a tenth of the practices, at 16 clients.
        growth_alone: the same at one client.
        new_operation: time to parse, validate and plan, over graphql-core's parse and validate.
        first_visits: time of visits of pages that are new, by series.
        memory_mb: memory of each contender's process after the run.
    """

    size: Mapping[str, object]
    machine: Mapping[str, object]
    agreed: int
    measured: Sequence[Measured]
    ratios: Mapping[str, float]
    growth: Mapping[str, float]
    growth_alone: Mapping[str, float]
    new_operation: Mapping[str, NewOperation]
    first_visits: Mapping[str, Visits]
    memory_mb: Mapping[str, float]

    @property
    def worker_rss_mb(self) -> float:
        """Memory of this service's larger worker."""
        return max(self.memory_mb["uncached"], self.memory_mb["cached"])


def ratios(measured: Sequence[Measured]) -> Mapping[str, float]:
    """Return the ratios of requests per second at 16 clients.

    Raises:
        KeyError: if an operation or a contender that they need wasn't measured.
    """
    rate = {(m.contender, m.operation): m.rate for m in measured if m.clients == RATIO_CLIENTS}
    names = [operation.name for operation in OPERATIONS]
    ceiling = [rate["uncached", name] / rate["ceiling", name] for name in names]
    peer = [rate["uncached", name] / rate["neo4j_graphql", name] for name in names]
    cached = {name: rate["cached", name] / rate["uncached", name] for name in names}
    return {
        "ceiling_geomean": statistics.geometric_mean(ceiling),
        "ceiling_min": min(ceiling),
        "peer_geomean": statistics.geometric_mean(peer),
        "peer_topic_page": rate["uncached", "topic_page"] / rate["neo4j_graphql", "topic_page"],
        "cached_three_level": cached["three_levels"],
        "cached_flows": cached["flows"],
        "cached_min_of_null_route": min(rate["cached", name] for name in names)
        / rate["cached", NULL.name],
    }


def first_visit_figures(series: Mapping[str, Visits]) -> Mapping[str, float]:
    """Return the figures with targets, of visits after a start and its warm-up."""
    names = {"first_page_p95_ms": "start_page", "first_filter_p95_ms": "start_filter"}
    return {name: series[measured].p95 for name, measured in names.items() if measured in series}


def write(results: Results, path: Path) -> None:
    """Write results.json."""
    content = asdict(results) | {
        "new_operation": {
            name: asdict(new) | {"ratio": new.ratio} for name, new in results.new_operation.items()
        },
        "worker_rss_mb": results.worker_rss_mb,
    }
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def show(results: Results, titles: Mapping[str, str], console: Console) -> None:
    """Print the measurements, and the figures with their targets."""
    console.print(_measurements(results, titles))
    console.print(_figures(results))
    for name, visits in results.first_visits.items():
        console.print(f"First visits, {visits.in_words(name)}")
    if results.size["name"] != "full":
        console.print("Short windows on a cold database: only the agreement of answers counts.")


def _measurements(results: Results, titles: Mapping[str, str]) -> Table:
    table = Table(title=f"{RATIO_CLIENTS} clients, then one", title_justify="left")
    table.add_column("")
    for heading in (
        "req/s",
        "× ceiling",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "Neo4j CPU ms",
        "1 client req/s",
        "p50 ms",
        "p99 ms",
        "memory MB",
    ):
        table.add_column(heading, justify="right")
    by_key = {(m.operation, m.contender, m.clients): m for m in results.measured}
    for operation in (NULL, *ALL_OPERATIONS):
        table.add_section()
        table.add_row(f"[bold]{operation.title}")
        for name, title in titles.items():
            many = by_key.get((operation.name, name, RATIO_CLIENTS))
            one = by_key.get((operation.name, name, 1))
            if many is None or one is None:
                continue
            ceiling = by_key.get((operation.name, "ceiling", RATIO_CLIENTS))
            table.add_row(
                f"  {title}",
                f"{many.rate:,.0f}" if many.rate >= 100 else f"{many.rate:.1f}",
                f"{many.rate / ceiling.rate:.2f}" if ceiling else "",
                f"{many.p50:.1f}",
                f"{many.p99:.1f}",
                f"{many.cpu_ms:.2f}",
                f"{many.database_cpu_ms:.2f}",
                f"{one.rate:,.0f}" if one.rate >= 100 else f"{one.rate:.1f}",
                f"{one.p50:.2f}",
                f"{one.p99:.2f}",
                f"{results.memory_mb[name]:.0f}",
            )
    return table


def _figures(results: Results) -> Table:
    table = Table(title="Targets", title_justify="left")
    table.add_column("")
    for heading in ("measured", "target", "met"):
        table.add_column(heading, justify="right")
    for title, value, target in _rows(results):
        wanted = "(reported only)"
        if target.least is not None:
            wanted = f"≥ {target.least:g}"
        elif target.most is not None:
            wanted = f"≤ {target.most:g}"
        verdict = {True: "[green]yes", False: "[red]no", None: ""}[target.is_met(value)]
        table.add_row(title, f"{value:.2f}" if value < 100 else f"{value:.0f}", wanted, verdict)
    return table


def _rows(results: Results) -> Sequence[tuple[str, float, Target]]:
    return [
        *(
            (target.title, results.ratios[name], target)
            for name, target in TARGETS.items()
            if name in results.ratios
        ),
        *(
            (f"time per request at ten times the practices, {name}", value, GROWTH)
            for name, value in results.growth.items()
        ),
        *(
            (f"the same with one client, {name}", value, Target(title=""))
            for name, value in results.growth_alone.items()
        ),
        *(
            (
                f"new operation over graphql-core's parse and validate, {name}",
                new.ratio,
                NEW_OPERATION,
            )
            for name, new in results.new_operation.items()
        ),
        *(
            (SUGGEST_P95.title, measured.p95, SUGGEST_P95)
            for measured in results.measured
            if (measured.operation, measured.contender, measured.clients)
            == (SUGGEST.name, "uncached", 1)
        ),
        (WORKER_RSS_MB.title, results.worker_rss_mb, WORKER_RSS_MB),
    ]
