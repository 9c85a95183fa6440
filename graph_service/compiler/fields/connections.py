"""Relay connections of root fields and to-many relations, with `nodes` in addition to `edges`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from graph_service.compiler.fields import names
from graph_service.compiler.fields.facets import facets_field
from graph_service.compiler.fields.orders import sort_keys
from graph_service.compiler.fields.paging import (
    PAGE_INFO,
    SIZES,
    Connection,
    EdgeRow,
    Sizes,
    page_arguments,
    page_of,
)
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.relations import edge_fields, hop_of, relation_targets
from graph_service.compiler.fields.type_system import Field, NamedType, ObjectType, listed
from graph_service.compiler.fields.wheres import where_condition
from graph_service.compiler.ir.columns import Columns, Count, Read, Rows
from graph_service.compiler.ir.conditions import TRUE, Condition, Test, both, params_of
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import AllOf, Hop, Listed
from graph_service.compiler.ir.values import Cell, Many, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Facts, NodeType
from graph_service.model.graph import Relation
from graph_service.model.indexes import ordered_properties
from graph_service.model.types import CHANGE, NODE_TYPES, STAGE_EVENT


def connection(
    row: Row,
    source: Listed,
    types: Sequence[NodeType],
    selected: Selected,
    order: tuple[SortKey, ...] | None = None,
    only: Condition = TRUE,
    *,
    has_where: bool = True,
    sizes: Sizes = SIZES,
) -> Connection:
    """Return the connection over a list.

    Args:
        row: the row that has the list.
        source: the nodes of the list.
        types: their types.
        selected: the field, with its arguments.
        order: the order; None if the arguments determine it.
        only: a condition beside `where`, which facets don't ignore.
        has_where: whether the argument `where` is a condition on the nodes of the list.
        sizes: the sizes that pages may have.

    Raises:
        BadUserInput: if arguments exclude each other.
        LimitExceeded: if relations are nested too deep in them.
    """
    arguments = selected.arguments
    where = only
    if has_where:
        where = both(where_condition(types, arguments.get("where")), only)
    is_whole = where == TRUE
    if order is None:
        given = arguments.get("where")
        text = given.get("text") if isinstance(given, Mapping) else None
        by_index = _indexed(source, types, is_whole=is_whole)
        order = sort_keys(types, arguments.get("orderBy"), selected, text, by_index=by_index)
    page = page_of(arguments, order, sizes)
    # All arguments are checked, even if neither a row nor a count is selected.
    positions = [param for cursor in (page.after, page.before) if cursor for param in cursor.keys]
    row.planner.checks += [page.limit, *positions, *params_of(where)]
    edge = EdgeRow(row.planner, Columns(), types, order)
    hint = _index_hint(source, types, order, is_whole=is_whole)
    rows = Rows(Read(source, edge.columns, where, order, page, hint))
    return Connection(row.planner, row.columns, source, where, only, page, edge, rows, arguments)


def _indexed(source: Listed, types: Sequence[NodeType], *, is_whole: bool) -> str:
    """Return "nodes" or "edges" if Neo4j may read a list in the order of an index of these.

    A filter may have a better index, except for records of loads, which grow for ever.
    """
    if isinstance(source, AllOf) and (is_whole or types[0].is_newest_first):
        return "nodes"
    return "edges" if isinstance(source, Hop) and source.keys else ""


def _index_hint(
    source: Listed, types: Sequence[NodeType], order: tuple[SortKey, ...], *, is_whole: bool
) -> Condition:
    """Return a condition that always holds, but lets Neo4j read an index in its order.

    Neo4j does that only if nulls are excluded.
    """
    if _indexed(source, types, is_whole=is_whole) != "nodes":
        return TRUE
    if order and order[0].index:
        return Test(f"{order[0].template} IS NOT NULL")
    first = order[0].template if order else "{v}.id"
    is_nullable = bool(order) and order[0].nullable
    if is_nullable or first.removeprefix("{v}.") not in ordered_properties(types[0]):
        return TRUE
    return Test(f"{first} IS NOT NULL")


def plan_connection(
    of: ObjectType[Connection],
    source: Listed,
    types: Sequence[NodeType],
    row: Row,
    selected: Selected,
    only: Condition = TRUE,
) -> Value:
    """Plan a connection over a list; see `connection`."""
    return connection(row, source, types, selected, only=only).object(of, selected.selections)


def _plan_count(of: Connection, _: Selected) -> Value:
    return Cell(of.columns.add(Count(of.source, of.where)))


def _plan_info(of: Connection, selected: Selected) -> Value:
    of.columns.add(of.rows)
    return of.object(PAGE_INFO, selected.selections)


def _plan_nodes(of: Connection, selected: Selected) -> Value:
    value = of.edge.item(selected.selections)
    return Many(of.columns.add(of.rows), of.edge.columns, value, of.page)


def _plan_edges(edge: ObjectType[EdgeRow], of: Connection, selected: Selected) -> Value:
    value = of.edge.object(edge, selected.selections)
    return Many(of.columns.add(of.rows), of.edge.columns, value, of.page)


TOTAL_COUNT = Field[Connection](
    "totalCount", "Int!", "The number of items on all pages.", _plan_count
)
PAGE = Field[Connection]("pageInfo", "PageInfo!", "Information for pagination.", _plan_info)
CURSOR = Field[EdgeRow](
    "cursor",
    "String!",
    "The cursor of the item in this order, for `after` and `before`.",
    lambda edge, _: edge.cursor,
)


def nodes_field(node: str, description: str) -> Field[Connection]:
    """Return the field of the nodes of a page."""
    return Field("nodes", listed(node), description, _plan_nodes)


def edges_field(edge: ObjectType[EdgeRow], description: str) -> Field[Connection]:
    """Return the field of the edges of a page."""
    return Field("edges", listed(edge.name), description, partial(_plan_edges, edge))


def node_field(node: str, description: str) -> Field[EdgeRow]:
    """Return the field of an edge's node."""
    return Field(
        "node",
        f"{node}!",
        description,
        lambda edge, selected: edge.item(selected.selections),
    )


def _connection(
    name: str, node: str, edge: ObjectType[EdgeRow], edges: str, *, has_facets: bool = True
) -> ObjectType[Connection]:
    return ObjectType(
        name,
        f"A page of {names.plural(node)}.",
        (
            TOTAL_COUNT,
            PAGE,
            nodes_field(node, f"The {names.plural(node)} on the page."),
            edges_field(edge, edges),
            *((facets_field(node),) if has_facets else ()),
        ),
    )


def list_types(
    name: str, *, has_facets: bool = True
) -> tuple[ObjectType[EdgeRow], ObjectType[Connection]]:
    """Return the edge and the connection of a list that no edge of the graph leads to."""
    noun, plural = names.noun(name), names.plural(name)
    edge = ObjectType[EdgeRow](
        names.edge(name),
        f"An item on a page of {plural}.",
        (CURSOR, node_field(name, f"The {noun}.")),
    )
    edges = f"The {plural} on the page, each with its cursor."
    connection = _connection(names.connection(name), name, edge, edges, has_facets=has_facets)
    return edge, connection


def _relation(name: str, facts: Facts | None) -> tuple[ObjectType[EdgeRow], ObjectType[Connection]]:
    noun, plural = names.noun(name), names.plural(name)
    edge = ObjectType[EdgeRow](
        names.relation_edge(name, facts),
        f"An item on a page of {plural}, with the properties of the edge to it.",
        (CURSOR, node_field(name, f"The {noun}."), *edge_fields(facts)),
    )
    edges = f"The {plural} on the page, each with its cursor and the properties of its edge."
    return edge, _connection(names.relation_connection(name, facts), name, edge, edges)


_MADE = (
    *(list_types(t.name) for t in NODE_TYPES if t.root or t in (CHANGE, STAGE_EVENT)),
    *(_relation(*target) for target in relation_targets()),
)
CONNECTIONS = {connection.name: connection for _, connection in _MADE}
"""All connections, by name."""
TYPES: tuple[NamedType, ...] = tuple(made for both in _MADE for made in both)


def root_field(name: str, node_type: NodeType) -> Field[Row]:
    """Return the field of Query for all nodes of a type."""
    of = CONNECTIONS[names.connection(node_type.name)]
    return Field(
        name,
        f"{of.name}!",
        f"List {node_type.plural}: filtered, sorted and paginated.",
        partial(plan_connection, of, AllOf(node_type.name), (node_type,)),
        arguments=page_arguments(node_type.name),
    )


def relation_field(relation: Relation) -> Field[Row]:
    """Return the field of a to-many relation."""
    target = names.target(relation)
    of = CONNECTIONS[names.relation_connection(target, relation.facts)]

    def plan(row: Row, selected: Selected) -> Value:
        with row.planner.nesting.deeper():
            return plan_connection(of, hop_of(relation), relation.targets, row, selected)

    return Field(
        relation.name, f"{of.name}!", relation.description, plan, arguments=page_arguments(target)
    )
