"""The entries of a folder, for the rules that compare an entry with others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.suggest.names import EntryNames
from graph_service.model.declare import NodeType
from graph_service.model.types import COUNTRY, INSTITUTION


@dataclass(kw_only=True)
class KnownEntries:
    """The entries of a folder, in the order of the types.

    Attributes:
        slugs: the slugs of each type, including those of unreadable files.
    """

    slugs: Mapping[str, Collection[str]]
    _by_type: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Add an entry."""
        self._by_type.setdefault(entry.type.name, {})[entry.slug] = entry

    @cached_property
    def names(self) -> EntryNames:
        """What people may call them; to be used when all are there."""
        return EntryNames(self)

    def __iter__(self) -> Iterator[Entry]:
        """Yield all entries."""
        for entries in self._by_type.values():
            yield from entries.values()

    def of(self, node_type: NodeType) -> Collection[Entry]:
        """Return the entries of a type."""
        return self._by_type.get(node_type.name, {}).values()

    def get(self, node_type: NodeType, slug: str) -> Entry | None:
        """Return an entry, or None if it is missing or unreadable."""
        return self._by_type.get(node_type.name, {}).get(slug)

    def has(self, node_type: NodeType, slug: str) -> bool:
        """Whether there is a file of an entry, also an unreadable one."""
        return slug in self.slugs.get(node_type.name, ())

    def linked(
        self, entry: Entry, edges: Collection[str], target: NodeType
    ) -> Iterator[tuple[Link, Entry]]:
        """Yield the links of some edges to entries of a type, with these entries."""
        for link in entry.links:
            if link.edge.name in edges and link.edge.target is target:
                other = self.get(target, link.target)
                if other is not None:
                    yield link, other

    def countries(self, entry: Entry, edges: Collection[str]) -> frozenset[str]:
        """Return the countries at the other end of edges, and those of the institutions there.

        Those of cooperation agencies don't count.
        """
        named = {link.target for edge in edges for link in entry.links_of(edge, COUNTRY)}
        for _link, institution in self.linked(entry, edges, INSTITUTION):
            if not institution.is_agency:
                named |= self.countries(institution, ("IN_COUNTRY",))
        return frozenset(named)


def links_of(entry: Entry) -> Iterator[tuple[Entry, Link]]:
    """Yield the links of an entry and its parts, each with the entry or part that has it."""
    for link in entry.links:
        yield entry, link
    for part in entry.parts:
        yield from links_of(part.entry)
