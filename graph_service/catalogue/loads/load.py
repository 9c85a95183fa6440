"""Loads and undos: compare the graphs, then write the difference and its release.

An upgrade is a load of the graph that is stored, as this program writes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from graph_service.catalogue.files.base_file import Base
from graph_service.catalogue.graph.from_entries import graph_of
from graph_service.catalogue.graph.to_entries import documents_of
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import DatabaseFailed
from graph_service.i18n import _
from graph_service.model.storage import STORAGE_VERSION
from graph_service.settings import DatabaseSettings
from graph_service.store.change_log import (
    delete_former_logs,
    read_releases,
    save_changes,
    save_checksum_before,
    version_of,
)
from graph_service.store.changes import NodeRow, Properties
from graph_service.store.driver import Database, open_database
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader, read_stored
from graph_service.store.schema import ensure_schema, refresh_statistics
from graph_service.store.write import (
    BulkWriter,
    Memory,
    Writer,
    empty_unfinished,
    read_memory,
    write_transaction,
)

from .changeset import Changeset, changeset_of_load
from .entry_changes import record_rows, recorded_properties, renamed_ids
from .release import checksum, integer, release_row, release_version
from .saved_plan import SavedPlan
from .undo import changeset_of_undo

_MANY_CHANGES = 1_000
"""Changed nodes and edges after which the planner's statistics are refreshed. That discards every
plan, and planning a statement again takes a running service 0.1-2 s of CPU."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of a load or an undo.

    Attributes:
        changeset: the changes.
        release: the newest release afterwards.
        is_written: whether anything was written.
        undone: the checksum of the release that was undone.
    """

    changeset: Changeset
    release: Properties
    is_written: bool
    undone: str | None = None


async def load(
    wanted: Graph,
    settings: DatabaseSettings,
    *,
    prune: bool = False,
    loaded_by: str | None = None,
    saved_plan: SavedPlan | None = None,
    bases: Sequence[Base] | None = None,
    on_step: OnStep = ignore_steps,
) -> Outcome:
    """Load a graph in one transaction, or leave the stored one unchanged.

    Args:
        wanted: the graph that the files describe.
        settings: the database.
        prune: whether to remove entries that are not in the wanted graph.
        loaded_by: who loads, for the release.
        saved_plan: a plan that the load must match.
        bases: what the folder is based on, which must be the newest release; None to turn the
            stored graph into the wanted one, whatever it is.
        on_step: called when a step begins, for progress.

    Raises:
        LoadRefused: when the load is not safe, or differs from the saved plan.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_load(settings) as opened:
        database, writer = opened.database, opened.writer
        changeset = await changeset_of_load(
            writer, wanted, opened.memory, prune=prune, bases=bases, on_step=on_step
        )
        if saved_plan is not None:
            saved_plan.check(changeset)
        if changeset.base is not None and changeset.is_empty:
            if changeset.refusal is not None:
                raise changeset.refusal
            return Outcome(changeset=changeset, release=changeset.base, is_written=False)
        if changeset.is_outdated:
            await delete_former_logs(writer)
        changes = await opened.writer_of(changeset)
        dates = {base.checksum: base.date for base in bases or ()}
        published = dates.get(changeset.after)
        release = await _write(writer, changes, changeset, loaded_by, published, on_step)
        if changeset.is_outdated:
            await writer.derive_all()
        await writer.commit()
        await _refresh_statistics(database, changeset)
        return Outcome(changeset=changeset, release=release.properties, is_written=True)


async def undo(
    settings: DatabaseSettings,
    number: int | None = None,
    *,
    loaded_by: str | None = None,
) -> Outcome:
    """Undo a release in one transaction; this makes a release, too, which can be undone.

    Args:
        settings: the database.
        number: of the release; None for the newest load that is still in effect.
        loaded_by: who undoes it, for the release.

    Raises:
        LoadRefused: when there is nothing to undo, or others have changed since what it changed.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        async with write_transaction(database) as writer:
            changeset = await changeset_of_undo(writer, memory, number)
            releases = {integer(r, "number"): r for r in await read_releases(writer)}
            release = await _write(writer, writer, changeset, loaded_by)
            if checksum(await writer.read_graph()) != changeset.after:
                raise DatabaseFailed("The undo would not restore the graph; nothing was written.")
            await writer.commit()
        await _refresh_statistics(database, changeset)
        undone = releases[changeset.undoes]["checksum"]
        return Outcome(
            changeset=changeset, release=release.properties, is_written=True, undone=str(undone)
        )


async def _refresh_statistics(database: Database, changeset: Changeset) -> None:
    if changeset.diff.size >= _MANY_CHANGES:
        await refresh_statistics(database)


async def _write(
    writer: Writer,
    changes: Writer,
    changeset: Changeset,
    loaded_by: str | None,
    published: str | None = None,
    on_step: OnStep = ignore_steps,
) -> NodeRow:
    if changeset.refusal is not None:
        raise changeset.refusal
    number, loaded_at = changeset.base_number + 1, dt.datetime.now(dt.UTC)
    # A first load needn't look: one statement less for a Neo4j that may have just started.
    known = await version_of(writer, changeset.after) if changeset.base is not None else None
    release = release_row(
        checksum=changeset.after,
        counts=changeset.counts,
        number=number,
        loaded_at=loaded_at,
        version=known or release_version(changeset.after, published or f"{loaded_at:%Y-%m-%d}"),
        loaded_by=loaded_by,
        undoes=changeset.undoes,
    )
    recorded = recorded_properties(number, loaded_at)
    diff = changeset.diff
    await changes.apply(diff, on_step(_("Writing"), diff.size), recorded=recorded)
    if not changeset.is_first:
        rows = record_rows(changeset.changes, number)
        await save_changes(writer, rows, renamed=renamed_ids(diff), recorded=recorded)
    await writer.write_releases(release)
    if not changeset.is_outdated:
        await save_checksum_before(writer, number, changeset.before)
    return release


@dataclass(frozen=True, kw_only=True)
class OpenLoad:
    """An open load.

    Attributes:
        database: the database, with the schema of this version.
        writer: the transaction, which excludes other loads until it is committed or closed.
        memory: what a transaction of the server may use.
    """

    database: Database
    writer: Writer
    memory: Memory

    async def writer_of(self, changeset: Changeset) -> Writer:
        """Return the writer of a changeset: the transaction, or batches if that is too small."""
        if not changeset.is_bulk_load:
            return self.writer
        batches = BulkWriter(self.writer, self.database)
        await batches.begin()
        return batches


@asynccontextmanager
async def open_load(settings: DatabaseSettings) -> AsyncIterator[OpenLoad]:
    """Open a load, and empty a graph that an interrupted one left unfinished.

    Raises:
        LoadRefused: if another load didn't end in time.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        await ensure_schema(database)
        async with write_transaction(database) as writer:
            if await writer.unfinished():
                await empty_unfinished(database)
            yield OpenLoad(database=database, writer=writer, memory=memory)


async def upgrade(settings: DatabaseSettings) -> bool:
    """Bring a graph to this program's storage version; return whether that was needed.

    Raises:
        ValueError: when the graph was changed by hand to something that no load writes.
        LoadRefused: when the change is too large.
        DatabaseUnavailable: when the database can't be reached.
    """

    async def read(reader: GraphReader) -> Graph | None:
        release = await reader.newest_release()
        if integer(release, "storageVersion") == STORAGE_VERSION:
            return None
        return await reader.read_graph()

    stored = await read_stored(settings, read)
    if stored is None:
        return False
    await load(graph_of(documents_of(stored)), settings)
    return True
