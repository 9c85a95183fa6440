"""Merge three versions of the catalogue: what the graph changed since the folder's base is kept.

Entries are merged field by field. Nothing that loads derive is in them: stages, countries of visits
and inherited sources follow from the merged entries.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.ids import split_id

from .matching import Matching, Names
from .merge_trees import FORMER_SLUGS, Conflict, clashes, merge
from .trees import Documents, Tree, as_tree, former_slugs, references, same, with_names


@dataclass(frozen=True, kw_only=True)
class Merge:
    """The result of a merge.

    Attributes:
        documents: all entries after it.
        entries: what was merged, sorted by type and slug.
    """

    documents: Documents
    entries: tuple[MergedEntry, ...] = ()

    @property
    def pending(self) -> tuple[MergedEntry, ...]:
        """The entries whose changes in the graph the folder lacks."""
        return tuple(entry for entry in self.entries if entry.is_pending)

    @property
    def conflicts(self) -> tuple[MergedEntry, ...]:
        """The entries with conflicts."""
        return tuple(entry for entry in self.entries if entry.conflicts)


def merge_documents(base: Documents, graph: Documents, folder: Documents) -> Merge:
    """Merge the entries of the graph and a folder.

    Args:
        base: the entries that the folder is based on.
        graph: the entries of the graph.
        folder: the entries of the folder.
    """
    matching = Matching(base, graph, folder)
    names = matching.to_merge()
    if not names:
        return Merge(documents=folder)
    read = [_versions(matching, each) for each in names]
    for entry in read:
        _merge_entry(entry)
        if matching.is_taken(entry.names):
            entry.conflicts.append(_taken("slug", split_id(entry.id)[1], entry.id))
    # Of two entries that would have one id, the one with conflicts stays.
    entries = {entry.id: entry for entry in sorted(read, key=lambda each: len(each.conflicts))}
    _restore_used(matching, entries)
    replaced = {entry.names.folder for entry in entries.values()}
    documents = {i: document for i, document in folder.items() if i not in replaced}
    documents |= {e.id: e.result for e in entries.values() if e.result is not None}
    for clash in clashes(documents, entries):
        entries[clash.id].conflicts.append(_taken(clash.name, clash.value, clash.other))
    return Merge(documents=documents, entries=tuple(sorted(entries.values(), key=_by_type)))


def _taken(name: str, value: str, other: str) -> Conflict:
    return Conflict(path=(name,), graph=value, folder=value, other=other)


def _versions(matching: Matching, names: Names) -> MergedEntry:
    """Return the three versions of an entry, with the names after the merge."""
    found = []
    versions = (
        (matching.base, names.base),
        (matching.graph, names.graph),
        (matching.folder, names.folder),
    )
    for (documents, identity), renamed in zip(versions, matching.merged_ids, strict=True):
        document = documents.get(identity or "")
        if document is not None:
            document = with_names(TYPES[split_id(identity or "")[0]], document, renamed)
        found.append(document)
    base, graph, folder = found
    written = matching.folder.get(names.folder or "")
    return MergedEntry(names=names, base=base, graph=graph, folder=folder, written=written)


def _merge_entry(entry: MergedEntry) -> None:
    merged = merge(entry.base, entry.graph, entry.folder)
    entry.result = as_tree(merged.tree) if merged.tree is not None else None
    entry.conflicts += merged.conflicts
    names = entry.names
    if names.is_disputed:
        base, graph, folder = (
            split_id(i or "")[1] for i in (names.base, names.graph, names.folder)
        )
        entry.conflicts.append(Conflict(path=("slug",), base=base, graph=graph, folder=folder))
        # So that the load takes the graph's entry over.
        slugs = (*former_slugs(entry.result or {}), graph)
        entry.result = {**(entry.result or {}), FORMER_SLUGS: slugs}


def _restore_used(matching: Matching, entries: dict[str, MergedEntry]) -> None:
    """Keep removed entries that merged ones refer to; if the graph removed it, as a conflict."""
    removed = matching.removed_by_folder()
    waiting = [entry for entry in entries.values() if entry.result is not None]
    while waiting:
        entry = waiting.pop()
        for target in {*references(TYPES[split_id(entry.id)[0]], entry.result or {})}:
            if target in removed and target not in entries:
                entries[target] = _versions(matching, removed[target])
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
            else:
                used.result = used.graph
            waiting.append(used)


def _by_type(entry: MergedEntry) -> tuple[int, str]:
    label, slug = split_id(entry.id)
    return [node_type.name for node_type in ENTRY_TYPES].index(label), slug


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
    def is_writable(self) -> bool:
        """Whether a file can say what is in conflict; else another file must change first."""
        return not self.names.is_disputed and not any(c.other for c in self.conflicts)
