"""An entry in three graphs: its fields in each, after the merge, and its conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .merge import Conflict, Path
from .renames import Names
from .trees import Node, Tree, as_tree, same


@dataclass(kw_only=True)
class MergedEntry:
    """An entry that the graph has changed since the base, or that refers to such an entry.

    Attributes:
        names: its ids in the three graphs.
        base: its fields in the base, with the names after the merge; None if it doesn't exist.
        graph: its fields in the graph.
        folder: its fields in the folder.
        written: its fields in the folder, with the names that the folder has.
        result: its fields after the merge.
        conflicts: what both sides changed differently.
        users: the entries that still refer to it, if the graph has removed it.
    """

    names: Names
    base: Tree | None
    graph: Tree | None
    folder: Tree | None
    written: Tree | None
    result: Tree | None = None
    conflicts: list[Conflict] = field(default_factory=list)
    users: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Its id after the merge."""
        return self.names.merged

    @property
    def is_pending(self) -> bool:
        """Whether the folder lacks a change of the graph."""
        if self.folder is None and self.result is None:  # removed from the folder
            is_pruned = bool(self.conflicts)  # else there is nothing to decide
            return self.graph is not None and not self.is_unchanged and not is_pruned
        return not same(self.written, self.result) or (
            self.names.folder is not None and self.names.folder != self.id
        )

    @property
    def is_unchanged(self) -> bool:
        """Whether it is in the graph as it was in the base."""
        return same(self.base, self.graph) and self.names.base == self.names.graph

    @property
    def can_be_ours(self) -> bool:
        """Whether its conflicts can be decided for the folder, without a change of its files."""
        return not any(conflict.other for conflict in self.conflicts)

    @property
    def can_be_theirs(self) -> bool:
        """Whether its conflicts can be decided for the graph, without a change of other files."""
        return self.can_be_ours and not self.users and not self.names.is_disputed

    @property
    def changes(self) -> list[tuple[Path, Node, Node]]:
        """The fields that the folder lacks: their values in the folder and after the merge."""
        before, after = self.written, self.result
        if before is None and after is None:
            before, after = self.base, self.graph
        return [*field_changes((), before, after)] if before and after else []


def field_changes(path: Path, old: Node, new: Node) -> Iterator[tuple[Path, Node, Node]]:
    """Yield the fields in which two trees differ, with both values."""
    if same(old, new, path[-1] if path else ""):
        return
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        yield path, old, new
        return
    before, after = as_tree(old), as_tree(new)
    differing = [n for n in {**before, **after} if not same(before.get(n), after.get(n), n)]
    if not differing:
        yield path, tuple(before), tuple(after)  # only their order
    for name in differing:
        yield from field_changes((*path, name), before.get(name), after.get(name))
