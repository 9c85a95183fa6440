"""Fields of Query."""

import inspect
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.types import DETAIL, NODE_TYPES, RELEASE, STAGE_EVENT
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Graph, Node

from .connections import Connection, World, connection, node_at
from .flows import flows
from .history import ROOTS, history_root
from .nodes import node_field
from .order import order_of_search
from .pages import page_of
from .search import MOST_HITS, found
from .suggest import suggestions

ONE = {t.root[0]: t for t in NODE_TYPES if t.root}
MANY = {t.root[1]: t for t in NODE_TYPES if t.root}
MANY |= {"stageEvents": STAGE_EVENT, "details": DETAIL}


def query_field(world: World, name: str, arguments: Mapping[str, Any]) -> Any:  # noqa: C901 (one case per field)
    """Resolve a field of Query."""
    graph = world.graph
    if name in MANY:
        nodes = graph.of_types([MANY[name]])
        return connection(world, [MANY[name]], dict.fromkeys(nodes), arguments, is_root=True)
    if name in ONE:
        ((key, value),) = arguments["by"].items()
        return _by_key(graph, ONE[name].name, key, value)
    if name in ROOTS:
        return history_root(world, name, arguments)
    match name:
        case "node":
            return _by_id(graph, arguments["id"])
        case "nodes":
            return [_by_id(graph, identity) for identity in arguments["ids"]]
        case "vocabulary":
            wanted = arguments.get("enum")
            return [v for v in VOCABULARIES if wanted in (None, v.__name__, v.__name__.lower())]
        case "catalogue":
            return newest_release(graph)
        case "search":
            return _search(world, arguments)
        case "suggest":
            return suggestions(graph, arguments)
        case "transferFlows" | "visitFlows":
            return flows(world, name, arguments)
    raise KeyError(name)


def _by_id(graph: Graph, identity: str) -> Node | None:
    return _by_key(graph, identity.partition(":")[0], "id", identity)


def _by_key(graph: Graph, type_name: str, key: str, value: str) -> Node | None:
    """Find a node by its current key, else by a former slug."""
    if key in ("iso2", "iso3"):
        value = value.upper()
    nodes = graph.of_types([TYPES[type_name]] if type_name in TYPES else [])
    for node in nodes:
        if (node.values[key] if key in node.values else getattr(node, key, None)) == value:
            return node
    for node in nodes:
        former = node.former_slugs
        if key == "slug" and value in former:
            return node
        if key == "id" and value in [f"{type_name}:{slug}" for slug in former]:
            return node
    return None


def _search(world: World, arguments: Mapping[str, Any]) -> Connection:
    """Search entries of all types, or of some; only the best 1,000 hits can be paged through."""
    search = (arguments["text"], arguments.get("types"), arguments.get("where"))
    hits = found(world.graph, *search)
    wanted = [*hits.hits]
    order = order_of_search(*search)
    page = page_of(
        wanted[:MOST_HITS],
        wanted,
        arguments.get("first"),
        arguments.get("last"),
        node_at(world, ENTRY_TYPES, order, arguments.get("after")),
        node_at(world, ENTRY_TYPES, order, arguments.get("before")),
    )
    page = replace(page, truncated=len(wanted) > MOST_HITS)
    return Connection(world, ENTRY_TYPES, hits.hits, None, order, page, hits)


def newest_release(graph: Graph) -> Node | None:
    releases = sorted(graph.of_types([RELEASE]), key=lambda node: node.slug)
    return releases[-1] if releases else None


def catalogue_field(world: World, release: Node, name: str) -> Any:
    """Resolve a field of Catalogue."""
    return release if name == "release" else node_field(world, release, name, {})


def vocabulary_field(vocabulary: type[Vocabulary], name: str) -> Any:
    """Resolve a field of Vocabulary."""
    match name:
        case "name":
            return vocabulary.__name__
        case "description":
            return inspect.getdoc(vocabulary)
        case "source":
            return vocabulary.__source__
    return list(vocabulary)


def term_field(term: Vocabulary, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of VocabularyValue."""
    match name:
        case "value":
            return term.name
        case "label":
            return getattr(term.value.label, arguments["lang"].lower())
    return term.value.description
