"""What a plan wants of the nodes that it reads: columns, in canonical order."""

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
    """An expression.

    The template has {v} for the node, or the edge that led to it; {k} for the key, or the count,
    that came with it; {l} for the list that the row stands for; {a} and {b} for the ends of a pair.
    """

    template: str
    on: On = "node"

    def __repr__(self) -> str:
        # Columns are sorted by it, and a dataclass writes its own many times slower.
        return f"Expr({self.template}, {self.on})"


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a read, as a list of lists."""

    read: Read


@dataclass(frozen=True, eq=False)
class Count:
    """How many nodes a source has under a condition."""

    source: Listed
    where: Condition


@dataclass(frozen=True, eq=False)
class Beyond:
    """Whether there are nodes at or on the far side of a cursor."""

    source: Listed
    where: Condition
    order: tuple[SortKey, ...]
    cursor: Cursor
    side: Literal["earlier", "later"]


@dataclass(frozen=True, eq=False)
class Typed:
    """A list of the columns that nodes of its type have; null for a node of another type."""

    by_label: tuple[tuple[str, Columns], ...]


@dataclass(frozen=True, eq=False)
class End:
    """A list of columns over one end of a pair."""

    side: Literal["a", "b"]
    columns: Columns


@dataclass(frozen=True, eq=False)
class Facet:
    """The values that nodes have, each with how many have it, the most frequent first.

    The cell holds the number of values, and a list of the first of them.

    Attributes:
        source: where the nodes are.
        where: the condition that they are counted under.
        via: an expression of the value, or of a list of values; or an edge to nodes.
        many: whether the expression is of a list.
        tie: what orders values that are equally frequent, with {v} for the value.
        columns: of a value: {v} for it, {k} for the count.
        limit: how many are listed.
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
    """Nodes, and what is wanted of each."""

    source: Source
    columns: Columns
    where: Condition = TRUE
    order: tuple[SortKey, ...] = ()
    page: Page | None = None


C = TypeVar("C", bound=Column)


class Columns:
    """The columns of one read: gathered while its fields are planned, then in canonical order.

    A column with parameters is there once for each field that adds it, even if two fields
    happen to give the same values: whether values are equal must not show in the statement.
    """

    def __init__(self) -> None:
        self._wanted: dict[Column, None] = {}

    def add(self, column: C) -> C:
        """Add a column and return it.

        Raises:
            RuntimeError: when their order was requested already.
        """
        if "ordered" in vars(self):
            raise RuntimeError("columns are complete")
        self._wanted.setdefault(column)
        return column

    def expr(self, template: str, on: On = "node") -> Column:
        """Add an expression."""
        return self.add(Expr(template, on))

    @cached_property
    def ordered(self) -> tuple[Column, ...]:
        """All columns, in canonical order; none can be added from here on."""
        return tuple(sorted(self._wanted, key=repr))

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
        """How many reads are nested in one another below the node."""
        nested = (c.read.columns for c in self.ordered if isinstance(c, Rows))
        return max((columns.height + 1 for columns in nested), default=0)

    @cached_property
    def _indexes(self) -> Mapping[Column, int]:
        return {column: index for index, column in enumerate(self.ordered)}

    @cached_property
    def _text(self) -> str:
        # Kept, as the columns of every level above sort by it: else each level would double the
        # work of the one below.
        return repr(self.ordered)

    def index(self, column: Column) -> int:
        """Return a column's place in canonical order."""
        return self._indexes[column]

    def listed(self) -> str:
        """Return the expressions as one list expression, in canonical order."""
        return f"[{', '.join(self.templates())}]"

    def templates(self) -> list[str]:
        """Return the templates of the expressions, in canonical order."""
        return [column.template for column in self.ordered if isinstance(column, Expr)]

    def __repr__(self) -> str:
        return self._text
