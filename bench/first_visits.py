"""Measures first visits of pages, for which Neo4j may have no plan: `python -m bench.first_visits`.

Then it prints what visitors see in the first minute after a start (`first_minute`).

The catalogue is that of the repository, in a managed Neo4j. Neo4j is restarted before each series
that counts as cold or as a start: clearing its caches leaves the code of its planner warm.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import orjson

from bench import first_minute
from bench.load_generator import cpu_ms
from bench.machine import pid_listening_on
from bench.names import Dice
from bench.servers import UNCACHED, Contender, running
from graph_service.catalogue.commands.load import load_seeds
from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.explorer.pages.entries import PAGES as ENTRIES
from graph_service.explorer.pages.lists import PAGES as LISTS
from graph_service.explorer.pages.lists import ListPage
from graph_service.explorer.parts.address import Address, parse_address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.parts.list_filters import Facet, facets_of
from graph_service.explorer.site import Site
from graph_service.local import managed
from graph_service.model.json import Json
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    PROGRAMME,
    TOPIC,
)
from graph_service.settings import DatabaseSettings, read_up_settings

_SEEDS = Path(__file__).parents[1] / "seeds"
_ENTRIES = (
    COUNTRY, INSTITUTION, GOOD_PRACTICE, EXCHANGE_VISIT, KNOWLEDGE_TRANSFER, PROGRAMME, TOPIC,
)  # fmt: skip
_LISTS = (GOOD_PRACTICE, EXCHANGE_VISIT, KNOWLEDGE_TRANSFER, INSTITUTION)
_COMBINATIONS, _VALUES = 40, 3
_CLIENTS = 8
_MORE = "more: topics(first: 1) { nodes { id } }"
_WARM_SECONDS = 900
_WARM = replace(UNCACHED, name="warm")
_COLD = replace(_WARM, name="cold", environment={**_WARM.environment, "WARM_UP": "off"})


@dataclass(frozen=True, kw_only=True)
class Visits:
    """The figures of a series of visits.

    Attributes:
        p50: median, in milliseconds until the page was received.
        p95: 95th percentile of that.
        database_cpu_ms: CPU milliseconds of Neo4j per visit.
    """

    p50: float
    p95: float
    database_cpu_ms: float

    def in_words(self, name: str) -> str:
        return (
            f"{name}: p50 {self.p50:.0f} ms, p95 {self.p95:.0f} ms,"
            f" Neo4j's CPU {self.database_cpu_ms:.0f} ms a visit"
        )


def measure_first_visits(cache: Path, heap: str, logs: Path) -> Mapping[str, Visits]:
    """Measure all series, in a Neo4j of their own.

    Raises:
        GraphServiceError: if Neo4j or the service can't start, or the catalogue isn't loaded.
    """
    folder = cache / "bench" / "first-visits"
    shutil.rmtree(folder, ignore_errors=True)
    console = Console(stderr=True)
    started = read_up_settings({"DATA": str(folder), "CACHE": str(cache), "HEAP": heap}).local
    with managed(started, console) as address:
        load_seeds(_SEEDS, address.database, console)
        with _serving(_COLD, address.database, logs) as visitor:
            known = {language: visitor.addresses(language) for language in LANGUAGES}
    found: dict[str, Visits] = {}
    with managed(started, console) as address, _serving(_COLD, address.database, logs) as cold:
        found |= _series(cold, "cold", known["es"])
    with managed(started, console) as address:
        database = address.database
        with _serving(_WARM, database, logs) as warm:
            warm.wait_until_warm()
            found |= _series(warm, "start", known["es"])
            found["new_operation"] = warm.new_operations(known["es"].pages)
        with _serving(_WARM, database, logs) as restarted:
            found["restart_page"] = restarted.visit(known["es"].pages)
            restarted.wait_until_warm()
            found["known_beside_new"] = _known_beside_new(restarted, known["pt"])
            _load_correction(database, folder, console)
            found |= _series(restarted, "load", known["en"])
    return found


def _series(visitor: Visitor, name: str, addresses: Addresses) -> Mapping[str, Visits]:
    """Visit 15 pages, and then 40 combinations of filters, which no warm-up has planned."""
    pages = visitor.visit(addresses.pages)
    return {f"{name}_page": pages, f"{name}_filter": visitor.visit(addresses.filters)}


def _known_beside_new(visitor: Visitor, addresses: Addresses) -> Visits:
    """Visit known pages while eight clients visit one new page after another."""
    waiting = list(addresses.filters)
    visitor.visit(addresses.pages)

    def work() -> None:
        with suppress(IndexError):
            while True:
                visitor.get(waiting.pop())

    threads = [threading.Thread(target=work) for _ in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    times: list[float] = []
    for address in cycle(addresses.pages):
        if not any(thread.is_alive() for thread in threads):
            break
        times.append(visitor.milliseconds(address))
        time.sleep(0.02)
    return _visits(times, 0)


def _load_correction(database: DatabaseSettings, folder: Path, console: Console) -> None:
    """Load the catalogue with a note more."""
    seeds = folder / "corrected"
    shutil.copytree(_SEEDS, seeds)
    files = sorted((seeds / f"{GOOD_PRACTICE.folder}").glob("*.yaml"))
    file = next(file for file in files if "\nnote:" not in file.read_text())
    file.write_text(f"{file.read_text()}note: {{es: Corrección.}}\n")
    load_seeds(seeds, database, console)


def _visits(times: Sequence[float], database_cpu: float) -> Visits:
    ordered = sorted(times)
    return Visits(
        p50=statistics.median(ordered),
        p95=ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)],
        database_cpu_ms=database_cpu / len(ordered),
    )


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Pages, and lists by combinations of filters."""

    pages: Sequence[str]
    filters: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Visits pages of a service, one after another."""

    port: int
    database_pid: int

    def visit(self, addresses: Sequence[str]) -> Visits:
        """Visit pages, and measure each."""
        used = cpu_ms(self.database_pid)
        times = [self.milliseconds(address) for address in addresses]
        return _visits(times, cpu_ms(self.database_pid) - used)

    def addresses(self, language: str) -> Addresses:
        """Return the addresses to visit in a language."""
        return Addresses(pages=self._pages(language), filters=self._filters(language))

    def _pages(self, language: str) -> Sequence[str]:
        """Return 15 pages: of seven types one entry, four lists, and others."""
        home = Address(language)
        pages = {page.node_type.name: page for page in ENTRIES}
        entries = [
            home.to(pages[node_type.name].path[0], self._slug(node_type.root[1]))
            for node_type in _ENTRIES
            if node_type.root
        ]
        lists = [home.to(str(node_type.folder)) for node_type in _LISTS]
        return [
            str(home),
            *map(str, entries),
            *map(str, lists),
            str(home.to("search", text="refugio")),
            str(home.to("timeline")),
            str(home.to("planning")),
        ]

    def _filters(self, language: str) -> Sequence[str]:
        """Return 40 different combinations of two to four filters, in turns of the lists."""
        dice = Dice(f"filters in {language}")
        lists = [page for page in LISTS if len(page.filters) > 2]
        home = [Address(language, page.path) for page in lists]
        facets = [self._facets(page, at) for page, at in zip(lists, home, strict=True)]
        found: dict[tuple[int, tuple[str, ...]], str] = {}
        for number in cycle(range(len(lists))):
            if len(found) == _COMBINATIONS:
                break
            chosen = dice.some(facets[number], 2, min(4, len(facets[number])))
            if len(chosen) < 2:  # the same facet was drawn each time
                continue
            address = home[number]
            for facet in chosen:
                value = dice.one(facet.values[:_VALUES])
                address = address.with_values(facet.name, value.address.values(facet.name))
            found.setdefault((number, tuple(sorted(f.name for f in chosen))), str(address))
        return list(found.values())

    def new_operations(self, pages: Sequence[str]) -> Visits:
        """Send the operations of the pages with one more field, so that Neo4j plans them anew."""
        site = Site()
        used = cpu_ms(self.database_pid)
        times: list[float] = []
        for path in pages:
            address = _parsed(path)
            page = site.find(address)
            if page is None:
                raise TypeError(f"{path} has no page")
            text = page.operation.text.replace("{\n", f"{{\n  {_MORE}\n", 1)
            begun = time.perf_counter()
            self._execute(text, {**page.variables(address), "lang": address.language.upper()})
            times.append((time.perf_counter() - begun) * 1000)
        return _visits(times, cpu_ms(self.database_pid) - used)

    def _facets(self, page: ListPage, address: Address) -> Sequence[Facet]:
        """Return the facets of a list that have values."""
        given = {**page.variables(address), "lang": address.language.upper()}
        listed = self._execute(page.operation.text, given)[page.listed or ""]
        answered = listed["facets"] if isinstance(listed, Mapping) else None
        return [facet for facet in facets_of(page.node_type, answered, address) if facet.values]

    def _slug(self, field: str) -> str:
        """Return the slug of the first entry of a type."""
        listed = self._execute(f"{{ {field}(first: 1) {{ nodes {{ slug }} }} }}", {})[field]
        nodes = listed["nodes"] if isinstance(listed, Mapping) else None
        if not isinstance(nodes, Sequence) or not isinstance(nodes[0], Mapping):
            raise TypeError(f"{field} is no list")
        return str(nodes[0]["slug"])

    def _execute(self, text: str, variables: Mapping[str, Json]) -> Mapping[str, Json]:
        query = urlencode({"query": text, "variables": orjson.dumps(variables)})
        data: Mapping[str, Json] = orjson.loads(self.get(f"/graphql?{query}"))["data"]
        return data

    def get(self, address: str) -> bytes:
        """Return a page.

        Raises:
            GraphServiceError: if its status isn't 200.
        """
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request("GET", address, headers={"Accept": "application/json, text/html"})
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise GraphServiceError(f"{address} is answered with {response.status}")
        return content

    def wait_until_warm(self) -> None:
        """Wait until Neo4j has planned what the service lets it plan.

        Raises:
            GraphServiceError: if that takes too long.
        """
        ends = time.monotonic() + _WARM_SECONDS
        while time.monotonic() < ends:
            lines = self.get("/metrics").decode().splitlines()
            values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
            has_begun = 'graph_service_planning_seconds_count{reader="warm-up"}' in values
            if has_begun and float(values["graph_service_warm_up_pending"]) == 0:
                return
            time.sleep(0.5)
        raise GraphServiceError("the service is not warm yet")

    def milliseconds(self, address: str) -> float:
        """Return how long it took until a page was received."""
        begun = time.perf_counter()
        self.get(address)
        return (time.perf_counter() - begun) * 1000


def _parsed(path: str) -> Address:
    path, _, query = path.partition("?")
    address = parse_address(path, query)
    if address is None:
        raise TypeError(f"{path} is no address of a page")
    return address


@contextmanager
def _serving(contender: Contender, database: DatabaseSettings, logs: Path) -> Iterator[Visitor]:
    """Run the service."""
    with running([contender], database, logs) as (server,):
        port = int(database.uri.rpartition(":")[2])
        yield Visitor(port=server.port, database_pid=pid_listening_on(port))


def main() -> None:
    """Measure, and print the figures."""
    cache = Path(os.environ.get("CACHE") or ".cache").absolute()
    try:
        found = measure_first_visits(
            cache, os.environ.get("HEAP") or "1g", cache / "bench" / "logs"
        )
    except GraphServiceError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_status)
    for name, visits in found.items():
        print(visits.in_words(name))
    first_minute.main()


if __name__ == "__main__":
    main()
