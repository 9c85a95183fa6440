"""Pages of nodes, with their edges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.model.declare import NodeType
from tests.difference.graph import Graph, Link, Node

from .order import Order, in_order, order_of
from .pages import Cursors, Page, page_of
from .where import fits


@dataclass(frozen=True)
class World:
    """What every resolver may look at."""

    graph: Graph
    cursors: Cursors


@dataclass(frozen=True)
class Row:
    """One edge of a connection; a root's has no link."""

    node: Node
    link: Link | None
    cursor: str


class Connection:
    """A page of a list of nodes, each with the link that leads to it."""

    def __init__(
        self,
        world: World,
        types: Sequence[NodeType],
        ends: Mapping[Node, Link | None],
        arguments: Mapping[str, Any],
    ) -> None:
        where, order_by = arguments.get("where"), arguments.get("orderBy")
        self._world = world
        self._types = types
        self._order: Order = order_of(types, order_by)
        self._ends = ends
        fitting = [node for node in ends if fits(world.graph, node, where)]
        self.total = len(fitting)
        self.page: Page = page_of(
            in_order(fitting, self._order),
            in_order(world.graph.of_types(types), self._order),
            arguments.get("first"),
            arguments.get("last"),
            self._node_at(arguments.get("after")),
            self._node_at(arguments.get("before")),
        )

    def _node_at(self, cursor: str | None) -> Node | None:
        if cursor is None:
            return None
        return self._world.cursors.read(self._types, self._order, cursor)

    def cursor(self, node: Node) -> str:
        return self._world.cursors.write(self._types, self._order, node)

    def rows(self) -> list[Row]:
        return [Row(node, self._ends[node], self.cursor(node)) for node in self.page.nodes]


def connection_field(connection: Connection, name: str) -> Any:
    """Answer a field of a connection."""
    match name:
        case "totalCount":
            return connection.total
        case "nodes":
            return connection.page.nodes
        case "edges":
            return connection.rows()
    return connection  # pageInfo


def page_info_field(connection: Connection, name: str) -> Any:
    """Answer a field of PageInfo."""
    page = connection.page
    match name:
        case "hasNextPage":
            return page.later
        case "hasPreviousPage":
            return page.earlier
    if not page.nodes:
        return None
    return connection.cursor(page.nodes[0 if name == "startCursor" else -1])
