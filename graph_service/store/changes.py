"""Nodes and edges as values, and what is to change in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.model.storage import StoredValue

Properties = Mapping[str, StoredValue]
OnProgress: TypeAlias = Callable[[int], None]
"""Called with the number of things that are done, for whoever shows progress."""
EdgeKey = tuple[str, str, str]
"""Type, id of the source, id of the target: at most one edge has it."""


@dataclass(frozen=True, kw_only=True)
class NodeRow:
    """A node as it is stored; `properties` has no nulls, and includes the id."""

    label: str
    id: str
    properties: Properties


@dataclass(frozen=True, kw_only=True)
class EdgeRow:
    """An edge as it is stored."""

    type: str
    source: str
    target: str
    properties: Properties

    @property
    def key(self) -> EdgeKey:
        """Give what identifies it."""
        return (self.type, self.source, self.target)


def ignore_progress(_: int) -> None:
    """Show no progress."""


def differing(
    before: Properties, after: Properties
) -> Mapping[str, tuple[StoredValue, StoredValue]]:
    """Give the properties that differ, each with its value before and after."""
    return {
        name: (before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if not same(before.get(name), after.get(name))
    }


def same(one: StoredValue, other: StoredValue) -> bool:
    """Compare stored values: 1 is not true, a tuple is a list."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


@dataclass(frozen=True, kw_only=True)
class NodeChange:
    """A node before and after; another id after means that it was renamed."""

    before: NodeRow
    after: NodeRow

    @property
    def fields(self) -> Mapping[str, tuple[StoredValue, StoredValue]]:
        """Give what differs, by property, before and after."""
        return differing(self.before.properties, self.after.properties)


@dataclass(frozen=True, kw_only=True)
class EdgeChange:
    """An edge before and after, between the same nodes."""

    before: EdgeRow
    after: EdgeRow

    @property
    def fields(self) -> Mapping[str, tuple[StoredValue, StoredValue]]:
        """Give what differs, by property, before and after."""
        return differing(self.before.properties, self.after.properties)


@dataclass(frozen=True, kw_only=True)
class Diff:
    """What turns the stored graph into the wanted one.

    Edges are given with the ids after renaming. `kept` are entries that are stored, but not in the
    files; they go only when that is asked for.
    """

    nodes_added: Collection[NodeRow] = ()
    nodes_changed: Collection[NodeChange] = ()
    nodes_removed: Collection[NodeRow] = ()
    edges_added: Collection[EdgeRow] = ()
    edges_changed: Collection[EdgeChange] = ()
    edges_removed: Collection[EdgeRow] = ()
    kept: Collection[NodeRow] = ()

    @property
    def size(self) -> int:
        """Give the number of nodes and edges that change."""
        nodes = (self.nodes_added, self.nodes_changed, self.nodes_removed)
        edges = (self.edges_added, self.edges_changed, self.edges_removed)
        return sum(map(len, (*nodes, *edges)))

    @property
    def empty(self) -> bool:
        """Tell whether nothing changes."""
        return not self.size
