"""A book of cursors: what the service wrote for each node under an order.

Cursors are opaque, so they are learned from real answers: the whole list of a type, in that order.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from graph_service.model.declare import NodeType
from graph_service.model.json import Json
from graph_service.model.types import STAGE_EVENT

from .graph import Graph, Node
from .reference.order import Order

Ask = Callable[[str, Mapping[str, Json]], Any]
"""Gives the data of an answer of the service."""
_EDGES = "(first: 100, orderBy: $order) { edges { cursor node { id } } }"

_SEARCH = """query ($text: String!, $after: String) {
  search(text: $text, first: 100, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }"""


class CursorBook:
    """The cursors of one graph."""

    def __init__(self, graph: Graph, ask: Ask) -> None:
        self._nodes = {node.id: node for node in graph.nodes}
        self._ask = ask
        self._pages: dict[tuple[tuple[str, ...], Order], Mapping[str, str]] = {}

    def write(self, types: Sequence[NodeType], order: Order, node: Node) -> str:
        """Give the cursor of a node in a list of these types in this order."""
        return self._page(types, order)[node.id]

    def read(self, types: Sequence[NodeType], order: Order, cursor: str) -> Node | None:
        """Give the node of a cursor of this order; None where it is none."""
        for identity, known in self._page(types, order).items():
            if known == cursor:
                return self._nodes[identity]
        return None

    def listed(self, types: Sequence[NodeType], order: Order) -> list[Node]:
        """Give the nodes whose cursors can be learned."""
        return [self._nodes[identity] for identity in sorted(self._page(types, order))]

    def _page(self, types: Sequence[NodeType], order: Order) -> Mapping[str, str]:
        key = (tuple(node_type.name for node_type in types), order)
        if key not in self._pages:
            self._pages[key] = self._learned(types, order)
        return self._pages[key]

    def _learned(self, types: Sequence[NodeType], order: Order) -> Mapping[str, str]:
        for name, _, text in order:
            if name == "score":
                return self._searched(text)
        operation, items = _operation(types), _items(types, order)
        data = self._ask(operation, {"order": items or None})
        (connection,) = data.values()
        lists = [connection, *(n["list"] for n in connection.get("nodes", ()))]
        return {
            edge["node"]["id"]: edge["cursor"] for part in lists for edge in part.get("edges", ())
        }

    def _searched(self, text: str) -> Mapping[str, str]:
        """Give the cursors of all that a search finds."""
        found: dict[str, str] = {}
        after = None
        while True:
            page = self._ask(_SEARCH, {"text": text, "after": after})["search"]
            found |= {edge["node"]["id"]: edge["cursor"] for edge in page["edges"]}
            if not page["pageInfo"]["hasNextPage"]:
                return found
            after = page["pageInfo"]["endCursor"]


def _operation(types: Sequence[NodeType]) -> str:
    """Give an operation that lists all nodes of these types."""
    if len(types) > 1:
        return (
            "query ($order: [EntryOrder!]) {"
            f" sources(first: 100) {{ nodes {{ list: citedBy{_EDGES} }} }} }}"
        )
    (only,) = types
    if only is STAGE_EVENT:
        return (
            "query ($order: [StageEventOrder!]) {"
            f" knowledgeTransfers(first: 100) {{ nodes {{ list: events{_EDGES} }} }} }}"
        )
    if only.root is None:
        raise KeyError(only.name)
    return f"query ($order: [{only.name}Order!]) {{ {only.root[1]}{_EDGES} }}"


def _items(types: Sequence[NodeType], order: Order) -> Json:
    return [
        {name: direction} if STAGE_EVENT in types else {name: direction, "lang": language}
        for name, direction, language in order
    ]
