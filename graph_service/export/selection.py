"""What an export reads: a graph with its releases, and the types of it that were selected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.model.enums import VOCABULARIES, DatePrecision, DateQualifier
from graph_service.model.graph import EDGE_TYPES, EXPORTED_TYPES, EdgeType, exported
from graph_service.model.ids import split_id
from graph_service.model.types import RELEASE
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.change_log import read_releases
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
class ReleasedGraph:
    """What an export reads: a graph, and the releases up to its own, which is the last.

    Equal graphs give equal exports.
    """

    graph: Graph
    releases: Sequence[NodeRow]

    @property
    def release(self) -> Properties:
        """The properties of the graph's own release."""
        return self.releases[-1].properties

    def nodes(self, label: str) -> Sequence[NodeRow]:
        """Return the nodes of a type, sorted by id."""
        if label == RELEASE.name:
            return sorted(self.releases, key=lambda row: row.id)
        return self.graph.with_label(label)

    def edges(self, edge_type: EdgeType, types: Collection[str]) -> Iterator[Sequence[EdgeRow]]:
        """Yield the edges of a type between nodes of some types, by the type of their source."""
        for label in edge_type.sources:
            ends = {e.target.name for e in edge_type.edges if e.source.name == label} & {*types}
            if label in types and ends:
                rows = self.graph.edges_of(edge_type.name, label)
                yield [row for row in rows if split_id(row.target)[0] in ends]


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a format writes.

    Attributes:
        source: the graph.
        selected: which types of it.
        formats: all formats, for the record of the data set.
    """

    source: ReleasedGraph
    selected: Selection
    formats: Sequence[FormatSummary]

    def nodes(self) -> Iterator[tuple[NodeType, Sequence[NodeRow]]]:
        """Yield the nodes of each type, sorted by id."""
        for node_type in self.selected.types:
            yield node_type, self.source.nodes(node_type.name)

    def edges(self) -> Iterator[tuple[EdgeType, Sequence[EdgeRow]]]:
        """Yield the edges of each type by the type of their source, sorted by the ids of ends."""
        names = {node_type.name for node_type in self.selected.types}
        for edge_type in self.selected.edge_types:
            for rows in self.source.edges(edge_type, names):
                yield edge_type, rows


Files: TypeAlias = Mapping[str, bytes]
"""The content of files, by name."""
MakeFiles: TypeAlias = Callable[[Job], Files]
"""Returns the files of a format; raises ExportRefused if a stored value is invalid."""
FindSource: TypeAlias = Callable[[GraphReader], Awaitable[ReleasedGraph]]


async def as_stored(reader: GraphReader) -> ReleasedGraph:
    """Return the stored graph, with all releases.

    Raises:
        ExportRefused: if it has no release.
    """
    releases = await read_releases(reader)
    if not releases:
        raise ExportRefused(_("The graph has no release: load the seeds and export again."))
    return ReleasedGraph(graph=await reader.read_graph(), releases=release_rows(releases[::-1]))


def release_rows(releases: Iterable[Properties]) -> list[NodeRow]:
    """Return releases as nodes."""
    return [NodeRow(label=RELEASE.name, id=str(r["id"]), properties=r) for r in releases]
