"""Match the entries of three versions of the catalogue, and find those that must be merged."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph_service.model.graph import TYPES
from graph_service.model.ids import node_id, split_id

from .trees import Documents, former_slugs, references, same


class Matching:
    """The entries of the base, the graph and the folder; a renamed entry is one entry."""

    def __init__(self, base: Documents, graph: Documents, folder: Documents) -> None:
        self.base = base
        self.graph = graph
        self.folder = folder
        in_base = ids_of(base)
        in_graph = ids_of(graph)
        in_folder = ids_of(folder)
        self._base_ids, self._graph_ids, self._folder_ids = (
            ids.now for ids in (in_base, in_graph, in_folder)
        )
        self._to_graph = renames(in_base, in_graph)
        self._to_folder = renames(in_base, in_folder)
        # An entry that both have and the base hasn't may have been renamed since, too.
        self._across = {
            old: new
            for old, new in renames(in_folder, in_graph).items()
            if old not in self._base_ids and new not in {*self._to_graph.values()}
        }
        self._from_graph = {new: old for old, new in self._to_graph.items()}
        self._from_folder = {new: old for old, new in self._to_folder.items()}
        self._later_in_graph = {*in_graph.former} & {*self._across.items()}
        self._from_across = {new: old for old, new in self._across.items()}

    def names(self, identity: str) -> Names:
        """Return the ids of the entry that has this id in the base or else in the graph."""
        base = self._from_graph.get(identity, identity)
        if base not in self._base_ids:
            folder = self._from_across.get(base, base)
            is_other = folder not in self._folder_ids or folder in self._from_folder
            return self._new(base, None if is_other else folder)
        graph, folder = (names.get(base, base) for names in (self._to_graph, self._to_folder))
        return Names(
            base=base,
            graph=graph if graph in self._graph_ids else None,
            folder=folder if folder in self._folder_ids else None,
        )

    def names_in_folder(self, identity: str) -> Names:
        """Return the ids of the entry that has this id in the folder."""
        base = self._from_folder.get(identity, identity)
        if base in self._base_ids:
            return self.names(base)
        graph = self._across.get(base, base)
        is_other = graph not in self._graph_ids or graph in self._from_graph
        return self._new(None if is_other else graph, base)

    def _new(self, graph: str | None, folder: str | None) -> Names:
        """Return the ids of an entry that the base lacks; if they differ, it was renamed since."""
        if graph is None or folder is None or graph == folder:
            return Names(base=None, graph=graph, folder=folder)
        older = folder if (folder, graph) in self._later_in_graph else graph
        return Names(base=older, graph=graph, folder=folder)

    def is_taken(self, names: Names) -> bool:
        """Whether another entry of the folder has the id that this one gets by the merge."""
        return names.merged != names.folder and names.merged in self._folder_ids

    def to_merge(self) -> tuple[Names, ...]:
        """Return the entries that the graph changed since the base, and those that refer to them.

        The latter only if the graph renamed or removed the entry.
        """
        changed = differing(self.base, self.graph)
        gone = {
            self._to_folder.get(identity, identity)
            for identity in changed
            if identity in self._base_ids
            and (identity in self._to_graph or identity not in self._graph_ids)
        } | {*self._across}
        names = {self.names(identity) for identity in changed | {*self._across.values()}}
        names |= {self.names_in_folder(identity) for identity in _users(self.folder, gone)}
        return tuple(sorted(names, key=lambda each: each.merged))

    @cached_property
    def merged_ids(self) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
        """Id in the base, the graph and the folder → id after the merge, of renamed entries."""
        ids = {*self._to_graph, *self._to_folder, *self._across.values()}
        renamed = [self.names(identity) for identity in ids]
        return (
            {n.base: n.merged for n in renamed if n.base and n.base != n.merged},
            {n.graph: n.merged for n in renamed if n.graph and n.graph != n.merged},
            {n.folder: n.merged for n in renamed if n.folder and n.folder != n.merged},
        )

    def removed_by_folder(self) -> frozenset[str]:
        """Return the ids, in the base, of the graph's entries that the folder has removed."""
        names = ((i, self.names(i)) for i in self._base_ids)
        return frozenset(i for i, each in names if each.graph and not each.folder)


def differing(one: Documents, other: Documents) -> set[str]:
    """Return the ids of the entries that are not the same in two versions of the catalogue."""
    return {i for i in {*one, *other} if not same(one.get(i), other.get(i))}


def _users(documents: Documents, ids: Collection[str]) -> set[str]:
    """Return the ids of the entries that refer to these, also as the source of an edge."""
    wanted = frozenset(ids)
    if not wanted:
        return set()
    return {
        identity
        for identity, document in documents.items()
        if not wanted.isdisjoint(references(TYPES[split_id(identity)[0]], document))
    }


@dataclass(frozen=True, kw_only=True)
class Names:
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
        names = {self.base, self.graph, self.folder}
        return None not in names and len(names) == 3

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
