"""Merge three graphs: what the graph changed since the folder's base is kept, entry by entry.

Entries are merged, not rows: stages, country edges and inherited sources are derived again from
the merged entries, so that the result is the graph of a folder that has both sides' changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.ids import split_id
from graph_service.store.staging import Graph

from .clashes import FORMER_SLUGS, clashes
from .derived_again import state_graph, wanted_graph
from .matching import Matching
from .merge import Conflict, merge
from .merged_entry import MergedEntry
from .renames import Names, references, with_names
from .trees import Tree, as_tree, tree_of


@dataclass(frozen=True, kw_only=True)
class GraphMerge:
    """The result of a merge.

    Attributes:
        wanted: the graph to load.
        entries: what was merged, sorted by type and slug.
        state: what the folder is based on after a load: its entries, with those that it has removed
            and the load keeps; None if that is the graph after the load.
    """

    wanted: Graph
    entries: tuple[MergedEntry, ...] = ()
    state: Graph | None = None

    @property
    def pending(self) -> tuple[MergedEntry, ...]:
        """The entries whose changes in the graph the folder lacks."""
        return tuple(entry for entry in self.entries if entry.is_pending)

    @property
    def conflicts(self) -> tuple[MergedEntry, ...]:
        """The entries with conflicts."""
        return tuple(entry for entry in self.entries if entry.conflicts)


def merge_graphs(
    base: Graph, graph: Graph, folder: Graph, *, prune: bool = False, theirs: Collection[str] = ()
) -> GraphMerge:
    """Merge the stored graph and the folder's; all are in one staging file.

    Args:
        base: the graph that the folder is based on.
        graph: the stored graph.
        folder: the graph that the folder describes.
        prune: whether what the folder has removed is removed from the graph.
        theirs: the ids of entries whose conflicting fields get the graph's values.

    Raises:
        ValueError: when a graph was changed by hand to something that no load writes.
    """
    matching = Matching(base, graph, folder)
    names = matching.to_merge()
    if not names:
        return GraphMerge(wanted=folder)
    read = [*_read(matching, names)]
    for entry in read:
        _merge_entry(entry, prune=prune, theirs=entry.id in theirs)
        if matching.is_taken(entry.names):
            entry.conflicts.append(_taken("slug", split_id(entry.id)[1], entry.id))
    # Of two entries that would have one id, the one with conflicts stays.
    entries = {entry.id: entry for entry in sorted(read, key=lambda each: len(each.conflicts))}
    _restore_used(matching, entries, prune=prune)
    wanted = wanted_graph(folder, entries)
    for clash in clashes(wanted, entries):
        entries[clash.id].conflicts.append(_taken(clash.name, clash.value, clash.other))
    merged = tuple(sorted(entries.values(), key=_by_type))
    is_pending = any(entry.is_pending for entry in merged)
    state = state_graph(matching, prune=prune) if is_pending else None
    return GraphMerge(wanted=wanted, entries=merged, state=state)


def _taken(name: str, value: str, other: str) -> Conflict:
    return Conflict(path=(name,), graph=value, folder=value, other=other)


def _read(matching: Matching, names: Collection[Names]) -> Iterator[MergedEntry]:
    """Read the three versions of entries."""
    trees: list[Mapping[str, Tree]] = []
    written: Mapping[str, Tree] = {}  # at the end, those of the folder
    for graph, ids, renamed in zip(
        (matching.base, matching.graph, matching.folder),
        ([n.base for n in names], [n.graph for n in names], [n.folder for n in names]),
        matching.merged_ids,
        strict=True,
    ):
        found = entries_of(graph, [identity for identity in ids if identity is not None])
        written = {entry.id: tree_of(entry) for entry in found}
        trees.append({i: with_names(TYPES[split_id(i)[0]], t, renamed) for i, t in written.items()})
    in_base, in_graph, in_folder = trees
    for each in names:
        yield MergedEntry(
            names=each,
            base=in_base.get(each.base or ""),
            graph=in_graph.get(each.graph or ""),
            folder=in_folder.get(each.folder or ""),
            written=written.get(each.folder or ""),
        )


def _merge_entry(entry: MergedEntry, *, prune: bool, theirs: bool) -> None:
    if entry.folder is None and entry.base is not None and not prune:
        return  # the load keeps it as it is in the graph
    merged = merge(entry.base, entry.graph, entry.folder, prefer_graph=theirs)
    entry.result = as_tree(merged.tree) if merged.tree is not None else None
    entry.conflicts += merged.conflicts
    names = entry.names
    if names.is_disputed:
        base, graph, folder = (
            split_id(i or "")[1] for i in (names.base, names.graph, names.folder)
        )
        entry.conflicts.append(Conflict(path=("slug",), base=base, graph=graph, folder=folder))
        # So that the load takes the graph's entry over.
        former = (entry.result or {}).get(FORMER_SLUGS)
        slugs = former if isinstance(former, tuple) else ()
        entry.result = {**(entry.result or {}), FORMER_SLUGS: (*slugs, graph)}


def _restore_used(matching: Matching, entries: dict[str, MergedEntry], *, prune: bool) -> None:
    """Keep removed entries that merged ones refer to.

    If the graph removed the entry, that is a conflict; if the folder did, it is not pruned.
    """
    removed = matching.removed_by_folder() if prune else frozenset()
    waiting = [entry for entry in entries.values() if entry.result is not None]
    while waiting:
        entry = waiting.pop()
        for target in {*references(TYPES[split_id(entry.id)[0]], entry.result or {})}:
            if target in removed and target not in entries:
                (entries[target],) = _read(matching, [matching.names(target)])
            used = entries.get(target)
            if used is None or (used.result is not None and not used.users):
                continue
            used.users.append(entry.id)
            if used.result is not None:
                continue
            if used.graph is None:
                lost = Conflict(path=(), base=used.base, graph=None, folder=used.folder)
                used.conflicts.append(lost)
                used.result = used.folder
            elif prune:
                used.result = used.graph
            waiting.append(used)


def _by_type(entry: MergedEntry) -> tuple[int, str]:
    label, slug = split_id(entry.id)
    return [node_type.name for node_type in ENTRY_TYPES].index(label), slug
