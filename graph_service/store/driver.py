"""The connection: one driver a process."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from neo4j import AsyncDriver, AsyncGraphDatabase

from graph_service.settings import DatabaseSettings

from .errors import database_errors

# What the driver has to say goes to logs that someone set up, and never to stderr by itself.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

_POOL = 64
_CONNECT_SECONDS = 5.0
_ACQUIRE_SECONDS = 10.0
_CHECK_IDLE_SECONDS = 30.0
_LIFETIME_SECONDS = 3300.0


@dataclass(frozen=True, kw_only=True)
class Database:
    """An open driver, and the database that it is for: always named, so no call asks."""

    driver: AsyncDriver
    settings: DatabaseSettings

    @property
    def name(self) -> str:
        """Give the database's name."""
        return self.settings.database

    async def verify(self) -> None:
        """Connect.

        Raises:
            DatabaseUnavailable: when that fails.
        """
        with database_errors(self.settings):
            async with self.driver.session(database=self.name) as session:
                await (await session.run("RETURN 1")).consume()


@asynccontextmanager
async def open_database(settings: DatabaseSettings) -> AsyncIterator[Database]:
    """Open the driver; it connects when first used, and is closed at the end.

    Raises:
        DatabaseUnavailable: when the address can't be used at all.
    """
    with database_errors(settings):
        driver = AsyncGraphDatabase.driver(
            settings.uri,
            auth=(settings.user, settings.password),
            notifications_min_severity="OFF",
            max_connection_pool_size=_POOL,
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_ACQUIRE_SECONDS,
            liveness_check_timeout=_CHECK_IDLE_SECONDS,
            max_connection_lifetime=_LIFETIME_SECONDS,
            max_transaction_retry_time=_ACQUIRE_SECONDS,
            telemetry_disabled=True,
            user_agent="graph-service",
        )
    try:
        yield Database(driver=driver, settings=settings)
    finally:
        await driver.close()
