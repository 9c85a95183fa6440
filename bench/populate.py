"""Writes a generated graph into Neo4j with the loader's own code, unless it is there already."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

import bench
import graph_service
from bench.generated_graph import GeneratedGraph
from bench.sizes import GraphSize
from graph_service.errors import LoadRefused
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.storage import STORAGE_VERSION, Value, stored_node
from graph_service.model.types import RELEASE
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import NodeRow
from graph_service.store.derived import statements
from graph_service.store.driver import Database, open_database
from graph_service.store.schema import NEWEST_RELEASE, ensure_schema, refresh_statistics
from graph_service.store.write import write_transaction

_NAME = "Generated for the bench; nothing in it is real"
# Edges first: a country with all of its edges would not fit in one transaction.
_WIPE = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)
# The dates of all edges REACHED of 100,000 practices are too large for 692 MiB.
_IN_BATCHES = "CALL ({bound}) {{ {change} }} IN TRANSACTIONS OF 10000 ROWS"
_GENERATORS = tuple(
    f"{module}.py"
    for module in ("generated_graph", "entries", "events", "links", "dates", "names", "sizes")
)
_STORING_PACKAGES = ("model", "catalogue", "store")


@dataclass(frozen=True, kw_only=True)
class Population:
    """The contents of a database: equal checksums mean equal graphs."""

    checksum: str
    nodes: int
    edges: int
    seconds: float | None
    """Time to generate and write the graph; None if it was there already."""


async def populate(settings: DatabaseSettings, size: GraphSize, console: Console) -> Population:
    """Make the database hold the generated graph of this size and nothing else.

    Raises:
        LoadRefused: if the database holds a catalogue that wasn't generated.
    """
    async with open_database(settings) as database:
        recipe = recipe_of(size)
        found = await _release(database)
        if found is not None and found["name"] != _NAME:
            raise LoadRefused(
                f"The database at {settings.uri} holds {found['name']!r}. The benchmark empties its"
                " database: name another one."
            )
        if found is not None and found["recipe"] == recipe:
            await ensure_schema(database)
            return Population(
                checksum=str(found["checksum"]),
                nodes=int(found["nodes"]),
                edges=int(found["edges"]),
                seconds=None,
            )
        begun = time.monotonic()
        for statement in _WIPE:
            await _run(database, statement)
        await ensure_schema(database)
        generated = GeneratedGraph(size)
        with console.status("Generating"):
            for diff in generated:
                async with write_transaction(database) as writer:
                    await writer.apply(diff)
                    await writer.commit()
        for statement in statements(_IN_BATCHES):
            await _run(database, statement)
        async with write_transaction(database) as writer:
            await writer.create_nodes([_release_row(generated, recipe)])
            await writer.commit()
        await refresh_statistics(database)
        return Population(
            checksum=generated.checksum,
            nodes=generated.nodes.total(),
            edges=generated.edges.total(),
            seconds=time.monotonic() - begun,
        )


async def _run(database: Database, statement: str) -> None:
    async with database.driver.session(database=database.name) as session:
        await (await session.run(statement)).consume()


async def _release(database: Database) -> dict[str, str | int] | None:
    fields = "release {.name, .checksum, .recipe, .nodes, .edges}"
    async with database.driver.session(database=database.name) as session:
        record = await (await session.run(f"{NEWEST_RELEASE} RETURN {fields} AS found")).single()
    return dict(record["found"]) if record else None


def _release_row(generated: GeneratedGraph, recipe: str) -> NodeRow:
    values: dict[str, Value] = {
        "name": _NAME,
        "loadedAt": dt.datetime.now(dt.UTC),
        "checksum": generated.checksum,
        "licence": "None needed: nothing in it is real",
        "counts": {t.name: generated.nodes[t.name] for t in ENTRY_TYPES},
    }
    properties = {
        **stored_node(RELEASE, "generated", values),
        "number": 1,
        "storageVersion": STORAGE_VERSION,
        "recipe": recipe,
        "nodes": generated.nodes.total(),
        "edges": generated.edges.total(),
    }
    return NodeRow(label=RELEASE.name, id=str(properties["id"]), properties=properties)


def recipe_of(size: GraphSize) -> str:
    """Return a digest of everything that decides what is generated and how it is stored."""
    digest = hashlib.sha256(repr(size).encode())
    for path in _source_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_files() -> Iterator[Path]:
    (generators,), (package,) = bench.__path__, graph_service.__path__
    yield from (Path(generators) / name for name in _GENERATORS)
    for name in _STORING_PACKAGES:
        yield from sorted((Path(package) / name).rglob("*.py"))
