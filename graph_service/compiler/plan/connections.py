"""The fields of connections: nodes, edges, counts and page info, over one read of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from graph_service.compiler.plan.conditions import hop_of, where_condition
from graph_service.compiler.plan.entities import Entities
from graph_service.compiler.plan.paging import page_of
from graph_service.compiler.plan.reads import (
    AllOf,
    Beyond,
    Column,
    Columns,
    Count,
    Hop,
    Page,
    Read,
    Rows,
)
from graph_service.compiler.plan.sorting import sort_keys
from graph_service.compiler.plan.values import (
    Cell,
    CursorOf,
    EndCursor,
    HasMore,
    Many,
    Value,
)
from graph_service.compiler.select import Selected
from graph_service.model.declare import NodeType
from graph_service.model.graph import Relation


def relation_connection(
    entities: Entities, relation: Relation, selected: Selected, columns: Columns
) -> Value:
    """Plan the connection of a to-many relation."""
    return _connection(entities, hop_of(relation), relation.targets, selected, columns)


def root_connection(
    entities: Entities, node_type: NodeType, selected: Selected, columns: Columns
) -> Value:
    """Plan the connection over all nodes of a type."""
    return _connection(entities, AllOf(node_type.name), (node_type,), selected, columns)


def _connection(
    entities: Entities,
    source: Hop | AllOf,
    types: Sequence[NodeType],
    selected: Selected,
    columns: Columns,
) -> Value:
    order = sort_keys(types[0], selected.arguments.get("orderBy"))
    where = where_condition(types, selected.arguments.get("where"))
    page = page_of(selected.arguments, order)
    own = Columns()
    rows = Rows(Read(source, own, where, order, page))
    return _Connection(entities, types, rows, page, columns).plan(selected)


class _Connection:
    """Plans one connection. Its rows are read once, for nodes, edges and page info together."""

    def __init__(
        self,
        entities: Entities,
        types: Sequence[NodeType],
        rows: Rows,
        page: Page,
        columns: Columns,
    ) -> None:
        self._entities = entities
        self._types = types
        self._rows = rows
        self._page = page
        self._columns = columns
        self._own = rows.read.columns

    def plan(self, selected: Selected) -> Value:
        return self._entities.object(selected.type_name, selected.selections, self._field)

    def _field(self, selected: Selected) -> Value:
        read = self._rows.read
        if selected.name == "totalCount":
            return Cell(self._columns.add(Count(read.source, read.where)))
        self._columns.add(self._rows)
        match selected.name:
            case "pageInfo":
                return self._entities.object(selected.type_name, selected.selections, self._info)
            case "nodes":
                value = self._entities.node_of(self._types, selected.selections, self._own)
            case _:
                value = self._entities.object(selected.type_name, selected.selections, self._edge)
        return Many(self._rows, self._own, value, self._page)

    def _edge(self, selected: Selected) -> Value:
        match selected.name:
            case "cursor":
                return self._cursor()
            case "node":
                return self._entities.node_of(self._types, selected.selections, self._own)
        return self._entities.edge_field(selected, self._own)

    def _cursor(self) -> CursorOf:
        keys = self._rows.read.order
        place = [self._own.expr(key.column) for key in keys] + [self._own.expr("{v}.id")]
        return CursorOf(keys, tuple(place))

    def _info(self, selected: Selected) -> Value:
        match selected.name:
            case "hasNextPage":
                return HasMore(self._rows, self._page, "later", self._beyond("later"))
            case "hasPreviousPage":
                return HasMore(self._rows, self._page, "earlier", self._beyond("earlier"))
            case "startCursor":
                return EndCursor(self._rows, self._page, "first", self._cursor())
        return EndCursor(self._rows, self._page, "last", self._cursor())

    def _beyond(self, side: Literal["earlier", "later"]) -> Column | None:
        """Want to know what lies at or beyond the cursor that bounds the page on that side."""
        cursor = self._page.after if side == "earlier" else self._page.before
        if cursor is None:
            return None
        read = self._rows.read
        return self._columns.add(Beyond(read.source, read.where, read.order, cursor, side))
