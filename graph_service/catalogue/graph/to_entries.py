"""The stored graph → entries as in files: the inverse of `from_entries`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from graph_service.catalogue.document.text_links import as_written
from graph_service.catalogue.document.trees import Tree, tree_of
from graph_service.catalogue.document.wording import slug_of
from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.problems import Place
from graph_service.model.declare import Edge
from graph_service.model.edge_properties import BASIS, details_of
from graph_service.model.edges import EDGES
from graph_service.model.enums import Basis, Modality
from graph_service.model.graph import TYPES, edges_of, written
from graph_service.model.ids import split_id
from graph_service.model.storage import Stored, restored, restored_values
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph import Graph

_DECLARED = {
    (edge.name, edge.source.name, edge.target.name): edge
    for node_type in TYPES.values()
    for edge in edges_of(node_type)
}
_HELD_IN = next(edge for edge in EDGES if edge.name == "HELD_IN")
_HOSTED_BY = "HOSTED_BY"


def entries_of(graph: Graph, only: Collection[str] | None = None) -> Iterator[Entry]:
    """Yield the entries that a graph was loaded from; loading them again produces the same graph.

    The graph doesn't store the order of a list of edges: they are sorted by slug.

    Args:
        graph: the graph.
        only: the ids of the entries; all of them if None.

    Raises:
        ValueError: when the graph was changed by hand to something that no load writes.
    """
    ids: Collection[str] = graph.nodes
    if only is not None:
        parts = (edge.target for edge in graph.edges_from(only) if _declared(edge).owns)
        ids = {*only, *parts}
    leaving: dict[str, list[EdgeRow]] = defaultdict(list)
    for edge in graph.edges_from(ids):
        leaving[edge.source].append(edge)
    for identity in sorted(ids):
        row = graph.nodes.get(identity)
        if row is not None and TYPES[row.label].entry:
            yield _entry(row, graph.nodes, leaving)


def documents_of(graph: Graph) -> dict[str, Tree]:
    """Return the documents of all entries of a graph, by id; raise ValueError as `entries_of`."""
    return {entry.id: tree_of(entry) for entry in entries_of(graph)}


def _entry(
    row: NodeRow,
    nodes: Mapping[str, NodeRow],
    leaving: Mapping[str, Sequence[EdgeRow]],
    owned_by: EdgeRow | None = None,
) -> Entry:
    """Return the entry of a node; a part is owned by the edge that leads to it."""
    node_type = TYPES[row.label]
    edges = leaving.get(row.id, ())
    cited = _cited(edges if owned_by is None else (*edges, owned_by))
    links = [_link(edge, cited) for edge in edges if _is_in_file(edge)]
    parts = [
        Part(
            edge=_declared(edge),
            entry=_entry(nodes[edge.target], nodes, leaving, owned_by=edge),
            basis=_basis(edge.properties),
        )
        for edge in edges
        if _declared(edge).owns
    ]
    return Entry(
        type=node_type,
        slug=slug_of(row.id),
        values=restored_values(written(node_type), as_written(row.properties)),
        links=tuple(_in_order(links, cited)),
        parts=tuple(sorted(parts, key=lambda part: part.position)),
        places=_empty_fields(row, edges),
    )


def _is_in_file(edge: EdgeRow) -> bool:
    """Whether a file declares the edge: it is not derived, and doesn't lead to a part."""
    return restored(BASIS, edge.properties) is not Basis.DERIVED and not _declared(edge).owns


def _link(edge: EdgeRow, cited: Sequence[str]) -> Link:
    declared = _declared(edge)
    sources = _sources(edge)
    return Link(
        edge=declared,
        target=slug_of(edge.target),
        facts=restored_values(details_of(declared), as_written(edge.properties)),
        basis=_basis(edge.properties),
        sources=() if sources == cited else tuple(sources),
    )


def _empty_fields(row: NodeRow, edges: Sequence[EdgeRow]) -> Mapping[str, Place]:
    """Return `heldIn` if a file had it as an empty list: else the venue would be derived."""
    if TYPES[row.label] is not EXCHANGE_VISIT:
        return {}
    hosts = [e for e in edges if e.type == _HOSTED_BY and _declared(e).target is COUNTRY]
    in_person = row.properties.get("modality") == Modality.IN_PERSON.name
    has_venue = any(e.type == _HELD_IN.name for e in edges)
    if in_person and len(hosts) == 1 and not has_venue:
        return {_HELD_IN.forward: Place(file="")}
    return {}


def _declared(edge: EdgeRow) -> Edge:
    # Ids begin with the type.
    source, target = (split_id(identity)[0] for identity in (edge.source, edge.target))
    return _DECLARED[edge.type, source, target]


def _cited(edges: Sequence[EdgeRow]) -> list[str]:
    """Return the slugs of the entry's sources, in the order that an edge stores."""
    slugs = sorted(slug_of(edge.target) for edge in edges if edge.type == "CITES")
    for edge in edges:
        sources = _sources(edge)
        if sorted(sources) == slugs:
            return sources
    return slugs


def _in_order(links: Sequence[Link], cited: Sequence[str]) -> Iterator[Link]:
    yield from (link for link in links if link.edge.name != "CITES")
    sources = {link.target: link for link in links if link.edge.name == "CITES"}
    yield from (sources[slug] for slug in cited)


def _sources(edge: EdgeRow) -> list[str]:
    found = edge.properties.get("sources")
    return [str(slug) for slug in found] if isinstance(found, list | tuple) else []


def _basis(properties: Stored) -> Basis:
    basis = restored(BASIS, properties)
    return basis if isinstance(basis, Basis) else Basis.STATED
