"""Entries that change → lines, each with its sign and the file of its entry.

Of an entry that comes or goes its name is told alone: its file tells the rest. Edges stand under
the entry whose file declares them, and events under their transfer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graph_service.i18n import _, counted
from graph_service.model.enums import Basis
from graph_service.model.graph import TYPES
from graph_service.model.ids import node_id, split_id
from graph_service.model.types import KNOWLEDGE_TRANSFER, STAGE_EVENT
from graph_service.store.changes import Diff, Properties

from .changes import EdgeView, Mark, NodeView, edge_views, node_views, stage_moves
from .display import MOST, Display
from .fields import FieldChange
from .shown_values import change, shown

_SIGNS = {Mark.ADDED: "+", Mark.REMOVED: "-"}
_ORDER = {name: number for number, name in enumerate(TYPES)}


@dataclass(kw_only=True)
class _Entry:
    """What is told of one entry, with its events."""

    lines: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    cited: set[tuple[Mark, str]] = field(default_factory=set)
    following: list[EdgeView] = field(default_factory=list)


def entry_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Tell of entries, sorted by type and slug, each by its lines."""
    subjects = _subjects(diff)
    by_type: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(subjects, key=_by_type):
        by_type[split_id(identity)[0]].append(identity)
    cut = {label: display.cut(ids, MOST) for label, ids in by_type.items()}
    entries = _collected(diff, {i for ids, _more in cut.values() for i in ids}, display)
    for label, (ids, more) in cut.items():
        for identity in ids:
            yield from _of_entry(identity, entries[identity], display)
        if more:
            folder = _folder(label)
            message = _(
                "… and {more} more in {folder}/; --all shows them", more=more, folder=folder
            )
            yield f"  {display.write(message)}"


def _subjects(diff: Diff) -> set[str]:
    """Give the ids of entries that something is told of."""
    whole = {row.id for row in diff.nodes_added} | {row.id for row in diff.nodes_removed}
    found = {_owner(identity) for identity in whole}
    found |= {_owner(changed.after.id) for changed in diff.nodes_changed}
    for edges in (diff.edges_added, diff.edges_removed):
        found |= {_owner(edge.source) for edge in edges if edge.source not in whole}
    return found | {_owner(changed.after.source) for changed in diff.edges_changed}


def _collected(diff: Diff, chosen: set[str], display: Display) -> Mapping[str, _Entry]:
    """Collect the lines of some entries."""
    entries = {identity: _Entry() for identity in chosen}
    whole = {row.id for row in diff.nodes_added} | {row.id for row in diff.nodes_removed}
    edges = Counter(edge.source for edge in diff.edges_added if _owner(edge.source) in chosen)
    for node in node_views(diff):
        entry = entries.get(_owner(node.row.id))
        with_its_entry = _owner(node.row.id) in whole and node.row.id not in entries
        if entry is not None and node.mark is not Mark.KEPT and not with_its_entry:
            entry.lines += _of_node(node, edges[node.row.id], display)
            entry.others += node.others
    for edge in edge_views(diff):
        entry = entries.get(_owner(edge.row.source))
        if entry is None or edge.row.source in whole:
            continue
        if edge.field == "sources" and edge.mark is not Mark.CHANGED:
            entry.cited.add((edge.mark, split_id(edge.row.target)[1]))
        if _moves_sources(edge):
            entry.following.append(edge)
        elif edge.mark is Mark.CHANGED or not (edge.edge and edge.edge.owns):
            entry.lines += _of_edge(edge, display)
            entry.others += edge.others
    return entries


def _of_entry(identity: str, entry: _Entry, display: Display) -> Iterator[str]:
    path = _path(identity)
    lines = list(entry.lines)
    with_it = [edge for edge in entry.following if _delta(edge.fields[0]) == entry.cited]
    for edge in entry.following:
        if edge not in with_it:
            lines += _of_edge(edge, display)
    if with_it:
        edges = counted(
            "sources of {number} edge, with them",
            "sources of {number} edges, with them",
            len(with_it),
        )
        lines.append(f"~  {display.write(edges)}")
    if not lines and entry.others:
        names = ", ".join(dict.fromkeys(entry.others))
        stored = _("no field, but what is stored with it: {names}", names=names)
        lines.append(f"~  {display.write(stored)}")
    some, more = display.cut(lines, MOST)
    for line in some:
        yield f"  {line[0]} {path}{line[1:]}"
    if more:
        yield f"  ~ {path}  {display.more(more)}"


def _of_node(node: NodeView, edges: int, display: Display) -> Iterator[str]:
    """Give the lines of a node, each with its sign first."""
    sign, event = _SIGNS.get(node.mark, "~"), _event(node.row.id, display)
    if node.mark in _SIGNS:
        name = node.row.properties.get("stage" if event else "name")
        count = counted("({number} edge)", "({number} edges)", edges)
        end = f" {display.write(count)}" if edges else ""
        yield f"{sign}  {f'{event}: ' if event else ''}{shown(str(name), display.language)}{end}"
    if node.formerly is not None:
        renamed = _("renamed, formerly {slug}", slug=split_id(node.formerly)[1])
        yield f"~  {display.write(renamed)}"
    for changed in node.fields:
        yield f"~  {f'{event}, ' if event else ''}{_field(changed, display)}"


def _of_edge(edge: EdgeView, display: Display) -> Iterator[str]:
    """Give the lines of an edge, under the entry that declares it."""
    event = _event(edge.row.source, display)
    subject = f"{f'{event}, ' if event else ''}{edge.field} {edge.row.target.partition(':')[2]}"
    if edge.mark in _SIGNS:
        yield f"~  {_SIGNS[edge.mark]} {subject}{_end(edge.row.properties, display)}"
    for changed in edge.fields:
        yield f"~  {subject}, {_field(changed, display)}"


def _end(properties: Properties, display: Display) -> str:
    """Tell of an edge that no file has: the loader adds it."""
    derived = _("(derived)")
    return f" {display.write(derived)}" if properties.get("basis") == Basis.DERIVED.name else ""


def _field(changed: FieldChange, display: Display) -> str:
    return f"{changed.path}: {change(changed.old, changed.new, display.language)}"


def stage_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Tell of transfers that get another stage by what changes."""
    lines = [
        f"  ~ {_path(move.id)}  {change(*move.stages, display.language)}"
        f" ({change(*move.phases, display.language)})"
        for move in stage_moves(diff)
    ]
    if not lines:
        return
    some, more = display.cut(lines, MOST)
    yield display.write(_("Transfers whose stage moves:"))
    yield from some
    if more:
        yield f"  {display.more(more)}"


def _moves_sources(edge: EdgeView) -> bool:
    return [changed.name for changed in edge.fields] == ["sources"]


def _delta(changed: FieldChange) -> set[tuple[Mark, str]]:
    """Give which sources come and go: edges without sources of their own have their entry's."""
    old, new = (set(x) if isinstance(x, list) else set() for x in (changed.old, changed.new))
    return {(Mark.ADDED, slug) for slug in new - old} | {(Mark.REMOVED, x) for x in old - new}


def _owner(identity: str) -> str:
    """Give the entry that a node stands in the file of: the transfer, of an event."""
    label, slug = split_id(identity)
    if label != STAGE_EVENT.name:
        return identity
    return node_id(KNOWLEDGE_TRANSFER.name, slug.rpartition("-")[0])


def _event(identity: str, display: Display) -> str | None:
    label, slug = split_id(identity)
    if label != STAGE_EVENT.name:
        return None
    return display.write(_("event {position}", position=slug.rpartition("-")[2]))


def _path(identity: str) -> str:
    """Name an entry by its file, without .yaml."""
    label, slug = split_id(identity)
    return f"{_folder(label)}/{slug}"


def _folder(label: str) -> str:
    node_type = TYPES.get(label)
    return node_type.folder or label if node_type else label


def _by_type(identity: str) -> tuple[int, str]:
    return (_ORDER.get(split_id(identity)[0], len(_ORDER)), identity)
