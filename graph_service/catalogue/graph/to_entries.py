"""The stored graph → entries, as files would say them: the inverse of `derive` and `rows`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.entries import Entry, Link, Part, Reference
from graph_service.catalogue.problems import Place
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.edges import EDGES
from graph_service.model.enums import Basis, Modality
from graph_service.model.graph import PROPERTIES, TYPES, edges_of
from graph_service.model.ids import split_id
from graph_service.model.storage import Stored, restored, restored_values
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, NOTE
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.staging import Graph

_DECLARED = {
    (edge.name, edge.source.name, edge.target.name): edge
    for node_type in TYPES.values()
    for edge in edges_of(node_type)
}
_HELD_IN = next(edge for edge in EDGES if edge.name == "HELD_IN")
_HOSTED_BY = "HOSTED_BY"


def entries_of(graph: Graph) -> Iterator[Entry]:
    """Give the entries that a graph was loaded from, without what the loader adds.

    Loaded again they give the same graph. The order of a list of edges is not stored: they come
    by slug.

    Raises:
        ValueError: when something is stored that no load writes: it was changed by hand.
    """
    return _Unloading(graph).entries()


class _Unloading:
    def __init__(self, graph: Graph) -> None:
        self._nodes = graph.nodes
        self._leaving: Mapping[str, list[EdgeRow]] = defaultdict(list)
        for edge in graph.edges.values():
            self._leaving[edge.source].append(edge)

    def entries(self) -> Iterator[Entry]:
        for row in self._nodes.values():
            if TYPES[row.label].entry:
                yield self._entry(row)

    def _entry(self, row: NodeRow) -> Entry:
        node_type = TYPES[row.label]
        edges = self._leaving[row.id]
        cited = _cited(edges)
        links = [self._link(edge, cited) for edge in edges if not self._is_added(edge)]
        parts = [self._part(edge) for edge in edges if self._owned(edge)]
        return Entry(
            type=node_type,
            slug=_slug(row.id),
            values=restored_values(_written(node_type), row.properties),
            links=tuple(_in_order(links, cited)),
            parts=tuple(sorted(parts, key=_position)),
            places=self._stated_to_be_none(row, edges),
        )

    def _is_added(self, edge: EdgeRow) -> bool:
        """Tell whether the loader adds an edge, or an edge leads to a part."""
        return restored(BASIS, edge.properties) is Basis.DERIVED or self._owned(edge)

    def _owned(self, edge: EdgeRow) -> bool:
        return _declared(edge).owns

    def _link(self, edge: EdgeRow, cited: Sequence[str]) -> Link:
        declared = _declared(edge)
        sources = _sources(edge)
        note = restored(NOTE, edge.properties)
        return Link(
            edge=declared,
            target=Reference(slug=_slug(edge.target)),
            facts=restored_values(
                declared.facts.properties if declared.facts else (), edge.properties
            ),
            basis=_basis(edge.properties),
            note=str(note) if note is not None else None,
            sources=() if sources == list(cited) else _references(sources),
        )

    def _part(self, edge: EdgeRow) -> Part:
        entry = self._entry(self._nodes[edge.target])
        return Part(edge=_declared(edge), entry=entry, basis=_basis(edge.properties))

    def _stated_to_be_none(self, row: NodeRow, edges: Sequence[EdgeRow]) -> Mapping[str, Place]:
        """Find the venue that would be derived, and isn't: the file says that it is not known."""
        if TYPES[row.label] is not EXCHANGE_VISIT:
            return {}
        hosts = [e for e in edges if e.type == _HOSTED_BY and _declared(e).target is COUNTRY]
        in_person = row.properties.get("modality") == Modality.IN_PERSON.name
        has_venue = any(e.type == _HELD_IN.name for e in edges)
        if in_person and len(hosts) == 1 and not has_venue:
            return {_HELD_IN.forward: Place(file="")}
        return {}


def _declared(edge: EdgeRow) -> Edge:
    """Find an edge's declaration by the types at its ends, which their ids begin with."""
    source, target = (split_id(identity)[0] for identity in (edge.source, edge.target))
    return _DECLARED[edge.type, source, target]


def _slug(identity: str) -> str:
    return split_id(identity)[1]


def _written(node_type: NodeType) -> list[Property]:
    return [p for p in PROPERTIES[node_type.name].values() if not p.derived and p.name != "slug"]


def _cited(edges: Sequence[EdgeRow]) -> list[str]:
    """Give the sources of an entry, in the order in which its edges have them."""
    slugs = sorted(_slug(edge.target) for edge in edges if edge.type == "CITES")
    for edge in edges:
        sources = _sources(edge)
        if sorted(sources) == slugs:
            return sources
    return slugs


def _in_order(links: Sequence[Link], cited: Sequence[str]) -> Iterator[Link]:
    yield from (link for link in links if link.edge.name != "CITES")
    sources = {link.target.slug: link for link in links if link.edge.name == "CITES"}
    yield from (sources[slug] for slug in cited)


def _sources(edge: EdgeRow) -> list[str]:
    found = edge.properties.get("sources")
    return [str(slug) for slug in found] if isinstance(found, list | tuple) else []


def _references(slugs: Sequence[str]) -> tuple[Reference, ...]:
    return tuple(Reference(slug=slug) for slug in slugs)


def _basis(properties: Stored) -> Basis:
    basis = restored(BASIS, properties)
    return basis if isinstance(basis, Basis) else Basis.STATED


def _position(part: Part) -> int:
    position = part.entry.values["position"]
    return position if isinstance(position, int) else 0
