"""Measures how the time of a request grows with the graph: each operation, on two databases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.database_hits import database_hits
from bench.databases import Neo4j
from bench.measure import CLIENTS, Bench
from bench.operations import Operation
from bench.servers import TENTH, Running, running
from bench.sizes import Size
from graph_service.api.schema import build_schema, core_schema
from graph_service.compiler.compiler import Compiler


@dataclass(frozen=True, kw_only=True)
class Growth:
    """The growth of one operation: a figure on the graph over that on a tenth of the practices.

    Attributes:
        time: of the time of a request, with 16 clients.
        time_alone: of that with one client.
        database_hits: of what Neo4j reads for a request.
        is_warm: whether both databases had warmed up.
    """

    time: float
    time_alone: float
    database_hits: float
    is_warm: bool


def measure_growth(
    bench: Bench,
    operations: Sequence[Operation],
    size: Size,
    large: tuple[Running, Neo4j],
    tenth: Neo4j,
    logs: Path,
) -> Mapping[str, Growth]:
    """Measure this service on both databases in turns, after both have warmed up.

    Raises:
        LoadFailed: if the service fails under load.
        StartRefused: if it doesn't start.
    """
    compiler = Compiler(core_schema(build_schema()))
    service, database = large
    hits, hits_tenth = (
        database_hits(compiler, operations, graph, neo4j.settings)
        for graph, neo4j in ((size.graph, database), (size.tenth, tenth))
    )
    growth = {}
    with running([TENTH], tenth.settings, logs, size.environment) as (small,):
        both = replace(bench, other_graphs={small.contender.name: (size.tenth, tenth.pid)})
        for operation in operations:
            is_warm = both.warm_up(operation, [service, small], CLIENTS[0])
            rates = [both.operation(operation, [service, small], clients) for clients in CLIENTS]
            times = [on_tenth.rate / ours.rate for ours, on_tenth in rates]
            growth[operation.name] = Growth(
                time=times[0],
                time_alone=times[1],
                database_hits=hits[operation.name] / hits_tenth[operation.name],
                is_warm=is_warm,
            )
    return growth
