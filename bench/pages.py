"""Measures the explorer's pages on a small and on a large graph: `python -m bench.pages`.

Each kind of page is asked for by one client from another process, with other entries each time.
PRACTICES="500 100000" are the sizes of the graphs; the others in docs/bench.md hold as well.
"""

from __future__ import annotations

import asyncio
import base64
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import quote

from rich.console import Console
from rich.table import Table

from bench.databases import Neo4j, neo4j
from bench.entries import IN_REGION
from bench.links import slug
from bench.load_generator import Job
from bench.measure import LoadFailed, LoadGenerator, Measured, load_generator, summarise
from bench.names import Dice, town
from bench.operations import CACHED_VARIETY, VARIETY, Operation
from bench.populate import populate
from bench.servers import CACHED, UNCACHED, Running, running
from bench.settings import read_bench_settings
from bench.sizes import GraphSize, Windows
from graph_service.errors import GraphServiceError
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY, Page
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.types import COUNTRY

MOST_P95 = 25.0
"""Milliseconds that a page may take on a warm server, for 95 of 100 requests."""
_VISITED = 3
"""Pages of a kind that are asked for before they are measured: planning one takes 0.5-2 s."""
_LONGEST_VISIT = 120
_CONTENDERS = (UNCACHED, CACHED)
_HEADERS = "host: localhost\r\naccept: text/html\r\naccept-encoding: br\r\n"


def paths_of(page: Page, size: GraphSize) -> Sequence[str]:
    """Return different addresses of a kind of page; empty if the graph has no entry of its type.

    Nothing was changed in the graph, so no entry has a page of its history.
    """
    if page.path[-1:] == ("history",):
        return []
    dice = Dice(f"addresses of {page.path}")
    parameters = _parameters(page, dice, size)
    path = "/".join(("/es", *page.path))
    if ANY not in page.path:
        return [f"{path}{query}" for query in parameters]
    owner = page.path[page.path.index(ANY) - 1]
    parts = _parts(owner, dice, size)
    if page.path.count(ANY) == 1:
        return [path.replace(ANY, part) for part in parts]
    return [path.replace(f"{ANY}/{ANY}", "/".join(sorted(pair))) for pair in _pairs(parts)]


def _parts(owner: str, dice: Dice, size: GraphSize) -> Sequence[str]:
    """Return what may follow a part of a path, such as slugs after a folder."""
    counts = {
        "countries": size.countries, "institutions": size.institutions,
        "programmes": size.programmes, "good-practices": size.practices, "topics": size.topics,
        "exchange-visits": size.visits, "knowledge-transfers": size.transfers,
        "agreements": size.agreements, "sources": size.sources,
    }  # fmt: skip
    if owner == "timeline":
        return [str(year) for year in range(2012, 2025)]
    folder = "programmes" if owner == "stories" else owner
    types = [t for t in ENTRY_TYPES if t.folder == folder and counts.get(folder)]
    numbers = {dice.number(0, counts[folder] - 1) for _ in range(VARIETY) if types}
    return [slug(node_type, number) for node_type in types for number in sorted(numbers)]


def _parameters(page: Page, dice: Dice, size: GraphSize) -> Sequence[str]:
    match page.path:
        case ("search",):
            towns = {town(dice.number(0, size.towns - 1)): None for _ in range(VARIETY)}
            return [f"?text={quote(name)}" for name in towns]
        case ("planning",):
            return [f"?country={slug(COUNTRY, number)}" for number in range(IN_REGION)]
    return [""]


def _pairs(slugs: Sequence[str]) -> Sequence[tuple[str, str]]:
    return [*zip(slugs, [*slugs[1:], *slugs[:1]], strict=True)]


def measure(
    pages: Sequence[Page],
    database: Neo4j,
    size: GraphSize,
    windows: Windows,
    load: LoadGenerator,
    servers: Sequence[Running],
) -> Iterator[Measured]:
    """Yield the figures of each kind of page on each server.

    Raises:
        LoadFailed: if an answer isn't 200.
    """
    for page in pages:
        paths = paths_of(page, size)
        for server in servers if paths else ():
            tried = paths[:CACHED_VARIETY] if server.contender.is_cached else paths
            requests = [f"GET {path} HTTP/1.1\r\n{_HEADERS}\r\n".encode() for path in tried]
            name = "/".join(page.path) or "home"
            _visit(server.port, tried[:_VISITED], name)
            job = Job(
                port=server.port,
                requests=[base64.b64encode(request).decode() for request in requests],
                clients=1,
                warm=windows.first,
                window=windows.one_client,
                pids=[server.pid, database.pid],
            )
            operation = Operation(name=name, title=name, text=page.operation.text)
            try:
                sample = load.run(job)
            except LoadFailed as error:
                raise LoadFailed(f"{name}: {error}") from None
            yield summarise(server.contender.name, operation, 1, [sample])


def _visit(port: int, paths: Sequence[str], name: str) -> None:
    """Ask for pages once, so that Neo4j has their plans.

    Raises:
        LoadFailed: if an answer isn't 200.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=_LONGEST_VISIT)
    try:
        for path in paths:
            connection.request("GET", path, headers={"accept": "text/html"})
            response = connection.getresponse()
            response.read()
            if response.status != HTTPStatus.OK:
                raise LoadFailed(f"{name}: {path} has status {response.status}")
    finally:
        connection.close()


def show(measured: Mapping[int, Sequence[Measured]], console: Console) -> None:
    """Print a row per page, with the figures on each graph."""
    table = Table(title=f"One client; the target of p95 is {MOST_P95:.0f} ms", title_justify="left")
    table.add_column("page")
    for practices in measured:
        for contender in _CONTENDERS:
            table.add_column(f"{practices:,} {contender.name}: p50, p95 ms", justify="right")
            table.add_column("CPU, of Neo4j ms", justify="right")
    cells: dict[str, list[str]] = {}
    for rows in measured.values():
        for row in rows:
            times = f"{row.p50:.1f} {row.p95:.1f}{'' if row.p95 <= MOST_P95 else ' !'}"
            cells.setdefault(row.operation, []).extend(
                (times, f"{row.cpu_ms:.1f} {row.database_cpu_ms:.1f}")
            )
    for name, figures in cells.items():
        table.add_row(name, *figures)
    console.print(table)


def main() -> None:
    """Measure with managed databases; exit with 1 if a page can't be had."""
    console = Console(highlight=False, width=160)
    settings = read_bench_settings(os.environ)
    counts = [int(text) for text in (os.environ.get("PRACTICES") or "500 100000").split()]
    measured: dict[int, list[Measured]] = {}
    try:
        for practices in counts:
            size = replace(settings.size.graph, practices=practices)
            logs = settings.cache / "bench" / "logs"
            with neo4j(settings, settings.database, size) as database:
                asyncio.run(populate(database.settings, size, console))
                with (
                    running(_CONTENDERS, database.settings, logs) as servers,
                    load_generator() as load,
                ):
                    windows = settings.size.windows
                    measured[practices] = []
                    for row in measure(PAGES, database, size, windows, load, servers):
                        measured[practices].append(row)
                        console.print(
                            f"{practices:,} {row.contender} {row.operation}: {row.p95:.1f} ms"
                        )
    except LoadFailed as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(1)
    except GraphServiceError as error:
        console.print(str(error), markup=False, soft_wrap=True)
        sys.exit(error.exit_status)
    show(measured, console)


if __name__ == "__main__":
    main()
