"""Fields of nodes and of the edges between them."""

from collections.abc import Mapping
from typing import Any

from graph_service.model.edge_properties import BASIS
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.types import NOTE, SOURCE
from tests.difference.graph import Graph, Link, Node

from .connections import Row, World, connection
from .history import history_field, is_history
from .values import answered, shown


def node_field(world: World, node: Node, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of a node."""
    if name in ("id", "slug"):
        return getattr(node, name)
    if node.type is SOURCE and name == "sources":
        return []  # sources cite nothing
    if node.type is SOURCE and name == "nameLanguage":
        return node_field(world, node, "language", {})
    if is_history(node, name):
        return history_field(world, node, name, arguments)
    if name in PROPERTIES[node.type.name]:
        language = arguments.get("lang", "ES")
        return answered(PROPERTIES[node.type.name][name], node.values.get(name), language)
    relations = RELATIONS[node.type.name]
    if name in relations:
        return _relation(world, node, relations[name], arguments)
    for relation in relations.values():
        if relation.one and name == relation.edge_field:
            return next((link for link, _ in world.graph.related(node, relation)), None)
    found = shown(node.values.get(name.removesuffix("Language")), arguments["lang"])
    return found and found[0]


def _relation(world: World, node: Node, relation: Relation, arguments: Mapping[str, Any]) -> Any:
    ends = {end: link for link, end in world.graph.related(node, relation)}
    if relation.plain:
        return by_id(ends)
    if relation.one:
        return next(iter(ends), None)
    return connection(world, relation.targets, ends, arguments)


def by_id(nodes: Mapping[Node, Any]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.id)


def link_field(graph: Graph, link: Link, name: str) -> Any:
    """Resolve a field of an edge: its sources or one of its properties."""
    if name == "sources":
        return by_id({n: None for n in graph.of_types([SOURCE]) if n.slug in link.sources})
    own = link.edge.facts.properties if link.edge.facts else ()
    prop = {prop.name: prop for prop in (BASIS, NOTE, *own)}[name]
    return answered(prop, link.values.get(name))


def row_field(graph: Graph, row: Row, name: str) -> Any:
    """Resolve a field of an edge of a connection."""
    if name in ("cursor", "node"):
        return getattr(row, name)
    match row.via:
        case Link():
            return link_field(graph, row.via, name)
        case float() if name == "score":
            return row.via
    raise KeyError(name)
