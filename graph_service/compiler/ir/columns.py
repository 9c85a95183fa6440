"""Columns of the rows that a plan reads, in canonical order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from graph_service.compiler.ir.reads import (
    TRUE,
    Condition,
    Cursor,
    EdgeSources,
    Hop,
    Listed,
    On,
    Page,
    Param,
    SortKey,
    Source,
)


@dataclass(frozen=True)
class Expr:
    """An expression over the row.

    In its template, {v} is the node, or the edge that led to it; {k} is the key by which the node
    was found, or the count of a pair or value; {l} is the row's list of nodes; {a} and {b} are the
    ends of a pair.
    """

    template: str
    on: On = "node"

    def __repr__(self) -> str:
        # Columns are sorted by it; the repr of dataclasses is many times slower.
        return f"Expr({self.template}, {self.on})"


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a read, as a list of lists."""

    read: Read


@dataclass(frozen=True, eq=False)
class Count:
    """The number of nodes of a source that meet a condition."""

    source: Listed
    where: Condition


@dataclass(frozen=True, eq=False)
class Beyond:
    """Whether there are nodes at a cursor or on its far side."""

    source: Listed
    where: Condition
    order: tuple[SortKey, ...]
    cursor: Cursor
    side: Literal["earlier", "later"]


@dataclass(frozen=True, eq=False)
class Typed:
    """A list of the columns for the type of the node; null if it is of another type."""

    by_label: tuple[tuple[str, Columns], ...]


@dataclass(frozen=True, eq=False)
class End:
    """A list of columns over one end of a pair."""

    side: Literal["a", "b"]
    columns: Columns


@dataclass(frozen=True, eq=False)
class Facet:
    """The values of nodes with the number of nodes for each, most frequent first.

    The cell is a list: the number of values, and a list of the first values.

    Attributes:
        source: the nodes.
        where: the condition that counted nodes meet.
        via: an expression for the value or values of a node, or an edge to nodes.
        many: whether the expression returns a list.
        tie: sorts equally frequent values, with {v} for the value.
        columns: of a value: {v} is the value, {k} the count.
        limit: the number of values to list.
    """

    source: Listed
    where: Condition
    via: Expr | Hop
    many: bool
    tie: str
    columns: Columns
    limit: Param


Column: TypeAlias = "Expr | Rows | Count | Beyond | Typed | End | Facet"


@dataclass(frozen=True)
class Read:
    """The nodes of a source, and their columns."""

    source: Source
    columns: Columns
    where: Condition = TRUE
    order: tuple[SortKey, ...] = ()
    page: Page | None = None


C = TypeVar("C", bound=Column)


class Columns:
    """The columns of one row: added while fields are planned, then in canonical order.

    >>> columns = Columns()
    >>> slug, name = columns.expr("{v}.slug"), columns.expr("{v}.name")
    >>> columns
    (Expr({v}.name, node), Expr({v}.slug, node))
    >>> columns.index(slug)
    1

    Equal expressions share a column. Columns with parameters don't, even if a request has
    equal values for them: the statement must not depend on values.
    """

    def __init__(self) -> None:
        self._added: dict[Column, None] = {}

    def add(self, column: C) -> C:
        """Add a column and return it.

        Raises:
            RuntimeError: if the order was read earlier.
        """
        if "ordered" in vars(self):
            raise RuntimeError("columns are complete")
        self._added.setdefault(column)
        return column

    def expr(self, template: str, on: On = "node") -> Column:
        """Add an expression."""
        return self.add(Expr(template, on))

    @cached_property
    def ordered(self) -> tuple[Column, ...]:
        """All columns, in canonical order; from here on, none can be added."""
        return tuple(sorted(self._added, key=repr))

    @cached_property
    def need_edge(self) -> bool:
        """Whether a column needs the edge that led to the node."""
        return any(
            (isinstance(column, Expr) and column.on == "edge")
            or (isinstance(column, Rows) and isinstance(column.read.source, EdgeSources))
            for column in self.ordered
        )

    @cached_property
    def height(self) -> int:
        """The number of levels of nested reads below the row."""
        nested = (c.read.columns for c in self.ordered if isinstance(c, Rows))
        return max((columns.height + 1 for columns in nested), default=0)

    @cached_property
    def _indexes(self) -> Mapping[Column, int]:
        return {column: index for index, column in enumerate(self.ordered)}

    @cached_property
    def _text(self) -> str:
        # Cached, as the columns on every level above sort by it: otherwise each level would double
        # the work of the level below.
        return repr(self.ordered)

    def index(self, column: Column) -> int:
        """Return the index of a column in canonical order."""
        return self._indexes[column]

    def listed(self) -> str:
        """Return the templates as one list expression, in canonical order."""
        return f"[{', '.join(self.templates())}]"

    def templates(self) -> list[str]:
        """Return the templates of the expressions, in canonical order."""
        return [column.template for column in self.ordered if isinstance(column, Expr)]

    def __repr__(self) -> str:
        return self._text
