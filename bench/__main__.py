"""Runs the bench: `python -m bench`, with settings as environment variables (docs/bench.md)."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bench import npm
from bench.agree import Disagreement, check_agreement
from bench.asking import PEER
from bench.compiling import measure_new_operations
from bench.databases import Neo4j, neo4j
from bench.filling import Filled, fill
from bench.machine import facts, memory_mb
from bench.measure import CLIENTS, NULL, Bench, LoadFailed, Measured, load_process
from bench.operations import OPERATIONS, PRACTICE, SEARCH, TOPIC_PAGE, variables_of
from bench.report import Results, ratios, show, write
from bench.servers import (
    CACHED,
    TENTH,
    UNCACHED,
    Running,
    contenders,
    running,
)
from bench.settings import BenchSettings, read_bench_settings
from bench.sizes import GraphSize
from graph_service.errors import GraphServiceError

GROWING = (PRACTICE, TOPIC_PAGE, SEARCH)


def main() -> None:
    """Run the bench; exit with 1 where answers differ or something can't be done."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 160
    try:
        run(read_bench_settings(os.environ), console)
    except (Disagreement, LoadFailed) as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(1)
    except GraphServiceError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(error.exit_status)


def run(settings: BenchSettings, console: Console) -> None:
    """Generate, start, compare, measure and report.

    Raises:
        Disagreement: when contenders answer differently.
        LoadFailed: when one fails under load.
        GraphServiceError: when something can't start.
    """
    begun = time.monotonic()
    size = settings.size
    peer = npm.install(PEER, settings.cache)
    all_contenders = contenders(peer)
    logs = settings.cache / "bench" / "logs"
    with neo4j(settings, settings.database, size.graph, console) as database:
        machine = facts(peer, database.version)
        filled = _filled(database, size.graph, console)
        with running(all_contenders, database.settings, logs) as servers, load_process() as load:
            agreed = _agree(settings, servers, console)
            bench = Bench(
                graph=size.graph,
                windows=size.windows,
                database_pid=database.pid,
                load=load,
                tell=_teller(console),
            )
            measured = _measure(bench, settings, servers)
            memory = {s.contender.name: memory_mb(s.pid) for s in servers}
            (uncached,) = (s for s in servers if s.contender is UNCACHED)
            growth = _grow(bench, settings, uncached, logs, console)
    texts = {o: variables_of(o, size.graph)[0] for o in OPERATIONS}
    results = Results(
        size={
            "name": size.name,
            "practices": size.graph.practices,
            "checksum": filled.checksum,
            "nodes": filled.nodes,
            "edges": filled.edges,
            "windows": size.windows,
            "seconds": time.monotonic() - begun,
        },
        machine=machine,
        agreed=agreed,
        measured=measured,
        ratios=ratios(measured) if len(settings.operations) == len(OPERATIONS) else {},
        growth=growth[16],
        growth_alone=growth[1],
        new_operation=measure_new_operations(texts, size.new_operations),
        memory_mb=memory,
    )
    show(results, {c.name: c.title for c in all_contenders}, console)
    write(results, settings.results)
    console.print(f"{settings.results} holds the same; {time.monotonic() - begun:.0f} s")


def _filled(database: Neo4j, size: GraphSize, console: Console) -> Filled:
    filled = asyncio.run(fill(database.settings, size, console))
    how = "is there" if filled.seconds is None else f"written in {filled.seconds:.0f} s"
    console.print(
        f"Generated graph: {size.practices:,} practices, {filled.nodes:,} nodes,"
        f" {filled.edges:,} edges, SHA-256 {filled.checksum[:16]}…; {how}",
        soft_wrap=True,
    )
    return filled


def _agree(settings: BenchSettings, servers: Sequence[Running], console: Console) -> int:
    agreed = 0
    for operation in settings.operations:
        sets = variables_of(operation, settings.size.graph)[: settings.size.agreeing]
        check_agreement(operation, sets, servers)
        agreed += len(sets)
    console.print(f"{agreed} answers of each of {len(servers)} contenders agree.")
    return agreed


def _measure(
    bench: Bench, settings: BenchSettings, servers: Sequence[Running]
) -> Sequence[Measured]:
    """Measure every operation with many clients, then with one; the empty route first and last."""
    service = [s for s in servers if s.contender is CACHED]
    measured: list[Measured] = []
    for clients in CLIENTS:
        measured += bench.operation(NULL, service, clients)
        for operation in settings.operations:
            measured += bench.operation(operation, servers, clients)
    return measured


def _grow(
    bench: Bench, settings: BenchSettings, large: Running, logs: Path, console: Console
) -> Mapping[int, Mapping[str, float]]:
    """Give the time of a request over that on a tenth of the practices, by clients and operation.

    Both services take turns; the database of the tenth was just started, so it is warmed until it
    gets no faster, and the large one was warmed by all that was measured before.
    """
    size = settings.size
    wanted = [operation for operation in GROWING if operation in settings.operations]
    with neo4j(settings, settings.tenth, size.tenth, console) as database:
        _filled(database, size.tenth, console)
        with running([TENTH], database.settings, logs) as (small,):
            beside = replace(bench, others={small.contender.name: (size.tenth, database.pid)})
            grown: dict[int, dict[str, float]] = {clients: {} for clients in CLIENTS}
            for operation in wanted:
                beside.settle(operation, small, CLIENTS[0])
                for clients in CLIENTS:
                    pair = beside.operation(operation, [large, small], clients)
                    ours, tenth = (m.rate for m in pair)
                    grown[clients][operation.name] = tenth / ours
    return grown


def _teller(console: Console) -> Callable[[str], None]:
    """Show what is being measured, on a terminal alone."""

    def tell(what: str) -> None:
        if console.is_terminal:
            console.print(f"  {what}", style="dim", soft_wrap=True)

    return tell


if __name__ == "__main__":
    main()
