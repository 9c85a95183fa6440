"""What was measured → ratios, one table on the terminal, and results.json."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from bench.compiling import NewOperation
from bench.measure import NULL, Measured
from bench.operations import OPERATIONS

AT = 16
"""How many clients ratios are taken at."""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """What a figure is to reach.

    Attributes:
        title: what it is.
        least: the least that is good; None where it is at most `most`, or only reported.
        most: the most that is good.
    """

    title: str
    least: float | None = None
    most: float | None = None

    def met(self, value: float) -> bool | None:
        """Tell whether a figure reaches it; None where it is only reported."""
        if self.least is not None:
            return value >= self.least
        return None if self.most is None else value <= self.most


REACHES: Mapping[str, Reach] = {
    "ceiling_geomean": Reach(title="uncached over the ceiling, geometric mean", least=0.95),
    "ceiling_min": Reach(title="uncached over the ceiling, worst"),
    "peer_geomean": Reach(title="uncached over @neo4j/graphql, geometric mean", least=3),
    "peer_topic_page": Reach(title="uncached over @neo4j/graphql, topic page", least=4),
    "cached_three_level": Reach(title="cached over uncached, three levels", least=30),
    "cached_flows": Reach(title="cached over uncached, flows", least=300),
    "cached_min_of_null_route": Reach(title="cached over the empty route, worst", least=0.4),
}
GROWTH = Reach(title="", most=1.5)
NEW_OPERATION = Reach(title="", most=1.3)
WORKER_RSS_MB = Reach(title="memory of a worker after the run, MB", most=110)


@dataclass(frozen=True, kw_only=True)
class Results:
    """All that a run gave, in the form of results.json.

    Attributes:
        size: the size's name, and how large the graph was.
        machine: what it ran on.
        agreed: how many answers of each contender were compared.
        measured: a row a contender, operation and number of clients.
        ratios: at 16 clients.
        growth: the time of a request on ten times as many practices, over that on a tenth, at 16
            clients; and at one.
        new_operation: parse, validate, plan, over graphql-core's parse and validate.
        memory_mb: of each contender's process after the run.
    """

    size: Mapping[str, object]
    machine: Mapping[str, object]
    agreed: int
    measured: Sequence[Measured]
    ratios: Mapping[str, float]
    growth: Mapping[str, float]
    growth_alone: Mapping[str, float]
    new_operation: Mapping[str, NewOperation]
    memory_mb: Mapping[str, float]

    @property
    def worker_rss_mb(self) -> float:
        """Give the memory of this service's larger worker."""
        return max(self.memory_mb["uncached"], self.memory_mb["cached"])


def ratios(measured: Sequence[Measured]) -> Mapping[str, float]:
    """Give the ratios of requests a second, all at 16 clients.

    Raises:
        KeyError: when an operation or a contender that they need was not measured.
    """
    rate = {(m.contender, m.operation): m.rate for m in measured if m.clients == AT}
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
    """Print the table, and what the run says beside the reaches."""
    console.print(_table(results, titles))
    console.print(_figures(results))
    if results.size["name"] != "full":
        console.print("These windows are short and the database isn't warm: only agreement counts.")


def _table(results: Results, titles: Mapping[str, str]) -> Table:
    table = Table(title=f"{AT} clients, and one alone", title_justify="left")
    table.add_column("")
    for heading in (
        "req/s",
        "× ceiling",
        "p50 ms",
        "p99 ms",
        "CPU ms",
        "Neo4j CPU ms",
        "alone req/s",
        "alone p50",
        "alone p99",
        "memory MB",
    ):
        table.add_column(heading, justify="right")
    by_key = {(m.operation, m.contender, m.clients): m for m in results.measured}
    for operation in (NULL, *OPERATIONS):
        table.add_section()
        table.add_row(f"[bold]{operation.title}")
        for name, title in titles.items():
            many = by_key.get((operation.name, name, AT))
            alone = by_key.get((operation.name, name, 1))
            if many is None or alone is None:
                continue
            ceiling = by_key.get((operation.name, "ceiling", AT))
            table.add_row(
                f"  {title}",
                f"{many.rate:,.0f}" if many.rate >= 100 else f"{many.rate:.1f}",
                f"{many.rate / ceiling.rate:.2f}" if ceiling else "",
                f"{many.p50:.1f}",
                f"{many.p99:.1f}",
                f"{many.cpu_ms:.2f}",
                f"{many.database_cpu_ms:.2f}",
                f"{alone.rate:,.0f}" if alone.rate >= 100 else f"{alone.rate:.1f}",
                f"{alone.p50:.2f}",
                f"{alone.p99:.2f}",
                f"{results.memory_mb[name]:.0f}",
            )
    return table


def _figures(results: Results) -> Table:
    table = Table(title="Reaches", title_justify="left")
    table.add_column("")
    for heading in ("reached", "to reach", ""):
        table.add_column(heading, justify="right")
    for title, value, reach in _rows(results):
        wanted = "reported"
        if reach.least is not None:
            wanted = f"≥ {reach.least:g}"
        elif reach.most is not None:
            wanted = f"≤ {reach.most:g}"
        verdict = {True: "[green]yes", False: "[red]no", None: ""}[reach.met(value)]
        table.add_row(title, f"{value:.2f}" if value < 100 else f"{value:.0f}", wanted, verdict)
    return table


def _rows(results: Results) -> Sequence[tuple[str, float, Reach]]:
    return [
        *(
            (reach.title, results.ratios[name], reach)
            for name, reach in REACHES.items()
            if name in results.ratios
        ),
        *(
            (f"growth to ten times the practices, {name}: time", value, GROWTH)
            for name, value in results.growth.items()
        ),
        *(
            (f"growth, one client, {name}: time", value, Reach(title=""))
            for name, value in results.growth_alone.items()
        ),
        *(
            (f"new operation over parse and validate, {name}", new.ratio, NEW_OPERATION)
            for name, new in results.new_operation.items()
        ),
        (WORKER_RSS_MB.title, results.worker_rss_mb, WORKER_RSS_MB),
    ]
