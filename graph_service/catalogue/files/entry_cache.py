"""The cache of large folders of seeds: what was read from a file, until its content changes.

Every file is read and its content compared, so that no change is missed, not even two within a
tick of the clock; what is saved is parsing it, checking it by itself, and encoding its rows. Checks
across entries, and the comparison with the graph, never use the cache.

The key of a value is the digest of all that it follows from: the content of the file, its path, the
code that read it, and the year. Values of about 100 files that are read one after the other are
stored as one chunk: to decode 10,000 one by one takes twice as long, and to find them four times.
A chunk is sealed with a digest, so that a damaged cache gives nothing. A cache that can't be read
or written is the same as none.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from graph_service.catalogue.entries import Entry
from graph_service.store.graph_file import GraphFile
from graph_service.store.user_cache import (
    cache_folder,
    digest,
    has_program_files,
    program_digest,
    remove_unused,
    seal,
)

from .entry_codec import ENTRY, Content, decoded, encoded

T = TypeVar("T")
_Values: TypeAlias = dict[str, tuple[bytes, object]]
"""By path, what follows from a file, with its key."""

FEWEST = 1_000
"""Files of a folder with a cache: fewer are read within 0.3 s."""
_VALID = "valid"
_ALL = ""
"""Instead of the path of a file."""
_CHUNK = 100
_MOST_IN_CHUNK = 300
_LOCKED_SECONDS = 2
_DAMAGED = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_TABLE = """CREATE TABLE IF NOT EXISTS chunk (
  kind TEXT, first TEXT, seal BLOB, value BLOB, PRIMARY KEY (kind, first)
)"""
_FIND = "SELECT seal, value FROM chunk WHERE kind = ? AND first = ?"
_WRITE = "INSERT OR REPLACE INTO chunk VALUES (?, ?, ?, ?)"
_REMOVE = "DELETE FROM chunk WHERE kind = ? AND first = ?"


@dataclass
class _Chunk:
    """The values of one kind that follow from files that are read one after the other.

    Attributes:
        kind: what follows from the files.
        first: the first file.
        values: those of the files.
        is_changed: whether they differ from what is stored.
    """

    kind: str
    first: str
    values: _Values
    is_changed: bool = False


class EntryCache:
    """The cache of one folder.

    Attributes:
        fewest: the number of files from which it is used.
        graph: the graph that the folder describes, as it was when it was last read.
    """

    def __init__(self, file: Path, fewest: int | None = None) -> None:
        self.fewest = FEWEST if fewest is None else fewest
        self.graph = GraphFile(file.parent, file.stem, fewest)
        self._file = file
        self._first: dict[str, str] = {}
        """By path, the first file of its chunk."""
        self._keys: dict[str, bytes] = {}
        """By path, the keys of the files that were read."""
        self._chunks: dict[str, _Chunk] = {}
        """By kind, the chunk in use."""
        self._connection: sqlite3.Connection | None = None
        self._is_usable = True

    def expect(self, paths: Iterable[str]) -> None:
        """Expect that the files are read in this order."""
        self._first = dict(_firsts(paths))

    def entry(self, path: str, content: bytes) -> Entry | None:
        """Return the entry of a file with this content; None if it is not cached."""
        self._keys[path] = seal(program_digest(), b"%b\0%b" % (os.fsencode(path), content))
        return self.find(ENTRY, path)

    def find(self, content: Content[T], path: str, given: str | None = None) -> T | None:
        """Return what follows from a file that was read; None if it is not cached.

        Args:
            content: what follows from it.
            path: the file.
            given: what of other files it follows from, too.
        """
        key = self._key(path, given)
        if key is None:
            return None
        chunk = self._chunks.get(content.kind)
        if chunk is None or path not in chunk.values:  # else it is in the chunk in use
            chunk = self._chunk(content.kind, path)
        found_key, value = chunk.values.get(path, (None, None))
        return content.typed(value) if found_key == key else None

    def add(self, content: Content[T], path: str, value: T, given: str | None = None) -> None:
        """Cache what follows from a file, if it was read."""
        key = self._key(path, given)
        if key is not None:
            chunk = self._chunk(content.kind, path)
            chunk.values[path] = key, value
            chunk.is_changed = True

    def is_valid(self, state: bytes) -> bool:
        """Whether all files together, in this state, were found to have no error."""
        return self._read(_VALID, _ALL).values == {_ALL: (state, True)}

    def set_valid(self, state: bytes) -> None:
        """Remember that all files together have no error in this state."""
        self._write(_Chunk(_VALID, _ALL, {_ALL: (state, True)}, is_changed=True))

    def close(self) -> None:
        """Write what is new, and remove what is cached of files that are gone."""
        connection = self._open() if self._keys else None
        if connection is None:
            return
        with self._failing(), connection:
            firsts = {_ALL, *self._first.values()}
            stored = connection.execute("SELECT kind, first FROM chunk").fetchall()
            gone = [(kind, first) for kind, first in stored if first not in firsts]
            connection.executemany(_REMOVE, gone)
        for chunk in self._chunks.values():
            self._write(chunk)
        connection.close()

    def _key(self, path: str, given: str | None) -> bytes | None:
        key = self._keys.get(path)
        return key if key is None or given is None else seal(key, given.encode())

    def _chunk(self, kind: str, path: str) -> _Chunk:
        """Return the chunk of a file; the one before it is written."""
        first = self._first.get(path, path)
        chunk = self._chunks.get(kind)
        if chunk is None or chunk.first != first:
            if chunk is not None:
                self._write(chunk)
            chunk = self._chunks[kind] = self._read(kind, first)
        return chunk

    def _read(self, kind: str, first: str) -> _Chunk:
        """Return a stored chunk, without the values of files that are gone."""
        stored: _Values = {}
        connection = self._open()
        if connection is not None:
            with self._failing():
                for sealed, value in connection.execute(_FIND, (kind, first)):
                    if isinstance(value, bytes) and sealed == _seal(kind, first, value):
                        stored = cast("_Values", decoded(value))
        values = {path: of for path, of in stored.items() if self._first.get(path, path) == first}
        return _Chunk(kind, first, values, is_changed=len(values) < len(stored))

    def _write(self, chunk: _Chunk) -> None:
        connection = self._open() if chunk.is_changed else None
        if connection is not None:
            value = encoded(chunk.values)
            sealed = _seal(chunk.kind, chunk.first, value)
            with self._failing(), connection:
                connection.execute(_WRITE, (chunk.kind, chunk.first, sealed, value))

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and self._is_usable:
            with self._failing():
                self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                remove_unused(self._file.parent)
                connection = sqlite3.connect(self._file, timeout=_LOCKED_SECONDS)
                self._connection = connection
                # A cache that a power cut damages is only lost.
                connection.execute("PRAGMA synchronous = OFF")
                with connection:
                    connection.execute(_TABLE)
                os.utime(self._file)
        return self._connection if self._is_usable else None

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """Go on without the cache after an error; remove a damaged one."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self._is_usable = False
            if self._connection is not None:
                self._connection.close()  # Windows doesn't remove open files
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
            if isinstance(error, sqlite3.Error) and code in _DAMAGED:
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)


def _firsts(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each path with the first of its chunk.

    Where a chunk begins follows from the paths, so that a new file moves few others to another.
    """
    first, number = "", 0
    for path in paths:
        if not first or number == _MOST_IN_CHUNK or zlib.crc32(os.fsencode(path)) % _CHUNK == 0:
            first, number = path, 0
        number += 1
        yield path, first


def _seal(kind: str, first: str, value: bytes) -> bytes:
    """Return the digest of a chunk, and of the program that wrote it."""
    return digest(program_digest(), kind.encode(), os.fsencode(first), value)


@contextmanager
def open_cache(seeds: Path, *, is_wanted: bool = True) -> Iterator[EntryCache | None]:
    """Open the cache of a folder; None if it is not wanted."""
    folder = cache_folder(os.environ, sys.platform) if is_wanted and has_program_files() else None
    if folder is None:
        yield None
        return
    # Paths in messages are as the folder was given.
    name = digest(os.fsencode(seeds.absolute()), os.fsencode(seeds)).hex()
    found = EntryCache(folder / f"{name}.entries")
    try:
        yield found
    finally:
        found.close()
