"""Pages of connections: `first`, `after`, `last`, `before` → a page; pageInfo and cursors.

The rows of a page are read once, for nodes, edges and pageInfo together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.planner import Row, Sets, param, param_if_given
from graph_service.compiler.fields.type_system import Argument, Field, ObjectType, Plan
from graph_service.compiler.ir.columns import Beyond, Column, Expr, Rows
from graph_service.compiler.ir.conditions import Condition
from graph_service.compiler.ir.pages import Cursor, Page, SortKey, decode_cursor, encode_cursor
from graph_service.compiler.ir.sources import Encoder, Listed
from graph_service.compiler.ir.values import Computed, HasMore, One, Value
from graph_service.compiler.language.arguments import Arguments
from graph_service.compiler.language.select import Selected
from graph_service.errors import BadUserInput
from graph_service.model.declare import NodeType
from graph_service.model.graph import Relation
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue


@dataclass(frozen=True)
class Sizes:
    """The sizes that pages of a list may have."""

    default: int
    maximum: int

    def page_size(self, value: Json) -> int:
        """Return the size of a page."""
        allowed = f"a page has 0 to {self.maximum} nodes"
        return checked_size(value, self.default, self.maximum, allowed)

    def page_limit(self, value: Json) -> StoredValue:
        """Return the number of rows to read for a page: one more, to detect further rows."""
        return self.page_size(value) + 1


SIZES = Sizes(default=20, maximum=100)
POSITION = (
    Argument("first", "Int"),
    Argument("after", "String"),
    Argument("last", "Int"),
    Argument("before", "String"),
)
"""The arguments that choose a page."""


def where_argument(type_name: str) -> Argument:
    """Return the argument of a connection for its condition."""
    return Argument("where", names.where(type_name))


def order_argument(type_name: str) -> Argument:
    """Return the argument of a connection for its order."""
    return Argument("orderBy", f"[{names.order(type_name)}!]")


def page_arguments(type_name: str) -> tuple[Argument, ...]:
    """Return the arguments of a connection: its condition, its order and its page."""
    return (where_argument(type_name), order_argument(type_name), *POSITION)


def checked_size(value: Json, default: int, maximum: int, allowed: str) -> int:
    """Return a requested size; null is the default.

    Raises:
        ValueError: if it is out of range; `allowed` describes the range.
    """
    if value is None:
        return default
    if not isinstance(value, int) or not 0 <= value <= maximum:
        raise ValueError(f"{value!r} is out of range; {allowed}")
    return value


def _cursor(selected: Selected, name: str, listed: str, order: Sequence[SortKey]) -> Cursor | None:
    def part(index: int) -> Encoder:
        def cursor(value: Json) -> StoredValue:
            return decode_cursor(listed, order, value)[index]

        return cursor

    keys = [param_if_given(selected, name, part(index)) for index in range(len(order) + 1)]
    return Cursor(tuple(key for key in keys if key is not None)) if all(keys) else None


def page_of(selected: Selected, listed: str, order: Sequence[SortKey], sizes: Sizes) -> Page:
    """Return the page that the arguments of a connection of nodes of a type select.

    Raises:
        BadUserInput: if both `first` and `last` are given.
    """
    last = param_if_given(selected, "last", sizes.page_size)
    if last and param_if_given(selected, "first", sizes.page_size):
        raise BadUserInput(
            "first and last can't be combined; request one page at a time.", argument="first"
        )
    name = "last" if last else "first"
    return Page(
        size=param(selected, name, sizes.page_size),
        limit=param(selected, name, sizes.page_limit),
        after=_cursor(selected, "after", listed, order),
        before=_cursor(selected, "before", listed, order),
        backward=last is not None,
    )


@dataclass(frozen=True, eq=False)
class EdgeRow(Row):
    """The row of an edge in a connection.

    Attributes:
        types: those that its node may be of.
        order: of the list.
        relation: the one that leads to the node, if any.
    """

    types: Sequence[NodeType]
    order: tuple[SortKey, ...]
    relation: Relation | None

    @property
    def cursor(self) -> Computed:
        """The cursor of the edge."""
        values = [self.columns.add(Expr(key.column, params=key.params)) for key in self.order]
        place = (*values, self.columns.expr("{v}.id"))
        return Computed(place, partial(encode_cursor, names.common(self.types), self.order))

    def item(self, sets: Sets) -> Value:
        """Plan the node of the edge."""
        return self.node_of(self.types, sets)


@dataclass(frozen=True, eq=False)
class Connection(Row):
    """The row that has a connection.

    Attributes:
        source: the nodes.
        where: the condition that they meet.
        only: the part of it that is not an argument `where`.
        page: the requested part.
        edge: the row of one edge.
        rows: the column of the rows of edges.
        arguments: of the field.
    """

    source: Listed
    where: Condition
    only: Condition
    page: Page
    edge: EdgeRow
    rows: Rows
    arguments: Arguments

    def beyond(self, side: Literal["earlier", "later"]) -> Column | None:
        """Add whether there are nodes at or beyond the cursor on this side of the page."""
        cursor = self.page.after if side == "earlier" else self.page.before
        if cursor is None:
            return None
        return self.columns.add(Beyond(self.source, self.where, self.edge.order, cursor, side))


def _more(side: Literal["earlier", "later"]) -> Plan[Connection]:
    return lambda of, _: HasMore(of.rows, of.page, side, of.beyond(side))


def _end(end: Literal["first", "last"]) -> Plan[Connection]:
    return lambda of, _: One(of.rows, of.edge.cursor, of.page, end)


PAGE_INFO = ObjectType[Connection](
    "PageInfo",
    "Information for pagination.",
    (
        Field(
            "hasNextPage",
            "Boolean!",
            "Whether there are more elements after the page.",
            _more("later"),
        ),
        Field(
            "hasPreviousPage",
            "Boolean!",
            "Whether there are more elements before the page.",
            _more("earlier"),
        ),
        Field(
            "startCursor",
            "String",
            "The cursor of the first element, for `before`; null if the page is empty.",
            _end("first"),
        ),
        Field(
            "endCursor",
            "String",
            "The cursor of the last element, for `after`; null if the page is empty.",
            _end("last"),
        ),
    ),
)
