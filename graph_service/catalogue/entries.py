"""The catalogue as values: entries, their links to one another, and the parts that they own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_service.model.declare import Edge, NodeType
from graph_service.model.enums import Basis
from graph_service.model.storage import Value

from .problems import Place


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A slug, and where it stands."""

    slug: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class Link:
    """An edge that an entry declares, or that the loader adds to it.

    Attributes:
        edge: what it says.
        target: the slug at its other end, of type `edge.target`.
        facts: its own properties.
        basis: what it rests on.
        note: the editor's remark.
        sources: the sources of its own; none means those of the entry, until completed.
        path: the field that it stands in, such as `hostCountries[1]`.
    """

    edge: Edge
    target: Reference
    facts: Mapping[str, Value] = field(default_factory=dict)
    basis: Basis = Basis.STATED
    note: str | None = None
    sources: tuple[Reference, ...] = ()
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A node that is to be: an entry of the catalogue, or a part of one.

    Attributes:
        type: its type.
        slug: its slug; of parts, written by the loader.
        values: its properties, former slugs included.
        links: the edges that leave it, those to its sources included.
        parts: what it owns.
        place: its file.
        places: where each field stands.
        schema: the address of the JSON Schema that its file names.
    """

    type: NodeType
    slug: str
    values: Mapping[str, Value]
    links: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()
    place: Place | None = field(default=None, compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)
    schema: str | None = field(default=None, compare=False)

    @property
    def start(self) -> Place:
        """The place for problems with the whole entry."""
        return self.place or Place(file="")

    @property
    def former_slugs(self) -> tuple[str, ...]:
        """Give the slugs that it had before."""
        slugs = self.values.get("formerSlugs", ())
        return tuple(str(s) for s in slugs) if isinstance(slugs, list | tuple) else ()

    @property
    def cited(self) -> tuple[Reference, ...]:
        """Give the sources that it cites."""
        return tuple(link.target for link in self.links if link.edge.name == "CITES")

    def links_of(self, edge: str, target: NodeType) -> tuple[Link, ...]:
        """Give the links of one type of edge to one type of nodes."""
        return tuple(x for x in self.links if x.edge.name == edge and x.edge.target is target)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A node that an entry owns, and the edge to it."""

    edge: Edge
    entry: Entry
    basis: Basis = Basis.STATED
