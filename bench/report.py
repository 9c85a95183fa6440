"""Writes results.json, and prints the measurements and the figures with targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from bench.first_visits import Visits
from bench.growth import Growth
from bench.measure import CLIENTS, Measured
from bench.new_operations import NewOperation
from bench.operations import ALL_OPERATIONS, MIXED, NULL, SUGGEST
from bench.ratios import TARGETS, Target

MOST_LOAD = 0.6
"""The share of a core that the load generator may use: beyond that it slows the contenders."""
NEW_OPERATION = Target(title="", most=1.3)
SUGGEST_P95 = Target(title="suggestions, uncached, one client, p95 in ms", most=20)
WORKER_RSS_MB = Target(title="memory of a worker after the run, MB", most=120)


@dataclass(frozen=True, kw_only=True)
class Results:
    """The results of a run, as in results.json.

    Attributes:
        size: the name of the size, and the size of the graph.
        machine: the machine, the commit, and the versions of all software.
        agreed: how many sets of variables all contenders answered alike.
        measured: one row per contender, operation and number of clients.
        memory_mb: memory of each contender's process after the run.
        ratios: ratios of rates at 16 clients, and the other figures with targets.
        growth: of each operation, over a tenth of the practices.
        new_operation: time to parse, validate and plan, over graphql-core's parse and validate.
        first_visits: time of visits of pages that are new, by series.
    """

    size: Mapping[str, object]
    machine: Mapping[str, object]
    agreed: int
    measured: Sequence[Measured]
    memory_mb: Mapping[str, float]
    ratios: Mapping[str, float] = field(default_factory=dict)
    growth: Mapping[str, Growth] = field(default_factory=dict)
    new_operation: Mapping[str, NewOperation] = field(default_factory=dict)
    first_visits: Mapping[str, Visits] = field(default_factory=dict)

    @property
    def worker_rss_mb(self) -> float:
        """Memory of this service's larger worker."""
        return max(self.memory_mb["uncached"], self.memory_mb["cached"])


def write(results: Results, path: Path) -> None:
    """Write results.json."""
    growth = results.growth.items()
    content = asdict(results) | {
        "growth": {name: found.time for name, found in growth},
        "growth_alone": {name: found.time_alone for name, found in growth},
        "growth_database_hits": {name: found.database_hits for name, found in growth},
        "growth_is_warm": {name: found.is_warm for name, found in growth},
        "new_operation": {
            name: asdict(new) | {"ratio": new.ratio} for name, new in results.new_operation.items()
        },
        "worker_rss_mb": results.worker_rss_mb,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def show(results: Results, titles: Mapping[str, str], console: Console) -> None:
    """Print the measurements, and the figures with their targets."""
    for clients in CLIENTS:
        console.print(_measurements(results, titles, clients))
    if any(measured.load_share > MOST_LOAD for measured in results.measured):
        console.print(
            f"! The load generator used more than {MOST_LOAD:.0%} of a core: the rate is a lower"
            " bound."
        )
    console.print(_figures(results))
    for name, visits in results.first_visits.items():
        console.print(f"First visits, {visits.in_words(name)}")
    if results.size["name"] == "small":
        console.print("Short windows on a cold database: only the agreement of answers counts.")


def _measurements(results: Results, titles: Mapping[str, str], clients: int) -> Table:
    title = "One client" if clients == 1 else f"{clients} clients"
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for heading in (
        "req/s",
        "× ceiling",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "Neo4j CPU ms",
        "answer kB",
        "load %",
        "memory MB",
    ):
        table.add_column(heading, justify="right")
    rows = {(m.operation, m.contender): m for m in results.measured if m.clients == clients}
    for operation in (NULL, *ALL_OPERATIONS, MIXED):
        table.add_section()
        table.add_row(f"[bold]{operation.title}")
        ceiling = rows.get((operation.name, "ceiling"))
        for name, title in titles.items():
            if row := rows.get((operation.name, name)):
                table.add_row(
                    f"  {title}",
                    f"{row.rate:,.0f}" if row.rate >= 100 else f"{row.rate:.1f}",
                    f"{row.rate / ceiling.rate:.2f}" if ceiling else "",
                    f"{row.p50:.2f}",
                    f"{row.p99:.2f}",
                    f"{row.cpu_ms:.2f}",
                    f"{row.database_cpu_ms:.2f}",
                    f"{row.answer_kb:.1f}",
                    f"{row.load_share * 100:.0f}{' !' if row.load_share > MOST_LOAD else ''}",
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
    reported = Target(title="")
    return [
        *(
            (target.title + _warmth(results, name), results.ratios[name], target)
            for name, target in TARGETS.items()
            if name in results.ratios
        ),
        *(
            row
            for name, found in results.growth.items()
            for row in (
                (f"growth with one client, {name}", found.time_alone, reported),
                (
                    f"database hits at ten times the practices, {name}",
                    found.database_hits,
                    reported,
                ),
            )
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


def _warmth(results: Results, figure: str) -> str:
    growth = results.growth.get(figure.removeprefix("growth_"))
    return "" if growth is None or growth.is_warm else " (the databases were not warm)"
