"""Match the entries of three versions of the catalogue, and find those that must be merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES
from graph_service.model.ids import node_id, split_id

from .trees import Documents, former_slugs, references, same


class Matching:
    """The entries of the base, the graph and the folder; a renamed entry is one entry.

    Attributes:
        names: of each entry, in the three.
    """

    def __init__(self, base: Documents, graph: Documents, folder: Documents) -> None:
        self.base = base
        self.graph = graph
        self.folder = folder
        self.names = tuple(_names(base, graph, folder))

    def is_taken(self, names: Names) -> bool:
        """Whether another entry of the folder has the id that this one gets by the merge."""
        return names.merged != names.folder and names.merged in self.folder

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
            if gone and not gone.isdisjoint(references(_type_of(identity), document))
        }
        found = (n for n in self.names if self._is_changed(n) or n.folder in users)
        return tuple(sorted(found, key=lambda names: names.merged))

    def _is_changed(self, names: Names) -> bool:
        base, graph = self.base.get(names.base or ""), self.graph.get(names.graph or "")
        return names.base != names.graph or not same(base, graph)

    @cached_property
    def merged_ids(self) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
        """Id in the base, the graph and the folder → id after the merge, of renamed entries."""
        return (
            {n.base: n.merged for n in self.names if n.base and n.base != n.merged},
            {n.graph: n.merged for n in self.names if n.graph and n.graph != n.merged},
            {n.folder: n.merged for n in self.names if n.folder and n.folder != n.merged},
        )

    def removed_by_folder(self) -> Mapping[str, Names]:
        """Return the graph's entries that the folder has removed, by their ids after the merge."""
        removed = (n for n in self.names if n.base in self.base and n.graph and not n.folder)
        return {n.merged: n for n in removed}


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


def _type_of(identity: str) -> NodeType:
    return TYPES[split_id(identity)[0]]


def differing(one: Documents, other: Documents) -> set[str]:
    """Return the ids of the entries that are not the same in two versions of the catalogue."""
    return {i for i in {*one, *other} if not same(one.get(i), other.get(i))}


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
