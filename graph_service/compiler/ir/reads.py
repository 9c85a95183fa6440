"""Sources, conditions, sort keys and pages.

Columns and conditions are sorted by their `repr`, so that a statement doesn't depend on the order
in the text. The `repr` of a parameter shows its encoder, but not its origin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from graph_service.compiler.ir.origins import Origin
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue

On: TypeAlias = Literal["node", "edge"]
"""Whether {v} in a template is the node or the edge that led to it."""


@dataclass(frozen=True)
class Param:
    """A parameter of the statement.

    Attributes:
        origin: where each request has its value.
        encode: converts that to the value for the database; raises ValueError if it is invalid.
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
    """A comparison: a template with {v} for the node or edge and {0}, {1} for the parameters.

    Attributes:
        keyed: whether it selects nodes by a unique key, so that a read may start there.
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
    """The condition doesn't hold; null counts as false."""

    condition: Condition


@dataclass(frozen=True)
class Related:
    """A condition on the nodes at the other end of an edge, and on the edge, with a quantifier."""

    quantifier: Literal["some", "none", "all", "single"]
    hop: Hop
    condition: Condition


Condition: TypeAlias = "Test | Every | Some | Not | Related"

TRUE = Every(())


def every(conditions: Iterable[Condition]) -> Condition:
    """Join conditions, in canonical order.

    >>> every([Test("{v}.name = {0}"), Test("{v}.level = {0}")]).conditions[0].template
    '{v}.level = {0}'
    """
    ordered = tuple(sorted(conditions, key=repr))
    return ordered[0] if len(ordered) == 1 else Every(ordered)


def both(one: Condition, other: Condition) -> Condition:
    """Join two conditions, of which either may be TRUE."""
    return every(condition for condition in (one, other) if condition != TRUE)


def parts_of(condition: Condition) -> Iterator[Test | Related]:
    """Return the comparisons and quantifiers that a condition is made of, at every depth."""
    match condition:
        case Test():
            yield condition
        case Every(conditions) | Some(conditions):
            for part in conditions:
                yield from parts_of(part)
        case Not(inner):
            yield from parts_of(inner)
        case Related(condition=inner):
            yield condition
            yield from parts_of(inner)


# Sources


class _Source:
    """The nodes to read, with an estimate of the cost for `limits.cost`.

    Attributes:
        scanned: the number of nodes that the database looks at.
        weight: the cost of looking at one, without conditions.
        planned: as how many lists the database plans it.
    """

    scanned: ClassVar[int] = 1
    weight: ClassVar[int] = 10
    planned: ClassVar[int] = 1

    @property
    def rows(self) -> Param | int:
        """The number of rows, without a page; most entries have one or two sources."""
        return 2


ASSUMED_NODES = 100
"""The number of entries that a type is assumed to have, and of pairs that a flow has."""


@dataclass(frozen=True)
class Hop(_Source):
    """The nodes at the other end of an edge."""

    edge: str
    outgoing: bool
    labels: tuple[str, ...]


@dataclass(frozen=True)
class AllOf(_Source):
    """All nodes of a type."""

    scanned = ASSUMED_NODES
    label: str


@dataclass(frozen=True)
class AllEntries(_Source):
    """The entries of all types.

    Attributes:
        labels: the types, in the order of their names.
        chosen: the types to read; None for all.
    """

    scanned = ASSUMED_NODES
    planned = 4  # measured: nine short reads take as long to plan as four lists
    labels: tuple[str, ...]
    chosen: Param | None


@dataclass(frozen=True)
class Joined(_Source):
    """The nodes that the row's node refers to by a value, without an edge.

    Attributes:
        labels: the types of the nodes.
        prop: their property, which has an index.
        key: the property of the row's node that has the same value.
    """

    labels: tuple[str, ...]
    prop: str
    key: str


class _Single(_Source):
    @property
    def rows(self) -> int:
        """One row."""
        return 1


@dataclass(frozen=True)
class ByKey(_Single):
    """The node with a key; otherwise, the node that had it as a former slug."""

    label: str
    prop: str
    key: Param
    former: Param | None


@dataclass(frozen=True)
class ByIds(_Source):
    """The nodes of a type with these ids or former ids."""

    label: str
    ids: Param

    @property
    def rows(self) -> Param:
        """A row for each id."""
        return self.ids


@dataclass(frozen=True)
class EdgeSources(_Source):
    """The sources whose slugs are stored on an edge."""


@dataclass(frozen=True)
class Newest(_Single):
    """The node of a type with the highest value of a property."""

    label: str
    prop: str


@dataclass(frozen=True)
class Hits(_Single):
    """One row: the list of hits of the full-text index, best first.

    A hit is a node, its score, and whether it is relaxed.

    Attributes:
        phrase: a query in Lucene's syntax.
        relaxed: the query that runs if the first finds nothing.
        ranks: factors of the scores of nodes, by label.
        labels: the types to search; None for all.
        limit: the maximum number of hits.
    """

    weight = 1_000
    phrase: Param
    relaxed: Param
    labels: Param | None
    limit: int
    ranks: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Pairs(_Source):
    """A row for each pair of ends that nodes connect, with the number of these nodes.

    Attributes:
        label: the type of the connecting nodes.
        left: from a connecting node to one end.
        right: from a connecting node to the other end.
        prop: the property that ends are grouped by; None for the ends themselves.
        limit: the maximum number of rows.
    """

    scanned = ASSUMED_NODES
    weight = 50
    label: str
    left: Ends
    right: Ends
    prop: str | None
    limit: int

    @property
    def rows(self) -> int:
        """The assumed number of pairs."""
        return ASSUMED_NODES


@dataclass(frozen=True)
class Ends:
    """The nodes at the other end of an edge, of the first label that occurs there.

    Attributes:
        edge: the relationship type, outgoing.
        labels: one, or two in order of preference.
    """

    edge: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Among(_Source):
    """The nodes in the list of the row above: hits with scores, or the nodes of a pair.

    Attributes:
        scored: whether it is a list of hits.
        limit: use this many of the list; None for all.
    """

    scored: bool = False
    limit: int | None = None


Listed: TypeAlias = "Hop | Joined | AllOf | AllEntries | Among"
"""Sources of connections."""
Source: TypeAlias = "Listed | ByKey | ByIds | EdgeSources | Newest | Hits | Pairs"


# Order and pages


@dataclass(frozen=True)
class SortKey:
    """One expression that rows are sorted by.

    Attributes:
        name: for messages and cursors.
        template: the expression, with {v} for the node.
        column: the expression of its value in cursors.
        decode: converts the value in a cursor to the value to compare with.
        descending: whether the order is reversed.
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
    """A position in an order: a value for each sort key, and an id."""

    keys: tuple[Param, ...]


@dataclass(frozen=True)
class Page:
    """A part of an ordered list.

    Attributes:
        size: the number of rows that were requested.
        limit: the number of rows to read: one more, to detect further rows.
        after: the page has only rows after this position.
        before: the page has only rows before this position.
        backward: whether the page is counted from the end.
    """

    size: Param
    limit: Param
    after: Cursor | None
    before: Cursor | None
    backward: bool
