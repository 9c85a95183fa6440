"""Measures the first minute after a start: `python -m bench.first_minute`.

It runs `graph-service up` as users do, with a folder of its own. From the moment that /readyz is
200, clients visit all kinds of addresses of the sitemap, and searches, equally often, at random.
`PROJECT` names another checkout to measure. `SIZE=small` is for CI: one start, which fails if a
visit does, or if the 95th percentile is over two seconds.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

from bench.servers import free_ports
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.local.folder import DataFolder
from graph_service.local.server import recorded_server
from graph_service.model.graph import TYPE_FOLDERS

PROJECT = Path(os.environ.get("PROJECT") or Path(__file__).parents[1]).absolute()
_TEXTS = ("refugio", "trata", "capacitación de jueces", "niñez", "fronteras", "Honduras")
_LOCATION = re.compile(r"<loc>http://[^/]+(/[^<]*)</loc>")
_CLIENTS = {1: 40, 8: 600}
"""How many visits so many clients make."""
_SECONDS_TO_START = 300
_SLOW, _MOST = 1.0, 2.0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A visit: when it ended and how long it took, in seconds, and its status, 0 if it failed."""

    ended: float
    seconds: float
    status: int


@dataclass(frozen=True, kw_only=True)
class Minute:
    """The visits after a start.

    Attributes:
        start: what was started.
        ready: after how many seconds it was ready.
        clients: how many visited at once.
        visits: in the order in which they ended, with times since it was ready.
    """

    start: str
    ready: float
    clients: int
    visits: Sequence[Visit]

    @property
    def p95(self) -> float:
        """The 95th percentile of the seconds of a visit."""
        return sorted(v.seconds for v in self.visits)[len(self.visits) * 95 // 100]

    @property
    def errors(self) -> int:
        """How many visits failed."""
        return sum(visit.status != 200 for visit in self.visits)

    def in_words(self) -> str:
        """Return a row of a table in Markdown."""
        seconds = [visit.seconds for visit in self.visits]
        last = max((v.ended for v in self.visits if v.seconds > _SLOW), default=None)
        cells = (
            self.start,
            f"{self.ready:.1f} s",
            self.clients,
            f"{statistics.median(seconds) * 1000:.0f} ms",
            f"{self.p95 * 1000:.0f} ms",
            f"{max(seconds):.2f} s",
            f"{self.errors} of {len(seconds)}",
            "–" if last is None else f"{last:.0f} s",
        )
        return f"| {' | '.join(map(str, cells))} |"


HEAD = "| start | ready after | clients | p50 | p95 | slowest | errors | last over 1 s |"


def _status(port: int, path: str) -> tuple[int, str]:
    """Return the status and the text of an answer; 0 without one."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept": "text/html, */*"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()


def kinds_of(port: int) -> Sequence[Sequence[str]]:
    """Return the addresses of each kind in a language: a page, the entries of a type, or pairs."""
    kinds: dict[str, list[str]] = {}
    for path in _LOCATION.findall(_status(port, "/sitemap.xml")[1]):
        language, *parts = path.removeprefix("/").split("/")
        is_entry = len(parts) > 1 and parts[0] in TYPE_FOLDERS
        kind = f"{language} {parts[0]} {len(parts)}" if is_entry else path
        kinds.setdefault(kind, []).append(path)
    for language in LANGUAGES:
        kinds[language] = [f"/{language}/search?text={quote(text)}" for text in _TEXTS]
    return list(kinds.values())


def visit(port: int, kinds: Sequence[Sequence[str]], clients: int, number: int) -> list[Visit]:
    """Visit a random address of each kind in turn, by so many clients at once."""
    chance = random.Random(f"{clients} clients")
    paths: list[str] = []
    while len(paths) < number:
        paths += [chance.choice(kind) for kind in chance.sample(kinds, len(kinds))]
    began = time.perf_counter()

    def one(path: str) -> Visit:
        started = time.perf_counter()
        status, _ = _status(port, path)
        ended = time.perf_counter()
        return Visit(ended=ended - began, seconds=ended - started, status=status)

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(one, paths[:number]))


@contextmanager
def up(data: Path, cache: Path, port: int) -> Iterator[Callable[[], float]]:
    """Run `graph-service up`; yields a function that waits until it is ready, and says when."""
    ports = dict(zip(("BOLT_PORT", "HTTP_PORT"), free_ports(2), strict=True))
    environ = {**os.environ, "DATA": str(data), "CACHE": str(cache), "PORT": str(port)}
    environ |= {name: str(number) for name, number in ports.items()}
    environ.pop("WARM_UP", None)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "graph_service", "up"],
        cwd=PROJECT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def ready() -> float:
        while _status(port, "/readyz")[0] != 200:
            if process.poll() is not None or time.perf_counter() - began > _SECONDS_TO_START:
                raise RuntimeError("the service doesn't start")
            time.sleep(0.2)
        return time.perf_counter() - began

    try:
        yield ready
    finally:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        process.kill()


def measure(folder: Path, cache: Path, *, is_small: bool) -> Iterator[Minute]:
    """Yield what visitors saw after each start."""
    (port,) = free_ports(1)
    kinds: Sequence[Sequence[str]] = ()
    for clients, number in {8: 200}.items() if is_small else _CLIENTS.items():
        shutil.rmtree(folder, ignore_errors=True)
        for start in ("first",) if is_small else ("first", "with data"):
            with up(folder, cache, port) as ready:
                after = ready()
                kinds = kinds or kinds_of(port)  # only at first, as it takes a part of the minute
                visits = visit(port, kinds, clients, number)
                yield Minute(start=start, ready=after, clients=clients, visits=visits)
                if start == "with data":
                    yield _after_neo4j(folder, port, kinds, clients, ready)


def _after_neo4j(
    folder: Path,
    port: int,
    kinds: Sequence[Sequence[str]],
    clients: int,
    ready: Callable[[], float],
) -> Minute:
    """Stop Neo4j below the running service, which starts it again, and visit when that is ready."""
    server = recorded_server(DataFolder(folder))
    if server is None:
        raise RuntimeError("Neo4j isn't running")
    began = time.perf_counter()
    os.kill(server.process.pid, signal.SIGKILL)
    while _status(port, "/readyz")[0] == 200:
        time.sleep(0.1)
    ready()
    after = time.perf_counter() - began
    visits = visit(port, kinds, clients, _CLIENTS[clients])
    return Minute(start="Neo4j restarted", ready=after, clients=clients, visits=visits)


def main() -> None:
    """Measure, and print the table."""
    cache = Path(os.environ.get("CACHE") or ".cache").absolute()
    is_small = os.environ.get("SIZE") == "small"
    is_good = True
    print(HEAD, f"|{'---|' * 8}", sep="\n", flush=True)
    for minute in measure(cache / "bench" / "first-minute", cache, is_small=is_small):
        print(minute.in_words(), flush=True)
        is_good &= not minute.errors and minute.p95 <= _MOST
    if is_small and not is_good:
        sys.exit("A visit failed, or the 95th percentile is over 2 s.")


if __name__ == "__main__":
    main()
