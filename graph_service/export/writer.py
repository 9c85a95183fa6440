"""What a writer has to do, and what it is told beforehand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_service.model.declare import NodeType
from graph_service.model.edge_types import EDGE_TYPES, EdgeType
from graph_service.model.graph import TYPES
from graph_service.store.changes import EdgeRow, NodeRow, Properties

from .files import Output

BASE_IRI = "https://good-practices.invalid/"
"""What IRIs begin with unless asked otherwise: .invalid belongs to nobody, ever (RFC 6761)."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What is exported.

    Attributes:
        types: the types of nodes; edges are exported where both of their ends are.
        whole: all types.
        base_iri: what IRIs begin with, with the slash or hash at its end.
    """

    types: tuple[NodeType, ...]
    whole: bool = True
    base_iri: str = BASE_IRI

    @property
    def edge_types(self) -> tuple[EdgeType, ...]:
        """Give the relationship types that connect the types."""
        return tuple(
            edge_type
            for edge_type in EDGE_TYPES.values()
            if any(e.source in self.types and e.target in self.types for e in edge_type.edges)
        )


def selection(names: Collection[str] = (), base_iri: str = BASE_IRI) -> Selection:
    """Select types by their names; none means all.

    Raises:
        KeyError: when there is no such type.
    """
    types = [TYPES[name] for name in sorted(set(names or TYPES))]
    return Selection(types=tuple(types), whole=len(types) == len(TYPES), base_iri=base_iri)


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a writer is told.

    Attributes:
        output: the files to write.
        selected: what is exported.
        release: that the graph stands at, as it is stored.
    """

    output: Output
    selected: Selection
    release: Properties


class Writer(Protocol):
    """Writes one format: the beginning, nodes and edges in their order, the end.

    Nodes come sorted by type and id, edges by type and the ids of their ends. Any call may raise
    ExportRefused, when the file system or a stored value refuses it.
    """

    def begin(self) -> None:
        """Write what comes before the first node."""

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write some nodes of a type."""

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write some edges of a type."""

    def end(self) -> None:
        """Write what comes after the last edge, and complete all files."""


MakeWriter = Callable[[Job], Writer]
