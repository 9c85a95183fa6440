"""`seeds log`, `seeds forget` and `diff`: the history of the graph."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import chain

from graph_service.catalogue.document.wording import names_in
from graph_service.catalogue.graph.diff import compare
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.catalogue.loads.entry_changes import changes_between, counts_by_kind
from graph_service.catalogue.loads.forget import forget
from graph_service.catalogue.loads.past import at_release
from graph_service.catalogue.loads.release_log import (
    entry_history,
    release_changes,
    release_summaries,
)
from graph_service.catalogue.plan.display import Display
from graph_service.catalogue.plan.entry_lines import entry_lines, totals
from graph_service.catalogue.plan.release_history import (
    entry_document,
    heading,
    history_lines,
    log_document,
    release_document,
    release_lines,
)
from graph_service.console import Console
from graph_service.export.selection import ReleasedGraph
from graph_service.i18n import _
from graph_service.model.publication import version_of
from graph_service.settings import DatabaseSettings
from graph_service.store.graph_reader import GraphReader, read_stored

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
        changes, name_of = asyncio.run(entry_history(database, entry))
        if display.as_json:
            console.say(entry_document(changes))
        else:
            console.say_changes(history_lines(changes, display, name_of))
        return
    most = None if display.everything or display.as_json else _MOST_RELEASES
    summaries = asyncio.run(release_summaries(database, most))
    if display.as_json:
        console.say(log_document(summaries))
        return
    console.say_changes(chain.from_iterable(release_lines(each, display) for each in summaries))
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
    summary, changes, name_of = asyncio.run(release_changes(database, number))
    if display.as_json:
        console.say(release_document(summary, changes))
        return
    console.say(heading(summary.release, display))
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
        console.say(f"{sign} {version} · {heading(source.release, display)}")
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
