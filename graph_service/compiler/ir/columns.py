"""Columns of the rows that a plan reads, in canonical order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from graph_service.compiler.ir.conditions import TRUE, Condition, Test, every, params_of
from graph_service.compiler.ir.pages import Cursor, Page, SortKey
from graph_service.compiler.ir.sources import (
    AllOf,
    EdgeSources,
    Gathered,
    Hop,
    Listed,
    Matched,
    On,
    Param,
    Source,
)


@dataclass(frozen=True)
class Expr:
    """An expression over the row.

    In its template, {v} is the node, or the edge that led to it; {k} is the key by which the node
    was found, or the count of a pair or value; {l} is the row's list of nodes; {a} and {b} are the
    ends of a pair; {0} and {1} are the parameters.
    """

    template: str
    on: On = "node"
    params: tuple[Param, ...] = field(default=(), hash=False)  # a constant may be a list

    def __eq__(self, other: object) -> bool:
        # With parameters, only the same is equal: the statement must not depend on values.
        if not isinstance(other, Expr) or self.params or other.params:
            return self is other
        return (self.template, self.on) == (other.template, other.on)

    def __repr__(self) -> str:
        # Columns are sorted by it; the repr of dataclasses is many times slower.
        return f"Expr({self.template}, {self.on})"


LANGUAGE_PARAMETER = "in"
"""The parameter that has the suffix of an operation's language, such as "En". Each language used to
have statements of its own, which tripled what Neo4j plans for the pages."""


def in_language(name: str) -> str:
    """Return the expression of a stored property in the language of the operation.

    >>> in_language("name")
    "{v}['name' + $in]"
    """
    return f"{{v}}['{name}' + ${LANGUAGE_PARAMETER}]"


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
    """A list of columns over one end of a pair.

    Attributes:
        side: which end.
        key: identifies it among the ends of this side, with {v} for the end.
        columns: of the end.
    """

    side: Literal["a", "b"]
    key: str
    columns: Columns


@dataclass(frozen=True)
class Held:
    """Values that nodes hold themselves.

    Attributes:
        keys: the expressions that nodes are counted by, with {v} for the node; without the last,
            there is no value.
        value: the value, or a list of values, of the nodes with equal keys, which are {0}, {1}.
    """

    keys: tuple[str, ...]
    value: str = "{0}"

    @property
    def hint(self) -> Condition:
        """The condition that nodes have the last, by which Neo4j may count in an index."""
        last = self.keys[-1]
        return Test(f"{last} IS NOT NULL") if last.startswith("{v}.") else TRUE


@dataclass(frozen=True, eq=False)
class Facet:
    """The values of nodes with the number of nodes for each, most frequent first.

    The cell is a list: the number of values, and a list of the first values.

    Attributes:
        source: the nodes.
        where: the condition that counted nodes meet.
        via: the values of a node, or an edge to nodes.
        tie: sorts equally frequent values, with {v} for the value.
        columns: of a value: {v} is the value, {k} the count.
        limit: the number of values to list.
    """

    source: Listed
    where: Condition
    via: Held | Hop
    tie: str
    columns: Columns
    limit: Param

    @property
    def condition(self) -> Condition:
        """The condition in the statement."""
        is_whole = self.where == TRUE and isinstance(self.source, AllOf)
        return self.via.hint if is_whole and isinstance(self.via, Held) else self.where


Column: TypeAlias = "Expr | Rows | Count | Beyond | Typed | End | Facet"


@dataclass(frozen=True)
class Read:
    """The nodes of a source, and their columns.

    Attributes:
        source: the nodes.
        columns: of each node.
        where: the condition that the nodes meet.
        order: of the nodes; ties are sorted by id.
        page: the part of the list; None for all of it.
        hint: a condition that always holds, but lets Neo4j read an index in the order of the list.
    """

    source: Source
    columns: Columns
    where: Condition = TRUE
    order: tuple[SortKey, ...] = ()
    page: Page | None = None
    hint: Condition = TRUE

    @property
    def condition(self) -> Condition:
        """The condition in the statement."""
        return every((self.where, self.hint))


C = TypeVar("C", bound=Column)


@dataclass(frozen=True)
class Group:
    """Columns that read the same nodes of a source: those that meet a condition."""

    source: AllOf | Hop | Matched
    where: Condition
    columns: list[Rows | Count | Beyond | Facet]

    def over(self, source: Gathered) -> Mapping[Column, Column]:
        """Return for each column one that reads these nodes from a list."""
        return {
            column: Rows(replace(column.read, source=source, where=TRUE))
            if isinstance(column, Rows)
            else replace(column, source=source, where=TRUE)
            for column in self.columns
        }


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
        # Equal columns are sorted by what they share nodes with, as the statement depends on that.
        with_others: dict[Column, str] = {
            column: repr(group.columns) for group in self.lists for column in group.columns
        }
        return tuple(sorted(self._added, key=lambda c: (repr(c), with_others.get(c, ""))))

    @cached_property
    def lists(self) -> tuple[Group, ...]:
        """The columns that read the same nodes; in canonical order."""
        groups: dict[object, Group] = {}
        for column in sorted(self._added, key=repr):
            match column:
                case Rows(Read(source=AllOf() | Hop() as source, where=where) as read):
                    if read.columns.need_edge or read.hint != TRUE:
                        continue  # read with their edges, or in the order of an index
                case (
                    Count(AllOf() | Hop() as source, where)
                    | Beyond(AllOf() | Hop() as source, where)
                    | Facet(AllOf() | Hop() | Matched() as source, where)
                ):
                    pass
                case _:
                    continue
            # Not the values of parameters: the statement must not depend on values.
            key = source, repr(where), tuple(map(id, params_of(where)))
            groups.setdefault(key, Group(source, where, [])).columns.append(column)
        return tuple(sorted(groups.values(), key=lambda group: repr(group.columns)))

    @cached_property
    def need_edge(self) -> bool:
        """Whether a column needs the edge that led to the node."""
        return any(
            (isinstance(column, Expr) and column.on == "edge")
            or (isinstance(column, Rows) and isinstance(column.read.source, EdgeSources))
            for column in self.ordered
        )

    @cached_property
    def ends(self) -> tuple[tuple[int, End], ...]:
        """The columns of ends, each with its index."""
        return tuple(
            (i, column) for i, column in enumerate(self.ordered) if isinstance(column, End)
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


@dataclass(frozen=True)
class Cited:
    """The sources of the edges of one list.

    Attributes:
        rows: their column.
        path: its index in the row of an edge, after those of the lists that lead there: the first
            in the root row, the second in each row of that list, and so on.
        chosen: the places of their values among those of all cited sources.
    """

    rows: Rows
    path: tuple[int, ...]
    chosen: tuple[int, ...]


def cited_sources(columns: Columns) -> Sequence[Cited]:
    """Return the sources of edges that are read together, below a root row.

    A page has a dozen lists of edges, and each edge has sources. As subqueries, these took a third
    of Neo4j's time to plan the page, and a source was sent with every edge that cites it (2026.08).
    So rows have the slugs, as edges store them, and the last cell of the root row has the sources.

    Not those that have lists themselves, nor those below an entry of unknown type or the end of a
    pair; and none beside facets, whose lists are planned apart.
    """
    if any(isinstance(column, Facet) for column in columns.ordered):
        return ()
    found = list(_cited(columns, ()))
    templates = templates_of(rows for rows, _ in found)
    return [
        Cited(rows, path, tuple(map(templates.index, rows.read.columns.templates())))
        for rows, path in found
    ]


def templates_of(cited: Iterable[Rows]) -> list[str]:
    """Return the expressions of the values of all these sources, in canonical order."""
    return sorted({template for rows in cited for template in rows.read.columns.templates()})


def _cited(columns: Columns, path: tuple[int, ...]) -> Iterator[tuple[Rows, tuple[int, ...]]]:
    for index, column in enumerate(columns.ordered):
        if not isinstance(column, Rows) or column.read.columns.ends:
            continue
        inner = column.read.columns
        if not isinstance(column.read.source, EdgeSources):
            yield from _cited(inner, (*path, index))
        elif all(isinstance(cell, Expr) for cell in inner.ordered):
            yield column, (*path, index)
