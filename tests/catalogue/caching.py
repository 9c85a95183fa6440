"""Caches for folders and graphs of any size, in a folder of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from graph_service.catalogue.files import entry_cache
from graph_service.store import graph_file
from graph_service.store.graph_file import CachedGraph, GraphFile
from graph_service.store.staging import Staging


@dataclass
class Caches:
    """The folder of the caches, and how often a graph was found in them."""

    folder: Path
    found: list[CachedGraph] = field(default_factory=list)


@contextmanager
def caches_of_any_size(folder: Path) -> Iterator[Caches]:
    """Let all commands of this process use caches, also for small folders and graphs."""
    caches = Caches(folder / "graph-service" / "seeds")
    read = GraphFile.read

    def counted(self: GraphFile, staging: Staging, key: bytes) -> CachedGraph | None:
        graph = read(self, staging, key)
        caches.found += [graph] if graph is not None else []
        return graph

    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder))
        patch.setattr(entry_cache, "FEWEST", 0)
        patch.setattr(graph_file, "FEWEST", 0)
        patch.setattr(GraphFile, "read", counted)
        yield caches
