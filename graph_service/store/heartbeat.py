"""Listens whether the database lives, and opens and closes the circuit breaker.

A read that hears nothing for long may be a long one, or its connection leads nowhere. So twice a
second an empty transaction asks beside it. Where that gets no answer, all reads are broken off,
and those that come are refused at once, until a new connection has got one.
"""

from __future__ import annotations

import asyncio
import logging
import time

from graph_service.errors import DatabaseUnavailable, GraphServiceError

from .driver import Database
from .read import Reader

INTERVAL = 0.5
"""Seconds from one beat to the next."""
_RECOVER_SECONDS = 1.0
_LOG = logging.getLogger(__name__)


class Heartbeat:
    """Asks for signs of life, for as long as `run` does."""

    def __init__(self, database: Database, reader: Reader, *, seconds: float) -> None:
        """Take the database, who reads from it, and after how many seconds it counts as away."""
        self._database = database
        self._reader = reader
        self._seconds = seconds

    async def run(self) -> None:
        """Listen until cancelled."""
        breaker = self._database.breaker
        while True:
            await asyncio.sleep(INTERVAL)
            if await self._is_there():
                continue
            breaker.open()
            _LOG.warning("The database is away: what needs it is refused until it is back")
            since = time.monotonic()
            await self._return()
            breaker.close()
            _LOG.warning("The database is back after %.1f s", time.monotonic() - since)

    async def _is_there(self) -> bool:
        """Ask; twice, if the connection broke, as one may at any time."""
        try:
            async with asyncio.timeout(self._seconds):
                try:
                    await self._database.beat()
                except DatabaseUnavailable:
                    await self._database.beat()
        except TimeoutError:
            # It may be busy, and yet answer others.
            silence = asyncio.get_running_loop().time() - self._database.heard
            return silence < self._seconds / 2
        except DatabaseUnavailable:
            return False
        except GraphServiceError as error:
            _LOG.warning("The database refuses an empty transaction: %s", error)
        return True

    async def _return(self) -> None:
        """Try new connections until one gets a sign of life."""
        while True:
            try:
                async with asyncio.timeout(self._seconds):
                    await self._database.renew()
            except (TimeoutError, GraphServiceError):
                await asyncio.sleep(INTERVAL)
            else:
                break
        await self._reader.recover(_RECOVER_SECONDS)
