"""Merge three versions of the catalogue: what the graph changed since the folder's base is kept.

Entries are matched by their names in each version, and merged field by field. Nothing that loads
derive is in them: stages, countries of visits and inherited sources follow from the merged entries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from graph_service.model.graph import FORMER_SLUGS, PROPERTIES
from graph_service.model.ids import node_id, split_id

from .merge_trees import Conflict, merge
from .trees import (
    Documents,
    Tree,
    as_tree,
    by_type,
    former_slugs,
    references,
    same,
    type_of,
    with_names,
)


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
        if entry.id != entry.names.folder and entry.id in folder:
            # Another entry of the folder has the id that this one gets by the merge.
            entry.conflicts.append(_taken("slug", split_id(entry.id)[1], entry.id))
    # Of two entries that would have one id, the one with conflicts stays.
    entries = {entry.id: entry for entry in sorted(read, key=lambda each: len(each.conflicts))}
    _restore_used(matching, entries)
    replaced = {entry.names.folder for entry in entries.values()}
    documents = {i: document for i, document in folder.items() if i not in replaced}
    documents |= {e.id: e.result for e in entries.values() if e.result is not None}
    for identity, conflict in _clashes(documents, entries):
        entries[identity].conflicts.append(conflict)
    ordered = sorted(entries.values(), key=lambda entry: by_type(entry.id))
    return Merge(documents=documents, entries=tuple(ordered))


def _taken(name: str, value: str, other: str) -> Conflict:
    return Conflict(path=(name,), graph=value, folder=value, other=other)


def _versions(matching: Matching, names: Names) -> MergedEntry:
    """Return the three versions of an entry, with the names after the merge."""
    found: list[Tree | None] = []
    versions = zip(matching.versions, names, matching.merged_ids, strict=True)
    for documents, identity, renamed in versions:
        document = documents.get(identity or "")
        if identity is not None and document is not None:
            document = with_names(type_of(identity), document, renamed)
        found.append(document)
    base, graph, folder = found
    united = matching.united.get(names.base or "") if None in (graph, folder) else None
    return MergedEntry(
        names=names,
        base=base,
        graph=graph,
        folder=folder,
        written=matching.folder.get(names.folder or ""),
        # Its own new slug, if only one side renamed it, is no other entry.
        united_with=united if united not in (names.graph, names.folder) else None,
    )


def _merge_entry(entry: MergedEntry) -> None:
    tree, conflicts = merge(entry.base, entry.graph, entry.folder)
    entry.result = as_tree(tree) if tree is not None else None
    entry.conflicts += conflicts
    names = entry.names
    if names.is_disputed:
        base, graph, folder = (split_id(identity or "")[1] for identity in names)
        entry.conflicts.append(Conflict(path=("slug",), base=base, graph=graph, folder=folder))
        # So that the load takes the graph's entry over.
        slugs = (*former_slugs(entry.result or {}), graph)
        entry.result = {**(entry.result or {}), FORMER_SLUGS.name: slugs}


def _restore_used(matching: Matching, entries: dict[str, MergedEntry]) -> None:
    """Keep removed entries that merged ones refer to; if the graph removed it, as a conflict."""
    removed = {
        names.merged: names
        for names in matching.names
        if names.base in matching.base and names.graph and not names.folder
    }
    known = {*removed, *entries}
    waiting = [entry for entry in entries.values() if entry.result is not None]
    while waiting:
        entry = waiting.pop()
        for target in {*references(type_of(entry.id), entry.result or {}, known)}:
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


def _clashes(documents: Documents, merged: Collection[str]) -> Iterator[tuple[str, Conflict]]:
    """Yield each slug and code that a merged entry shares with another of its type."""
    holders: dict[tuple[str, str, str], str] = {}
    for identity, document in sorted(documents.items()):
        label, slug = split_id(identity)
        slugs = [("slug", slug), *((FORMER_SLUGS.name, each) for each in former_slugs(document))]
        codes = [p.name for p in PROPERTIES[label].values() if p.code and p.name in document]
        for name, value in (*slugs, *((name, str(document[name])) for name in codes)):
            key = "slug" if name == FORMER_SLUGS.name else name
            other = holders.setdefault((label, key, str(value)), identity)

            def rank(each: str, value: str = str(value)) -> tuple[bool, bool]:
                return each not in merged, split_id(each)[1] != value

            one, two = sorted((identity, other), key=rank)
            if other != identity and one in merged:
                yield one, _taken(name, str(value), two)


@dataclass(kw_only=True)
class MergedEntry:
    """An entry that the graph has changed since the base, or that refers to one that is gone there.

    Attributes:
        names: its ids in the three graphs.
        base: its fields in the base, with the names after the merge; None if it doesn't exist.
        graph: its fields in the graph.
        folder: its fields in the folder.
        written: its fields in the folder, with the names that the folder has.
        united_with: the entry that has its slug as a former one, where it doesn't exist.
        result: its fields after the merge.
        conflicts: what both sides changed differently.
        users: the entries that still refer to it, if the graph has removed it.
    """

    names: Names
    base: Tree | None
    graph: Tree | None
    folder: Tree | None
    written: Tree | None
    united_with: str | None = None
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
            is_as_before = same(self.base, self.graph) and self.names.base == self.names.graph
            return self.graph is not None and not is_as_before and not self.conflicts
        return not same(self.written, self.result) or (
            self.names.folder is not None and self.names.folder != self.id
        )

    @property
    def is_writable(self) -> bool:
        """Whether a file can say what is in conflict; else another file must change first."""
        others = (self.united_with, *(conflict.other for conflict in self.conflicts))
        return not self.names.is_disputed and not any(others)


class Matching:
    """The entries of the base, the graph and the folder; a renamed entry is one entry.

    Attributes:
        names: of each entry, in the three.
    """

    def __init__(self, base: Documents, graph: Documents, folder: Documents) -> None:
        self.versions = self.base, self.graph, self.folder = base, graph, folder
        self.names = tuple(_names(base, graph, folder))

    @cached_property
    def united(self) -> Mapping[str, str]:
        """The former ids in the graph and the folder, each with the id now."""
        return dict((*ids_of(self.graph).former, *ids_of(self.folder).former))

    def to_merge(self) -> tuple[Names, ...]:
        """Return the entries that the graph changed since the base, and those that refer to them.

        The latter only if the graph renamed or removed the entry.
        """
        gone = frozenset(
            names.folder or names.base
            for names in self.names
            if names.base and (names.base not in self.base or names.graph != names.base)
        )
        users = {
            identity
            for identity, document in self.folder.items()
            if gone and not gone.isdisjoint(references(type_of(identity), document, gone))
        }
        found = (n for n in self.names if self._is_changed(n) or n.folder in users)
        return tuple(sorted(found, key=lambda names: names.merged))

    def _is_changed(self, names: Names) -> bool:
        base, graph = self.base.get(names.base or ""), self.graph.get(names.graph or "")
        return names.base != names.graph or not same(base, graph)

    @cached_property
    def merged_ids(self) -> Sequence[Mapping[str, str]]:
        """Id in the base, the graph and the folder → id after the merge, of renamed entries."""
        merged = [names.merged for names in self.names]
        return [
            {old: new for old, new in zip(of_version, merged, strict=True) if old and old != new}
            for of_version in zip(*self.names, strict=True)
        ]


def _names(base: Documents, graph: Documents, folder: Documents) -> Iterator[Names]:
    in_base, in_graph, in_folder = ids_of(base), ids_of(graph), ids_of(folder)
    to_graph, to_folder = renames(in_base, in_graph), renames(in_base, in_folder)
    rest_of_graph, rest_of_folder = {*graph}, {*folder}
    for identity in base:
        now, written = to_graph.get(identity, identity), to_folder.get(identity, identity)
        rest_of_graph.discard(now)
        rest_of_folder.discard(written)
        yield Names(
            base=identity,
            graph=now if now in graph else None,
            folder=written if written in folder else None,
        )
    # An entry that both have and the base hasn't may have been renamed since, too.
    across = renames(in_folder, in_graph)
    for identity in sorted(rest_of_folder):
        other = across.get(identity, identity)
        if other not in rest_of_graph:
            yield Names(base=None, graph=None, folder=identity)
            continue
        rest_of_graph.discard(other)
        is_older = (identity, other) in in_graph.former
        older = None if other == identity else identity if is_older else other
        yield Names(base=older, graph=other, folder=identity)
    for identity in sorted(rest_of_graph):
        yield Names(base=None, graph=identity, folder=None)


class Names(NamedTuple):
    """The ids of an entry; None where it doesn't exist.

    Attributes:
        base: in the release that the folder is based on; of an entry that only the others have, the
            older of its names.
        graph: in the graph.
        folder: in the folder.
    """

    base: str | None
    graph: str | None
    folder: str | None

    @property
    def is_disputed(self) -> bool:
        """Whether both sides renamed it differently."""
        return None not in self and len({*self}) == 3

    @property
    def merged(self) -> str:
        """The id after the merge; the folder's, if both sides renamed it differently."""
        if self.folder is None or (self.graph is not None and self.folder == self.base):
            return self.graph or self.base or ""
        return self.folder


@dataclass(frozen=True, kw_only=True)
class EntryIds:
    """The ids in a version of the catalogue.

    Attributes:
        now: those of all entries.
        former: the former ids of entries, each with the id now.
    """

    now: frozenset[str]
    former: tuple[tuple[str, str], ...]


def ids_of(documents: Documents) -> EntryIds:
    """Return the ids of entries."""
    former = [
        (node_id(split_id(identity)[0], str(slug)), identity)
        for identity, document in sorted(documents.items())
        for slug in former_slugs(document)
    ]
    return EntryIds(now=frozenset(documents), former=tuple(former))


def renames(before: EntryIds, after: EntryIds) -> Mapping[str, str]:
    """Return old id → new id of the entries that were renamed from one version to another.

    The new name has the old one as a former slug; if the renaming was undone, it is the reverse.
    """
    found: dict[str, str] = {}

    def add(old: str, new: str) -> None:
        is_renamed = old in before.now and new in after.now and new not in before.now
        if is_renamed and old not in after.now and new not in found.values():
            found.setdefault(old, new)

    for former, name in after.former:
        add(former, name)
    for former, name in before.former:
        add(name, former)
    return found
