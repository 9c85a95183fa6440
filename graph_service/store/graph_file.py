"""A graph in a file of the user's cache, which a later command copies instead of reading it again.

The file is named by what the graph follows from, and by a digest of its content: a damaged file
gives nothing. A file that can't be read or written is the same as none. A graph with few changes is
written as a copy of the file before, with these changes: that takes a quarter of the time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from .changes import EdgeKey
from .staging import Cells, Graph, Staging
from .user_cache import remove_unused

FEWEST = 1_000
"""Nodes of a graph that is worth a file: fewer are read within 0.3 s."""
MOST_CHANGES = 2_000
"""Rows of a patch; more are not written faster than the whole graph."""
_UNSAFE = ("PRAGMA file.journal_mode = OFF", "PRAGMA file.synchronous = OFF")
"""A file that a power cut damages is only lost."""
_CREATE = """
PRAGMA file.page_size = 32768;
CREATE TABLE file.node (
  id TEXT PRIMARY KEY, label TEXT, properties TEXT, others TEXT
) WITHOUT ROWID;
CREATE TABLE file.edge (
  type TEXT, source TEXT, target TEXT, properties TEXT, others TEXT,
  PRIMARY KEY (type, source, target)
) WITHOUT ROWID;
CREATE TABLE file.checksum (value TEXT);
CREATE TABLE file.fact (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_WRITE = (
    """INSERT INTO file.node SELECT id, label, properties, others FROM main.node
WHERE graph IN (:graph, :beside) ORDER BY id""",
    """INSERT INTO file.edge SELECT type, source, target, properties, others FROM main.edge
WHERE graph IN (:graph, :beside) ORDER BY type, source, target""",
)
_READ = (
    """INSERT INTO main.node
SELECT :graph, id, label, properties, others FROM file.node""",
    """INSERT INTO main.edge
SELECT :graph, type, source, target, properties, others FROM file.edge""",
)


class CachedGraph(NamedTuple):
    """A graph that was read from a file.

    Attributes:
        graph: the graph.
        checksum: its checksum, if it was known when the file was written: it takes 0.4 s per 80,000
            edges.
        facts: what the writer noted about what the graph follows from.
        file: the file.
    """

    graph: Graph
    checksum: str | None
    facts: Mapping[str, str]
    file: Path


class GraphPatch(NamedTuple):
    """The rows in which two graphs differ.

    Attributes:
        nodes_removed: the ids of the nodes that only the first has.
        edges_removed: the keys of the edges that only the first has.
        nodes: the nodes that only the second has, and those that differ, as they are stored.
        edges: likewise the edges.
    """

    nodes_removed: tuple[str, ...] = ()
    edges_removed: tuple[EdgeKey, ...] = ()
    nodes: tuple[Cells, ...] = ()
    edges: tuple[Cells, ...] = ()

    def apply(self, graph: Graph) -> None:
        """Turn the first graph into the second."""
        number, run = graph.number, graph.staging.run_many
        run(
            "DELETE FROM main.node WHERE graph = ? AND id = ?",
            [(number, identity) for identity in self.nodes_removed],
        )
        run(
            "DELETE FROM main.edge WHERE graph = ? AND type = ? AND source = ? AND target = ?",
            [(number, *key) for key in self.edges_removed],
        )
        graph.add_packed(self.nodes, self.edges)

    def write(self, staging: Staging) -> None:
        """Turn the first graph into the second in the attached file."""
        run = staging.run_many
        run("DELETE FROM file.node WHERE id = ?", [(i,) for i in self.nodes_removed])
        run(
            "DELETE FROM file.edge WHERE type = ? AND source = ? AND target = ?",
            self.edges_removed,
        )
        run("INSERT OR REPLACE INTO file.node VALUES (?, ?, ?, ?)", self.nodes)
        run("INSERT OR REPLACE INTO file.edge VALUES (?, ?, ?, ?, ?)", self.edges)

    @property
    def size(self) -> int:
        """The number of rows."""
        return sum(map(len, self))


class GraphFile:
    """The file of a graph, which has one content at a time."""

    def __init__(self, folder: Path, name: str, fewest: int | None = None) -> None:
        """Refer to a file of a folder.

        Args:
            folder: of the user's caches.
            name: of the graph.
            fewest: the number of nodes from which the graph is written; by default, FEWEST.
        """
        self._folder = folder
        self._name = name
        self._fewest = FEWEST if fewest is None else fewest

    def read(self, staging: Staging, key: bytes | None) -> CachedGraph | None:
        """Return the graph that follows from what the key stands for; None if it is not cached.

        Without a key, return the graph that is cached, whatever it follows from.
        """
        for file in self._files(key):
            with suppress(OSError, sqlite3.Error):
                if _seal_of(file) != _seal(file):
                    continue
                with staging.attached(file, mode="ro"):
                    graph = staging.graph()
                    for statement in _READ:
                        staging.run(statement, graph=graph.number)
                    ((checksum,),) = staging.run("SELECT max(value) FROM file.checksum")
                    facts = dict(staging.run("SELECT name, value FROM file.fact"))
                os.utime(file)
                return CachedGraph(graph, checksum, facts, file)
        return None

    def write(
        self,
        graph: Graph,
        key: bytes,
        checksum: str | None = None,
        *,
        facts: Mapping[str, str] | None = None,
        since: tuple[CachedGraph, GraphPatch] | None = None,
    ) -> None:
        """Write a graph instead of any other; no small graph.

        Args:
            graph: the graph.
            key: what it follows from.
            checksum: its checksum, if it is known.
            facts: what a later reader needs to know about what it follows from.
            since: a graph that was read from the file, and how this one differs from it.
        """
        if sum(graph.counts().values()) < self._fewest:
            return
        temporary: Path | None = None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            remove_unused(self._folder)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix="new-")
            os.close(handle)
            temporary = Path(name)
            before, patch = _copied(since, temporary) or (None, None)
            staging = graph.staging
            with staging.attached(temporary, mode="rw"):
                for statement in _UNSAFE:
                    staging.run(statement)
                if patch is not None:
                    patch.write(staging)
                else:
                    graph.write_to_attached(_CREATE, _WRITE)
                _write_facts(staging, before.facts if before is not None else {}, facts or {})
                staging.run("DELETE FROM file.checksum")
                if checksum is not None:
                    staging.run("INSERT INTO file.checksum VALUES (:value)", value=checksum)
            earlier = [*self._files()]
            temporary.replace(self._folder / f"{self._name}-{key.hex()}-{_seal(temporary)}.graph")
            for file in earlier:
                file.unlink(missing_ok=True)
        except (OSError, sqlite3.Error):
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)

    def _files(self, key: bytes | None = None) -> list[Path]:
        found = key.hex() if key is not None else "*"
        return [*self._folder.glob(f"{self._name}-{found}-*.graph")]


def _copied(
    since: tuple[CachedGraph, GraphPatch] | None, target: Path
) -> tuple[CachedGraph, GraphPatch] | None:
    """Copy the file of the graph before; return None if it isn't there, or not as it was read."""
    if since is None or since[1].size > MOST_CHANGES:
        return None
    with suppress(OSError):
        shutil.copyfile(since[0].file, target)
        if _seal(target) == _seal_of(since[0].file):
            return since
        target.write_bytes(b"")
    return None


def _write_facts(staging: Staging, before: Mapping[str, str], facts: Mapping[str, str]) -> None:
    gone = [(name,) for name in before.keys() - facts.keys()]
    staging.run_many("DELETE FROM file.fact WHERE name = ?", gone)
    staging.run_many(
        "INSERT OR REPLACE INTO file.fact VALUES (?, ?)", facts.items() - before.items()
    )


def _seal_of(file: Path) -> str:
    """Return the digest of the content that a file had when it was written."""
    return file.stem.rpartition("-")[2]


def _seal(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
