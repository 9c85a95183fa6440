"""Measures `seeds load` against a hand-written script: `python -m bench.seeds_load`.

Both write the same rows into an empty database that has its indexes, in turns, in the same kind of
transaction. Then the command itself loads the entries from files, to measure its time and memory.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

from neo4j import GraphDatabase

from bench.as_installed import environ_as_installed
from bench.databases import temporary_neo4j
from bench.files import write_files
from bench.generated_graph import GeneratedGraph
from bench.machine import peak_mb
from bench.sizes import GraphSize
from graph_service.catalogue.loads.diff import compare
from graph_service.catalogue.loads.load import load
from graph_service.catalogue.loads.preflight import memory_refusal
from graph_service.console import Console
from graph_service.errors import GraphServiceError
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.driver import open_database
from graph_service.store.schema import ensure_schema
from graph_service.store.staging import Graph, Staging, open_staging
from graph_service.store.write import batches, read_memory

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
        is_one_transaction: whether everything was written in one transaction.
        hand_written, ours: seconds of each round.
        commands: seconds and peak memory in MB, by description of the command.
    """

    entries: int
    nodes: int
    edges: int
    is_one_transaction: bool
    hand_written: Sequence[float]
    ours: Sequence[float]
    commands: Mapping[str, tuple[float, float]]

    @property
    def ratio(self) -> float:
        """The speed of `seeds load` over that of the hand-written script."""
        return median(self.hand_written) / median(self.ours)

    def lines(self) -> Iterator[str]:
        """Yield the figures as text."""
        how = "one transaction" if self.is_one_transaction else "a transaction per batch"
        yield (
            f"{self.entries:,} entries, {self.nodes:,} nodes, {self.edges:,} edges, in {how}: "
            f"hand-written {_seconds(self.hand_written)}, load {_seconds(self.ours)}; "
            f"{self.ratio:.2f} of its speed"
        )
        for what, (seconds, memory) in self.commands.items():
            yield f"{what}: {seconds:.1f} s, {memory:.0f} MB"


def measure(settings: DatabaseSettings, size: GraphSize, rounds: int, folder: Path) -> Figures:
    """Empty the database, write seed files to the folder, and measure loads."""
    ours: list[float] = []
    hand_written: list[float] = []
    with open_staging() as staging:
        graph = generated_graph(GeneratedGraph(size), staging)
        in_one = asyncio.run(_fits(graph, settings))
        rows = write_rows(graph, folder / "rows")
        for _ in range(rounds):
            _wipe(settings)
            hand_written.append(_timed(lambda: write_by_hand(settings, rows, in_one=in_one)))
            _wipe(settings)
            ours.append(_timed(lambda: asyncio.run(load(graph, settings))))
        nodes, edges = len(graph.nodes), len(graph.edges)
    entries = write_files(size, folder / "seeds")
    _wipe(settings)
    commands = {
        what: _run_command(name, folder / "seeds", settings=settings)
        for what, name in (
            ("seeds check", "check"),
            ("seeds load, into an empty database", "load"),
            ("seeds load, again", "load"),
        )
    }
    return Figures(
        entries=entries,
        nodes=nodes,
        edges=edges,
        is_one_transaction=in_one,
        hand_written=hand_written,
        ours=ours,
        commands=commands,
    )


def generated_graph(generated: GeneratedGraph, staging: Staging) -> Graph:
    """Return the generated graph as the target of a load."""
    graph = staging.graph()
    for diff in generated:
        graph.add_nodes(diff.nodes_added)
        graph.add_edges(diff.edges_added)
    return graph


def write_rows(graph: Graph, file: Path) -> Path:
    """Write the statements and rows that the hand-written script sends."""
    with file.open("wb") as stream:
        for batch in _batches(graph):
            pickle.dump(batch, stream)
    return file


def write_by_hand(settings: DatabaseSettings, rows: Path, *, in_one: bool) -> None:
    """Write rows as a one-off script would: no diff, no release, no checks."""
    auth = (settings.user, settings.password)
    with (
        GraphDatabase.driver(settings.uri, auth=auth) as driver,
        driver.session(database=settings.database) as session,
        rows.open("rb") as stream,
    ):
        transaction = session.begin_transaction() if in_one else None
        while stream.peek(1):
            statement, batch = pickle.load(stream)  # noqa: S301 (written by this process)
            (transaction or session).run(statement, rows=batch).consume()
        if transaction is not None:
            transaction.commit()


def _batches(graph: Graph) -> Iterator[Batch]:
    for label, nodes in batches(graph.nodes.values(), _label):
        yield (
            f"UNWIND $rows AS row CREATE (n:{label}) SET n = row",
            [dict(node.properties) for node in nodes],
        )
    for (name, source, target), edges in batches(graph.edges.values(), _kind):
        ends = f"MATCH (a:{source} {{id: row.a}}), (b:{target} {{id: row.b}})"
        yield (
            f"UNWIND $rows AS row {ends} CREATE (a)-[r:{name}]->(b) SET r = row.r",
            [{"a": e.source, "b": e.target, "r": dict(e.properties)} for e in edges],
        )


def _label(node: NodeRow) -> str:
    return node.label


def _kind(edge: EdgeRow) -> tuple[str, str, str]:
    return edge.type, edge.source.partition(":")[0], edge.target.partition(":")[0]


async def _fits(graph: Graph, settings: DatabaseSettings) -> bool:
    """Whether the database has memory for the whole graph in one transaction."""
    async with open_database(settings) as database:
        await ensure_schema(database)
        memory = await read_memory(database)
    return memory_refusal(compare(graph, graph.staging.graph()), memory, is_recorded=False) is None


def _wipe(settings: DatabaseSettings) -> None:
    auth = (settings.user, settings.password)
    with (
        GraphDatabase.driver(settings.uri, auth=auth) as driver,
        driver.session(database=settings.database) as session,
    ):
        for statement in _WIPE:
            session.run(statement).consume()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _run_command(name: str, seeds: Path, *, settings: DatabaseSettings) -> tuple[float, float]:
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


def _seconds(rounds: Sequence[float]) -> str:
    return " and ".join(f"{seconds:.1f} s" for seconds in rounds)


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
