"""Merge three trees: what one side changed since the base is kept; what both changed may conflict.

base {"a": 1, "b": 1}, graph {"a": 2, "b": 1}, folder {"a": 1, "b": 3} → {"a": 2, "b": 3}

It is a conflict if both sides gave a field different values, if one removed what the other changed,
and if both added an event at one position. Lists are merged value by value, unless both sides
reordered one, links by their slugs, and events by their positions. `merge` adds the conflicts
between entries: one is removed but another refers to it, or two have the same slug or code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from graph_service.model.types.shared import POSITION

from .trees import SLUG, Node, Tree, as_tree, same

FORGOTTEN = "[forgotten]"
"""What stands for a text that was forgotten in the history: the graph's value replaces it."""
Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A field that the graph and the folder changed differently; None where it is absent.

    Attributes:
        path: the names on the way to the field; empty for the whole entry.
        base: its value in the release that the folder is based on.
        graph: its value in the graph.
        folder: its value in the folder.
        other: the id of another entry that has the value, which only a change of the files solves.
    """

    path: Path
    base: Node = None
    graph: Node = None
    folder: Node = None
    other: str | None = None


def merge(base: Node, graph: Node, folder: Node, path: Path = ()) -> tuple[Node, list[Conflict]]:
    """Merge three versions of an entry, or of what is at a path; None is what doesn't exist.

    In conflicting fields, the result has the folder's values.

    Args:
        base: the entry in the release that the folder is based on.
        graph: the entry in the graph.
        folder: the entry in the folder.
        path: the names on the way to it, for conflicts.
    """
    merging = _Merge()
    return merging.node(path, base, graph, folder), merging.conflicts


@dataclass
class _Merge:
    conflicts: list[Conflict] = field(default_factory=list)

    def node(self, path: Path, base: Node, graph: Node, folder: Node) -> Node:
        name = path[-1] if path else ""
        if same(graph, folder, name) or same(base, graph, name):
            return folder
        if same(base, folder, name) or base in (FORGOTTEN, (FORGOTTEN,)):
            return graph
        if _has_items(base) and (graph is None or folder is None) and _has_items(graph or folder):
            # One side removed a list; the other removed, added or changed only some of its items.
            return self._items(path, as_tree(base), as_tree(graph), as_tree(folder)) or None
        if isinstance(graph, Mapping) and isinstance(folder, Mapping):
            if base is None and POSITION in graph and POSITION in folder:
                return self._conflict(path, base, graph, folder)  # two events, not one
            if graph.get(SLUG) != folder.get(SLUG):
                return self._conflict(path, base, graph, folder)  # links to two entries, not one
            old = base if isinstance(base, Mapping) else {}
            return self._mapping(path, old, graph, folder)
        if isinstance(graph, tuple) and isinstance(folder, tuple):
            items = base if isinstance(base, tuple) else ()
            merged = merged_list(*(cast("Sequence[str]", each) for each in (items, graph, folder)))
            if merged:  # if empty, each removed what the other left
                return merged
        return self._conflict(path, base, graph, folder)

    def _mapping(self, path: Path, base: Tree, graph: Tree, folder: Tree) -> Node:
        merged = self._items(path, base, graph, folder)
        if not merged:  # each removed what the other left
            return self._conflict(path, base, graph, folder)
        if path[-1:] != ("sources",):
            return merged
        order = merged_order([*base], [*graph], [*folder], [*merged])
        if order is None:
            return self._conflict(path, base, graph, folder)
        return {name: merged[name] for name in order}

    def _items(self, path: Path, base: Tree, graph: Tree, folder: Tree) -> dict[str, Node]:
        merged: dict[str, Node] = {}
        for name in {**folder, **graph}:
            versions = (each.get(name) for each in (base, graph, folder))
            node = self.node((*path, name), *versions)
            if node is not None:
                merged[name] = node
        return merged

    def _conflict(self, path: Path, base: Node, graph: Node, folder: Node) -> Node:
        self.conflicts.append(Conflict(path=path, base=base, graph=graph, folder=folder))
        return folder


def _has_items(node: Node) -> bool:
    """Whether a node has links or parts by their slugs or positions."""
    return (
        isinstance(node, Mapping)
        and bool(node)
        and all(isinstance(item, Mapping) for item in node.values())
    )


def merged_list(
    base: Sequence[str], graph: Sequence[str], folder: Sequence[str]
) -> tuple[str, ...] | None:
    """Merge lists; None if they conflict: both reorder it, or replace the same item differently.

    >>> merged_list(["a"], ["a", "b"], ["c", "a"])
    ('c', 'a', 'b')
    >>> merged_list(["a"], ["b"], ["c"]) is None
    True
    """
    removed = [item for item in base if item not in graph or item not in folder]
    both_removed = any(item not in graph and item not in folder for item in removed)
    if both_removed and {*graph} != {*folder}:
        return None
    kept = [x for x in dict.fromkeys([*folder, *graph]) if x not in removed]
    return merged_order(base, graph, folder, kept)


def merged_order(
    base: Sequence[str], graph: Sequence[str], folder: Sequence[str], items: Sequence[str]
) -> tuple[str, ...] | None:
    """Order items by the side that reordered the list, the other's new ones last; None if both did.

    >>> merged_order(["a", "b"], ["b", "a"], ["a", "b", "c"], ["a", "b", "c"])
    ('b', 'a', 'c')
    """
    common = {*base} & {*graph} & {*folder}

    def order(side: Sequence[str]) -> list[str]:
        return [item for item in side if item in common]

    if order(graph) in (order(base), order(folder)):
        first, second = folder, graph
    elif order(folder) == order(base):
        first, second = graph, folder
    else:
        return None
    return tuple(x for x in dict.fromkeys([*first, *second]) if x in {*items})
