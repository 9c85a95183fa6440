"""What an export reads: a graph with its release, and the types of it that were selected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.enums import VOCABULARIES, DatePrecision, DateQualifier
from graph_service.model.graph import CATALOGUE_TYPES, EDGE_TYPES, EdgeType, exported
from graph_service.model.ids import split_id
from graph_service.model.publication import version_of
from graph_service.model.types import COUNTRY, GOOD_PRACTICE
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.changes import EdgeRow, NodeRow, Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

BASE_IRI = "https://good-practices.invalid/"
"""The default base of IRIs; nobody can ever register a domain below .invalid (RFC 6761)."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What to export.

    Attributes:
        types: of nodes; edges are exported if both of their ends are.
        base_iri: the base of IRIs, including the slash or hash at its end.
    """

    types: tuple[NodeType, ...]
    base_iri: str = BASE_IRI

    @property
    def edge_types(self) -> tuple[EdgeType, ...]:
        """The relationship types that connect the types."""
        return tuple(edge_type for edge_type in EDGE_TYPES.values() if self.edges_of(edge_type))

    @property
    def properties(self) -> list[Property]:
        """The exported properties of the types, then those of the relationship types."""
        of_nodes = (prop for node_type in self.types for prop in exported(node_type))
        of_edges = (prop for edge_type in self.edge_types for prop in edge_type.properties)
        return [*of_nodes, *of_edges]

    @property
    def is_whole(self) -> bool:
        """Whether these are all types."""
        return len(self.types) == len(CATALOGUE_TYPES)

    def edges_of(self, edge_type: EdgeType) -> list[Edge]:
        """Return the edges of a relationship type that connect the types."""
        return [e for e in edge_type.edges if e.source in self.types and e.target in self.types]


def selection(names: Collection[str] = (), base_iri: str = BASE_IRI) -> Selection:
    """Select types by name, by default all; raise KeyError if a type doesn't exist."""
    by_name = {node_type.name: node_type for node_type in CATALOGUE_TYPES}
    types = [by_name[name] for name in sorted(set(names or by_name))]
    return Selection(types=tuple(types), base_iri=base_iri)


def vocabularies_of(selected: Selection) -> tuple[type[Vocabulary], ...]:
    """Return the vocabularies of all exported values, in the order of the reference."""
    props = selected.properties
    used = {prop.enum for prop in props}
    if any(prop.kind.has_precision for prop in props):
        used |= {DatePrecision, DateQualifier}
    return tuple(vocabulary for vocabulary in VOCABULARIES if vocabulary in used)


@dataclass(frozen=True, kw_only=True)
class ReleasedGraph:
    """What an export reads: a graph, and its release in this database.

    Equal graphs give equal exports: nothing of the release but its checksum is in them.

    Attributes:
        graph: what files say.
        release: its properties.
        reached: the edges REACHED that the newest load derived; None for a named release.
    """

    graph: Graph
    release: Properties
    reached: Sequence[EdgeRow] | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a format writes.

    Attributes:
        checksum: of the whole graph.
        selected: which types of the graph.
        nodes: each type with its nodes, sorted by id.
        edges: each type with its edges, sorted by the ids of their ends.
        reached: the derived edges REACHED, sorted in the same way; None if they are not known, or
            a type of their ends is not selected.
    """

    checksum: str
    selected: Selection
    nodes: Sequence[tuple[NodeType, Sequence[NodeRow]]]
    edges: Sequence[tuple[EdgeType, Sequence[EdgeRow]]]
    reached: Sequence[EdgeRow] | None = None

    @property
    def version(self) -> str:
        """What the graph is cited by."""
        return version_of(self.checksum)

    def nodes_of(self, node_type: NodeType) -> Sequence[NodeRow]:
        """Return the nodes of a type; none if it is not selected."""
        return next((rows for selected, rows in self.nodes if selected is node_type), ())


def job_of(source: ReleasedGraph, selected: Selection) -> Job:
    """Select the nodes and edges of a graph."""
    return Job(
        checksum=str(source.release["checksum"]),
        selected=selected,
        nodes=[(t, source.graph.with_label(t.name)) for t in selected.types],
        edges=[(t, _edges(source.graph, t, selected)) for t in selected.edge_types],
        reached=source.reached if {GOOD_PRACTICE, COUNTRY} <= {*selected.types} else None,
    )


def _edges(graph: Graph, edge_type: EdgeType, selected: Selection) -> Sequence[EdgeRow]:
    ends = {(e.source.name, e.target.name) for e in selected.edges_of(edge_type)}
    found = (row for key, row in graph.edges.items() if key[0] == edge_type.name)
    selected_rows = (r for r in found if (split_id(r.source)[0], split_id(r.target)[0]) in ends)
    return sorted(selected_rows, key=lambda row: row.key)


Files: TypeAlias = Mapping[str, bytes]
"""The content of files, by name."""
FindSource: TypeAlias = Callable[[GraphReader], Awaitable[ReleasedGraph]]
