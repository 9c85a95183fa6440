"""`seeds log`, `seeds forget` and `diff`: the history of the graph."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from graph_service.catalogue.document.wording import NameOf, entry_path, names_in
from graph_service.catalogue.graph.diff import compare
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.catalogue.loads.entry_changes import EntryChange, changes_between, counts_by_kind
from graph_service.catalogue.loads.forget import forget
from graph_service.catalogue.loads.past import at_release
from graph_service.catalogue.loads.release import person_of, release_name
from graph_service.catalogue.loads.release_log import (
    Summary,
    entry_history,
    release_changes,
    release_summaries,
)
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.entry_lines import SIGNS, entry_lines, lines_of, totals
from graph_service.catalogue.plan.plan_json import entry_object, json_document
from graph_service.console import Console
from graph_service.export.selection import ReleasedGraph
from graph_service.i18n import Message, _, counted
from graph_service.model.enums import ChangeKind
from graph_service.model.publication import version_of
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Properties
from graph_service.store.graph_reader import GraphReader, read_stored

_VERSION = 2
"""Of the JSON format of the history."""
_MOST_RELEASES = 20


def show_log(
    database: DatabaseSettings, console: Console, display: Display, entry: str | None = None
) -> None:
    """Print the releases, the newest first, or what happened to one entry.

    Raises:
        HistoryMissing: when there is no such entry, or several.
        GraphUnsettled: when loads kept changing the graph.
        DatabaseUnavailable: when the database can't be reached.
    """
    if entry is not None:
        changes, name_of = asyncio.run(read_stored(database, partial(entry_history, name=entry)))
        if display.as_json:
            objects = ({"release": _release(r), **entry_object(change)} for r, change in changes)
            console.say(json_document({"version": _VERSION, "changes": objects}))
        else:
            console.say_changes(_history_lines(changes, display, name_of))
        return
    most = None if display.everything or display.as_json else _MOST_RELEASES
    summaries = asyncio.run(read_stored(database, partial(release_summaries, most=most)))
    if display.as_json:
        console.say(json_document({"version": _VERSION, "releases": map(_summary, summaries)}))
        return
    console.say_changes(chain.from_iterable(_release_lines(each, display) for each in summaries))
    if not summaries:
        console.say(_("Nothing has been loaded into this graph yet."))
    elif len(summaries) == most and summaries[-1].release["number"] != 1:
        console.say(_("Earlier releases: --all shows them."))


def show_release(
    database: DatabaseSettings, console: Console, display: Display, number: int
) -> None:
    """Print what a release changed, by entry.

    Raises:
        HistoryMissing: when there is no such release, or its changes are not recorded.
        GraphUnsettled: when loads kept changing the graph.
        DatabaseUnavailable: when the database can't be reached.
    """
    summary, changes, name_of = asyncio.run(
        read_stored(database, partial(release_changes, number=number))
    )
    if display.as_json:
        entries = map(entry_object, changes)
        fields = {"version": _VERSION, "release": _summary(summary), "entries": entries}
        console.say(json_document(fields))
        return
    console.say(_heading(summary.release, display))
    console.say_changes(entry_lines(changes, display, name_of))
    console.say(_("{changes}.", changes=totals(counts_by_kind(changes))))


def show_difference(
    database: DatabaseSettings, console: Console, display: Display, names: Sequence[str]
) -> None:
    """Print what differs between two releases, by entry.

    Args:
        database: how to reach it.
        console: for the output.
        display: how it is shown.
        names: of the earlier and the later release, as `at_release` knows them.

    Raises:
        HistoryMissing: when there is no such release, or the changes since are not recorded.
        ReleaseLost: when a release can't be rebuilt.
        GraphUnsettled: when loads kept changing the graph.
        DatabaseUnavailable: when the database can't be reached.
    """

    async def read(reader: GraphReader) -> Sequence[ReleasedGraph]:
        return [await at_release(name)(reader) for name in names]

    before, after = asyncio.run(read_stored(database, read))
    changes = changes_between(before.graph, compare(after.graph, before.graph, prune=True))
    for sign, source in (("-", before), ("+", after)):
        version = version_of(str(source.release["checksum"]))
        console.say(f"{sign} {version} · {_heading(source.release, display)}")
    name_of = names_in({**documents_of(before.graph), **documents_of(after.graph)})
    console.say_changes(entry_lines(changes, display, name_of))
    console.say(_("{changes}.", changes=totals(counts_by_kind(changes))))


def forget_value(
    database: DatabaseSettings, console: Console, entry: str, field_name: str, *, is_confirmed: bool
) -> None:
    """Blank a field of an entry in its history, and say which releases can't be rebuilt any more.

    Raises:
        HistoryMissing: when there is no such entry, or its history has no such value.
        NotConfirmed: with what would be lost, if it isn't confirmed.
        DatabaseUnavailable: when the database can't be reached.
    """
    lost = asyncio.run(forget(database, entry, field_name, is_confirmed=is_confirmed))
    console.say(
        _(
            "The history of {entry} no longer has former values of {field}; the one that it has now"
            " stays. Exports and archives that were made keep them, and so do folders: ask your"
            " colleagues to pull.",
            entry=entry,
            field=field_name,
        )
    )
    if lost:
        console.say(
            _("These releases can't be rebuilt any more: {numbers}.", numbers=[*map(str, lost)])
        )


def _release_lines(summary: Summary, display: Display) -> Iterator[str]:
    """Yield the lines of a release: when, who, how many entries it changed, and which."""
    yield f"{_heading(summary.release, display)}: {display.write(_totals(summary))}"
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


def _heading(release: Properties, display: Display) -> str:
    """Return the name of a release, the time, and who loaded it.

    Release 3 (2026-11-26), undoes Release 2 · 10:42 UTC · ana
    """
    loaded_at, by = release.get("loadedAt"), person_of(release)
    time = f"{loaded_at.astimezone(dt.UTC):%H:%M} UTC" if isinstance(loaded_at, dt.datetime) else ""
    name = display.write(release_name(release))
    parts = [f"{name[:1].upper()}{name[1:]}", time, display.write(by or "")]
    return " · ".join(filter(None, parts))


def _history_lines(
    changes: Iterable[tuple[Properties, EntryChange]], display: Display, name_of: NameOf
) -> Iterator[str]:
    """Yield the lines of what each release did to an entry, field by field."""
    for release, change in changes:
        yield _heading(release, display)
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
