"""What a load or an undo would change, and reasons to refuse it, before anything is written.

An audit is what a load would change, with what the graph has beside the catalogue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypedDict

from graph_service.catalogue.document.wording import entry_name, slug_of
from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.diff import Comparison, code_conflicts, compare
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import LoadRefused
from graph_service.i18n import Lines, Message, Wording, _
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import Diff, Properties
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader, read_stored

from .bases import behind
from .entry_changes import EntryChange, changes_between, stored_name
from .loaded_graph import ByHand
from .release import EMPTY_CHECKSUM, checksum, counts, integer, number_of
from .reversals import Reversal, last_releases, reversals, too_many_removed


@dataclass(frozen=True, kw_only=True)
class Changeset:
    """A diff, and the state of the graph before and after it.

    Attributes:
        base: the newest release; None if nothing has been loaded yet.
        before: the checksum of the stored graph: the release's, unless it was changed by hand.
        stored: the stored graph.
        diff: the nodes and edges that change.
        prune: whether entries that are not in the files are removed.
        refusal: why the changes can't be made; None if they can.
        undone: the release to undo; None for a load.
        reversals: what a load takes back, which needs a confirmation.
        keeps_others: whether kept entries, which are not in the files, were loaded by others.
        by_hand: what was changed by hand before, and is recorded first.
    """

    base: Properties | None
    before: str
    stored: Graph
    diff: Comparison
    prune: bool = False
    refusal: LoadRefused | None = None
    undone: Properties | None = None
    reversals: Sequence[Reversal] = ()
    keeps_others: bool = False
    by_hand: ByHand | None = None

    @cached_property
    def changes(self) -> list[EntryChange]:
        """What happens to each entry."""
        return changes_between(self.stored, self.diff)

    @cached_property
    def after(self) -> str:
        """The checksum of the graph after the diff, computed only if it is used."""
        return self.before if self.diff.empty else checksum(self.diff.result)

    def name_of(self, identity: str) -> str | Message:
        """Return the name of an entry; its slug if it is in neither graph."""
        row = self.diff.result.nodes.get(identity) or self.stored.nodes.get(identity)
        return entry_name(stored_name(row)) if row is not None else slug_of(identity)

    @property
    def base_number(self) -> int:
        """The number of the newest release; 0 if nothing has been loaded yet."""
        return number_of(self.base)

    @property
    def undoes(self) -> int | None:
        """The number of the release to undo; None for a load."""
        return integer(self.undone, "number")

    @property
    def is_first(self) -> bool:
        """Whether this is the first load, into an empty graph."""
        return self.base is None and self.before == EMPTY_CHECKSUM

    @property
    def is_changed_by_hand(self) -> bool:
        """Whether the stored graph is not what the newest release left."""
        return self.base is not None and self.base.get("checksum") != self.before


class LoadOptions(TypedDict, total=False):
    """How a graph is loaded.

    Attributes:
        prune: whether entries that are not in the files are removed.
        bases: what the folder is based on: the load is refused if that is not the newest release;
            None to turn the stored graph into the wanted one, whatever it is.
        loaded_by: who loads.
        on_step: called when a step begins, for progress.
    """

    prune: bool
    bases: Sequence[Base] | None
    loaded_by: str | None
    on_step: OnStep


async def changeset_of_load(
    reader: GraphReader,
    wanted: Graph,
    *,
    prune: bool = False,
    bases: Sequence[Base] | None = None,
    loaded_by: str | None = None,
    on_step: OnStep = ignore_steps,
) -> Changeset:
    """Return the changes that a load makes.

    Args:
        reader: an open transaction on the database.
        wanted: the graph that the files describe.
        prune: one of `LoadOptions`, as the others.
        bases: what the folder is based on.
        loaded_by: who loads.
        on_step: called when a step begins.

    Raises:
        LoadRefused: when another version of this program wrote the graph.
    """
    changeset = await _compared(reader, wanted, prune, bases, on_step)
    if changeset.base is None or changeset.refusal is not None:
        return changeset
    found = await reversals(reader, changeset.changes, loaded_by)
    kept = await last_releases(reader, [row.id for row in changeset.diff.kept])
    return replace(
        changeset,
        reversals=found,
        refusal=too_many_removed(found, counts(changeset.stored)),
        keeps_others=any(release.get("loadedBy") != loaded_by for release in kept.values()),
    )


async def _compared(
    reader: GraphReader,
    wanted: Graph,
    prune: bool,
    bases: Sequence[Base] | None,
    on_step: OnStep = ignore_steps,
) -> Changeset:
    """Return the changes of a load, without what it takes back."""
    base = await reader.newest_release()
    on_progress = on_step(_("Reading the graph"), await reader.size())
    stored = await reader.read_graph(on_progress)
    before = checksum(stored)
    stale = await behind(reader, wanted, base, bases) if base and bases is not None else None
    diff = compare(wanted, stored, prune=prune)
    refusal = stale or code_refusal(wanted, diff)
    return Changeset(
        base=base, before=before, stored=stored, diff=diff, prune=prune, refusal=refusal
    )


def code_refusal(wanted: Graph, diff: Diff) -> LoadRefused | None:
    """Return the refusal of a load that would give two entries the same code, or None."""
    lines = [
        _(
            "{row} has the same {field} as {kept}, which is in the graph but not in the files:"
            ' "{value}".',
            row=row.id,
            kept=kept.id,
            field=name,
            value=str(row.properties[name]),
        )
        for kept, row, name in code_conflicts(wanted, diff)
    ]
    remedy = _(
        "Nothing was written. If the entry was renamed, add its old slug to formerSlugs; to remove"
        " the old entry, load with --prune."
    )
    return LoadRefused(Lines((*lines, remedy))) if lines else None


@dataclass(frozen=True, kw_only=True)
class Audit:
    """How the files differ from the graph.

    Attributes:
        changeset: what loading the files would change, with all removals; refused if the folder
            lacks what others have loaded since its base.
        unexpected: nodes and edges that no load wrote.
        missing_indexes: the names of constraints and indexes that loads create.
    """

    changeset: Changeset
    unexpected: Sequence[Wording]
    missing_indexes: Sequence[str]

    @property
    def is_equal(self) -> bool:
        """Whether the graph equals the files."""
        found = (self.unexpected, self.missing_indexes, self.changeset.refusal)
        return self.changeset.diff.empty and not any(found)


async def audit(
    wanted: Graph, settings: DatabaseSettings, bases: Sequence[Base] | None = None
) -> Audit:
    """Compare the stored graph with the wanted one; write nothing.

    Args:
        wanted: the graph that the folder describes.
        settings: the database.
        bases: what the folder is based on, None to compare it in any case.

    Raises:
        LoadRefused: when another version of this program wrote the graph.
        DatabaseUnavailable: when the database can't be reached.
        GraphUnsettled: when loads kept changing the graph while it was read.
    """

    async def read(reader: GraphReader) -> Audit:
        return Audit(
            changeset=await _compared(reader, wanted, prune=True, bases=bases),
            unexpected=await reader.foreign_data(),
            missing_indexes=await reader.missing_indexes(),
        )

    return await read_stored(settings, read)
