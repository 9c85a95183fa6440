"""The edges by relationship type, as tables of edges list them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from .declare import Edge, Property, remark
from .edge_properties import BASIS, EDGE_PROPERTIES
from .edges import CITES, EDGES
from .labels import Labels

SOURCES = remark(
    "sources",
    Labels(
        "Los identificadores de las fuentes de la afirmación.",
        "The slugs of the sources of the statement.",
        "Os identificadores das fontes da afirmação.",
    ),
    Labels("Fuentes", "Sources", "Fontes"),
    many=True,
    rdf="prov:wasDerivedFrom",
)


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
        return (*dict.fromkeys(facts), *_shared(self.name))


@cache
def properties_of(edge: Edge) -> tuple[Property, ...]:
    """Return the properties of an edge: its facts first, then those of every edge."""
    return (*(edge.facts.properties if edge.facts else ()), *_shared(edge.name))


@cache
def values_of(edge: Edge) -> tuple[Property, ...]:
    """Return the properties of an edge without basis and sources, which every edge has."""
    return tuple(p for p in properties_of(edge) if p not in (BASIS, SOURCES))


def _shared(name: str) -> tuple[Property, ...]:
    # An edge to a source has no sources itself.
    return EDGE_PROPERTIES if name == "CITES" else (*EDGE_PROPERTIES, SOURCES)


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
