"""Nodes and edges as rows, and the changes between two graphs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import TypeAlias

from graph_service.model.storage import StoredValue

Properties = Mapping[str, StoredValue]
OnProgress: TypeAlias = Callable[[int], None]
"""Called with the number of completed items."""
EdgeKey = tuple[str, str, str]
"""Type, id of the source, id of the target; unique."""


@dataclass(frozen=True, kw_only=True)
class NodeRow:
    """A stored node; `properties` includes the id, and has no nulls."""

    label: str
    id: str
    properties: Properties


@dataclass(frozen=True, kw_only=True)
class EdgeRow:
    """A stored edge."""

    type: str
    source: str
    target: str
    properties: Properties

    @property
    def key(self) -> EdgeKey:
        """Its type and the ids of its ends."""
        return (self.type, self.source, self.target)


def ignore_progress(_: int) -> None:
    """Report no progress."""


def same_properties(one: Properties, other: Properties) -> bool:
    """Whether two rows have the same properties."""
    return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)


def same(one: StoredValue, other: StoredValue) -> bool:
    """Whether stored values are equal: 1 and True are not; a list and a tuple can be."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return type(one) is type(other) and one == other


@dataclass(frozen=True, kw_only=True)
class NodeChange:
    """A node before and after; a renamed node has two ids."""

    before: NodeRow
    after: NodeRow

    @property
    def fields(self) -> Mapping[str, tuple[StoredValue, StoredValue]]:
        """The properties that differ, with their values before and after."""
        before, after = self.before.properties, self.after.properties
        return {
            name: (before.get(name), after.get(name))
            for name in sorted({*before, *after})
            if not same(before.get(name), after.get(name))
        }


@dataclass(frozen=True, kw_only=True)
class Diff:
    """The changes from the stored graph to the wanted one.

    Edges have the ids after renaming; changed ones are as they are afterwards. `kept` are entries
    that are stored but not in the files; they are removed only on request.
    """

    nodes_added: Collection[NodeRow] = ()
    nodes_changed: Collection[NodeChange] = ()
    nodes_removed: Collection[NodeRow] = ()
    edges_added: Collection[EdgeRow] = ()
    edges_changed: Collection[EdgeRow] = ()
    edges_removed: Collection[EdgeRow] = ()
    kept: Collection[NodeRow] = ()

    @property
    def size(self) -> int:
        """The number of nodes and edges that change."""
        nodes = (self.nodes_added, self.nodes_changed, self.nodes_removed)
        edges = (self.edges_added, self.edges_changed, self.edges_removed)
        return sum(map(len, (*nodes, *edges)))

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not self.size


def line(*names: str, properties: Properties) -> bytes:
    """Return a row as a line of JSON: its key and its properties, of which checksums are made."""
    key = ", ".join(map(encode_basestring, names))
    return f"[{key}, {_encode(properties)}]\n".encode()


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else repr(value)


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=_text).encode
