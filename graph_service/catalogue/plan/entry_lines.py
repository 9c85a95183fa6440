"""Changed entries → lines of text: a sign, the entry's file, and the change.

    ~ topics/helpline  Name (en): "Hotlines" → "Helplines"
    ~ good-practices/gp  Topics: Helplines added

An added or removed entry is one line with its name, and so is an event of a transfer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from graph_service.catalogue.document.trees import type_of
from graph_service.catalogue.document.wording import (
    NameOf,
    changed_fields,
    differing,
    entry_name,
    entry_path,
    slug_of,
)
from graph_service.catalogue.loads.entry_changes import EntryChange, stage_moves
from graph_service.catalogue.problems import quoted
from graph_service.i18n import Language, Wording, _
from graph_service.model.enums import ChangeKind
from graph_service.model.graph import FORMER_SLUGS
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.kinds.base import FieldChange
from graph_service.model.types import KNOWLEDGE_TRANSFER
from graph_service.store.changes import Diff

from .display import MAX_LINES, Display

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.REMOVED: "-"}


def entry_lines(
    changes: Sequence[EntryChange], display: Display, name_of: NameOf = slug_of
) -> Iterator[str]:
    """Yield the lines of changed entries, which are sorted by type and slug.

    What follows from a merge is credited to it: an entry that only names the other has no line.
    """
    found = [each for each in changes if each.kind is not ChangeKind.CHANGED or each.own]
    for _label, group in groupby(found, key=lambda change: split_id(change.id)[0]):
        of_type = [*group]
        more = 0 if display.everything else len(of_type) - MAX_LINES
        for change in of_type if display.everything else of_type[:MAX_LINES]:
            yield from lines_of(change, display, name_of)
        if more > 0:
            folder = entry_path(of_type[0].id).rpartition("/")[0]
            message = _(
                "… and {more} more in {folder}/; --all shows them", more=more, folder=folder
            )
            yield f"  {display.write(message)}"


def lines_of(
    change: EntryChange,
    display: Display,
    name_of: NameOf = slug_of,
    *,
    in_full: bool = False,
) -> Iterator[str]:
    """Yield the lines of a changed entry.

    Args:
        change: what happened to it.
        display: how it is shown.
        name_of: the names of other entries.
        in_full: whether the fields of an added or removed entry are shown, too.
    """
    path, sign = entry_path(change.id), SIGNS.get(change.kind)
    lines: list[str] = []
    if sign is not None:
        end = ""
        if change.merged_into is not None:
            merged = _("merged into {slug}", slug=slug_of(change.merged_into))
            end = f"  {display.write(merged)}"
        text = quoted(display.write(entry_name(change.name)))
        if in_full:
            text = display.write(_("added") if change.kind is ChangeKind.ADDED else _("removed"))
        yield f"  {sign} {path}  {text}{end}"
    fields = change.own
    if change.former_id is not None:
        renamed = _("renamed, formerly {slug}", slug=slug_of(change.former_id))
        lines.append(display.write(renamed))
        fields = tuple(field for field in fields if field.name != FORMER_SLUGS.name)
    if sign is None or in_full:
        is_whole = display.everything
        found = changed_fields(type_of(change.id), fields, name_of, is_whole=is_whole)
        lines += map(display.write, found)
    yield from display.first(lines, MAX_LINES, f"  ~ {path}  ")


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


def stage_lines(diff: Diff, display: Display) -> Iterator[str]:
    """Yield the lines of the transfers whose stage or phase changes."""
    lines = []
    for identity, sides in stage_moves(diff):
        fields = [FieldChange(name=n, before=a, after=b) for n, (a, b) in sides.items() if a != b]
        found = map(display.write, changed_fields(KNOWLEDGE_TRANSFER, fields))
        lines.append(f"~ {entry_path(identity)}  {'; '.join(found)}")
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
    """
    if isinstance(old, str) and isinstance(new, str):
        old, new = differing(old, new)
    return f"{value_text(old, language)} → {value_text(new, language)}"
