"""The history → JSON, as described in docs/plan.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.loads.entry_changes import tally
from graph_service.catalogue.loads.release_log import EntryChange, Summary
from graph_service.model.enums import ChangeKind
from graph_service.store.changes import Diff, Properties

from .document import as_json, diff_lists

VERSION = 1
"""Of the JSON format of the history."""


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
