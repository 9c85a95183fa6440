"""What an undo would change: the changes of a release, reversed on the graph of today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.checks.contradictions import contradictions
from graph_service.catalogue.graph.to_entries import entries_of
from graph_service.catalogue.three_way.graphs import merge_graphs
from graph_service.catalogue.three_way.matching import differing_entries
from graph_service.catalogue.three_way.renames import ids_of, renames
from graph_service.catalogue.three_way.wording import entry_path
from graph_service.errors import LoadRefused
from graph_service.i18n import Message, _
from graph_service.model.ids import node_id
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.changes import Properties
from graph_service.store.graph_reader import GraphReader
from graph_service.store.history import read_change_log, read_releases
from graph_service.store.schema import check_version
from graph_service.store.staging import Graph, Staging
from graph_service.store.write import Memory

from .changeset import Changeset
from .diff import Comparison, diff_between, renamed
from .history import graph_at
from .obstacles import obstacles, obstacles_message
from .preflight import memory_refusal
from .release import checksum, counts, integer, release_name


async def changeset_of_undo(
    reader: GraphReader, staging: Staging, memory: Memory, number: int | None = None
) -> Changeset:
    """Return the changes that undo a release.

    The changeset has a refusal and no changes if there is no such release, if its changes are not
    recorded, or if others have changed since what it changed.

    Args:
        reader: an open transaction on the database.
        staging: the file for graphs.
        memory: the limit of a transaction.
        number: of the release; None for the newest load that is still in effect.

    Raises:
        LoadRefused: when a newer program wrote the graph.
    """
    releases = await read_releases(reader)
    base = releases[0] if releases else None
    check_version(integer(base, "storageVersion"))
    stored = await reader.read_graph(staging)
    undo = _Undo(reader=reader, releases=releases, stored=stored, before=checksum(stored))
    wanted = await undo.wanted(number)
    if not isinstance(wanted, _Wanted):
        return Changeset(
            base=base,
            before=undo.before,
            counts=counts(stored),
            diff=diff_between(stored, stored),
            refusal=LoadRefused(wanted),
        )
    diff = _diff(stored, wanted.graph)
    return Changeset(
        base=base,
        before=undo.before,
        restores=wanted.checksum,
        counts=counts(diff.result),
        diff=diff,
        refusal=memory_refusal(diff, memory),
        undoes=wanted.undoes,
    )


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """The graph after an undo of a release."""

    undoes: int
    graph: Graph
    checksum: str


@dataclass(frozen=True, kw_only=True)
class _Undo:
    """The state before an undo.

    Attributes:
        reader: an open transaction on the database.
        releases: all releases, the newest first.
        stored: the stored graph.
        before: its checksum.
    """

    reader: GraphReader
    releases: Sequence[Properties]
    stored: Graph
    before: str

    async def wanted(self, number: int | None) -> _Wanted | Message:
        """Return the graph after the undo of a release, or why it can't be undone."""
        release = self._release(number)
        if not isinstance(release, Mapping):
            return release
        number = integer(release, "number") or 0
        log = await read_change_log(self.reader, number)
        if log is None or integer(self.releases[0], "storageVersion") != STORAGE_VERSION:
            return _(
                "{release} can't be undone: its changes are not recorded, because an earlier"
                " version of this program wrote it, or the graph was restored from an archive."
                " Nothing was written. To go back further, load the files as they were, with"
                " --prune.",
                release=release_name(release),
            )
        # What was changed by hand is in no log.
        if self.before != self.releases[0]["checksum"]:
            return _by_hand(self.releases[0])
        left = await graph_at(self.reader, self.stored.staging, self.stored, number)
        if left is not self.stored and checksum(left) != release["checksum"]:
            return _by_hand(release)
        previous = await graph_at(self.reader, self.stored.staging, self.stored, number - 1)
        if self.before == release["checksum"]:
            return _Wanted(undoes=number, graph=previous, checksum=log.checksum)
        return await self._merged(release, left, previous)

    def _release(self, number: int | None) -> Properties | Message:
        """Return the release to undo, or why there is none."""
        if not self.releases:
            return _("Nothing has been loaded into this graph yet, so there is nothing to undo.")
        undone = undone_by(self.releases)
        for release in self.releases:
            found = integer(release, "number")
            if number is None and release.get("undoes") is None and found not in undone:
                return release
            if found == number and found in undone:
                by = undone[found]
                return _(
                    "Release {number} has been undone by Release {by}. Nothing was written. To"
                    " restore it, undo that one: `seeds undo {by}`.",
                    number=found,
                    by=by,
                )
            if found == number:
                return release
        if number is None:
            return _(
                "Every load has been undone: the graph is as it was before the first. Nothing was"
                " written."
            )
        return no_release(number, self.releases)

    async def _merged(self, release: Properties, left: Graph, previous: Graph) -> _Wanted | Message:
        """Reverse a release's changes where later ones have changed other things."""
        number = integer(release, "number") or 0
        merged = merge_graphs(left, self.stored, previous, prune=True)
        found = obstacles(merged)
        if found:
            return await obstacles_message(self.reader, self.releases, release, found)
        graph = merged.wanted
        changed = differing_entries(graph, self.stored)
        if not changed:
            return _(
                "Nothing of {release} is left to undo: later releases have changed it back. Nothing"
                " was written.",
                release=release_name(release),
            )
        entries = entries_of(graph, changed & {row.id for row in graph.nodes_of(changed)})
        for entry, problem in ((e, problem) for e in entries for problem in contradictions(e)):
            return _(
                "{release} can't be undone: with what was loaded since, {entry} would be wrong:"
                " {why}. Nothing was written. Correct the entry in the files and load it.",
                release=release_name(release),
                entry=entry_path(node_id(entry.type.name, entry.slug)),
                why=problem.message,
            )
        return _Wanted(undoes=number, graph=graph, checksum=checksum(graph))


def undone_by(releases: Sequence[Properties]) -> dict[int, int]:
    """Return the releases that are no longer in effect, each with the release that undid it.

    An undo that was undone itself is not in effect either.
    """
    undone: dict[int, int] = {}
    for release in releases:  # the newest first
        number, undoes = integer(release, "number"), integer(release, "undoes")
        if number is not None and undoes is not None and number not in undone:
            undone[undoes] = number
    return undone


def no_release(number: int, releases: Sequence[Properties]) -> Message:
    """Return the message that there is no release with this number."""
    return _(
        "There is no Release {number}; the newest is {newest}. `seeds log` lists the releases.",
        number=number,
        newest=release_name(releases[0]),
    )


def _diff(stored: Graph, wanted: Graph) -> Comparison:
    """Return the diff from the stored graph, in which renamed entries stay the same nodes."""
    return diff_between(wanted, renamed(stored, renames(ids_of(stored), ids_of(wanted))))


def _by_hand(release: Properties) -> Message:
    return _(
        "The graph is not as {release} left it: it has been changed by hand. Nothing was written."
        " `seeds check --graph` shows how it differs from the files: revert those changes, or load"
        " the files as they were before, with --prune.",
        release=release_name(release),
    )
