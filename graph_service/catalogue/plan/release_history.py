"""Releases, and the history of an entry → lines for a terminal, or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph_service.catalogue.document.wording import NameOf, entry_path
from graph_service.catalogue.loads.entry_changes import EntryChange
from graph_service.catalogue.loads.release import person_of, release_name
from graph_service.catalogue.loads.release_log import Summary
from graph_service.i18n import Message, _, counted
from graph_service.model.enums import ChangeKind
from graph_service.store.changes import Properties

from .display import Display
from .entry_lines import SIGNS, lines_of, totals
from .plan_json import entry_object, json_document

VERSION = 2
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
            if number > len(ids):
                more = _("… and {more} more", more=number - len(ids))
                names += f", {display.write(more)}"
            yield f"  {SIGNS.get(kind, '~')} {names}"


def heading(release: Properties, display: Display) -> str:
    """Return the name of a release, the time, and who loaded it.

    Release 3 (2026-11-26), undoes Release 2 · 10:42 UTC · ana
    """
    loaded_at, by = release.get("loadedAt"), person_of(release)
    time = f"{loaded_at.astimezone(dt.UTC):%H:%M} UTC" if isinstance(loaded_at, dt.datetime) else ""
    name = display.write(release_name(release))
    parts = [f"{name[:1].upper()}{name[1:]}", time, display.write(by or "")]
    return " · ".join(filter(None, parts))


def history_lines(
    changes: Iterable[tuple[Properties, EntryChange]], display: Display, name_of: NameOf
) -> Iterator[str]:
    """Yield the lines of what each release did to an entry, field by field."""
    for release, change in changes:
        yield heading(release, display)
        yield from lines_of(change, display, name_of, in_full=True)


def _totals(summary: Summary) -> Message:
    if summary.changes:
        return totals({kind: number for kind, (number, _ids) in summary.changes.items()})
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


def log_document(summaries: Sequence[Summary]) -> str:
    """Return a list of releases as JSON."""
    return json_document({"version": VERSION, "releases": map(_summary, summaries)})


def entry_document(changes: Sequence[tuple[Properties, EntryChange]]) -> str:
    """Return the history of an entry as JSON."""
    objects = ({"release": _release(release), **entry_object(each)} for release, each in changes)
    return json_document({"version": VERSION, "changes": objects})


def release_document(summary: Summary, changes: Sequence[EntryChange]) -> str:
    """Return what a release changed as JSON."""
    return json_document(
        {
            "version": VERSION,
            "release": _summary(summary),
            "entries": map(entry_object, changes),
        }
    )


def _summary(summary: Summary) -> Mapping[str, object]:
    counts = {kind.name.lower(): summary.changes.get(kind.name, (0,))[0] for kind in ChangeKind}
    return {
        **_release(summary.release),
        "undoneBy": _release_id(summary.undone_by),
        "recorded": summary.is_recorded,
        "changes": counts,
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
