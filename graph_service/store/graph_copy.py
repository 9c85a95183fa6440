"""A copy of the stored graph on this machine, so that plans and loads needn't read all of it again.

The copy is of a state, which bookmarks identify, and of the newest release in it: after any other
write, also one by hand, the graph is read again. Only a write by hand during a first load, or
within the milliseconds between the last look at the state and the commit of another load, would be
missed: `seeds check --graph` never uses a copy.
"""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from graph_service.settings import DatabaseSettings

from .changes import Diff, OnProgress, Properties, ignore_progress
from .graph_file import MOST_CHANGES, CachedGraph, GraphFile, GraphPatch
from .graph_reader import GraphReader
from .read import State
from .staging import Graph, Staging, packed_rows
from .user_cache import cache_folder, digest, has_program_files, program_digest

_OF_A_RELEASE = ("id", "checksum", "loadedAt")


class StoredGraph(NamedTuple):
    """The graph that a database stores.

    Attributes:
        graph: the graph.
        checksum: its checksum, if it is known.
        copied: the copy that it was read from; None if it was read from the database.
    """

    graph: Graph
    checksum: str | None = None
    copied: CachedGraph | None = None


class GraphCopy:
    """The copy of a database's graph."""

    def __init__(self, folder: Path, address: str, fewest: int | None = None) -> None:
        """Refer to a copy.

        Args:
            folder: of the user's caches.
            address: of the database.
            fewest: the number of nodes from which a graph is copied; by default, FEWEST.
        """
        name = digest(b"graph", address.encode()).hex()
        self._file = GraphFile(folder, name, fewest)

    async def read(
        self, reader: GraphReader, staging: Staging, on_progress: OnProgress = ignore_progress
    ) -> StoredGraph:
        """Return the stored graph: the copy, if it is of the reader's state."""
        key = _key(reader.state, await reader.newest_release())
        copied = self._file.read(staging, key) if key is not None else None
        if copied is not None:
            return StoredGraph(copied.graph, copied.checksum, copied)
        graph = await reader.read_graph(staging, on_progress)
        if key is not None:
            # If the graph is written to meanwhile, its state never comes back, nor does the key.
            self._file.write(graph, key)
        return StoredGraph(graph)

    def keep(
        self,
        graph: Graph,
        state: State,
        release: Properties,
        since: tuple[StoredGraph, Diff] | None = None,
    ) -> None:
        """Copy the graph that a load has written.

        Args:
            graph: the graph.
            state: its state in the database.
            release: the release in it.
            since: the graph that was read before, and how the load changed it.
        """
        key = _key(state, release)
        if key is not None:
            checksum = str(release["checksum"])
            self._file.write(graph, key, checksum, since=_patch(*since) if since else None)


def copy_of(settings: DatabaseSettings) -> GraphCopy | None:
    """Return the copy of a database's graph in the user's cache; None if the user has none."""
    folder = cache_folder(os.environ, sys.platform) if has_program_files() else None
    address = f"{settings.uri} {settings.database}"
    return GraphCopy(folder, address) if folder is not None else None


def _key(state: State | None, release: Properties | None) -> bytes | None:
    """Return what identifies a copy; None if nothing does.

    The release tells apart two histories of one database, after it was restored from a backup.
    """
    if not state or release is None:
        return None
    facts = [f"{release.get(name)}" for name in _OF_A_RELEASE]
    return digest(program_digest(), *map(str.encode, (*sorted(state), *facts)))


def _patch(before: StoredGraph, diff: Diff) -> tuple[CachedGraph, GraphPatch] | None:
    """Return a copy, and the rows that a load changed; None if it renamed or changed many."""
    copied = before.copied
    if copied is None or diff.size > MOST_CHANGES:
        return None
    if any(change.before.id != change.after.id for change in diff.nodes_changed):
        return None  # the rows of its edges change, too, which are not in the diff
    nodes, edges = packed_rows(
        chain(diff.nodes_added, (change.after for change in diff.nodes_changed)),
        chain(diff.edges_added, (change.after for change in diff.edges_changed)),
    )
    return copied, GraphPatch(
        nodes_removed=tuple(row.id for row in diff.nodes_removed),
        edges_removed=tuple(edge.key for edge in diff.edges_removed),
        nodes=tuple(nodes),
        edges=tuple(edges),
    )
