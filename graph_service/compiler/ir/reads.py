"""What a plan reads.

Everything here is a value; the order of columns and conditions is made canonical by their `repr`,
in which a parameter shows how it is encoded but not where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from graph_service.compiler.ir.origins import Origin
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
    """Where nodes are, and what it costs to read them; `limits.cost` adds that up.

    Attributes:
        looked_at: how many nodes are looked at.
        weight: of looking at one, beside its condition.
    """

    looked_at: ClassVar[int] = 1
    weight: ClassVar[int] = 10

    @property
    def rows(self) -> Param | int:
        """How many rows there are, unless a page says; most entries have one or two sources."""
        return 2


ALL = 100
"""How many entries all of a type count as, and how many pairs a flow."""


@dataclass(frozen=True)
class Hop(_Source):
    """The nodes at the other end of an edge."""

    edge: str
    outgoing: bool
    labels: tuple[str, ...]


@dataclass(frozen=True)
class AllOf(_Source):
    """All nodes of a type."""

    looked_at = ALL
    label: str


class _Single(_Source):
    @property
    def rows(self) -> int:
        """One row."""
        return 1


@dataclass(frozen=True)
class ByKey(_Single):
    """The node with a key; by its former slugs, where none has it now."""

    label: str
    prop: str
    key: Param
    former: Param | None


@dataclass(frozen=True)
class ByIds(_Source):
    """The nodes of a type with some ids, former ids included."""

    label: str
    ids: Param

    @property
    def rows(self) -> Param:
        """A row for each id."""
        return self.ids


@dataclass(frozen=True)
class EdgeSources(_Source):
    """The sources whose slugs an edge carries."""


@dataclass(frozen=True)
class Newest(_Single):
    """The node of a type with the highest value of a property."""

    label: str
    prop: str


@dataclass(frozen=True)
class Hits(_Single):
    """One row: a list of what the full-text index finds, the best first.

    Attributes:
        phrase: a query in Lucene's syntax.
        labels: the types that are wanted; None for all.
        limit: how many are taken.
    """

    weight = 1_000
    phrase: Param
    labels: Param | None
    limit: int


@dataclass(frozen=True)
class Pairs(_Source):
    """A row for each two nodes, or values of theirs, that edges of some nodes lead to.

    Attributes:
        label: the type of the nodes in between.
        left: how to get from one of them to the one end.
        right: how to get to the other.
        prop: the property of the ends that counts; None for the ends themselves.
        limit: how many rows are read.
    """

    looked_at = ALL
    weight = 50
    label: str
    left: Ends
    right: Ends
    prop: str | None
    limit: int

    @property
    def rows(self) -> int:
        """As many as all entries of a type count as."""
        return ALL


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
class Among(_Source):
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
        size: how many rows are requested.
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
