"""The values of a field among the nodes of a list, with the number of nodes for each."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.model.declare import Kind, NodeType
from graph_service.model.graph import FACETS, PROPERTIES, Relation
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Graph, Node

from .connections import Connection
from .search import FILTERS, MOST_HITS, found
from .search.entry import Searched, linked_to
from .search.texts import year_or_by
from .values import name_of
from .where import Condition

DEFAULT_VALUES = 100
LARGEST_VALUES = 1000
Counted = Vocabulary | Node | NodeType | str
"""A value of a facet: a term, an entry, a type, or a year."""


@dataclass(frozen=True)
class FacetValue:
    """A value, and the number of nodes that have it."""

    counted: Counted
    count: int


@dataclass(frozen=True)
class Facet:
    """A field and its values, most frequent first."""

    field: str
    values: Sequence[FacetValue]


def facets(connection: Connection, by: Sequence[str]) -> list[Facet]:
    """Return facets of the whole list, whatever its page."""
    return [_facet(connection, name) for name in by]


def _facet(connection: Connection, name: str) -> Facet:
    name_of_order, _, search = connection.order[0] if connection.order else ("", "", "")
    if name_of_order == "score":
        nodes, values_of = _results_for(connection.world.graph, search, name), _values_of_hit
    else:
        nodes, values_of = connection.fitting(without(connection.where, name)), _values
    counts = Counter(
        value for node in nodes for value in values_of(connection.world.graph, node, name)
    )
    values = [FacetValue(value, count) for value, count in counts.items()]
    return Facet(name, sorted(values, key=lambda v: (-v.count, written(v.counted))))


def _results_for(graph: Graph, search: str, name: str) -> list[Node]:
    """Return the results of a search that are counted by a facet: without its own filter."""
    text, types, where = json.loads(search)
    types = None if name == "type" else types
    where = where and {key: slugs for key, slugs in where.items() if key != name}
    return [*found(graph, text, types, where).hits][:MOST_HITS]


def without(where: Condition | None, name: str) -> Condition | None:
    """Return a condition without the field's own filter, at its top level and inside `and`."""
    if where is None:
        return None
    return {
        key: [without(item, name) for item in value] if key == "and" and value else value
        for key, value in where.items()
        if key != name
    }


def _values(graph: Graph, node: Node, name: str) -> set[Counted]:
    """Return the distinct values of a node."""
    by = FACETS[node.type.name].get(name)
    if by is None:  # sources, which cite none, among the entries of all types
        return set()
    if isinstance(by, Relation):
        return {end for _, end in graph.related(node, by)}
    value: Any = node.values.get(name)
    if value is None:
        return set()
    if by.kind is Kind.DATE:
        year = year_or_by(value)
        return set() if year is None else {year}
    return set(value) if PROPERTIES[node.type.name][name].many else {value}


def _values_of_hit(graph: Graph, node: Node, name: str) -> set[Counted]:
    """Return the distinct values of a search result."""
    if name == "type":
        return {node.type}
    if name == "years":
        return {*Searched(node).years}
    return {end for end in linked_to(graph, node) if end.type is FILTERS[name]}


def written(value: Counted) -> str:
    """Return a value as text: a term's name, an entry's slug, a year."""
    match value:
        case NodeType():
            return value.enum_name
        case Vocabulary():
            return value.name
        case Node():
            return value.slug
    return value


def label(value: Counted, language: str) -> Any:
    """Return the label of a value."""
    match value:
        case NodeType():
            return value.label.in_language(language.lower())
        case Vocabulary():
            return value.label(language.lower())
        case Node():
            return name_of(value, language)
    by = {"ES": "hasta", "EN": "by", "PT": "até"}[language.upper()]
    return value.replace("../", f"{by} ")


def facet_field(facet: Facet, name: str, first: int | None) -> Any:
    """Resolve a field of Facet."""
    match name:
        case "field":
            return facet.field
        case "valueCount":
            return len(facet.values)
    return facet.values[: DEFAULT_VALUES if first is None else first]


def facet_value_field(value: FacetValue, name: str, language: str) -> Any:
    """Resolve a field of FacetValue."""
    match name:
        case "value":
            return written(value.counted)
        case "label":
            return label(value.counted, language)
    return value.count
