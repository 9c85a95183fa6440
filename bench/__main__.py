"""Entry point of `python -m bench`; settings are environment variables (docs/bench.md)."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace

from rich.console import Console

from bench import npm
from bench.adapters import PEER
from bench.agreement import Disagreement, check_agreement
from bench.databases import Neo4j, neo4j
from bench.first_visits import Visitor, Visits, measure_first_visits
from bench.growth import measure_growth
from bench.machine import describe_machine, memory_mb
from bench.measure import CLIENTS, Bench, LoadFailed, Measured, load_generator
from bench.new_operations import measure_new_operations
from bench.operations import MIXED, NULL, OPERATIONS, SUGGEST, variables_of
from bench.populate import Population, populate
from bench.ratios import ratios
from bench.report import Results, show, write
from bench.servers import ASGI, CACHED, UNCACHED, Running, contenders, running
from bench.settings import BenchSettings, read_bench_settings
from bench.sizes import GraphSize, Size
from graph_service.errors import GraphServiceError


def main() -> None:
    """Run the benchmark; exit with 1 if answers differ or a contender fails under load."""
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
    """Generate the graph, start the contenders, compare their answers, measure and report.

    Raises:
        Disagreement: if contenders answer differently.
        LoadFailed: if a contender fails under load.
        GraphServiceError: if a database or a contender can't start.
    """
    begun = time.monotonic()
    size = settings.size
    peer = npm.install(PEER, settings.cache)
    all_contenders = contenders(peer)
    logs = settings.cache / "bench" / "logs"
    unfinished = settings.cache / "bench" / "unfinished.json"
    with neo4j(settings, settings.database, size.graph) as database:
        machine = describe_machine(peer, database.version)
        population = _populate(database, size.graph, console)
        with (
            running(all_contenders, database.settings, logs, size.environment) as servers,
            load_generator() as load,
        ):
            _wait_until_warm(size, servers, database)
            agreed = _compare_answers(settings, servers, console)
            bench = Bench(
                graph=size.graph,
                windows=size.windows,
                database_pid=database.pid,
                load=load,
                on_window=_progress(console),
            )
            measured = _measure(bench, settings, servers)
            results = Results(
                size={
                    "name": size.name,
                    "practices": size.graph.practices,
                    "checksum": population.checksum,
                    "nodes": population.nodes,
                    "edges": population.edges,
                    "windows": size.windows,
                },
                machine=machine,
                agreed=agreed,
                measured=measured,
                memory_mb={s.contender.name: memory_mb(s.pid) for s in servers},
            )
            write(results, unfinished)
            (uncached,) = (s for s in servers if s.contender is UNCACHED)
            same = nullcontext(database) if size.tenth == size.graph else None
            with same or neo4j(settings, settings.tenth, size.tenth) as tenth:
                _populate(tenth, size.tenth, console)
                wanted = [o for o in settings.operations if o is not SUGGEST]
                growth = measure_growth(bench, wanted, size, (uncached, database), tenth, logs)
    visits: Mapping[str, Visits] = {}
    if settings.is_whole and size.first_visits:
        visits = measure_first_visits(settings.cache, settings.heap, logs)
    texts = {o: variables_of(o, size.graph)[0] for o in OPERATIONS}
    results = replace(
        results,
        size={**results.size, "seconds": time.monotonic() - begun},
        ratios=ratios(measured, growth, visits) if settings.is_whole else {},
        growth=growth,
        new_operation=measure_new_operations(texts, size.new_operations),
        first_visits=visits,
    )
    show(results, {c.name: c.title for c in all_contenders}, console)
    write(results, settings.results)
    unfinished.unlink()
    console.print(f"Results written to {settings.results} in {time.monotonic() - begun:.0f} s")


def _populate(database: Neo4j, size: GraphSize, console: Console) -> Population:
    found = asyncio.run(populate(database.settings, size, console))
    how = "reused" if found.seconds is None else f"written in {found.seconds:.0f} s"
    console.print(
        f"Generated graph: {size.practices:,} practices, {found.nodes:,} nodes,"
        f" {found.edges:,} edges, SHA-256 {found.checksum[:16]}…; {how}",
        soft_wrap=True,
    )
    return found


def _compare_answers(settings: BenchSettings, servers: Sequence[Running], console: Console) -> int:
    """Return how many sets of variables all contenders answered alike."""
    agreed = 0
    for operation in settings.operations:
        if operation not in OPERATIONS:
            continue
        sets = variables_of(operation, settings.size.graph)[: settings.size.compared]
        check_agreement(operation, sets, servers)
        agreed += len(sets)
    compared = sum(server.contender is not ASGI for server in servers)
    console.print(f"{compared} contenders agree on {agreed} answers.")
    return agreed


def _wait_until_warm(size: Size, servers: Sequence[Running], database: Neo4j) -> None:
    """Wait until this service has nothing more to plan.

    It would slow all contenders, and its pages take the memory that Neo4j has for transactions.
    """
    if size.environment.get("WARM_UP") != "off":
        for server in servers:
            if server.contender in (UNCACHED, CACHED):
                Visitor(port=server.port, database_pid=database.pid).wait_until_warm()


def _measure(
    bench: Bench, settings: BenchSettings, servers: Sequence[Running]
) -> Sequence[Measured]:
    """Measure the empty route, every operation and mixed traffic, for each number of clients."""
    own = [s for s in servers if s.contender in (UNCACHED, CACHED)]
    empty = [s for s in servers if s.contender in (ASGI, CACHED)]
    mixed = [MIXED] if settings.is_whole else []
    measured: list[Measured] = []
    for clients in CLIENTS:
        measured += bench.operation(NULL, empty, clients)
        for operation in (*settings.operations, *mixed):
            wanted = own if operation is SUGGEST else servers
            wanted = [server for server in wanted if server.contender.has(operation)]
            measured += bench.operation(operation, wanted, clients)
    return measured


def _progress(console: Console) -> Callable[[str], None]:
    def show_window(what: str) -> None:
        if console.is_terminal:
            console.print(f"  {what}", style="dim", soft_wrap=True)

    return show_window


if __name__ == "__main__":
    main()
