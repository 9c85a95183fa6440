"""Changed entries → lines of text: a sign, the entry's file, and the change.

    ~ topics/helpline  name.en: "Hotlines" → "Helplines"

An added or removed entry is one line with its name. Edges are listed under the entry whose file
declares them, and events under their transfer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from graph_service.catalogue.graph.entry_ids import owner_of
from graph_service.catalogue.loads.entry_changes import (
    ChangedValue,
    EdgeView,
    Mark,
    NodeView,
    edge_views,
    node_views,
    stage_moves,
)
from graph_service.catalogue.problems import quoted
from graph_service.catalogue.three_way.wording import entry_path
from graph_service.i18n import Language, _, counted
from graph_service.model.enums import Basis
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.types import STAGE_EVENT
from graph_service.store.changes import Diff

from .display import MAX_LINES, Display

_SIGNS = {Mark.ADDED: "+", Mark.REMOVED: "-"}
_ORDER = {name: number for number, name in enumerate(TYPES)}
_MAX_LENGTH = 60
_CONTEXT = 20


@dataclass(kw_only=True)
class _Entry:
    """The changes of one entry and its events.

    Attributes:
        lines: the lines of nodes and edges.
        derived: the stored properties that change without a field.
        cited: the added and removed sources of the entry.
        source_changes: the edges of which only the sources change.
    """

    lines: list[str] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    cited: set[tuple[Mark, str]] = field(default_factory=set)
    source_changes: list[EdgeView] = field(default_factory=list)


def entry_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Yield the lines of all changed entries, sorted by type and slug."""
    subjects = _subjects(diff)
    by_type: dict[str, list[str]] = defaultdict(list)
    for identity in sorted(subjects, key=_by_type):
        by_type[split_id(identity)[0]].append(identity)
    cut = {label: display.cut(ids, MAX_LINES) for label, ids in by_type.items()}
    entries = _collect(diff, {i for ids, _more in cut.values() for i in ids}, display)
    for ids, more in cut.values():
        for identity in ids:
            yield from _of_entry(identity, entries[identity], display)
        if more:
            folder = entry_path(ids[0]).rpartition("/")[0]
            message = _(
                "… and {more} more in {folder}/; --all shows them", more=more, folder=folder
            )
            yield f"  {display.write(message)}"


def _subjects(diff: Diff) -> set[str]:
    """Return the ids of the entries that have lines."""
    whole = {row.id for row in diff.nodes_added} | {row.id for row in diff.nodes_removed}
    subjects = {owner_of(identity) for identity in whole}
    subjects |= {owner_of(changed.after.id) for changed in diff.nodes_changed}
    for edges in (diff.edges_added, diff.edges_removed):
        subjects |= {owner_of(edge.source) for edge in edges if edge.source not in whole}
    return subjects | {owner_of(changed.after.source) for changed in diff.edges_changed}


def _collect(diff: Diff, chosen: set[str], display: Display) -> Mapping[str, _Entry]:
    entries = {identity: _Entry() for identity in chosen}
    whole = {row.id for row in diff.nodes_added} | {row.id for row in diff.nodes_removed}
    edges = Counter(edge.source for edge in diff.edges_added if owner_of(edge.source) in chosen)
    for node in node_views(diff):
        entry = entries.get(owner_of(node.row.id))
        # An event of an added or removed transfer has no line of its own.
        is_implied = owner_of(node.row.id) in whole and node.row.id not in entries
        if entry is not None and node.mark is not Mark.KEPT and not is_implied:
            entry.lines += _of_node(node, edges[node.row.id], display)
            entry.derived += node.derived
    for edge in edge_views(diff):
        entry = entries.get(owner_of(edge.row.source))
        if entry is None or edge.row.source in whole:
            continue
        if edge.field == "sources" and edge.mark is not Mark.CHANGED:
            entry.cited.add((edge.mark, split_id(edge.row.target)[1]))
        if [changed.name for changed in edge.fields] == ["sources"]:
            entry.source_changes.append(edge)
        elif edge.mark is Mark.CHANGED or not (edge.edge and edge.edge.owns):
            entry.lines += _of_edge(edge, display)
            entry.derived += edge.derived
    return entries


def _of_entry(identity: str, entry: _Entry, display: Display) -> Iterator[str]:
    path = entry_path(identity)
    lines = list(entry.lines)
    # Edges without sources of their own have those of their entry, and change with them.
    inherited = [edge for edge in entry.source_changes if _delta(edge.fields[0]) == entry.cited]
    for edge in entry.source_changes:
        if edge not in inherited:
            lines += _of_edge(edge, display)
    if inherited:
        edges = counted(
            "the same change in the sources of {number} edge",
            "the same change in the sources of {number} edges",
            len(inherited),
        )
        lines.append(f"~  {display.write(edges)}")
    if not lines and entry.derived:
        names = ", ".join(dict.fromkeys(entry.derived))
        properties = _("only derived or unknown properties: {names}", names=names)
        lines.append(f"~  {display.write(properties)}")
    first, more = display.cut(lines, MAX_LINES)
    for line in first:
        yield f"  {line[0]} {path}{line[1:]}"
    if more:
        yield f"  ~ {path}  {display.more(more)}"


def _of_node(node: NodeView, edges: int, display: Display) -> Iterator[str]:
    """Yield the lines of a node, beginning with the sign."""
    sign, event = _SIGNS.get(node.mark, "~"), _event(node.row.id, display)
    if node.mark in _SIGNS:
        name = node.row.properties.get("stage" if event else "name")
        count = counted("({number} edge)", "({number} edges)", edges)
        end = f" {display.write(count)}" if edges else ""
        if node.merged_into is not None:
            merged = _("merged into {slug}", slug=split_id(node.merged_into)[1])
            end = f"  {display.write(merged)}"
        subject = f"{event}: " if event else ""
        yield f"{sign}  {subject}{value_text(str(name), display.language)}{end}"
    if node.formerly is not None:
        renamed = _("renamed, formerly {slug}", slug=split_id(node.formerly)[1])
        yield f"~  {display.write(renamed)}"
    for changed in node.fields:
        yield f"~  {f'{event}, ' if event else ''}{_field(changed, display)}"


def _of_edge(edge: EdgeView, display: Display) -> Iterator[str]:
    """Yield the lines of an edge, under the entry that declares it."""
    event = _event(edge.row.source, display)
    subject = f"{f'{event}, ' if event else ''}{edge.field} {edge.row.target.partition(':')[2]}"
    if edge.mark in _SIGNS:
        derived = display.write(_("(derived)"))
        end = f" {derived}" if edge.row.properties.get("basis") == Basis.DERIVED.name else ""
        yield f"~  {_SIGNS[edge.mark]} {subject}{end}"
    for changed in edge.fields:
        yield f"~  {subject}, {_field(changed, display)}"


def _field(changed: ChangedValue, display: Display) -> str:
    return f"{changed.path}: {change_text(changed.old, changed.new, display.language)}"


def stage_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Yield the lines of the transfers whose stage or phase changes."""
    lines = [
        f"  ~ {entry_path(move.id)}  {change_text(*move.stages, display.language)}"
        f" ({change_text(*move.phases, display.language)})"
        for move in stage_moves(diff)
    ]
    if not lines:
        return
    first, more = display.cut(lines, MAX_LINES)
    yield display.write(_("Transfers whose stage changes:"))
    yield from first
    if more:
        yield f"  {display.more(more)}"


def _delta(changed: ChangedValue) -> set[tuple[Mark, str]]:
    """Return the added and removed sources."""
    old, new = (set(x) if isinstance(x, list) else set() for x in (changed.old, changed.new))
    return {(Mark.ADDED, slug) for slug in new - old} | {(Mark.REMOVED, x) for x in old - new}


def _event(identity: str, display: Display) -> str | None:
    label, slug = split_id(identity)
    if label != STAGE_EVENT.name:
        return None
    return display.write(_("event {position}", position=slug.rpartition("-")[2]))


def _by_type(identity: str) -> tuple[int, str]:
    return (_ORDER.get(split_id(identity)[0], len(_ORDER)), identity)


def value_text(value: Json, language: Language) -> str:
    """Return a value as text.

    >>> value_text(["VISITED", "una visita", None, True], Language.EN)
    '[VISITED, "una visita", nothing, true]'
    """
    match value:
        case None:
            return _("nothing").render(language)
        case bool():
            return str(value).lower()
        case str():
            return value if value.isascii() and value.isupper() else quoted(value)
        case Mapping():
            return " ".join(value_text(item, language) for item in value.values())
        case Sequence():
            return f"[{', '.join(value_text(item, language) for item in value)}]"
    return str(value)


def change_text(old: Json, new: Json, language: Language) -> str:
    """Return a value before and after; of long texts, the part that differs.

    >>> change_text("VISITED", "ADAPTED", Language.EN)
    'VISITED → ADAPTED'
    >>> change_text(["p", "q"], ["p", "r"], Language.EN)
    '- "q" + "r"'
    """
    match old, new:
        case str(), str():
            start = _first_difference(old, new)
            old, new = _cut(old, start), _cut(new, start)
        case list(), list() if _differ_by_items(old, new):
            removed = [f"- {value_text(item, language)}" for item in old if item not in new]
            added = [f"+ {value_text(item, language)}" for item in new if item not in old]
            return " ".join([*removed, *added])
    return f"{value_text(old, language)} → {value_text(new, language)}"


def _differ_by_items(old: Sequence[Json], new: Sequence[Json]) -> bool:
    """Whether the lists have items in common, in the same order."""
    common = [item for item in old if item in new]
    return common == [item for item in new if item in old] and bool(common)


def _first_difference(old: str, new: str) -> int:
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))])


def _cut(text: str, start: int) -> str:
    """Cut the beginning of a long text, up to shortly before the first difference."""
    if len(text) <= _MAX_LENGTH or start <= _CONTEXT:
        return text
    return f"…{text[start - _CONTEXT :]}"
