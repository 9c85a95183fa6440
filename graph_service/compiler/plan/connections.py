"""The fields of connections: nodes, edges, counts, facets and page info, over one read of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from graph_service.compiler.ir.columns import Beyond, Column, Columns, Count, Read, Rows
from graph_service.compiler.ir.reads import AllOf, Listed, SortKey
from graph_service.compiler.ir.values import (
    Cell,
    CursorOf,
    EndCursor,
    HasMore,
    Many,
    Several,
    Value,
)
from graph_service.compiler.language.select import Selected
from graph_service.compiler.plan.conditions import hop_of, params_of, where_condition
from graph_service.compiler.plan.entities import Entities
from graph_service.compiler.plan.facets import facet, without
from graph_service.compiler.plan.paging import page_of
from graph_service.compiler.plan.sorting import sort_keys
from graph_service.model.declare import NodeType
from graph_service.model.graph import Relation


def relation_connection(
    entities: Entities, relation: Relation, selected: Selected, columns: Columns
) -> Value:
    """Plan the connection of a to-many relation."""
    return Connection(entities, hop_of(relation), relation.targets, selected, columns).plan()


def root_connection(
    entities: Entities, node_type: NodeType, selected: Selected, columns: Columns
) -> Value:
    """Plan the connection over all nodes of a type."""
    return Connection(entities, AllOf(node_type.name), (node_type,), selected, columns).plan()


class Connection:
    """Plans one connection. Its rows are read once, for nodes, edges and page info together."""

    def __init__(
        self,
        entities: Entities,
        source: Listed,
        types: Sequence[NodeType],
        selected: Selected,
        columns: Columns,
        order: tuple[SortKey, ...] | None = None,
    ) -> None:
        """Take a list and its field; the field's arguments tell the order unless it is given.

        Raises:
            BadUserInput: when the arguments can't be combined.
            LimitExceeded: when relations are nested too deep in them.
        """
        arguments = selected.arguments
        self._entities = entities
        self._source = source
        self._types = types
        self._selected = selected
        self._columns = columns
        self._order = sort_keys(types[0], arguments.get("orderBy")) if order is None else order
        self._where = where_condition(types, arguments.get("where"))
        self._page = page_of(arguments, self._order)
        self._own = Columns()
        self._rows = Rows(Read(source, self._own, self._where, self._order, self._page))
        # All arguments are checked, even where neither a row nor a count is asked for.
        cursors = [cursor for cursor in (self._page.after, self._page.before) if cursor]
        places = [param for cursor in cursors for param in cursor.keys]
        entities.checks += [self._page.limit, *places, *params_of(self._where)]

    def plan(self) -> Value:
        """Plan its fields."""
        selected = self._selected
        return self._entities.object(selected.type_name, selected.selections, self.field)

    def field(self, selected: Selected) -> Value:
        """Plan one field."""
        match selected.name:
            case "totalCount":
                return Cell(self._columns.add(Count(self._source, self._where)))
            case "facets":
                return self._facets(selected)
        self._columns.add(self._rows)
        match selected.name:
            case "pageInfo":
                return self._entities.object(selected.type_name, selected.selections, self._info)
            case "nodes":
                value = self._entities.node_of(self._types, selected.selections, self._own)
            case _:
                value = self._entities.object(selected.type_name, selected.selections, self._edge)
        return Many(self._rows, self._own, value, self._page)

    def _facets(self, selected: Selected) -> Value:
        """Plan facets, each over the list without the filter of its own field."""
        given = self._selected.arguments.get("where")
        found: list[Value] = []
        for by in selected.names("by"):
            others = without(given, by)
            where = self._where if others == given else where_condition(self._types, others)
            source, node_type = self._source, self._types[0]
            found.append(
                facet(self._entities, by, source, node_type, where, selected, self._columns)
            )
        return Several(found)

    def _edge(self, selected: Selected) -> Value:
        match selected.name:
            case "cursor":
                return self._cursor()
            case "node":
                return self._entities.node_of(self._types, selected.selections, self._own)
            case "score":
                return Cell(self._own.expr("score"))
        return self._entities.edge_field(selected, self._own)

    def _cursor(self) -> CursorOf:
        place = [self._own.expr(key.column) for key in self._order] + [self._own.expr("{v}.id")]
        return CursorOf(self._order, tuple(place))

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
        return self._columns.add(Beyond(self._source, self._where, self._order, cursor, side))
