"""What a load or an undo would change, computed before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph_service.console import OnStep, ignore_steps
from graph_service.errors import LoadRefused
from graph_service.i18n import _
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.changes import Properties
from graph_service.store.graph_reader import GraphReader
from graph_service.store.schema import check_version
from graph_service.store.staging import Graph
from graph_service.store.write import Memory

from .bases import Origin
from .diff import Comparison, compare
from .load_merge import LoadMerge, merge_load
from .preflight import code_refusal, memory_refusal
from .release import EMPTY_CHECKSUM, checksum, counts, integer


@dataclass(frozen=True, kw_only=True)
class Changeset:
    """A diff, and the state of the graph before and after it.

    Attributes:
        base: the newest release; None if nothing has been loaded yet.
        before: the checksum of the stored graph: the release's, unless it was changed by hand.
        counts: the number of entries of each type after the diff.
        diff: the changes.
        prune: whether entries that are not in the files are removed.
        is_bulk_load: whether an empty graph is filled in batches: one transaction would be too
            large.
        refusal: why the changes can't be made; None if they can.
        undoes: the number of the release to undo; None for a load.
        restores: the checksum of the graph that an undo restores; None for a load.
        merge: what a load keeps of the changes since the folder's base; None if it keeps none.
        ours: the entries whose conflicts the user decides for the folder.
    """

    base: Properties | None
    before: str
    counts: Mapping[str, int]
    diff: Comparison
    prune: bool = False
    is_bulk_load: bool = False
    refusal: LoadRefused | None = None
    undoes: int | None = None
    restores: str | None = None
    merge: LoadMerge | None = None
    ours: tuple[str, ...] = ()

    @cached_property
    def after(self) -> str:
        """The checksum of the graph after the diff, computed only if it is used."""
        if self.restores is not None:
            return self.restores
        return self.before if self.diff.empty else checksum(self.diff.result)

    @property
    def base_number(self) -> int:
        """The number of the newest release; 0 if nothing has been loaded yet."""
        return integer(self.base, "number") or 0

    @property
    def is_first(self) -> bool:
        """Whether this is the first load, into an empty graph."""
        return self.base is None and self.before == EMPTY_CHECKSUM

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write, not even a release."""
        return self.diff.empty and self.base is not None and not self.is_outdated

    @property
    def is_outdated(self) -> bool:
        """Whether the graph has the storage version of an earlier program."""
        return self.base is not None and integer(self.base, "storageVersion") != STORAGE_VERSION


async def changeset_of_load(
    reader: GraphReader,
    wanted: Graph,
    memory: Memory,
    *,
    prune: bool,
    origin: Origin | None = None,
    on_step: OnStep = ignore_steps,
) -> Changeset:
    """Return the changes that a load makes.

    Args:
        reader: an open transaction on the database.
        wanted: the graph that the files describe.
        memory: what the server allows.
        prune: whether entries that are not in the files are removed.
        origin: what the folder is based on, so that changes since then are kept; None to turn the
            stored graph into the wanted one, whatever it is.
        on_step: called when a step begins, for progress.

    Raises:
        LoadRefused: when a newer program wrote the graph.
    """
    base = await reader.newest_release()
    check_version(integer(base, "storageVersion"))
    on_progress = on_step(_("Reading the graph"), await reader.size())
    stored = await reader.read_graph(wanted.staging, on_progress)
    before = checksum(stored)
    merge: LoadMerge | None = None
    if origin is not None and base is not None:
        merge = await merge_load(reader, wanted, stored, origin, prune=prune)
        wanted = merge.wanted
    diff = compare(wanted, stored, prune=prune)
    is_first = base is None and before == EMPTY_CHECKSUM
    too_large = memory_refusal(diff, memory, is_recorded=not is_first)
    is_bulk_load = too_large is not None and is_first
    return Changeset(
        base=base,
        before=before,
        counts=counts(diff.result),
        diff=diff,
        prune=prune,
        is_bulk_load=is_bulk_load,
        refusal=(merge.refusal if merge else None)
        or code_refusal(wanted, diff)
        or (None if is_bulk_load else too_large),
        merge=merge,
        ours=origin.ours if origin else (),
    )
