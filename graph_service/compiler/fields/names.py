"""The names of generated GraphQL types."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.model.declare import Facts, NodeType
from graph_service.model.graph import TYPES, Relation

ENTRY = "Entry"
"""The interface of all entries, also used in the names of types for several node types."""


def common(types: Sequence[NodeType]) -> str:
    """Return the GraphQL type of nodes of one or several types."""
    return types[0].name if len(types) == 1 else ENTRY


def target(relation: Relation) -> str:
    """Return the GraphQL type at the other end of a relation."""
    return common(relation.targets)


def noun(type_name: str) -> str:
    """Return the name of a type in words: "good practice"."""
    return "entry" if type_name == ENTRY else TYPES[type_name].noun


def plural(type_name: str) -> str:
    """Return the name of a type in words in the plural: "good practices"."""
    return "entries" if type_name == ENTRY else TYPES[type_name].plural


def relation(type_name: str, facts: Facts | None) -> str:
    """Return what the names of a relation's edge and connection begin with."""
    return f"{facts.name if facts else ''}{type_name}"


def edge_facts(facts: Facts | None) -> str:
    """Return the name of the edge beside a to-one relation."""
    return f"{facts.name}EdgeFacts" if facts else "EdgeFacts"


def by(type_name: str) -> str:
    """Return the name of the input type with the keys of a node type."""
    return f"{type_name}By"


def where(type_name: str) -> str:
    """Return the name of the input type for `where` on a node type."""
    return f"{type_name}Where"


def order(type_name: str) -> str:
    """Return the name of the input type for `orderBy` on a node type."""
    return f"{type_name}Order"


def facet(type_name: str) -> str:
    """Return the name of the enum of facets of a node type."""
    return f"{type_name}Facet"


def relation_filter(type_name: str) -> str:
    """Return the name of the input type with the quantifiers of a to-many relation."""
    return f"{type_name}Relation"


EDGE_WHERE = "EdgeWhere"
"""The input type for the properties of edges."""
