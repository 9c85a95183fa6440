"""Who changed entries, in which release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph_service.model.indexes import RELEASE_ORDER

from .changes import Properties
from .from_driver import native
from .graph_reader import GraphReader
from .schema import STORED_RELEASE

_CHANGES = f"""UNWIND $ids AS id
MATCH (change:Change) WHERE change.currentId = id
MATCH (release:Release) WHERE release.{RELEASE_ORDER} = change.number
RETURN id, {STORED_RELEASE} AS release, release.loadedBy AS by,
  [i IN range(0, size(coalesce(change.fieldNames, [])) - 1) |
    [change.fieldNames[i], change.fieldLanguages[i],
     CASE change.fieldsAfter[i] WHEN '' THEN change.fieldsBefore[i] ELSE change.fieldsAfter[i] END]
  ] AS fields
ORDER BY id, change.number"""


@dataclass(frozen=True, kw_only=True)
class ChangedField:
    """A field that a release changed.

    Attributes:
        name: as in the history, such as "events[2].note".
        language: the language of its text; else empty.
        value: the new value, or the old one if there is no new one.
    """

    name: str
    language: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Author:
    """A release that changed an entry, who loaded it, if that is known, and the changed fields."""

    release: Properties
    loaded_by: str | None
    fields: tuple[ChangedField, ...] = ()


async def authors_of_entries(
    reader: GraphReader, ids: Collection[str]
) -> Mapping[str, tuple[Author, ...]]:
    """Return the releases that changed entries, by the id of the entry, the oldest first."""
    found: dict[str, list[Author]] = defaultdict(list)
    async for record in await reader.run(_CHANGES, ids=[*ids]):
        fields = tuple(
            ChangedField(name=name, language=language, value=value)
            for name, language, value in record["fields"]
        )
        found[record["id"]].append(
            Author(release=native(record["release"]), loaded_by=record["by"], fields=fields)
        )
    return {identity: tuple(authors) for identity, authors in found.items()}
