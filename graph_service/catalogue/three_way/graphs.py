"""Merge three graphs: what the graph changed since the folder's base is kept, entry by entry.

Entries are merged, not rows: stages, country edges and inherited sources are derived again from
the merged entries, so that the result is the graph of a folder that has both sides' changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph_service.catalogue.document.trees import (
    Node,
    Tree,
    as_tree,
    entry_of,
    references,
    same,
    tree_of,
    with_names,
)
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.graph.derive import Known, with_derived
from graph_service.catalogue.graph.entry_ids import owner_of, referring_entries
from graph_service.catalogue.graph.from_entries import rows_of
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.model.graph import ENTRY_TYPES, TYPES
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, INSTITUTION
from graph_service.store.graph import Graph

from .matching import Matching, Names
from .merge_trees import FORMER_SLUGS, Conflict, Path, clashes, merge


@dataclass(frozen=True, kw_only=True)
class GraphMerge:
    """The result of a merge.

    Attributes:
        wanted: the graph of the merged entries.
        entries: what was merged, sorted by type and slug.
    """

    wanted: Graph
    entries: tuple[MergedEntry, ...] = ()

    @property
    def pending(self) -> tuple[MergedEntry, ...]:
        """The entries whose changes in the graph the folder lacks."""
        return tuple(entry for entry in self.entries if entry.is_pending)

    @property
    def conflicts(self) -> tuple[MergedEntry, ...]:
        """The entries with conflicts."""
        return tuple(entry for entry in self.entries if entry.conflicts)


def merge_graphs(base: Graph, graph: Graph, folder: Graph) -> GraphMerge:
    """Merge the stored graph and the folder's.

    Args:
        base: the graph that the folder is based on.
        graph: the stored graph.
        folder: the graph that the folder describes.

    Raises:
        ValueError: when a graph was changed by hand to something that no load writes.
    """
    matching = Matching(base, graph, folder)
    names = matching.to_merge()
    if not names:
        return GraphMerge(wanted=folder)
    read = [*_read(matching, names)]
    for entry in read:
        _merge_entry(entry)
        if matching.is_taken(entry.names):
            entry.conflicts.append(_taken("slug", split_id(entry.id)[1], entry.id))
    # Of two entries that would have one id, the one with conflicts stays.
    entries = {entry.id: entry for entry in sorted(read, key=lambda each: len(each.conflicts))}
    _restore_used(matching, entries)
    wanted = wanted_graph(folder, entries)
    for clash in clashes(wanted, entries):
        entries[clash.id].conflicts.append(_taken(clash.name, clash.value, clash.other))
    return GraphMerge(wanted=wanted, entries=tuple(sorted(entries.values(), key=_by_type)))


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
        former = (entry.result or {}).get(FORMER_SLUGS)
        slugs = former if isinstance(former, tuple) else ()
        entry.result = {**(entry.result or {}), FORMER_SLUGS: (*slugs, graph)}


def _restore_used(matching: Matching, entries: dict[str, MergedEntry]) -> None:
    """Keep removed entries that merged ones refer to; if the graph removed it, as a conflict."""
    removed = matching.removed_by_folder()
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


def wanted_graph(folder: Graph, entries: Mapping[str, MergedEntry]) -> Graph:
    """Return the folder's graph with the merged entries, and what is derived from them."""
    wanted = folder.copy()
    before = _countries(folder)
    after = dict(before)
    changed = [entry for entry in entries.values() if entry.is_pending]
    for entry in changed:
        label, slug = split_id(entry.id)
        if label == INSTITUTION.name:
            after.pop(split_id(entry.names.folder or "")[1], None)
            country = as_tree((entry.result or {}).get("country")).get("slug")
            if country is not None:
                after[slug] = str(country)
    moved = [slug for slug in {**before, **after} if before.get(slug) != after.get(slug)]
    rebuilt = [
        entry_of(TYPES[split_id(entry.id)[0]], split_id(entry.id)[1], entry.result)
        for entry in changed
        if entry.result is not None
    ]
    replaced = {entry.names.folder for entry in changed if entry.names.folder}
    institutions = [node_id(INSTITUTION.name, slug) for slug in moved]
    visits = [i for i in replaced if split_id(i)[0] == EXCHANGE_VISIT.name]
    others = referring_entries(folder, [*institutions, *visits]) - replaced
    rebuilt += entries_of(folder, others)
    _remove(wanted, others | replaced)
    _add(wanted, rebuilt, _known(folder, rebuilt, after))
    return wanted


def _add(graph: Graph, entries: Iterable[Entry], known: Known) -> None:
    for entry in with_derived(sorted(entries, key=_rank), known):
        graph.add(*rows_of(entry))


def _known(graph: Graph, entries: Iterable[Entry], countries: dict[str, str]) -> Known:
    """Return what these entries are derived from: countries, and visits of a graph."""
    known = Known(countries)
    links = (link for e in entries for link in e.links_of("ARISING_FROM", EXCHANGE_VISIT))
    visits = {node_id(EXCHANGE_VISIT.name, link.target) for link in links}
    for visit in entries_of(graph, visits):
        known.add(visit)
    return known


def _countries(graph: Graph) -> dict[str, str]:
    """Return the countries of institutions, by slug."""
    prefix = f"{COUNTRY.name}:"
    found = graph.edges_of("IN_COUNTRY", INSTITUTION.name)
    return {
        split_id(edge.source)[1]: split_id(edge.target)[1]
        for edge in found
        if edge.target.startswith(prefix)
    }


def _remove(graph: Graph, ids: Collection[str]) -> None:
    """Remove entries with their parts and the edges that leave them."""
    removed = {*ids}
    removed |= {e.target for e in graph.edges_from(removed) if owner_of(e.target) == e.source}
    for edge in graph.edges_from(removed):
        del graph.edges[edge.key]
    for identity in removed:
        graph.nodes.pop(identity, None)


def _rank(entry: Entry) -> int:
    return ENTRY_TYPES.index(entry.type)
