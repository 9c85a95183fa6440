"""Institutions that nothing in the catalogue is about: no entry names them, and they name none."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place, Problem, Rule
from graph_service.i18n import _
from graph_service.model.types import INSTITUTION

_OF_EVERY_ONE = frozenset(("IN_COUNTRY", "CITES"))
"""Edges that say where an institution is and who mentions it, but not what it does."""


class Isolated:
    """Finds institutions whose only edges are to their country and their sources."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._named: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Remember an entry, and the institutions that it names."""
        if entry.type is INSTITUTION:
            self._places[entry.slug] = entry.start
        for link in entry.links:
            if link.edge.target is INSTITUTION:
                self._named.add(link.target)
            if entry.type is INSTITUTION and link.edge.name not in _OF_EVERY_ONE:
                self._named.add(entry.slug)
        for part in entry.parts:
            self.add(part.entry)

    def weak_spots(self) -> Iterator[Problem]:
        """Yield a problem per isolated institution; call it after the last entry."""
        for slug, place in self._places.items():
            if slug not in self._named:
                yield Problem(
                    place=place,
                    rule=Rule.ISOLATED,
                    message=_("no relation to any entry but its country and its sources"),
                )
