"""What the generated GraphQL types are called."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.model.declare import Facts, NodeType
from graph_service.model.graph import TYPES, Relation

ENTRY = "Entry"
"""The interface of all entries, which also names the types around a relation to several types."""


def common(types: Sequence[NodeType]) -> str:
    """Return the GraphQL type of nodes of one type, or of several."""
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


def connection(type_name: str) -> str:
    """Return the name of the connection of a root field."""
    return f"{type_name}Connection"


def edge(type_name: str) -> str:
    """Return the name of the edge of a root field's connection."""
    return f"{type_name}Edge"


def relation_connection(type_name: str, facts: Facts | None) -> str:
    """Return the name of a relation's connection: one per type, and one for each kind of facts."""
    return f"{facts.name}{type_name}Connection" if facts else f"{type_name}RelationConnection"


def relation_edge(type_name: str, facts: Facts | None) -> str:
    """Return the name of the edge of a relation's connection."""
    return f"{facts.name}{type_name}Edge" if facts else f"{type_name}RelationEdge"


def edge_facts(facts: Facts | None) -> str:
    """Return the name of the edge beside a to-one relation."""
    return f"{facts.name}EdgeFacts" if facts else "EdgeFacts"


def by(type_name: str) -> str:
    """Return the name of the keys that find one node of a type."""
    return f"{type_name}By"


def where(type_name: str) -> str:
    """Return the name of the conditions on nodes of a type."""
    return f"{type_name}Where"


def order(type_name: str) -> str:
    """Return the name of what lists of a type are sorted by."""
    return f"{type_name}Order"


def facet(type_name: str) -> str:
    """Return the name of what lists of a type can be counted by."""
    return f"{type_name}Facet"


def relation_filter(type_name: str, facts: Facts | None) -> str:
    """Return the name of the conditions on a to-many relation."""
    return f"{facts.name if facts else ''}{type_name}Relation"


def relation_where(type_name: str, facts: Facts | None) -> str:
    """Return the name of the conditions on one edge of a relation together with its node."""
    return f"{facts.name if facts else ''}{type_name}EdgeWhere"


def edge_where(facts: Facts | None) -> str:
    """Return the name of the conditions on an edge alone."""
    return f"{facts.name}Where" if facts else "EdgeWhere"
