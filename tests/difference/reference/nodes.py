"""Fields of nodes and of the edges between them."""

from collections.abc import Callable, Mapping
from typing import Any

from graph_service.model.declare import Kind
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.graph import PROPERTIES, RELATIONS, TYPES, Relation
from graph_service.model.types import SOURCE
from tests.difference.graph import Graph, Link, Node

from .connections import Row, World, connection
from .history import history_field, is_history
from .related import related_practices
from .search.hits import Hit, hit_field
from .values import answered, labelled, named_by, shown


def has_lists(node: Node, name: str) -> bool:
    """Whether a field has a list of texts per language, which don't replace one another."""
    prop = PROPERTIES[node.type.name].get(name)
    return prop is not None and prop.kind is Kind.TEXTS and not prop.translated


def node_field(world: World, node: Node, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of a node."""
    if name in ("id", "slug"):
        return getattr(node, name)
    if node.type.cited is None and name == "sources":
        return []  # sources cite nothing
    if node.type is SOURCE and name == "nameLanguage":
        return node_field(world, node, "language", arguments)
    if name in _COMPUTED:
        return _COMPUTED[name](world, node, arguments)
    if is_history(node, name):
        return history_field(world, node, name, arguments)
    if name in PROPERTIES[node.type.name]:
        language = arguments.get("lang", "")
        return answered(PROPERTIES[node.type.name][name], node.values.get(name), language)
    relations = RELATIONS[node.type.name]
    if name in relations:
        return _relation(world, node, relations[name], arguments)
    for relation in relations.values():
        if relation.one and name == relation.edge_field:
            return next((link for link, _ in world.graph.related(node, relation)), None)
    return _beside(node, name, arguments["lang"])


def _citations(world: World, node: Node, _arguments: Mapping[str, Any]) -> list[Row]:
    sources = RELATIONS[node.type.name]["sources"]
    cited = {end: link for link, end in world.graph.related(node, sources)}
    return [Row(end, cited[end], "") for end in by_id(cited)]


def _is_translation(_world: World, node: Node, arguments: Mapping[str, Any]) -> bool:
    """Return whether the name as displayed is in a language that it was translated into."""
    if node.type is SOURCE:
        return False
    found = shown(node.values["name"], arguments["lang"])
    translated: Any = node.values.get("translatedInto", ())
    return found is not None and found[0] in [term.name for term in translated]


_COMPUTED: Mapping[str, Callable[[World, Node, Mapping[str, Any]], Any]] = {
    "relatedPractices": related_practices,
    "citations": _citations,
    "nameIsTranslation": _is_translation,
}


def _beside(node: Node, name: str, language: str) -> Any:
    """Return the label of a term, or the language of a text."""
    if name == "entryTypeLabel":
        type_name = str(node.values["entryType"])
        return TYPES[type_name].label.in_language(language.lower())
    if "Label" in name:
        value = node.values.get(named_by(name))
        return labelled(value or () if name.endswith("Labels") else value, language)
    found = shown(node.values.get(name.removesuffix("Language")), language)
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


def link_field(graph: Graph, link: Link, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of an edge: its sources or one of its properties."""
    if name == "sources":
        return by_id({n: None for n in graph.of_types([SOURCE]) if n.slug in link.sources})
    if name.endswith("Label"):
        return labelled(link.values.get(named_by(name)), arguments["lang"])
    own = link.edge.facts.properties if link.edge.facts else ()
    props = {prop.name: prop for prop in (*EDGE_PROPERTIES, *own)}
    if name not in props:  # the language of a text
        found = shown(link.values.get(name.removesuffix("Language")), arguments["lang"])
        return found and found[0]
    return answered(props[name], link.values.get(name), arguments.get("lang", ""))


def row_field(graph: Graph, row: Row, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of an edge of a connection."""
    if name in ("cursor", "node"):
        return getattr(row, name)
    if name == "source":  # of a citation
        return row.node
    match row.via:
        case Link():
            return link_field(graph, row.via, name, arguments)
        case Hit():
            return hit_field(row.via, name)
        case list():
            return len(row.via) if name == "sharedCount" else row.via
    return [] if name == "sources" else None  # no relation leads to the list
