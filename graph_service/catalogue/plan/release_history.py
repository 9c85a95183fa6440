"""Releases, and the history of an entry → lines for a terminal, or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.loads.entry_changes import tally
from graph_service.catalogue.loads.release import release_name
from graph_service.catalogue.loads.release_log import EntryChange, Summary
from graph_service.catalogue.three_way.wording import entry_path
from graph_service.i18n import Message, _, counted
from graph_service.model.enums import ChangeKind
from graph_service.model.ids import split_id
from graph_service.model.kinds.base import FieldChange
from graph_service.store.changes import Diff, Properties

from .display import MAX_LINES, Display
from .entry_lines import change_text
from .plan_json import as_json, diff_lists

_SIGNS = {ChangeKind.ADDED.name: "+", ChangeKind.REMOVED.name: "-"}
VERSION = 1
"""Of the JSON format of the history."""


def release_lines(summary: Summary, display: Display) -> Iterator[str]:
    """Yield the lines of a release: when, who, how many entries it changed, and which."""
    yield f"{heading(summary.release, display)}: {display.write(_totals(summary))}"
    if summary.undone_by is not None:
        undone = _("undone by Release {by}", by=summary.undone_by)
        yield f"  {display.write(undone)}"
    for kind in ChangeKind:
        number, ids = summary.changes.get(kind.name, (0, ()))
        if number:
            names = ", ".join(entry_path(identity) for identity in ids)
            more = f", {display.write(_more(number - len(ids)))}" if number > len(ids) else ""
            yield f"  {_SIGNS.get(kind.name, '~')} {names}{more}"


def heading(release: Properties, display: Display) -> str:
    """Return the name of a release, the time, and who loaded it.

    Release 3 (2026-11-26), undoes Release 2 · 10:42 UTC · ana
    """
    loaded_at, by = release.get("loadedAt"), release.get("loadedBy")
    time = f"{loaded_at.astimezone(dt.UTC):%H:%M} UTC" if isinstance(loaded_at, dt.datetime) else ""
    name = display.write(release_name(release))
    parts = [f"{name[:1].upper()}{name[1:]}", time, str(by or "")]
    return " · ".join(filter(None, parts))


def entry_lines(change: EntryChange, display: Display) -> Iterator[str]:
    """Yield the lines of a change of an entry, field by field."""
    yield heading(change.release, display)
    path, sign = entry_path(change.id), _SIGNS.get(change.kind, "~")
    lines = [f"  ~ {path}  {_field(each, display)}" for each in change.fields]
    if change.kind == ChangeKind.ADDED.name:
        added = _("added")
        lines.insert(0, f"  {sign} {path}  {display.write(added)}")
    if change.kind == ChangeKind.REMOVED.name:
        removed = _("removed")
        lines.insert(0, f"  {sign} {path}  {display.write(removed)}")
    if change.former_id is not None:
        renamed = _("renamed, formerly {slug}", slug=split_id(change.former_id)[1])
        lines.insert(0, f"  ~ {path}  {display.write(renamed)}")
    first, more = display.cut(lines, MAX_LINES)
    yield from first
    if more:
        yield f"  ~ {path}  {display.more(more)}"


def _field(change: FieldChange, display: Display) -> str:
    path = f"{change.name}.{change.language}" if change.language else change.name
    # The values of a list are stored in lines; each change is a line here.
    text = change_text(change.before, change.after, display.language).replace("\n", ", ")
    return f"{path}: {text}"


def _totals(summary: Summary) -> Message:
    if summary.changes:
        names = {kind.name.lower(): kind.name for kind in ChangeKind}
        numbers = {x: summary.changes.get(name, (0,))[0] for x, name in names.items()}
        return _(
            "entries {added} added, {changed} changed, {renamed} renamed, {removed} removed",
            **numbers,
        )
    if not summary.is_recorded:
        return _(
            "what it changed is not recorded: an earlier version of this program wrote it, or the"
            " graph was restored from an archive"
        )
    entries = summary.release.get("countedNumbers")
    if summary.release["number"] == 1 and isinstance(entries, list):
        total = sum(map(int, entries))
        return counted("first load, {number} entry", "first load, {number} entries", total)
    return _("no entry changed")


def _more(number: int) -> Message:
    return _("… and {more} more", more=number)


def log_document(summaries: Sequence[Summary]) -> Iterator[str]:
    """Yield the lines of a list of releases."""
    yield f'{{"version": {VERSION}, "releases": ['
    yield from _items([_summary(summary) for summary in summaries])
    yield "]}"


def entry_document(changes: Sequence[EntryChange]) -> Iterator[str]:
    """Yield the lines of the history of an entry."""
    yield f'{{"version": {VERSION}, "changes": ['
    yield from _items([_change(change) for change in changes])
    yield "]}"


def release_document(summary: Summary, diff: Diff) -> Iterator[str]:
    """Yield the lines of what a release changed."""
    yield "{"
    yield f'"version": {VERSION},'
    yield f'"release": {as_json(_summary(summary))},'
    yield f'"counts": {as_json(tally(diff))},'
    yield from diff_lists(diff, last=True)
    yield "}"


def _summary(summary: Summary) -> Mapping[str, object]:
    counts = {kind.name.lower(): summary.changes.get(kind.name, (0,))[0] for kind in ChangeKind}
    return {
        **_release(summary.release),
        "undoneBy": _release_id(summary.undone_by),
        "recorded": summary.is_recorded,
        "changes": counts,
    }


def _change(change: EntryChange) -> Mapping[str, object]:
    return {
        "release": _release(change.release),
        "change": change.kind.lower(),
        "id": change.id,
        "formerly": change.former_id,
        "fields": [
            {"name": each.name, "language": each.language, "old": each.before, "new": each.after}
            for each in change.fields
        ],
    }


def _release(release: Properties) -> Mapping[str, object]:
    loaded_at = release.get("loadedAt")
    return {
        "id": release["id"],
        "number": release["number"],
        "loadedAt": loaded_at.isoformat() if isinstance(loaded_at, dt.datetime) else None,
        "loadedBy": release.get("loadedBy"),
        "undoes": _release_id(release.get("undoes")),
        "checksum": release.get("checksum"),
    }


def _release_id(number: object) -> str | None:
    return f"Release:release-{number}" if number is not None else None


def _items(objects: Sequence[Mapping[str, object]]) -> Iterator[str]:
    for number, item in enumerate(objects, start=1):
        yield f"{as_json(item)}{',' if number < len(objects) else ''}"
