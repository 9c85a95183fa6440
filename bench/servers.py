"""Starts and stops the contenders: each one process on a port of its own, over the same Neo4j."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench.asking import CEILING, NEO4J_GRAPHQL, SERVICE, Asking
from graph_service.errors import StartRefused
from graph_service.settings import DatabaseSettings

_ROOT = Path(__file__).parents[1]
_START_SECONDS = 60
_STOP_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Contender:
    """One server that is measured.

    Attributes:
        name: what it is called everywhere.
        title: what the table says.
        command: starts it.
        environment: beside where the database is and which port to take.
        asking: how it is asked.
        repeats: it is asked for few different things over and over, since it keeps answers.
    """

    name: str
    title: str
    command: Sequence[str]
    asking: Asking
    environment: Mapping[str, str]
    repeats: bool = False


@dataclass(frozen=True, kw_only=True)
class Running:
    """A contender that answers."""

    contender: Contender
    port: int
    pid: int


UNCACHED = Contender(
    name="uncached",
    title="this service, no response cache",
    command=(sys.executable, "-m", "graph_service", "serve"),
    environment={"RESPONSE_CACHE": "0"},
    asking=SERVICE,
)
CACHED = Contender(
    name="cached",
    title="this service, response cache",
    command=UNCACHED.command,
    environment={"RESPONSE_CACHE": "16m"},
    asking=SERVICE,
    repeats=True,
)

TENTH = replace(UNCACHED, name="tenth", title="this service on a tenth of the practices")


def contenders(peer: Path) -> tuple[Contender, ...]:
    """Give all contenders; the peer is installed in a folder."""
    return (
        Contender(
            name="ceiling",
            title="hand-written Cypher, official driver",
            command=(sys.executable, "-m", "bench.contenders.ceiling"),
            environment={},
            asking=CEILING,
        ),
        Contender(
            name="neo4j_graphql",
            title="@neo4j/graphql on graphql-yoga",
            command=("node", str(peer / "server.mjs")),
            environment={"NODE_ENV": "production"},
            asking=NEO4J_GRAPHQL,
        ),
        Contender(
            name="dataloader",
            title="Strawberry with DataLoaders",
            command=(sys.executable, "-m", "bench.contenders.dataloaders"),
            environment={},
            asking=SERVICE,
        ),
        UNCACHED,
        CACHED,
    )


@contextmanager
def running(
    wanted: Sequence[Contender], database: DatabaseSettings, logs: Path
) -> Iterator[tuple[Running, ...]]:
    """Run contenders for as long as the block lasts.

    Raises:
        StartRefused: when one doesn't answer in time.
    """
    with ExitStack() as stack:
        yield tuple(stack.enter_context(_running(c, database, logs)) for c in wanted)


@contextmanager
def _running(contender: Contender, database: DatabaseSettings, logs: Path) -> Iterator[Running]:
    port = _free_port()
    environment = {
        **os.environ,
        **database.environ(),
        "PORT": str(port),
        "HOST": "127.0.0.1",
        **contender.environment,
    }
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / f"{contender.name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            contender.command,
            cwd=_ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(contender, process, port, log)
            yield Running(contender=contender, port=port, pid=process.pid)
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(contender: Contender, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    told = log.read_text(errors="replace")[-2000:]
    raise StartRefused(f"{contender.title} doesn't start: {told or 'it said nothing'}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
