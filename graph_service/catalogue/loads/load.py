"""Loads and undos: compare the graphs, then write the difference and its release.

A restore fills an empty database with the graph of an archive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Unpack

from graph_service.catalogue.document.wording import entry_path
from graph_service.catalogue.graph.diff import compare, diff_between, owners
from graph_service.console import OnStep, ignore_steps
from graph_service.errors import ArchiveInvalid, DatabaseFailed, LoadRefused
from graph_service.i18n import _
from graph_service.model.ids import node_id
from graph_service.model.publication import LICENCE
from graph_service.model.storage import CHECKSUM_BEFORE, STORAGE_VERSION, Value, stored, stored_node
from graph_service.model.types import ADDED_IN, RELEASE, UPDATED_AT, UPDATED_IN
from graph_service.settings import DatabaseSettings
from graph_service.store.change_log import save_changes
from graph_service.store.changes import Diff, NodeRow, Properties
from graph_service.store.driver import Database, open_database
from graph_service.store.graph import Graph
from graph_service.store.schema import ensure_schema, refresh_statistics, upgrade
from graph_service.store.write import (
    Writer,
    write_transaction,
)

from .changeset import Changeset, LoadOptions, changeset_of_load
from .entry_changes import record_rows, renamed_ids
from .loaded_graph import ByHand, read_loaded_graph, said_graph, save_loaded_graph
from .release import BY_HAND, checksum, counts, named, release_name
from .reversals import not_confirmed
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
    """

    changeset: Changeset
    release: Properties
    is_written: bool


async def load(
    wanted: Graph,
    settings: DatabaseSettings,
    *,
    is_confirmed: bool = True,
    **options: Unpack[LoadOptions],
) -> Outcome:
    """Load a graph in one transaction, or leave the stored one unchanged.

    Args:
        wanted: the graph that the files describe.
        settings: the database.
        is_confirmed: whether it may take back what has been loaded before.
        options: those of all loads, planned or not.

    Raises:
        LoadRefused: when the load is not safe.
        NotConfirmed: when it takes something back, and that is not confirmed.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with _open_load(settings) as (database, writer):
        compared = partial(changeset_of_load, writer, wanted, **options)
        changeset = await compared()
        if changeset.is_changed_by_hand:
            by_hand = await record_by_hand(writer)
            changeset = replace(await compared(), by_hand=by_hand)
        if changeset.base is not None and changeset.diff.empty:
            if changeset.refusal is not None:
                raise changeset.refusal
            if changeset.by_hand is not None:
                await writer.commit()
            return Outcome(changeset=changeset, release=changeset.base, is_written=False)
        if changeset.reversals and changeset.refusal is None and not is_confirmed:
            raise not_confirmed(changeset.reversals, changeset.name_of)
        loaded_by, on_step = options.get("loaded_by"), options.get("on_step", ignore_steps)
        release = await _write(writer, changeset, loaded_by, on_step)
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
        number: of the release; None for the newest load that is still in effect, if it is one's
            own.
        loaded_by: who undoes it, for the release.

    Raises:
        LoadRefused: when there is nothing to undo, or others have changed since what it changed.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with open_database(settings) as database:
        await database.verify()
        async with write_transaction(database) as writer:
            by_hand = await record_by_hand(writer)
            changeset = await changeset_of_undo(writer, number, loaded_by)
            changeset = replace(changeset, by_hand=by_hand)
            release = await _write(writer, changeset, loaded_by)
            if checksum(await writer.read_graph()) != changeset.after:
                raise DatabaseFailed("The undo would not restore the graph; nothing was written.")
            await writer.commit()
        await _refresh_statistics(database, changeset)
        return Outcome(changeset=changeset, release=release.properties, is_written=True)


async def record_by_hand(writer: Writer) -> ByHand | None:
    """Record what was changed outside of loads since the newest release as a release of its own.

    What no file can say is taken back.

    Args:
        writer: the transaction of the load or the undo, which is at that release then.

    Returns:
        What was changed; None if nothing was.
    """
    base = await writer.newest_release()
    if base is None:
        return None
    stored = await writer.read_graph()
    if checksum(stored) == base["checksum"]:
        return None
    loaded = await read_loaded_graph(writer, base)
    said = said_graph(stored, loaded or Graph())
    repair = diff_between(said, stored)
    # Without the graph of the release, it isn't known what was changed.
    known = said if loaded is None else loaded
    changeset = Changeset(
        base=base,
        before=str(base["checksum"]),
        stored=known,
        diff=compare(said, known, prune=True),
    )
    release: Properties | None = None
    if changeset.diff.empty:
        await writer.apply(repair)
        await save_loaded_graph(writer, repair.result)
    else:
        release = (await _write(writer, changeset, BY_HAND, applied=repair)).properties
    await writer.derive_all()
    repaired = owners(repair) - {change.id for change in changeset.changes}
    return ByHand(release, changeset.changes, [*map(entry_path, sorted(repaired))])


async def _refresh_statistics(database: Database, changeset: Changeset) -> None:
    if changeset.diff.size >= _MANY_CHANGES:
        await refresh_statistics(database)


async def _write(
    writer: Writer,
    changeset: Changeset,
    loaded_by: str | None,
    on_step: OnStep = ignore_steps,
    applied: Diff | None = None,
) -> NodeRow:
    """Write the changes of a load and its release.

    Args:
        writer: the transaction of the load.
        changeset: the changes.
        loaded_by: who loads.
        on_step: called when a step begins, for progress.
        applied: what is written to the graph, if some of the changes are there.
    """
    if changeset.refusal is not None:
        raise changeset.refusal
    number, loaded_at = changeset.base_number + 1, dt.datetime.now(dt.UTC)
    release = _release_row(changeset, number, loaded_at, loaded_by)
    recorded = {
        **stored(ADDED_IN, number),
        **stored(UPDATED_IN, number),
        **stored(UPDATED_AT, loaded_at),
    }
    diff = changeset.diff if applied is None else applied
    await writer.apply(diff, on_step(_("Writing"), diff.size), recorded=recorded)
    await save_loaded_graph(writer, changeset.diff.result)
    if not changeset.is_first:
        rows = record_rows(changeset.changes, number)
        await save_changes(writer, rows, renamed=renamed_ids(changeset.diff), recorded=recorded)
    await writer.refresh()
    properties = {**release.properties, CHECKSUM_BEFORE: changeset.before}
    await writer.create_nodes([replace(release, properties=properties)])
    return release


def _release_row(
    changeset: Changeset, number: int, loaded_at: dt.datetime, loaded_by: str | None
) -> NodeRow:
    """Return the node that records a load or an undo."""
    slug = f"release-{number}"
    values: dict[str, Value] = {
        "number": number,
        "name": str(named(number, f"{loaded_at:%Y-%m-%d}", changeset.undoes)),
        "loadedAt": loaded_at,
        "checksum": changeset.after,
        "licence": LICENCE.name,
        "counts": counts(changeset.diff.result),
    }
    if loaded_by:
        values["loadedBy"] = loaded_by
    if changeset.undoes is not None:
        values["undoes"] = changeset.undoes
    return NodeRow(
        label=RELEASE.name,
        id=node_id(RELEASE.name, slug),
        properties={**stored_node(RELEASE, slug, values), "storageVersion": STORAGE_VERSION},
    )


@asynccontextmanager
async def _open_load(
    settings: DatabaseSettings,
) -> AsyncIterator[tuple[Database, Writer]]:
    """Open a load: the database, in the form of this version, and a transaction.

    The transaction excludes other loads until it is committed or closed.
    """
    async with open_database(settings) as database:
        await database.verify()
        await upgrade(database)
        await ensure_schema(database)
        async with write_transaction(database) as writer:
            yield database, writer


async def restore(
    graph: Graph,
    expected: str,
    settings: DatabaseSettings,
    on_step: OnStep,
) -> None:
    """Write a graph into an empty database as its first release, completely or not at all.

    Args:
        graph: the archive's graph.
        expected: the checksum of the graph.
        settings: the database.
        on_step: called when a step begins, for progress.

    Raises:
        LoadRefused: when the database is not empty, or would need more memory.
        ArchiveInvalid: when the graph has another checksum.
        DatabaseUnavailable: when the database can't be reached.
    """
    async with _open_load(settings) as (database, writer):
        changeset = await changeset_of_load(writer, graph)
        if not changeset.is_first:
            raise LoadRefused(
                _(
                    "The database has {release}: a release is restored into an empty database."
                    " Nothing was written.",
                    release=release_name(changeset.base)
                    if changeset.base
                    else _("entries without a release"),
                )
            )
        if changeset.after != expected:
            raise ArchiveInvalid(
                _(
                    "The archive's graph has the checksum {found}, but its release has"
                    " {expected}. Nothing was written.",
                    found=changeset.after,
                    expected=expected,
                )
            )
        await _write(writer, changeset, None, on_step)
        await writer.commit()
        await refresh_statistics(database)
