"""Who changed entries, in which release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph_service.model.indexes import RELEASE_ORDER

from .changes import Properties
from .graph_reader import GraphReader
from .native import native

_CHANGES = f"""UNWIND $ids AS id
MATCH (change:Change) WHERE change.currentId = id AND change.number > $since
MATCH (release:Release) WHERE release.{RELEASE_ORDER} = change.number
RETURN id, properties(release) AS release, release.loadedBy AS by
ORDER BY id, change.number"""


@dataclass(frozen=True, kw_only=True)
class Author:
    """A release that changed an entry, and who loaded it, if that is known."""

    release: Properties
    loaded_by: str | None


async def authors_since(
    reader: GraphReader, ids: Collection[str], number: int
) -> Mapping[str, tuple[Author, ...]]:
    """Return the releases after a release that changed entries, by the id of the entry."""
    found: dict[str, list[Author]] = defaultdict(list)
    async for record in await reader.run(_CHANGES, ids=[*ids], since=number):
        found[record["id"]].append(
            Author(release=native(record["release"]), loaded_by=record["by"])
        )
    return {identity: tuple(authors) for identity, authors in found.items()}
