"""Measures `seeds load` against a hand-written script: `python -m bench.seeds_load`.

In turns, `seeds load` reads and loads files into an empty database that has its indexes, and the
script writes the nodes and edges of that graph: no files, no checks, no difference, no release.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TypeAlias

from neo4j import GraphDatabase, Session

from bench.as_installed import environ_as_installed
from bench.databases import temporary_neo4j
from bench.files import write_files
from bench.machine import peak_mb
from bench.sizes import GraphSize
from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.model.graph import CATALOGUE_TYPES
from graph_service.settings import DatabaseSettings

_BATCH = 2000
"""Rows per transaction of the script."""
_WIPE = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS",
)
Batch: TypeAlias = "tuple[str, Sequence[Mapping[str, object]]]"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The figures of a run.

    Attributes:
        entries, nodes, edges: the size of the graph.
        hand_written: seconds of each round of the script.
        loads: seconds and peak memory in MB of each `seeds load` into an empty database.
        commands: those of other commands, by description.
    """

    entries: int
    nodes: int
    edges: int
    hand_written: Sequence[float]
    loads: Sequence[tuple[float, float]]
    commands: Mapping[str, tuple[float, float]]

    @property
    def ratio(self) -> float:
        """The speed of `seeds load` over that of the hand-written script."""
        return median(self.hand_written) / median(seconds for seconds, _ in self.loads)

    def lines(self) -> Iterator[str]:
        """Yield the figures as text."""
        yield (
            f"{self.entries:,} entries, {self.nodes:,} nodes, {self.edges:,} edges: "
            f"hand-written {' and '.join(f'{seconds:.1f} s' for seconds in self.hand_written)}; "
            f"seeds load has {self.ratio:.2f} of its speed"
        )
        loads = (("seeds load, into an empty database", load) for load in self.loads)
        for what, (seconds, memory) in (*loads, *self.commands.items()):
            yield f"{what}: {seconds:.1f} s, {memory:.0f} MB"


def measure(settings: DatabaseSettings, size: GraphSize, rounds: int, folder: Path) -> Figures:
    """Empty the database, write seed files to the folder, and measure loads."""
    seeds, rows = folder / "seeds", folder / "rows"
    entries = write_files(size, seeds)
    commands = {"seeds check": run_command("check", seeds, settings)}
    loads, hand_written, nodes, edges = [], [], 0, 0
    for _ in range(rounds):
        _wipe(settings)
        (seeds / ".base").unlink(missing_ok=True)
        loads.append(run_command("load", seeds, settings))
        commands["seeds load, again"] = run_command("load", seeds, settings)
        nodes, edges = write_rows(settings, rows)
        _wipe(settings)
        begun = time.perf_counter()
        write_by_hand(settings, rows)
        hand_written.append(time.perf_counter() - begun)
    return Figures(
        entries=entries,
        nodes=nodes,
        edges=edges,
        hand_written=hand_written,
        loads=loads,
        commands=commands,
    )


def write_rows(settings: DatabaseSettings, file: Path) -> tuple[int, int]:
    """Write the statements and rows of the script; return the numbers of nodes and edges."""
    counts = [0, 0]
    with _session(settings) as session, file.open("wb") as stream:
        for counted, batches in enumerate((_nodes(session), _edges(session))):
            for batch in batches:
                pickle.dump(batch, stream)
                counts[counted] += len(batch[1])
    return counts[0], counts[1]


def write_by_hand(settings: DatabaseSettings, rows: Path) -> None:
    """Write rows as a one-off script would, a transaction for each batch."""
    with _session(settings) as session, rows.open("rb") as stream:
        while stream.peek(1):
            statement, batch = pickle.load(stream)  # noqa: S301 (written by this process)
            session.run(statement, rows=batch).consume()


def _nodes(session: Session) -> Iterator[Batch]:
    for node_type in CATALOGUE_TYPES:
        yield from _batches(
            session,
            f"MATCH (n:{node_type.name}) RETURN properties(n) AS row",
            f"UNWIND $rows AS row CREATE (n:{node_type.name}) SET n = row",
        )


def _edges(session: Session) -> Iterator[Batch]:
    ends = "MATCH (a)-[r]->(b) RETURN DISTINCT type(r), labels(a)[0], labels(b)[0]"
    for name, source, target in session.run(ends).values():
        yield from _batches(
            session,
            f"MATCH (a:{source})-[r:{name}]->(b:{target})"
            " RETURN {a: a.id, b: b.id, r: properties(r)} AS row",
            f"UNWIND $rows AS row MATCH (a:{source} {{id: row.a}}), (b:{target} {{id: row.b}})"
            f" CREATE (a)-[r:{name}]->(b) SET r = row.r",
        )


def _batches(session: Session, read: str, write: str) -> Iterator[Batch]:
    rows = (record["row"] for record in session.run(read))
    while batch := [*islice(rows, _BATCH)]:
        yield write, batch


@contextmanager
def _session(settings: DatabaseSettings) -> Iterator[Session]:
    auth = (settings.user, settings.password)
    with (
        GraphDatabase.driver(settings.uri, auth=auth) as driver,
        driver.session(database=settings.database) as session,
    ):
        yield session


def _wipe(settings: DatabaseSettings) -> None:
    with _session(settings) as session:
        for statement in _WIPE:
            session.run(statement).consume()


def run_command(name: str, seeds: Path, settings: DatabaseSettings) -> tuple[float, float]:
    """Run a `seeds` command and return its seconds and its peak memory in MB."""
    begun, largest = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "graph_service", "seeds", name, str(seeds)]
    with subprocess.Popen(
        command, env={**environ_as_installed(), **settings.environ()}, stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            largest = peak_mb(process.pid) or largest
            time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - begun, largest


def main() -> None:
    """Measure with a managed Neo4j, started for this purpose."""
    console = Console()
    environ = os.environ
    size = GraphSize(practices=int(environ.get("PRACTICES") or 51_500), institutions=400)
    try:
        with temporary_neo4j("seeds-load", console) as (settings, folder):
            figures = measure(settings, size, int(environ.get("ROUNDS") or 2), folder)
    except GraphServiceError as error:
        console.say(str(error))
        sys.exit(error.exit_status)
    for line in figures.lines():
        console.say(line)


if __name__ == "__main__":
    main()
