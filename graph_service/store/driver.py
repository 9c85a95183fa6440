"""Connections: one driver per process, replaced after the database was unavailable."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from time import monotonic
from typing import TypeAlias, TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncSession, Bookmarks

from graph_service.settings import DatabaseSettings

from .deadline import PATIENCE, Breaker
from .from_driver import database_errors

# The driver logs only to configured handlers, never to stderr by default.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_LOG = logging.getLogger(__name__)

T = TypeVar("T")
Work: TypeAlias = Callable[[AsyncSession], Coroutine[None, None, T]]

MAX_CONCURRENT_READS = 60
"""The connections for operations; the rest of the pool is for probes, health checks and repeats."""
MAX_REPEATS = 1
"""Reads that run twice at once: most of those that take long are slow, and slower if repeated."""
_POOL = MAX_CONCURRENT_READS + 4
_CONNECT_SECONDS = 3.0
_ACQUIRE_SECONDS = 5.0
# Load balancers drop connections that are idle for 4 minutes or more, Aura for 20, some silently. A
# new cluster member gets its share only as old connections end.
_CHECK_IDLE_SECONDS = 30.0
_LIFETIME_SECONDS = 900.0
_RETRY_SECONDS = 10.0
_CLOSE_SECONDS = 2.0


class Database:
    """An open driver and the name of its database, which saves a round trip to resolve it.

    Attributes:
        driver: the current driver.
        settings: the address and credentials.
        breaker: whether the database is available.
        last_answer_at: the time of the last answer, on the clock of the event loop.
        reconnections: how often it became available again.
        available_since: when it last did, or was opened, on the monotonic clock.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        """Create a driver; it connects when first used."""
        self.settings = settings
        self.breaker = Breaker()
        self.last_answer_at = 0.0
        self.reconnections = 0
        self.available_since = monotonic()
        self.driver = _driver(settings)
        self._tasks: set[asyncio.Task[None]] = set()
        self._repeats = 0

    @property
    def name(self) -> str:
        """The name of the database."""
        return self.settings.database

    def read_session(self, known: Bookmarks | None = None) -> AsyncSession:
        """Return a session that reads the state of these bookmarks, or a later one."""
        return self.driver.session(database=self.name, default_access_mode="READ", bookmarks=known)

    async def verify(self) -> None:
        """Connect, or raise DatabaseUnavailable."""
        with database_errors(self.settings):
            async with self.driver.session(database=self.name) as session:
                await (await session.run("RETURN 1")).consume()

    async def ping(self) -> None:
        """Run an empty transaction that waits for no bookmark, or raise DatabaseUnavailable."""
        with database_errors(self.settings):
            await self.run_isolated(run_empty, always=True)

    async def reconnect(self) -> None:
        """Replace the driver if a new one gets the answer to a query.

        The old driver's pool may be full of connections that the network dropped silently. An empty
        transaction isn't enough: a starting server accepts transactions before queries.

        Raises:
            DatabaseUnavailable: if the database can't be reached; the old driver stays.
        """
        old, self.driver = self.driver, _driver(self.settings)
        try:
            with database_errors(self.settings):
                await self.run_isolated(_run_query)
        except BaseException:
            old, self.driver = self.driver, old
            raise
        else:
            self.reconnections += 1
            self.available_since = monotonic()
        finally:
            self._spawn(_close(old))  # the driver that is no longer used

    async def run_isolated(
        self,
        work: Work[T],
        known: Bookmarks | None = None,
        *,
        patience: float = PATIENCE,
        always: bool = False,
    ) -> T:
        """Run work on a read session; without an answer, on another connection, too.

        A connection that the network dropped silently looks like a slow statement. The first
        attempt that ends counts, and the others' connections are closed.

        Attempts are tasks of their own, so that no cancellation reaches the driver, which (6.4)
        permanently leaks a place of its pool if it is cancelled while it checks or replaces a
        connection: 7 of 8 places were lost after 400 cancellations. Instead, the connection is
        closed, whose transaction Neo4j then ends within half a second.

        Args:
            work: may run more than once.
            known: bookmarks of the state to read, or a later one.
            patience: seconds until the second attempt; twice as many until the third, and so on.
            always: whether it starts however many reads are being repeated: for work that costs
                nothing.
        """
        attempts: dict[asyncio.Task[T], AsyncSession] = {}
        first: asyncio.Task[T] | None = None
        try:
            while first is None:
                if not attempts or always or self._repeats < MAX_REPEATS:
                    self._repeats += bool(attempts)
                    session = self.read_session(known)
                    attempts[asyncio.create_task(work(session))] = session
                ended, _ = await asyncio.wait(
                    attempts,
                    timeout=patience * len(attempts),
                    return_when=asyncio.FIRST_COMPLETED,
                )
                first = next(iter(ended), None)
        finally:
            self._repeats -= len(attempts) - 1
            for task in attempts.keys() - {first}:
                self._spawn(_abort(attempts[task], task))
        result = first.result()
        self.last_answer_at = asyncio.get_running_loop().time()
        return result

    async def close(self) -> None:
        """Close all connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await _close(self.driver)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


@asynccontextmanager
async def open_database(settings: DatabaseSettings) -> AsyncIterator[Database]:
    """Open a driver, which connects when first used, and close it at the end.

    Raises:
        DatabaseUnavailable: if the address is invalid.
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


async def run_empty(session: AsyncSession, seconds: float | None = None) -> Bookmarks:
    """Run an empty transaction, and return the bookmarks at its end."""
    async with session:
        await (await session.begin_transaction(timeout=seconds)).commit()
        return await session.last_bookmarks()


async def _run_query(session: AsyncSession) -> None:
    async with session:
        await (await session.run("MATCH (n:Release) RETURN count(n)")).consume()


async def _abort(session: AsyncSession, task: asyncio.Task[T]) -> None:
    """Close a session's connection, as soon as it has one, until the work on it has failed."""
    try:
        while not task.done():
            session.cancel()
            await asyncio.wait((task,), timeout=0.05)
        task.exception()  # mark it as retrieved: nobody awaits the task
    finally:
        task.cancel()


async def _close(driver: AsyncDriver) -> None:
    """Close a driver; its connections may be broken in any way, and end with the process."""
    try:
        async with asyncio.timeout(_CLOSE_SECONDS):
            await driver.close()
    except TimeoutError:
        pass
    except Exception:  # noqa: BLE001 - it is replaced or the process ends
        _LOG.exception("The database driver failed to close")
