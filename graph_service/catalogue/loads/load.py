"""A complete catalogue against the graph: compare, and write the difference with its Release."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph_service.console import OnStep, ignore_steps
from graph_service.errors import DatabaseFailed
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.bulk_load import BulkWriter, empty_unfinished
from graph_service.store.changes import NodeRow, Properties
from graph_service.store.driver import open_database
from graph_service.store.schema import ensure_schema, refresh_statistics
from graph_service.store.staging import Graph, open_staging
from graph_service.store.undo_log import UndoLog, forget, keep
from graph_service.store.write import Writer, read_memory, write_transaction

from .changeset import Changeset, changeset_of_load, changeset_of_undo
from .release import checksum, release_row
from .saved_plan import SavedPlan
from .undo_patch import pack


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a load or an undo did.

    Attributes:
        changeset: what was to be done.
        release: the one that the graph stands at now.
        written: whether anything was done.
        undoable: whether it can be undone.
    """

    changeset: Changeset
    release: Properties
    written: bool
    undoable: bool = False


async def load(
    wanted: Graph,
    settings: DatabaseSettings,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    saved_plan: SavedPlan | None = None,
    on_step: OnStep = ignore_steps,
) -> Outcome:
    """Turn the stored graph into the wanted one, in one transaction, or leave it as it is.

    Args:
        wanted: the graph as it is to be.
        settings: where.
        prune: whether entries go that it doesn't have.
        loaded_by: who, for the record.
        saved_plan: what a plan said of it; nothing else is done.
        on_step: called when a step begins, for progress.

    Raises:
        LoadRefused: when that is not safe, or differs from the saved plan.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        await ensure_schema(database)
        async with write_transaction(database) as writer:
            if await writer.unfinished():
                await empty_unfinished(database)
            changeset = await changeset_of_load(
                writer, wanted, memory, prune=prune, on_step=on_step
            )
            if saved_plan is not None:
                saved_plan.check(changeset)
            if changeset.base is not None and changeset.empty:
                return Outcome(changeset=changeset, release=changeset.base, written=False)
            log = _log(changeset)
            changes = BulkWriter(writer, database) if changeset.filling else writer
            release = await _write(writer, changes, changeset, loaded_by, on_step)
            await keep(writer, changeset.base_number + 1, log)
            await writer.commit()
        await refresh_statistics(database)
        return Outcome(
            changeset=changeset, release=release.properties, written=True, undoable=log is not None
        )


async def undo(settings: DatabaseSettings, *, loaded_by: str | None = None) -> Outcome:
    """Take the newest load back that still stands, in one transaction; that is a release, too.

    Raises:
        LoadRefused: when there is none, or it can't be taken back safely.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        async with write_transaction(database) as writer:
            with open_staging() as staging:
                changeset = await changeset_of_undo(writer, staging, memory)
                release = await _write(writer, writer, changeset, loaded_by)
                if checksum(await writer.read_graph(staging)) != changeset.after:
                    raise DatabaseFailed("The graph would not be as it was; nothing was written.")
            await forget(writer, changeset.undoes or 0)
            await writer.commit()
        await refresh_statistics(database)
        return Outcome(changeset=changeset, release=release.properties, written=True)


async def _write(
    writer: Writer,
    changes: Writer,
    changeset: Changeset,
    by: str | None,
    on_step: OnStep = ignore_steps,
) -> NodeRow:
    if changeset.refusal is not None:
        raise changeset.refusal
    release = release_row(
        checksum=changeset.after,
        counts=changeset.counts,
        number=changeset.base_number + 1,
        loaded_at=dt.datetime.now(dt.UTC),
        by=by,
        undoes=changeset.undoes,
    )
    if isinstance(changes, BulkWriter):
        await changes.begin()
    await changes.apply(changeset.diff, on_step(_("Writing"), changeset.diff.size))
    await writer.write_release(release)
    return release


def _log(changeset: Changeset) -> UndoLog | None:
    """Give what undoes a load; None where that is too much, or of another storage version."""
    if changeset.outdated or changeset.filling:
        return None
    changes = pack(changeset.diff)
    return UndoLog(checksum=changeset.before, changes=changes) if changes is not None else None
