"""Releases: the history of loads. The graph is at the release with the highest number."""

from __future__ import annotations

import hashlib
import re

from graph_service.i18n import Message, Wording, _, verbatim
from graph_service.model.graph import ENTRY_TYPES
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph

EMPTY_CHECKSUM = hashlib.sha256().hexdigest()
"""The checksum of an empty graph."""


BY_HAND = "(by hand)"
"""Who "loaded" a release of what was changed outside of loads."""


def release_name(release: Properties) -> Wording:
    """Return the name of a release, as it is stored in English.

    >>> properties = {"name": "Release 2 (2026-11-24)", "number": 2}
    >>> str(release_name(properties))
    'Release 2 (2026-11-24)'
    """
    name = str(release["name"])
    number = integer(release, "number")
    date = re.search(r"\((.*?)\)", name)
    if number is None or date is None:
        return verbatim(name)
    return named(number, date[1], integer(release, "undoes"))


def person_of(release: Properties) -> Message | str | None:
    """Return who loaded a release; None if that is not recorded."""
    person = release.get("loadedBy")
    if person == BY_HAND:
        return _("(by hand)")
    return None if person is None else str(person)


def named(number: int, date: str, undoes: int | None) -> Wording:
    """Return the name of a release by its number, its date, and the number of what it undoes."""
    if undoes is None:
        return _("Release {number} ({date})", number=number, date=date)
    return _(
        "Release {number} ({date}), undoes Release {undoes}",
        number=number,
        date=date,
        undoes=undoes,
    )


def counts(graph: Graph) -> dict[str, int]:
    """Return the number of entries of each type."""
    by_label = graph.counts()
    return {node_type.name: by_label.get(node_type.name, 0) for node_type in ENTRY_TYPES}


def checksum(graph: Graph) -> str:
    """Return the SHA-256 of a graph: of its nodes, then its edges, as sorted lines of JSON.

    It covers everything that is stored: equal checksums mean equal graphs.
    """
    digest = hashlib.sha256()
    for line in graph.lines():
        digest.update(line)
    return digest.hexdigest()


def number_of(release: Properties | None) -> int:
    """Return the number of a release, or of the one of a Change; 0 if there is none."""
    return integer(release, "number") or 0


def integer(properties: Properties | None, name: str) -> int | None:
    """Return an integer property; None if it is missing."""
    value = properties.get(name) if properties is not None else None
    return value if isinstance(value, int) else None
