"""A complete catalogue against the graph: compare, and write the difference with its Release."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph_service.errors import LoadRefused
from graph_service.model.storage import STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff, Graph, NodeRow, Properties
from graph_service.store.driver import open_database
from graph_service.store.schema import check_version, ensure_schema, refresh_statistics
from graph_service.store.write import Memory, read_memory, write_transaction
from graph_service.wording import Lines, _

from .diff import clashes, compare, resulting
from .release import release_row

# Measured with 363 MB allowed, before the commit: 4,112 nodes and 21,792 edges took 57 MB; 14,618
# and 80,136 took 199 MB and were committed; 17,090 and 93,864 took 233 MB and were not.
_BYTES_A_NODE = 8_000
_BYTES_AN_EDGE = 1_100
_FOR_THE_COMMIT = 0.43


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a load did; the release is the one that the graph stands at now."""

    diff: Diff
    release: Properties
    written: bool


async def load(
    wanted: Graph, settings: DatabaseSettings, *, prune: bool = False, loaded_by: str | None = None
) -> Outcome:
    """Turn the stored graph into the wanted one, in one transaction, or leave it as it is.

    Raises:
        LoadRefused: when that isn't safe.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        await ensure_schema(database)
        async with write_transaction(database) as writer:
            newest = await writer.newest_release()
            version = _int(newest, "storageVersion")
            check_version(version)
            stored = await writer.read_graph()
            diff = compare(wanted, stored, prune=prune)
            if newest is not None and diff.empty and version == STORAGE_VERSION:
                return Outcome(diff=diff, release=newest, written=False)
            _refuse_clashes(wanted, diff)
            _refuse_too_large(diff, memory)
            release = _next(newest, resulting(wanted, stored, diff), loaded_by)
            await writer.apply(diff)
            await writer.write_release(release)
            await writer.commit()
        await refresh_statistics(database)
        return Outcome(diff=diff, release=release.properties, written=True)


def _next(newest: Properties | None, graph: Graph, by: str | None) -> NodeRow:
    number = (_int(newest, "number") or 0) + 1
    return release_row(graph, number=number, loaded_at=dt.datetime.now(dt.UTC), by=by)


def _int(properties: Properties | None, name: str) -> int | None:
    value = properties.get(name) if properties is not None else None
    return value if isinstance(value, int) else None


def _refuse_clashes(wanted: Graph, diff: Diff) -> None:
    found = clashes(wanted, diff)
    if found:
        lines = [
            _(
                "{row} and {kept}, which the graph has and the files have not, share {field}"
                ' "{value}".',
                row=row.id,
                kept=kept.id,
                field=name,
                value=str(row.properties[name]),
            )
            for kept, row, name in found
        ]
        remedy = _(
            "Nothing was written. If it was renamed, name its formerSlugs; if it is to go, load"
            " with --prune."
        )
        raise LoadRefused(Lines((*lines, remedy)))


def _refuse_too_large(diff: Diff, memory: Memory) -> None:
    """Refuse what the server would run out of memory over."""
    nodes = len(diff.nodes_added) + len(diff.nodes_changed) + len(diff.nodes_removed)
    edges = len(diff.edges_added) + len(diff.edges_changed) + len(diff.edges_removed)
    needed = nodes * _BYTES_A_NODE + edges * _BYTES_AN_EDGE
    if memory.transaction is None:
        return
    allowed = int(memory.transaction * (1 - _FOR_THE_COMMIT))
    if needed > allowed:
        raise LoadRefused(
            _(
                "This load changes {nodes:,} nodes and {edges:,} edges and needs about"
                " {needed:,} MB of server memory in one transaction; the server allows"
                " {allowed:,} MB. Nothing was written. Raise HEAP, or"
                " server.memory.heap.max_size of the server (a load may use two fifths of it).",
                nodes=nodes,
                edges=edges,
                needed=needed // 1_000_000,
                allowed=allowed // 1_000_000,
            )
        )
