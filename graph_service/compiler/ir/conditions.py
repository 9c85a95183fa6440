"""Conditions on the nodes of a read and on the edges that led to them, in canonical order.

They are sorted by their `repr`, so that a statement doesn't depend on the order in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graph_service.compiler.ir.sources import Hop, On, Param


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
    """Join conditions, in canonical order, and without further joins or TRUE in them.

    >>> name, level = Test("{v}.name = {0}"), Test("{v}.level = {0}")
    >>> every([name, level]) == every([every([level, name])]) == Every((level, name))
    True
    """
    ordered = tuple(sorted(conjuncts(*conditions), key=repr))
    return ordered[0] if len(ordered) == 1 else Every(ordered)


def some(conditions: Iterable[Condition]) -> Condition:
    """Return the condition that at least one holds, in canonical order."""
    ordered = tuple(sorted(conditions, key=repr))
    return ordered[0] if len(ordered) == 1 else Some(ordered)


def conjuncts(*conditions: Condition) -> Iterator[Condition]:
    """Yield the parts of conditions that must all hold."""
    for condition in conditions:
        if isinstance(condition, Every):
            yield from conjuncts(*condition.conditions)
        else:
            yield condition


def keys_in(
    labels: tuple[str, ...], condition: Condition
) -> Iterator[tuple[tuple[str, ...], Test]]:
    """Yield the comparisons with unique keys, at every depth, each with the labels of its nodes."""
    match condition:
        case Test(keyed=True):
            yield labels, condition
        case Every(conditions) | Some(conditions):
            for part in conditions:
                yield from keys_in(labels, part)
        case Not(inner):
            yield from keys_in(labels, inner)
        case Related(hop=hop, condition=inner):
            yield from keys_in(hop.labels, inner)


def params_of(condition: Condition) -> Iterator[Param]:
    """Return the parameters of a condition, at every depth."""
    for part in parts_of(condition):
        if isinstance(part, Test):
            yield from part.params


def has_edge(condition: Condition) -> bool:
    """Whether a condition compares the edge that led to the node."""
    match condition:
        case Test(on=on):
            return on == "edge"
        case Every(conditions) | Some(conditions):
            return any(map(has_edge, conditions))
        case Not(inner):
            return has_edge(inner)
        case Related():
            return False


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
