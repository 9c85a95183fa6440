"""Entries of the catalogue, the links between them, and the parts that they own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_service.model.declare import Edge, NodeType
from graph_service.model.enums import Basis, InstitutionKind
from graph_service.model.ids import node_id
from graph_service.model.storage import Value

from .problems import Place


@dataclass(frozen=True, kw_only=True)
class Link:
    """An edge that an entry declares, or that the loader adds to it.

    Attributes:
        edge: the edge's declaration in the model.
        target: the slug of the entry at the other end, of type `edge.target`.
        facts: the properties that the edge type has, and the editor's note with its language.
        basis: whether the edge is stated, inferred, assumed or derived.
        sources: the slugs of the edge's sources; empty means those of the entry, until
            `with_derived` copies them.
        path: the field of the file, such as `hostCountries[1]`.
    """

    edge: Edge
    target: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    basis: Basis = Basis.STATED
    sources: tuple[str, ...] = ()
    path: str = field(default="", compare=False)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of the catalogue, or a part of one: a node of the graph.

    Attributes:
        type: the node type.
        slug: the name of the file; for a part, set by `with_derived`.
        values: the properties, former slugs included.
        links: the outgoing edges, those to sources included.
        parts: the nodes that the entry owns: the events of a transfer.
        place: where it starts, for problems with the whole entry.
        places: the places of fields, languages, items and properties of links in the file, by their
            paths: "name.es", "disputed[2]", "hostCountries[1].role", "events[2].date".
    """

    type: NodeType
    slug: str
    values: Mapping[str, Value]
    links: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()
    place: Place = field(default=Place(file=""), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def id(self) -> str:
        """The id of its node."""
        return node_id(self.type.name, self.slug)

    @property
    def is_agency(self) -> bool:
        """Whether it is a cooperation agency.

        These work in other countries than their own, so theirs doesn't count where they take part.
        """
        return self.values.get("kind") is InstitutionKind.COOPERATION_AGENCY

    @property
    def former_slugs(self) -> tuple[str, ...]:
        """The slugs that the entry had before it was renamed."""
        return tuple(map(str, self.listed("formerSlugs")))

    @property
    def events(self) -> list[Part]:
        """The parts that have a position, by position."""
        found = (part for part in self.parts if "position" in part.entry.values)
        return sorted(found, key=lambda part: part.position)

    @property
    def cited(self) -> tuple[str, ...]:
        """The slugs of the sources that the entry cites."""
        return tuple(link.target for link in self.links if link.edge.name == "CITES")

    def listed(self, name: str) -> tuple[object, ...]:
        """Return the values of a property that may have several."""
        values = self.values.get(name)
        return tuple(values) if isinstance(values, list | tuple) else ()

    def place_of(self, path: str) -> Place:
        """Return the place of a path in the file, or the place of the entry if it has none."""
        return self.places.get(path, self.place)

    def links_of(self, edge: str, target: NodeType | None = None) -> tuple[Link, ...]:
        """Return the links of an edge type, to a node type or to any."""
        return tuple(
            link
            for link in self.links
            if link.edge.name == edge and (target is None or link.edge.target is target)
        )


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stage event that a transfer owns, the edge to it, and its field, such as "events[2]"."""

    edge: Edge
    entry: Entry
    basis: Basis = Basis.STATED
    path: str = field(default="", compare=False)

    @property
    def position(self) -> int:
        """The event's place in the transfer's log, from 1."""
        position = self.entry.values["position"]
        return position if isinstance(position, int) else 0
