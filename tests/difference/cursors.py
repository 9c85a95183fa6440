"""A table of the service's cursors, by list, order and node.

Cursors are opaque, so they are collected from real answers that list a whole type in that order.
The score of a text in a list below an entry differs from that in a list of the root.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, OWNED_BY, RELATIONS
from graph_service.model.json import Json
from graph_service.model.types import CHANGE, RELEASE

from .graph import Graph, Node
from .reference.flows import SIDES
from .reference.order import Order
from .reference.pages import FlowList

Ask = Callable[[str, Mapping[str, Json]], Any]
"""Runs an operation on the service and returns its data."""
_EDGES = "(first: 100, orderBy: $order) { edges { cursor node { id } } }"

_SEARCH = """query ($text: String!, $types: [EntryType!], $where: SearchWhere, $after: String) {
  search(text: $text, types: $types, where: $where, first: 100, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""

_RELATED = """query ($id: ID!) { goodPractice(by: {id: $id}) {
  relatedPractices(first: 100) { edges { cursor node { id } } } } }"""

_ENTRIES = """query ($after: String) { entries(first: 100, after: $after) {
  edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""


_FLOWS = """query ($by: FlowKey!, $where: %sWhere, $order: [FlowOrder!]) {
  %s(by: $by, where: $where, orderBy: $order, first: 1000) {
    edges { cursor node { id from { key } to { key } } } } }"""


class CursorBook:
    """The cursors of one graph."""

    def __init__(self, graph: Graph, ask: Ask) -> None:
        self._nodes = {node.id: node for node in graph.nodes}
        self._ask = ask
        self._flows: dict[str, Mapping[str, tuple[str, str]]] = {}
        self._pages: dict[tuple[tuple[str, ...], Order], Mapping[str, str]] = {}

    def write(self, types: Sequence[NodeType], order: Order, node: Node) -> str:
        """Return the cursor of a node in a list of these types in this order."""
        return self._page(types, order)[node.id]

    def read(self, types: Sequence[NodeType], order: Order, cursor: str) -> Node | None:
        """Return the node of a cursor; None if the cursor doesn't belong to this order."""
        for identity, known in self._page(types, order).items():
            if known == cursor:
                return self._nodes[identity]
        return None

    def listed(self, types: Sequence[NodeType], order: Order) -> list[Node]:
        """Return the nodes that have cursors in this order."""
        return [self._nodes[identity] for identity in sorted(self._page(types, order))]

    def flows(self, flow_list: FlowList) -> Mapping[str, tuple[str, str]]:
        """Return the id and the cursor of each flow in a list, by the keys of its ends."""
        key = repr(flow_list)
        if key not in self._flows:
            self._flows[key] = self._collect_flows(flow_list)
        return self._flows[key]

    def _collect_flows(self, flow_list: FlowList) -> Mapping[str, tuple[str, str]]:
        node_type, *_ = SIDES[flow_list.field]
        text = _FLOWS % (node_type.name, flow_list.field)
        order = [{name: way, "lang": language} for name, way, language in flow_list.order]
        variables = {"by": flow_list.by, "where": flow_list.where, "order": order}
        edges = self._ask(text, variables)[flow_list.field]["edges"]
        return {
            f"{node['from']['key']},{node['to']['key']}": (node["id"], cursor)
            for cursor, node in ((edge["cursor"], edge["node"]) for edge in edges)
        }

    def _page(self, types: Sequence[NodeType], order: Order) -> Mapping[str, str]:
        key = (tuple(node_type.name for node_type in types), order)
        if key not in self._pages:
            self._pages[key] = self._collect(types, order)
        return self._pages[key]

    def _collect(self, types: Sequence[NodeType], order: Order) -> Mapping[str, str]:
        if types == ENTRY_TYPES and not order:
            return self._collect_pages("entries", _ENTRIES, {})
        for name, _, search in order:
            if name == "sharedCount":
                return self._collect_related(search)
            if name == "score":
                given = dict(zip(("text", "types", "where"), json.loads(search), strict=True))
                return self._collect_pages("search", _SEARCH, given)
        by_text = [key for key in order if key[0] in ("best", "relaxed", "relevance", "likeness")]
        keys = () if by_text and by_text[0][0] == "best" else order
        is_below = len(types) > 1 or any(name == "likeness" for name, *_ in by_text)
        operation = _below_entries(types) if is_below else _operation(*types)
        items = _items(types, tuple(key for key in keys if key[0] != "relaxed"))
        variables: dict[str, Json] = {"order": items or None}
        texts = [text for _, _, text in by_text]
        if texts:
            operation = operation.replace("($order", "($text: String!, $order")
            operation = operation.replace("orderBy:", "where: {text: $text}, orderBy:")
            variables["text"] = texts[0]
        data = self._ask(operation, variables)
        return {edge["node"]["id"]: edge["cursor"] for edge in _edges(data)}

    def _collect_related(self, practice: str) -> Mapping[str, str]:
        """Return the cursors of the practices that share topics with one."""
        edges = self._ask(_RELATED, {"id": practice})["goodPractice"]["relatedPractices"]["edges"]
        return {edge["node"]["id"]: edge["cursor"] for edge in edges}

    def _collect_pages(
        self, field: str, operation: str, variables: Mapping[str, Json]
    ) -> Mapping[str, str]:
        """Return the cursors of a list that may have several pages."""
        found: dict[str, str] = {}
        after = None
        while True:
            page = self._ask(operation, {**variables, "after": after})[field]
            found |= {edge["node"]["id"]: edge["cursor"] for edge in page["edges"]}
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]


def _operation(only: NodeType) -> str:
    """Return an operation that lists all nodes of a type."""
    if (edge := OWNED_BY.get(only.name)) and edge.source.root:
        lists = f"{edge.source.root[1]}(first: 100) {{ nodes {{ {edge.forward}{_EDGES} }} }}"
        return f"query ($order: [{only.name}Order!]) {{ {lists} }}"
    if only is RELEASE:
        return "{ releases(first: 100) { edges { cursor node { id } } } }"
    if only is CHANGE:
        return f"query ($order: [ChangeOrder!]) {{ changes{_EDGES} }}"
    if only.root is None:
        raise KeyError(only.name)
    return f"query ($order: [{only.name}Order!]) {{ {only.root[1]}{_EDGES} }}"


def _below_entries(types: Sequence[NodeType]) -> str:
    """Return an operation with all lists below entries that can contain just these types."""
    lists = " ".join(
        f"{owner.root[1]}(first: 100) {{ nodes {{ {relation.name}{_EDGES} }} }}"
        for owner in ENTRY_TYPES
        for relation in RELATIONS[owner.name].values()
        if owner.root and relation.targets == (*types,) and not (relation.one or relation.plain)
    )
    name = "Entry" if len(types) > 1 else types[0].name
    return f"query ($order: [{name}Order!]) {{ {lists} }}"


def _edges(data: Any) -> Iterator[Any]:
    """Yield the edges of all connections in an answer."""
    if isinstance(data, list):
        for item in data:
            yield from _edges(item)
    elif isinstance(data, dict):
        yield from data.get("edges", ())
        for item in data.values():
            yield from _edges(item)


def _items(types: Sequence[NodeType], order: Order) -> Json:
    has_languages = CHANGE not in types
    return [
        {"relevance": direction}
        if name in ("relevance", "likeness")
        else {name: direction, "lang": language}
        if has_languages
        else {name: direction}
        for name, direction, language in order
    ]
