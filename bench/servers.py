"""Starts and stops the contenders, each as one process on its own port."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bench.adapters import CEILING, NEO4J_GRAPHQL, SERVICE, Adapter
from bench.as_installed import environ_as_installed
from bench.operations import FLOWS, MIXED, NULL, THREE_LEVELS, TOPIC_PAGE, Operation
from graph_service.errors import StartRefused
from graph_service.settings import DatabaseSettings

_ROOT = Path(__file__).parents[1]
_START_SECONDS = 120
_STOP_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Contender:
    """A server to measure.

    Attributes:
        name: its name in the results.
        title: its title in the table.
        command: the command that starts it.
        adapter: builds its requests and normalises its responses.
        environment: variables in addition to the database's and PORT and HOST.
        is_cached: whether it caches responses; then it gets few different requests, repeatedly.
        accept_encoding: the codings that its clients accept, as in the header.
        only: names of the operations that it is measured on; None for all.
        variant_of: the contender whose process answers its requests, too; None for its own.
    """

    name: str
    title: str
    command: Sequence[str]
    adapter: Adapter
    environment: Mapping[str, str]
    is_cached: bool = False
    accept_encoding: str = ""
    only: Collection[str] | None = None
    variant_of: str | None = None

    def has(self, operation: Operation) -> bool:
        """Whether it is measured on the operation."""
        return self.only is None or operation.name in self.only


@dataclass(frozen=True, kw_only=True)
class Running:
    """A contender that accepts connections."""

    contender: Contender
    port: int
    pid: int


_PATIENT = {"OPERATION_TIMEOUT": "60", "DATABASE_TIMEOUT": "60"}
"""Timeouts with which a small bench beside other programs doesn't fail."""
UNCACHED = Contender(
    name="uncached",
    title="this service, no response cache",
    command=(sys.executable, "-m", "graph_service", "serve"),
    environment={"RESPONSE_CACHE": "0", **_PATIENT},
    adapter=SERVICE,
)
CACHED = Contender(
    name="cached",
    title="this service, response cache",
    command=UNCACHED.command,
    environment={"RESPONSE_CACHE": "16m", **_PATIENT},
    adapter=SERVICE,
    is_cached=True,
)

_LARGE = (TOPIC_PAGE.name, THREE_LEVELS.name, FLOWS.name)
UNCACHED_GZIP = replace(
    UNCACHED,
    name="uncached_gzip",
    title="this service, no response cache, gzip",
    accept_encoding="gzip",
    only=_LARGE,
    variant_of=UNCACHED.name,
)
CACHED_GZIP = replace(
    CACHED,
    name="cached_gzip",
    title="this service, response cache, gzip",
    accept_encoding="gzip",
    variant_of=CACHED.name,
)
ASGI = Contender(
    name="asgi",
    title="a minimal ASGI application",
    command=(sys.executable, "-m", "bench.contenders.asgi"),
    environment={},
    adapter=SERVICE,
    only=(NULL.name,),
)
TENTH = replace(UNCACHED, name="tenth", title="this service on a tenth of the practices")


def contenders(peer: Path) -> tuple[Contender, ...]:
    """Return all contenders; `peer` is the folder where the Node peer is installed."""
    ceiling = Contender(
        name="ceiling",
        title="hand-written Cypher, official driver",
        command=(sys.executable, "-m", "bench.contenders.ceiling"),
        environment={},
        adapter=CEILING,
    )
    neo4j_graphql = Contender(
        name="neo4j_graphql",
        title="@neo4j/graphql on graphql-yoga",
        command=("node", str(peer / "server.mjs")),
        environment={"NODE_ENV": "production"},
        adapter=NEO4J_GRAPHQL,
    )
    return (
        ASGI,
        ceiling,
        replace(
            ceiling,
            name="ceiling_same_data",
            title="hand-written Cypher, derived data",
            environment={"SAME_DATA": "on"},
            only=(*_LARGE, MIXED.name),  # its other statements are those of the ceiling
        ),
        neo4j_graphql,
        replace(
            neo4j_graphql,
            name="neo4j_graphql_jit",
            title="@neo4j/graphql, graphql-jit",
            environment={**neo4j_graphql.environment, "JIT": "on"},
        ),
        Contender(
            name="dataloader",
            title="Strawberry with DataLoaders",
            command=(sys.executable, "-m", "bench.contenders.dataloaders"),
            environment={},
            adapter=SERVICE,
        ),
        UNCACHED,
        UNCACHED_GZIP,
        CACHED,
        CACHED_GZIP,
    )


@contextmanager
def running(
    wanted: Sequence[Contender],
    database: DatabaseSettings,
    logs: Path,
    settings: Mapping[str, str] | None = None,
) -> Iterator[tuple[Running, ...]]:
    """Run contenders while the block lasts.

    Args:
        wanted: the contenders.
        database: the database that they query.
        logs: a folder for what they print.
        settings: settings of this service, as environment variables.

    Raises:
        StartRefused: if one doesn't accept connections in time.
    """
    logs.mkdir(parents=True, exist_ok=True)
    own = [contender for contender in wanted if contender.variant_of is None]
    ports = dict(zip([contender.name for contender in own], free_ports(len(own)), strict=True))
    environment = {
        **environ_as_installed(),
        **database.environ(),
        "HOST": "127.0.0.1",
        **(settings or {}),
    }
    with ExitStack() as stack:
        # Together, as each of them takes a core for some seconds.
        processes = {
            c.name: stack.enter_context(_process(c, ports[c.name], environment, logs)) for c in own
        }
        for contender in own:
            name = contender.name
            _wait_until_listening(contender, processes[name], ports[name], logs)
        yield tuple(
            Running(contender=c, port=ports[name], pid=processes[name].pid)
            for c in wanted
            for name in (c.variant_of or c.name,)
        )


@contextmanager
def _process(
    contender: Contender, port: int, environment: Mapping[str, str], logs: Path
) -> Iterator[subprocess.Popen[bytes]]:
    with _log(contender, logs).open("wb") as output:
        process = subprocess.Popen(
            contender.command,
            cwd=_ROOT,
            env={**environment, "PORT": str(port), **contender.environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _log(contender: Contender, logs: Path) -> Path:
    return logs / f"{contender.name}.log"


def _wait_until_listening(
    contender: Contender, process: subprocess.Popen[bytes], port: int, logs: Path
) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    output = _log(contender, logs).read_text(errors="replace")[-2000:]
    raise StartRefused(f"{contender.title} doesn't start: {output or 'it printed nothing'}")


def free_ports(count: int) -> Sequence[int]:
    """Return different ports that are free."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
