"""The graph as an earlier release left it, from the entries that the releases since changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress

from graph_service.catalogue.document.trees import Documents, tree_of, type_of, with_names
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.errors import ExportRefused, HistoryMissing, ReleaseLost
from graph_service.export.selection import FindSource, ReleasedGraph
from graph_service.i18n import _
from graph_service.model.publication import version_of
from graph_service.model.storage import StoredValue
from graph_service.store.change_log import changes_of_release, checksums_before, read_releases
from graph_service.store.changes import Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader

from .entry_changes import entry_before
from .loaded_graph import read_loaded_graph
from .release import EMPTY_CHECKSUM, checksum, number_of

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def at_release(wanted: str | None) -> FindSource:
    """Return a function that finds the graph of a release, whatever was changed by hand since.

    Args:
        wanted: the release's version, id, slug or number, or a day: the newest at its end, in UTC;
            None for the newest.

    The function raises HistoryMissing if there is no such release, or the changes since are not
    recorded, ReleaseLost if it can't be rebuilt, and ExportRefused if nothing has been loaded.
    """

    async def find(reader: GraphReader) -> ReleasedGraph:
        releases = await read_releases(reader)  # the newest first
        if not releases:
            raise ExportRefused(_("The graph has no release: load the seeds and export again."))
        chosen = next((release for release in releases if _is_named(release, wanted)), None)
        if chosen is None:
            raise HistoryMissing(
                _(
                    "There is no release {release}. The newest is {newest}; `seeds log` lists all.",
                    release=str(wanted),
                    newest=version_of(str(releases[0]["checksum"])),
                )
            )
        number = number_of(chosen)
        graph = await reader.read_graph()
        if checksum(graph) == chosen["checksum"]:
            # What is exported of a named release has the same bytes after later loads.
            reached = await reader.read_reached() if wanted is None else None
            return ReleasedGraph(graph=graph, release=chosen, reached=reached)
        rebuilt = graph_at(await documents_at(reader, graph, number), chosen["checksum"])
        if rebuilt is None:
            raise ReleaseLost(
                _(
                    "Release {number} can't be rebuilt: a value of it was forgotten, or its history"
                    " was changed by hand.",
                    number=number,
                )
            )
        return ReleasedGraph(graph=rebuilt, release=chosen)

    return find


def graph_at(documents: Documents, expected: StoredValue) -> Graph | None:
    """Return the graph of the entries of a release, which has its checksum; None if none has."""
    graphs = (graph_of(documents, agencies=agencies) for agencies in (False, True))
    return next((graph for graph in graphs if checksum(graph) == expected), None)


def _day_in(name: str) -> dt.date | None:
    """Return the day that a name is, unless that is yet to begin (UTC); None for other names."""
    with suppress(ValueError):
        day = dt.date.fromisoformat(name) if _DAY.fullmatch(name) else None
        return day if day and day <= dt.datetime.now(dt.UTC).date() else None
    return None


def _day_of(release: Properties) -> dt.date | None:
    """Return the day (UTC) on which a release was loaded."""
    loaded_at = release.get("loadedAt")
    return loaded_at.astimezone(dt.UTC).date() if isinstance(loaded_at, dt.datetime) else None


def _is_named(release: Properties, wanted: str | None) -> bool:
    """Whether a release has a name, or was loaded by the end of a day; any, for None."""
    if wanted is None:
        return True
    if (end := _day_in(wanted)) and (day := _day_of(release)):
        return day <= end
    names = {str(release.get(name)) for name in ("id", "slug", "number")}
    return wanted in {*names, version_of(str(release["checksum"]))}


def stored_documents(stored: Graph) -> Documents:
    """Return the entries of the stored graph.

    Raises:
        HistoryMissing: if the graph was changed by hand to what no file can contain.
    """
    try:
        return documents_of(stored)
    except (ValueError, KeyError) as error:
        raise HistoryMissing(
            _(
                "The graph has been changed by hand to something that no file can contain"
                " ({error}): `seeds check --graph` shows what. Nothing was written.",
                error=str(error),
            )
        ) from error


async def documents_at(reader: GraphReader, stored: Graph, number: int) -> Documents:
    """Return the entries as a release left them, 0 for those before the first.

    Args:
        reader: an open transaction on the database.
        stored: the stored graph.
        number: of the release.

    Raises:
        HistoryMissing: if the changes of a later release are not recorded.
    """
    async for found, documents in states(reader, stored):
        if found <= number:
            return documents
    return {}


async def states(reader: GraphReader, stored: Graph) -> AsyncIterator[tuple[int, Documents]]:
    """Yield the entries as each release left them, the newest first; 0 for those before the first.

    Raises:
        HistoryMissing: at the first release whose changes are not recorded.
    """
    release = await reader.newest_release()
    newest = number_of(release)
    if release and checksum(stored) != release.get("checksum"):
        stored = await read_loaded_graph(reader, release) or stored
    documents: Documents = stored_documents(stored)
    yield newest, documents
    checksums = await checksums_before(reader)
    for number in range(newest, 0, -1):
        if number not in checksums:
            raise HistoryMissing(
                _(
                    "What Release {number} left is not known: the changes of Release {later} are"
                    " not recorded, because an earlier version of this program wrote it, or"
                    " the graph was restored from an archive.",
                    number=number - 1,
                    later=number,
                )
            )
        if checksums[number] == EMPTY_CHECKSUM:
            documents = {}
        else:
            documents = _without(documents, await changes_of_release(reader, number))
        yield number - 1, documents


def _without(documents: Documents, changes: Sequence[Properties]) -> Documents:
    """Return the entries before the changes of a release."""
    names = {str(c["entryId"]): str(c["formerId"]) for c in changes if "formerId" in c}
    changed = {str(change["entryId"]) for change in changes}
    before = {
        identity: with_names(type_of(identity), document, names)
        for identity, document in documents.items()
        if identity not in changed
    }
    for entry in filter(None, map(entry_before, changes)):
        before[entry.id] = tree_of(entry)
    return before
