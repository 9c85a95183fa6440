"""A complete catalogue against the graph: compare, and write the difference with its Release."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph_service.catalogue.progress import Begin, unshown
from graph_service.errors import DatabaseFailed
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings
from graph_service.store.changes import NodeRow, Properties
from graph_service.store.driver import open_database
from graph_service.store.filling import Filler, empty_unfinished
from graph_service.store.schema import ensure_schema, refresh_statistics
from graph_service.store.spool import Graph, open_spool
from graph_service.store.undo_log import UndoLog, forget, keep
from graph_service.store.write import Writer, read_memory, write_transaction

from .draft import Draft, draft_load, draft_undo
from .inverse import pack
from .promise import Promise
from .release import checksum, release_row


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a load or an undo did.

    Attributes:
        draft: what was to be done.
        release: the one that the graph stands at now.
        written: whether anything was done.
        undoable: whether it can be undone.
    """

    draft: Draft
    release: Properties
    written: bool
    undoable: bool = False


async def load(
    wanted: Graph,
    settings: DatabaseSettings,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    promise: Promise | None = None,
    begin: Begin = unshown,
) -> Outcome:
    """Turn the stored graph into the wanted one, in one transaction, or leave it as it is.

    Args:
        wanted: the graph as it is to be.
        settings: where.
        prune: whether entries go that it doesn't have.
        loaded_by: who, for the record.
        promise: what a plan said of it; nothing else is done.
        begin: shows how far it is.

    Raises:
        LoadRefused: when that isn't safe, or not what was promised.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        await ensure_schema(database)
        async with write_transaction(database) as writer:
            if await writer.unfinished():
                await empty_unfinished(database)
            draft = await draft_load(writer, wanted, memory, prune=prune, begin=begin)
            if promise is not None:
                promise.check(draft)
            if draft.base is not None and draft.empty:
                return Outcome(draft=draft, release=draft.base, written=False)
            log = _log(draft)
            changes = Filler(writer, database) if draft.filling else writer
            release = await _write(writer, changes, draft, loaded_by, begin)
            await keep(writer, draft.base_number + 1, log)
            await writer.commit()
        await refresh_statistics(database)
        return Outcome(
            draft=draft, release=release.properties, written=True, undoable=log is not None
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
            with open_spool() as spool:
                draft = await draft_undo(writer, spool, memory)
                release = await _write(writer, writer, draft, loaded_by)
                if checksum(await writer.read_graph(spool)) != draft.after:
                    raise DatabaseFailed("The graph would not be as it was; nothing was written.")
            await forget(writer, draft.undoes or 0)
            await writer.commit()
        await refresh_statistics(database)
        return Outcome(draft=draft, release=release.properties, written=True)


async def _write(
    writer: Writer, changes: Writer, draft: Draft, by: str | None, begin: Begin = unshown
) -> NodeRow:
    if draft.refusal is not None:
        raise draft.refusal
    release = release_row(
        checksum=draft.after,
        counts=draft.counts,
        number=draft.base_number + 1,
        loaded_at=dt.datetime.now(dt.UTC),
        by=by,
        undoes=draft.undoes,
    )
    if isinstance(changes, Filler):
        await changes.begin()
    await changes.apply(draft.diff, begin(_("Writing"), draft.diff.size))
    await writer.write_release(release)
    return release


def _log(draft: Draft) -> UndoLog | None:
    """Give what undoes a load; None where that is too much, or of another storage version."""
    if draft.outdated or draft.filling:
        return None
    changes = pack(draft.diff)
    return UndoLog(checksum=draft.before, changes=changes) if changes is not None else None
