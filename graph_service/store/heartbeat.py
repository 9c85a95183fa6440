"""Checks whether the database is alive, and opens and closes the circuit breaker.

A read without an answer may be slow, or its connection may be dead. Therefore an empty transaction
runs twice a second. If it gets no answer, all reads are cancelled, and new ones are rejected, until
a new connection gets an answer.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from graph_service.errors import DatabaseUnavailable, GraphServiceError, LoginRejected

from .driver import Database
from .read import Reader

INTERVAL = 0.5
"""Seconds between two checks."""
_LOGIN_INTERVAL = 30.0
"""Seconds until it logs in again after Neo4j has rejected that: each wrong password locks the user
out for five seconds, in other processes, too (dbms.security.auth_lock_time)."""
_RECOVER_SECONDS = 1.0
_LOG = logging.getLogger(__name__)


class Heartbeat:
    """Checks the database periodically, and reconnects after it was unavailable."""

    def __init__(
        self,
        database: Database,
        reader: Reader,
        *,
        seconds: float,
        note_contact: Callable[[], None] | None = None,
    ) -> None:
        """Set up the checks.

        Args:
            database: what is checked.
            reader: recovers after the database was unavailable.
            seconds: without an answer, after which the database counts as unavailable.
            note_contact: called after each answer to a check.
        """
        self._note_contact = note_contact
        self._database = database
        self._reader = reader
        self._seconds = seconds

    async def run(self) -> None:
        """Check until cancelled."""
        breaker = self._database.breaker
        while True:
            await asyncio.sleep(INTERVAL)
            if (reason := await self._silence()) is None:
                continue
            breaker.open()
            _LOG.warning("Requests for the database are rejected until it is back: %s", reason)
            since = time.monotonic()
            await self._reconnect()
            breaker.close()
            _LOG.warning("The database is back after %.1f s", time.monotonic() - since)

    async def _silence(self) -> object | None:
        """Return why the database is unavailable; None if it is available.

        It pings twice if the connection broke, as any connection may at any time.
        """
        try:
            async with asyncio.timeout(self._seconds):
                try:
                    await self._database.ping()
                except LoginRejected:
                    raise
                except DatabaseUnavailable:
                    await self._database.ping()
            if self._note_contact is not None:
                self._note_contact()
        except TimeoutError:
            # It may be busy but answering other requests.
            silence = asyncio.get_running_loop().time() - self._database.last_answer_at
            if silence >= self._seconds / 2:
                return f"no answer for {silence:.1f} s"
        except DatabaseUnavailable as error:
            return error
        except GraphServiceError as error:
            _LOG.warning("The database rejects an empty transaction: %s", error)
        except Exception:  # noqa: BLE001
            # The driver also raises errors that are not its own, such as ValueError for an answer
            # that it can't decode. The heartbeat must go on: nothing else opens the breaker.
            _LOG.exception("The database driver failed")
            return "the driver failed"
        return None

    async def _reconnect(self) -> None:
        while True:
            try:
                async with asyncio.timeout(self._seconds):
                    await self._database.reconnect()
            except LoginRejected:
                await asyncio.sleep(_LOGIN_INTERVAL)
            except (TimeoutError, GraphServiceError):
                await asyncio.sleep(INTERVAL)
            except Exception:  # noqa: BLE001
                _LOG.exception("The database driver failed")
                await asyncio.sleep(INTERVAL)
            else:
                break
        await self._reader.recover(_RECOVER_SECONDS)
