"""What an export reads, and the protocol of the formats' writers with what they receive."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from graph_service.model.declare import NodeType
from graph_service.model.enums import VOCABULARIES, DatePrecision, DateQualifier
from graph_service.model.graph import EDGE_TYPES, EXPORTED_TYPES, EdgeType, exported
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.changes import EdgeRow, NodeRow, Properties
from graph_service.store.stream import GraphStream

from .folder import Output

BASE_IRI = "https://good-practices.invalid/"
"""The default base of IRIs; nobody can ever register a domain below .invalid (RFC 6761)."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What to export.

    Attributes:
        types: of nodes; edges are exported if both of their ends are.
        whole: whether these are all types.
        base_iri: the base of IRIs, including the slash or hash at its end.
    """

    types: tuple[NodeType, ...]
    whole: bool = True
    base_iri: str = BASE_IRI

    @property
    def edge_types(self) -> tuple[EdgeType, ...]:
        """The relationship types that connect the types."""
        return tuple(
            edge_type
            for edge_type in EDGE_TYPES.values()
            if any(e.source in self.types and e.target in self.types for e in edge_type.edges)
        )


def selection(names: Collection[str] = (), base_iri: str = BASE_IRI) -> Selection:
    """Select types by name, by default all; raise KeyError if a type doesn't exist."""
    by_name = {node_type.name: node_type for node_type in EXPORTED_TYPES}
    types = [by_name[name] for name in sorted(set(names or by_name))]
    return Selection(types=tuple(types), whole=len(types) == len(by_name), base_iri=base_iri)


def vocabularies_of(selected: Selection) -> tuple[type[Vocabulary], ...]:
    """Return the vocabularies of all exported values, in the order of the reference."""
    props = [
        *(prop for node_type in selected.types for prop in exported(node_type)),
        *(prop for edge_type in selected.edge_types for prop in edge_type.properties),
    ]
    used = {prop.enum for prop in props}
    if any(prop.kind.has_precision for prop in props):
        used |= {DatePrecision, DateQualifier}
    return tuple(vocabulary for vocabulary in VOCABULARIES if vocabulary in used)


@dataclass(frozen=True, kw_only=True)
class FormatSummary:
    """What the record of the data set says of a format.

    Attributes:
        name: in commands and URLs.
        title: a short description.
        file_type: of its files, in the EU's authority table of file types.
    """

    name: str
    title: str
    file_type: str


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a writer needs: where to write, what to export, and the current release's properties.

    Attributes:
        formats: all formats, for the record of the data set.
    """

    output: Output
    selected: Selection
    release: Properties
    formats: Sequence[FormatSummary]


class Writer(Protocol):
    """Writes one format: `begin`, all nodes, all edges, `end`.

    Nodes arrive sorted by type and id, edges by type and the ids of their ends. Every method may
    raise ExportRefused, because of the file system or an invalid stored value.
    """

    def begin(self) -> None:
        """Write everything before the first node."""

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write nodes of one type."""

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write edges of one type."""

    def end(self) -> None:
        """Write everything after the last edge, and complete all files."""


MakeWriter: TypeAlias = Callable[[Job], Writer]


class GraphSource(Protocol):
    """A graph, read in order and page by page; equal graphs give equal exports."""

    async def newest_release(self) -> Properties | None:
        """Return the properties of the graph's release, None if it has none."""

    async def size(self) -> int:
        """Return about how many nodes and edges there are, for progress."""

    def nodes(self, label: str) -> AsyncIterator[Sequence[NodeRow]]:
        """Yield pages of the nodes of a type, sorted by id."""

    def edges(
        self, edge_type: EdgeType, types: Collection[str]
    ) -> AsyncIterator[Sequence[EdgeRow]]:
        """Yield pages of the edges of a type between nodes of some types, sorted by ids."""


FindSource: TypeAlias = Callable[[GraphStream], Awaitable[GraphSource]]


async def as_stored(stream: GraphStream) -> GraphSource:
    """Return the stored graph itself."""
    return stream
