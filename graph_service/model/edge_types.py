"""The edges by relationship type, as exports and the database have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .declare import Edge, Property
from .edge_properties import shared_properties
from .edges import CITES, EDGES


@dataclass(frozen=True, kw_only=True)
class EdgeType:
    """All edges of one relationship type.

    Attributes:
        name: the relationship type.
        edges: one for each pair of node types that it connects.
    """

    name: str
    edges: tuple[Edge, ...]

    @property
    def rdf(self) -> str | None:
        """The RDF term that all its edges share, if a standard has one."""
        (term,) = {edge.rdf for edge in self.edges}
        return term

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the types that it leaves, sorted."""
        return tuple(sorted({edge.source.name for edge in self.edges}))

    @property
    def properties(self) -> tuple[Property, ...]:
        """The properties of its edges: their facts first, then those of every edge."""
        facts = [prop for edge in self.edges if edge.facts for prop in edge.facts.properties]
        return (*dict.fromkeys(facts), *shared_properties(self.name))


def _edge_types() -> Mapping[str, EdgeType]:
    edges = (*EDGES, *CITES)
    return MappingProxyType(
        {
            name: EdgeType(name=name, edges=tuple(e for e in edges if e.name == name))
            for name in sorted({edge.name for edge in edges})
        }
    )


EDGE_TYPES: Mapping[str, EdgeType] = _edge_types()
"""Every relationship type, by name, sorted."""
