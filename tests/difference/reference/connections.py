"""Pages of nodes, with their edges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.model.declare import NodeType
from tests.difference.graph import Graph, Link, Node

from .order import Order, in_order, order_of
from .pages import Cursors, Page, page_of
from .search import Found, found
from .search.hits import Hit
from .where import Condition, fits

Via = Link | Hit | Sequence[Node] | None
"""How a node got into a list: by an edge, a search, shared nodes, or none of these."""


@dataclass(frozen=True)
class World:
    """Everything that resolvers read."""

    graph: Graph
    cursors: Cursors
    language: str
    reports_missing: bool = False
    prefers: str | None = None


@dataclass(frozen=True)
class Row:
    """One edge of a connection."""

    node: Node
    via: Via
    cursor: str


@dataclass(frozen=True)
class Connection:
    """A page of a list of nodes.

    Attributes:
        types: the types of nodes that the list can contain.
        nodes: all nodes before filtering, each with how it got into the list.
        where: the condition.
        order: the sort order.
        page: the requested page.
        found: the search that found them, if any.
    """

    world: World
    types: Sequence[NodeType]
    nodes: Mapping[Node, Via]
    where: Condition | None
    order: Order
    page: Page[Node]
    found: Found | None = None

    def cursor(self, node: Node) -> str:
        return self.world.cursors.write(self.types, self.order, node)

    def fitting(self, where: Condition | None) -> list[Node]:
        return fitting(self.world.graph, self.nodes, where)


def fitting(graph: Graph, nodes: Mapping[Node, Via], where: Condition | None) -> list[Node]:
    """Return the nodes of a list that match a condition, on them and on the edges to them."""
    links = {node: via if isinstance(via, Link) else None for node, via in nodes.items()}
    return [node for node, link in links.items() if fits(graph, node, where, link)]


def connection(
    world: World,
    types: Sequence[NodeType],
    nodes: Mapping[Node, Via],
    arguments: Mapping[str, Any],
    *,
    is_root: bool = False,
) -> Connection:
    """Return the connection of a list of nodes."""
    graph, hits = world.graph, None
    where: Any = arguments.get("where")
    order = order_of(types, arguments.get("orderBy"), world.language, where, is_root=is_root)
    everything = graph.of_types(types)
    if is_root and isinstance((where or {}).get("text"), str):  # of details, it is a property
        hits = found(graph, where["text"], [types[0].enum_name], None, may_be_empty=True)
        nodes, everything = dict.fromkeys(hits.hits), [*hits.hits]
        where = {name: value for name, value in where.items() if name != "text"}
    page = page_of(
        in_order(graph, fitting(graph, nodes, where), order, hits),
        in_order(graph, everything, order, hits),
        arguments.get("first"),
        arguments.get("last"),
        node_at(world, types, order, arguments.get("after")),
        node_at(world, types, order, arguments.get("before")),
    )
    return Connection(world, types, nodes, where, order, page, hits)


def node_at(
    world: World, types: Sequence[NodeType], order: Order, cursor: str | None
) -> Node | None:
    """Return the node of a cursor."""
    return None if cursor is None else world.cursors.read(types, order, cursor)


def connection_field(connection: Connection, name: str) -> Any:
    """Resolve a field of a connection, except facets."""
    match name:
        case "totalCount":
            return len(connection.fitting(connection.where))
        case "nodes":
            return connection.page.nodes
        case "edges":
            return [
                Row(node, connection.nodes[node], connection.cursor(node))
                for node in connection.page.nodes
            ]
        case "truncated":
            return connection.page.truncated
        case "relaxed":
            hits = connection.found
            return hits is not None and hits.relaxed(connection.fitting(connection.where))
        case "searchedInstead":
            return connection.found and connection.found.instead
    return connection  # pageInfo


def page_info_field(connection: Connection, name: str) -> Any:
    """Resolve a field of PageInfo."""
    page = connection.page
    match name:
        case "hasNextPage":
            return page.later
        case "hasPreviousPage":
            return page.earlier
    if not page.nodes:
        return None
    return connection.cursor(page.nodes[0 if name == "startCursor" else -1])
