"""What a load or an undo would do to the graph, worked out before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.console import OnStep, ignore_steps
from graph_service.errors import LoadRefused
from graph_service.i18n import Wording, _
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.changes import Diff, Properties
from graph_service.store.graph_reader import GraphReader
from graph_service.store.schema import check_version
from graph_service.store.staging import Graph, Staging
from graph_service.store.undo_log import KEPT, Undoable, newest_undoable
from graph_service.store.write import Memory

from .diff import compare
from .preflight import clashing, too_large
from .release import checksum, counts
from .undo_patch import unpack


@dataclass(frozen=True, kw_only=True)
class Changeset:
    """A diff, and the graph on either side of it.

    Attributes:
        base: the release that the graph stands at; None where nothing was ever loaded.
        before: the checksum of the graph as it is, which is the release's unless a hand changed it.
        after: the checksum of the graph as it will be.
        counts: the number of entries of each type as they will be.
        diff: what leads from the one to the other.
        prune: whether entries go that the files don't have.
        filling: whether an empty graph is filled in batches, being too large for one transaction.
        refusal: why it can't be carried out; None where it can.
        undoes: the number of the release that it undoes; None for a load.
    """

    base: Properties | None
    before: str
    after: str
    counts: Mapping[str, int]
    diff: Diff
    prune: bool = False
    filling: bool = False
    refusal: LoadRefused | None = None
    undoes: int | None = None

    @property
    def base_number(self) -> int:
        """Give the number of the release that the graph stands at; 0 for none."""
        return number(self.base, "number") or 0

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to write, not even a release."""
        return self.diff.empty and self.base is not None and not self.outdated

    @property
    def outdated(self) -> bool:
        """Tell whether an earlier program wrote the graph, in another form."""
        return self.base is not None and number(self.base, "storageVersion") != STORAGE_VERSION


async def changeset_of_load(
    reader: GraphReader,
    wanted: Graph,
    memory: Memory,
    *,
    prune: bool,
    on_step: OnStep = ignore_steps,
) -> Changeset:
    """Work out what turns the stored graph into the wanted one.

    Raises:
        LoadRefused: when a newer program has written the graph.
    """
    base = await reader.newest_release()
    check_version(number(base, "storageVersion"))
    on_progress = on_step(_("Reading the graph"), await reader.size())
    stored = await reader.read_graph(wanted.staging, on_progress)
    diff = compare(wanted, stored, prune=prune)
    before = checksum(stored)
    large = too_large(diff, memory)
    filling = large is not None and base is None and not stored.nodes
    return Changeset(
        base=base,
        before=before,
        after=before if diff.empty else checksum(diff.result),
        counts=counts(diff.result),
        diff=diff,
        prune=prune,
        filling=filling,
        refusal=clashing(wanted, diff) or (None if filling else large),
    )


async def changeset_of_undo(reader: GraphReader, staging: Staging, memory: Memory) -> Changeset:
    """Work out what takes the newest load back that still stands.

    It is refused, and changes nothing, where there is no such load, where what it changed wasn't
    kept, and where the graph is not as that load left it.

    Raises:
        LoadRefused: when a newer program has written the graph.
    """
    base = await reader.newest_release()
    check_version(number(base, "storageVersion"))
    found = await newest_undoable(reader)
    stored = await reader.read_graph(staging)
    before = checksum(stored)
    log = found.log if found and number(base, "storageVersion") == STORAGE_VERSION else None
    if found is None or log is None or before != found.release["checksum"]:
        return Changeset(
            base=base,
            before=before,
            after=before,
            counts=counts(stored),
            diff=Diff(),
            refusal=LoadRefused(_no_way_back(base, found, kept=log is not None)),
        )
    diff = unpack(log.changes, stored)
    return Changeset(
        base=base,
        before=before,
        after=log.checksum,
        counts=_counts(stored, diff),
        diff=diff,
        refusal=too_large(diff, memory),
        undoes=number(found.release, "number"),
    )


def number(properties: Properties | None, name: str) -> int | None:
    """Give a number among properties."""
    value = properties.get(name) if properties is not None else None
    return value if isinstance(value, int) else None


def _no_way_back(base: Properties | None, found: Undoable | None, *, kept: bool) -> Wording:
    if base is None:
        return _("Nothing was ever loaded into this graph, so there is nothing to undo.")
    if found is None:
        return _("Every load is undone: the graph is as before the first. Nothing was written.")
    release = str(found.release["name"])
    if not kept:
        return _(
            "{release} can't be undone: what it changed was not kept, since it was loaded by an"
            " earlier version of this program, changed too much, or {most} loads came after it."
            " Nothing was written. To go back further, load the files as they were, with --prune.",
            release=release,
            most=KEPT,
        )
    return _(
        "The graph is not as {release} left it: it was changed by hand. Nothing was written. `seeds"
        " check --graph` tells how it differs from the files: take that back, or load the files as"
        " they were before, with --prune.",
        release=release,
    )


def _counts(stored: Graph, diff: Diff) -> dict[str, int]:
    """Count the entries of each type as they will be."""
    found = Counter(counts(stored))
    found.update(row.label for row in diff.nodes_added)
    found.subtract(row.label for row in diff.nodes_removed)
    return {name: found[name] for name in counts(stored)}
