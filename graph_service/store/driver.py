"""The connection: one driver a process, and a new one after the database was away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncSession, Bookmarks

from graph_service.settings import DatabaseSettings

from .breaker import Breaker
from .errors import database_errors

# What the driver has to say goes to logs that someone set up, and never to stderr by itself.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")

READS_AT_ONCE = 60
"""How many connections operations may have; the others are for probes and health."""
_POOL = READS_AT_ONCE + 4
_CONNECT_SECONDS = 3.0
_ACQUIRE_SECONDS = 5.0
# Load balancers drop what is idle for 4 minutes or more, Aura for 20, some without a word; and a
# cluster's new member gets its share once old connections end.
_CHECK_IDLE_SECONDS = 30.0
_LIFETIME_SECONDS = 900.0
_RETRY_SECONDS = 10.0
_CLOSE_SECONDS = 2.0


class Database:
    """An open driver, and the database that it is for: always named, so no call asks.

    Attributes:
        driver: the present one.
        settings: where the database is.
        breaker: knows whether it is away.
        heard: when it last answered anything, on the clock of the event loop.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        """Open a driver; it connects when first used."""
        self.settings = settings
        self.breaker = Breaker()
        self.heard = 0.0
        self.driver = _driver(settings)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def name(self) -> str:
        """Give the database's name."""
        return self.settings.database

    def reading(self, known: Bookmarks | None = None) -> AsyncSession:
        """Give a session that reads, no earlier state than that of the bookmarks."""
        return self.driver.session(database=self.name, default_access_mode="READ", bookmarks=known)

    async def verify(self) -> None:
        """Connect.

        Raises:
            DatabaseUnavailable: when that fails.
        """
        with database_errors(self.settings):
            async with self.driver.session(database=self.name) as session:
                await (await session.run("RETURN 1")).consume()

    async def beat(self) -> None:
        """Wait for a sign of life: the end of an empty transaction that needs no bookmark.

        Raises:
            DatabaseUnavailable: when the database can't be reached.
        """
        session = self.reading()
        with database_errors(self.settings):
            await self.isolated(session, _nothing(session))

    async def renew(self) -> None:
        """Take a new driver in place of the present one, once it got the answer to a query.

        The old one's pool may be full of connections that a network forgot without a word. And a
        server that has just started has transactions sooner than queries.

        Raises:
            DatabaseUnavailable: when the database can't be reached; the old driver stays.
        """
        old, self.driver = self.driver, _driver(self.settings)
        try:
            session = self.reading()
            with database_errors(self.settings):
                await self.isolated(session, _queried(session))
        except BaseException:
            old, self.driver = self.driver, old
            raise
        finally:
            self._spawn(_closed(old))  # the one that isn't taken

    async def isolated(self, session: AsyncSession, work: Coroutine[None, None, T]) -> T:
        """Do work on a session of its own; whoever is cancelled leaves it, and its query ends.

        The driver (6.4) loses a place in its pool for good when it is cancelled while it checks or
        replaces a connection: of 8 places, 7 were gone after 400 times. So it never is. Neo4j ends
        the transaction of a connection that is closed, in half a second.
        """
        task = asyncio.create_task(work)
        try:
            done = await asyncio.shield(task)
        except asyncio.CancelledError:
            if not task.done():
                self._spawn(_broken_off(session, task))
            raise
        self.heard = asyncio.get_running_loop().time()
        return done

    async def close(self) -> None:
        """Close all connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await _closed(self.driver)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@asynccontextmanager
async def open_database(settings: DatabaseSettings) -> AsyncIterator[Database]:
    """Open the driver; it connects when first used, and is closed at the end.

    Raises:
        DatabaseUnavailable: when the address can't be used at all.
    """
    with database_errors(settings):
        database = Database(settings)
    try:
        yield database
    finally:
        await database.close()


def _driver(settings: DatabaseSettings) -> AsyncDriver:
    return AsyncGraphDatabase.driver(
        settings.uri,
        auth=(settings.user, settings.password),
        notifications_min_severity="OFF",
        max_connection_pool_size=_POOL,
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=_ACQUIRE_SECONDS,
        liveness_check_timeout=_CHECK_IDLE_SECONDS,
        max_connection_lifetime=_LIFETIME_SECONDS,
        max_transaction_retry_time=_RETRY_SECONDS,
        telemetry_disabled=True,
        user_agent="graph-service",
    )


async def _nothing(session: AsyncSession) -> None:
    async with session:
        await (await session.begin_transaction()).commit()


async def _queried(session: AsyncSession) -> None:
    async with session:
        await (await session.run("MATCH (n:Release) RETURN count(n)")).consume()


async def _broken_off(session: AsyncSession, task: asyncio.Task[T]) -> None:
    """Close a session's connection, once it has one, until the work on it has failed by that."""
    try:
        while not task.done():
            session.cancel()
            await asyncio.wait((task,), timeout=0.05)
        task.exception()  # it was for nobody
    finally:
        task.cancel()


async def _closed(driver: AsyncDriver) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(_CLOSE_SECONDS):
            await driver.close()
