"""The countries of institutions, and the countries that take part in an entry."""

from __future__ import annotations

from graph_service.catalogue.entries import Entry
from graph_service.model.enums import InstitutionKind
from graph_service.model.types import COUNTRY, INSTITUTION


class HomeCountries:
    """Remembers the country of each institution; institutions arrive before what they take part in.

    Attributes:
        of: the slug of its country, by the slug of the institution.
        abroad: the slugs of cooperation agencies, which work in other countries.
    """

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.abroad: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Remember an institution; entries of other types are ignored."""
        if entry.type is not INSTITUTION:
            return
        for link in entry.links_of("IN_COUNTRY", COUNTRY):
            self.of[entry.slug] = link.target
        if entry.values.get("kind") is InstitutionKind.COOPERATION_AGENCY:
            self.abroad.add(entry.slug)

    def taking_part(self, entry: Entry, *edges: str) -> frozenset[str]:
        """Return the countries at the other end of edges, and those of the institutions there."""
        linked = [link for link in entry.links if link.edge.name in edges]
        named = {link.target for link in linked if link.edge.target is COUNTRY}
        homes = {self.of.get(link.target) for link in linked if link.edge.target is INSTITUTION}
        return frozenset(named.union(home for home in homes if home is not None))
