"""What a plan reads.

Everything here is a value; the order of columns and conditions is made canonical by their `repr`,
in which a parameter shows how it is encoded but not where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias, TypeVar

from graph_service.compiler.arguments import Origin
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue

On: TypeAlias = Literal["node", "edge"]
"""Whether a template's variable is the node that is read or the edge that led to it."""


@dataclass(frozen=True)
class Param:
    """A parameter of the statement.

    Attributes:
        origin: where each request has its value.
        encode: makes the value that the database gets; raises ValueError with what is wrong.
        argument: its name, for error messages.
    """

    origin: Origin
    encode: Callable[[Json], StoredValue]
    argument: str

    def __repr__(self) -> str:
        return f"?{self.encode.__name__}"


# Conditions


@dataclass(frozen=True)
class Test:
    """A comparison: a template with {v} for the variable and {0}, {1} for the parameters.

    Attributes:
        keyed: it picks nodes by a unique key, so that a read may start from it.
    """

    template: str
    params: tuple[Param, ...] = ()
    on: On = "node"
    keyed: bool = False


@dataclass(frozen=True)
class Every:
    """All conditions hold."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Some:
    """At least one condition holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """The condition doesn't hold; what is null counts as false."""

    condition: Condition


@dataclass(frozen=True)
class Related:
    """A quantifier over the nodes at the other end of an edge."""

    quantifier: Literal["some", "none", "all", "single"]
    hop: Hop
    condition: Condition


Condition: TypeAlias = "Test | Every | Some | Not | Related"

TRUE = Every(())


def every(conditions: Iterable[Condition]) -> Condition:
    """Join conditions, in canonical order."""
    ordered = tuple(sorted(conditions, key=repr))
    return ordered[0] if len(ordered) == 1 else Every(ordered)


# Sources


@dataclass(frozen=True)
class Hop:
    """The nodes at the other end of an edge."""

    edge: str
    outgoing: bool
    labels: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    """All nodes of a type."""

    label: str


@dataclass(frozen=True)
class ByKey:
    """The node with a key; by its former slugs, where none has it now."""

    label: str
    prop: str
    key: Param
    former: Param | None


@dataclass(frozen=True)
class ByIds:
    """The nodes of a type with some ids, former ids included."""

    label: str
    ids: Param


@dataclass(frozen=True)
class EdgeSources:
    """The sources whose slugs an edge carries."""


@dataclass(frozen=True)
class Newest:
    """The node of a type with the highest value of a property."""

    label: str
    prop: str


@dataclass(frozen=True)
class Hits:
    """One row: a list of what the full-text index finds, the best first.

    Attributes:
        phrase: a query in Lucene's syntax.
        labels: the types that are wanted; None for all.
        limit: how many are taken.
    """

    phrase: Param
    labels: Param | None
    limit: int


@dataclass(frozen=True)
class Pairs:
    """A row for each two nodes, or values of theirs, that edges of some nodes lead to.

    Attributes:
        label: the type of the nodes in between.
        left: how to get from one of them to the one end.
        right: how to get to the other.
        prop: the property of the ends that counts; None for the ends themselves.
        limit: how many rows are read.
    """

    label: str
    left: Ends
    right: Ends
    prop: str | None
    limit: int


@dataclass(frozen=True)
class Ends:
    """The nodes at the other end of an edge; those of the second label only where the first lacks.

    Attributes:
        edge: the relationship type, which leaves the node.
        labels: one, or two in order of preference.
    """

    edge: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Among:
    """The nodes of the list that the row above stands for; of hits, each with its score.

    Attributes:
        scored: whether it is a list of hits.
        limit: how many of the list count; None for all.
    """

    scored: bool = False
    limit: int | None = None


Listed: TypeAlias = "Hop | AllOf | Among"
"""Sources that connections are made of."""
Source: TypeAlias = "Listed | ByKey | ByIds | EdgeSources | Newest | Hits | Pairs"


# Order and pages


@dataclass(frozen=True)
class SortKey:
    """What rows are sorted by.

    Attributes:
        name: as the client knows it, for messages and cursors.
        template: the expression, with {v} for the node.
        column: the expression that a cursor keeps.
        decode: makes the value to compare with from what a cursor kept.
        descending: the direction.
        nullable: whether it may be null; nulls come last in both directions.
    """

    name: str
    template: str
    column: str
    decode: Callable[[Json], StoredValue] = field(repr=False)
    descending: bool
    nullable: bool


@dataclass(frozen=True)
class Cursor:
    """A place in the order: a value for each sort key, and an id."""

    keys: tuple[Param, ...]


@dataclass(frozen=True)
class Page:
    """A part of an ordered list.

    Attributes:
        size: how many rows are asked for.
        limit: how many are read: one more, to know whether there are more.
        after: rows behind this place.
        before: rows ahead of this place.
        backward: counted from the end.
    """

    size: Param
    limit: Param
    after: Cursor | None
    before: Cursor | None
    backward: bool


# Columns


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

    A column with parameters is kept once for each field that wants it, even if two fields
    happen to give the same values: whether values are equal must not show in the statement.
    """

    def __init__(self) -> None:
        """Begin without columns."""
        self._wanted: dict[Column, None] = {}

    def add(self, column: C) -> C:
        """Want a column; give it back.

        Raises:
            RuntimeError: when their order has been asked for already.
        """
        if "ordered" in vars(self):
            raise RuntimeError("columns are complete")
        self._wanted.setdefault(column)
        return column

    def expr(self, template: str, on: On = "node") -> Column:
        """Want an expression."""
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
        """Give a column's place in canonical order."""
        return self._indexes[column]

    def listed(self) -> str:
        """Give the expressions as one list expression, in canonical order."""
        return f"[{', '.join(self.templates())}]"

    def templates(self) -> list[str]:
        """Give the templates of the expressions, in canonical order."""
        return [column.template for column in self.ordered if isinstance(column, Expr)]

    def __repr__(self) -> str:
        return self._text
