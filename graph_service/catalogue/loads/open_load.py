"""The database and the transaction of a load, opened so that it may fill an empty graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from graph_service.settings import DatabaseSettings
from graph_service.store.bulk_load import BulkWriter, empty_unfinished
from graph_service.store.driver import Database, open_database
from graph_service.store.schema import ensure_schema
from graph_service.store.write import Memory, Writer, read_memory, write_transaction

from .changeset import Changeset


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
