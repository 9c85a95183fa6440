"""Sorting.

Texts sort as displayed, in the requested language, and folded, so that ñ sorts as n; enums in the
order of their vocabulary; dates by their last day, then by their first. Nulls come last in both
directions; ties are broken by id.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph_service.model.declare import Kind, NodeType, Property
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.text import fold
from tests.difference.graph import Graph, Node

from .search import Found, relevance
from .values import shown

Order = tuple[tuple[str, str, str], ...]
"""Sort keys: property, direction, language; for the following ones, the text: `relevance` and
`relaxed` of hits, `best` for them without `orderBy`, and `likeness` for `relevance` in a list below
an entry, whose entries have every word."""
Key = Callable[[Node], Any]


def order_of(
    types: Sequence[NodeType],
    order_by: Sequence[Mapping[str, Any]] | None,
    language: str,
    where: Mapping[str, Any] | None = None,
    *,
    is_root: bool = False,
) -> Order:
    """Parse `orderBy`, whose items have one key each; without items, the type's default order."""
    given = (where or {}).get("text")
    text = given if isinstance(given, str) else None  # of details, it is a property
    found = []
    for item in order_by or ():
        if not is_given(item):
            continue
        ((name, direction),) = keys_of(item)
        if name == "relevance":
            found.append((name if is_root else "likeness", direction, text or ""))
        else:
            found.append((name, direction, item.get("lang") or language))
    own = types[0].order
    direction = "DESC" if types[0].is_newest_first else "ASC"
    default = ((own, direction, "ES"),) if own else ()
    if is_root and text is not None and (not found or found[0][0] != "relevance"):
        first = ("relaxed", "ASC", text) if found else ("best", "DESC", text)
        return (first, *(found or default))
    return tuple(found) or default


def order_of_search(
    text: str, types: Sequence[str] | None, where: Mapping[str, Any] | None
) -> Order:
    """Return the order of hits; cursors in it are valid only for this search."""
    return (("score", "DESC", json.dumps([text, types, where])),)


def keys_of(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the keys of an item of `orderBy`; a valid item has exactly one."""
    return [(k, v) for k, v in item.items() if k != "lang" and v is not None]


def is_given(item: Mapping[str, Any]) -> bool:
    """Whether an item of `orderBy` counts: not if all of its keys are null."""
    return bool(keys_of(item)) or not item.keys() - {"lang"}


def in_order(
    graph: Graph, nodes: Sequence[Node], order: Order, found: Found | None = None
) -> list[Node]:
    """Sort nodes by the least significant key first, with a stable sort each time.

    `found` is the search that found them, if they are the list of a text.
    """
    ordered = sorted(nodes, key=lambda node: node.id)
    for name, direction, language in reversed(order):
        for key in reversed(_keys(graph, name, language, found)):
            some = [node for node in ordered if key(node) is not None]
            none = [node for node in ordered if key(node) is None]
            ordered = sorted(some, key=key, reverse=direction == "DESC") + none
    return ordered


def _keys(graph: Graph, name: str, language: str, found: Found | None) -> list[Key]:
    if name == "slug":
        return [lambda node: node.slug]
    if name == "likeness":
        return [lambda node: relevance(graph, node, language)]
    if found and name in ("relevance", "best"):
        return [lambda node: found.hits[node].score]
    if found and name == "relaxed":
        return [lambda node: found.hits[node].relaxed]
    if name.endswith("Count"):
        return [lambda node: len(graph.related(node, _relation(node, name)))]

    def value(node: Node) -> tuple[Property, Any]:
        return PROPERTIES[node.type.name][name], node.values.get(name)

    return [lambda node: _key(*value(node), language, 0), lambda node: _key(*value(node), "", 1)]


def _relation(node: Node, name: str) -> Relation:
    return RELATIONS[node.type.name][name.removesuffix("Count")]


def _key(prop: Property, value: Any, language: str, part: int) -> Any:
    """Return the first or second sort key of a value; only dates have a second one."""
    if prop.kind is Kind.DATE and value is not None:
        return (value.earliest or value.date.latest) if part else value.date.latest
    if value is None or part:
        return None
    match prop.kind:
        case Kind.TEXT:
            found = shown(value, language)
            return found and fold(found[1])
        case Kind.ENUM:
            return list(prop.enum or ()).index(value)
        case Kind.STRING if not prop.code:
            return fold(value)
    return value
