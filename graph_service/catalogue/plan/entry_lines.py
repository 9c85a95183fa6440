"""Changed entries → lines of text: a sign, the entry's file, and the change.

    ~ topics/helpline  name.en: "Hotlines" → "Helplines"
    ~ good-practices/gp  + topics helpline

An added or removed entry is one line with its name, and so is an event of a transfer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, takewhile

from graph_service.catalogue.document.wording import entry_path
from graph_service.catalogue.loads.entry_changes import EntryChange, before_and_after
from graph_service.catalogue.problems import quoted
from graph_service.i18n import Language, Wording, _
from graph_service.model.enums import ChangeKind
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.kinds.base import FieldChange
from graph_service.model.text import FALLBACK
from graph_service.model.types import STAGE_EVENT
from graph_service.store.changes import NodeChange

from .display import MAX_LINES, Display

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-"}
_MAX_LENGTH = 60
_CONTEXT = 20
_EVENTS = "events["


def entry_lines(changes: Sequence[EntryChange], display: Display) -> Iterator[str]:
    """Yield the lines of changed entries, which are sorted by type and slug."""
    for _label, group in groupby(changes, key=lambda change: split_id(change.id)[0]):
        of_type = [*group]
        more = 0 if display.everything else len(of_type) - MAX_LINES
        for change in of_type if display.everything else of_type[:MAX_LINES]:
            yield from lines_of(change, display)
        if more > 0:
            folder = entry_path(of_type[0].id).rpartition("/")[0]
            message = _(
                "… and {more} more in {folder}/; --all shows them", more=more, folder=folder
            )
            yield f"  {display.write(message)}"


def lines_of(change: EntryChange, display: Display, *, in_full: bool = False) -> Iterator[str]:
    """Yield the lines of a changed entry.

    Args:
        change: what happened to it.
        display: how it is shown.
        in_full: whether the fields of an added or removed entry are shown, too.
    """
    path, sign = entry_path(change.id), SIGNS.get(change.kind)
    lines: list[str] = []
    if sign is not None:
        end = ""
        if change.merged_into is not None:
            merged = _("merged into {slug}", slug=split_id(change.merged_into)[1])
            end = f"  {display.write(merged)}"
        text = value_text(_name(change.name), display.language)
        if in_full:
            text = display.write(_("added") if change.kind is ChangeKind.ADDED else _("removed"))
        yield f"  {sign} {path}  {text}{end}"
    if change.former_id is not None:
        renamed = _("renamed, formerly {slug}", slug=split_id(change.former_id)[1])
        lines.append(display.write(renamed))
    if sign is None or in_full:
        lines += field_lines(split_id(change.id)[0], change.fields, display)
    yield from display.first(lines, MAX_LINES, f"  ~ {path}  ")


def _name(texts: Mapping[str, str]) -> str:
    return next((texts[language] for language in FALLBACK if language in texts), "")


def field_lines(label: str, changes: Sequence[FieldChange], display: Display) -> Iterator[str]:
    """Yield the lines of the changed fields of an entry of a type; a new event is one line."""
    for event, group in groupby(changes, key=_event):
        fields = [*group]
        stage = next((field for field in fields if field.name == f"{event}.stage"), None)
        if event and stage and (stage.before is None or stage.after is None):
            sign, term = ("+", stage.after) if stage.before is None else ("-", stage.before)
            name = _("event {position}", position=event.removeprefix(_EVENTS).rstrip("]"))
            yield f"{sign} {display.write(name)}: {term}"
        else:
            of_type = STAGE_EVENT.name if event else label
            yield from (_field_text(of_type, event, field, display) for field in fields)


def _event(field: FieldChange) -> str:
    """Return the event of a field, such as "events[2]"; empty if it is of the entry itself."""
    return field.name.partition(".")[0] if field.name.startswith(_EVENTS) else ""


def _field_text(label: str, event: str, field: FieldChange, display: Display) -> str:
    relations = {edge.forward for edge in edges_of(TYPES[label])}
    if field.name.removeprefix(f"{event}.") not in relations:
        path = f"{field.name}.{field.language}" if field.language else field.name
        # The values of a list are stored in lines.
        old, new = field.before, field.after
        is_list = "\n" in f"{old}{new}"
        sides = [side.split("\n") if side and is_list else side for side in (old, new)]
        return f"{path}: {change_text(sides[0], sides[1], display.language)}"
    before, after = (split_id(side)[1] if side else "" for side in (field.before, field.after))
    if before and after:
        return f"{field.name}: {before} → {after}"
    return f"+ {field.name} {after}" if after else f"- {field.name} {before}"


def totals(counts: Mapping[str, int]) -> Wording:
    """Return the numbers of entries by the kind of change."""
    parts = {
        ChangeKind.ADDED: _("{number} added", number=counts.get("ADDED", 0)),
        ChangeKind.CHANGED: _("{number} changed", number=counts.get("CHANGED", 0)),
        ChangeKind.RENAMED: _("{number} renamed", number=counts.get("RENAMED", 0)),
        ChangeKind.REMOVED: _("{number} removed", number=counts.get("REMOVED", 0)),
    }
    found = [text for kind, text in parts.items() if counts.get(kind.name)]
    return _("entries: {parts}", parts=found) if found else _("no entry changed")


def stage_lines(moves: Sequence[NodeChange], display: Display) -> Iterator[str]:
    """Yield the lines of the transfers whose stage or phase changes."""
    lines = [
        f"~ {entry_path(move.after.id)}"
        f"  {change_text(*before_and_after(move, 'stage'), display.language)}"
        f" ({change_text(*before_and_after(move, 'phase'), display.language)})"
        for move in moves
    ]
    if lines:
        yield display.write(_("Transfers whose stage changes:"))
    yield from display.first(lines, MAX_LINES, "  ")


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
