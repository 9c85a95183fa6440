"""The driver's errors → this project's, in one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_service.errors import (
    DatabaseFailed,
    DatabaseUnavailable,
    DeadlineExceeded,
    GraphServiceError,
    LoadRefused,
)
from graph_service.settings import DatabaseSettings

_BROKEN = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError, OSError)
_AWAY = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "ForbiddenOnReadOnlyDatabase")
_TIMED_OUT = ("TransactionTimedOut", "LockAcquisitionTimeout", "TransactionTimedOutClient")
_TOO_LITTLE = ("OutOfMemory", "MemoryLimit", "MemoryPool")


@contextmanager
def database_errors(settings: DatabaseSettings) -> Iterator[None]:
    """Raise errors of the driver as errors of this project; their text goes no further.

    Raises:
        DatabaseUnavailable: no connection, it broke, or the user or the database is refused.
        DeadlineExceeded: a statement took longer than it may.
        LoadRefused: the server has too little memory for the transaction.
        DatabaseFailed: the database refused a statement of ours.
    """
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise translated(error, settings) from error


def translated(error: Exception, settings: DatabaseSettings) -> GraphServiceError:
    """Give the error of this project that an error of the driver stands for."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if isinstance(error, AuthError):
        return DatabaseUnavailable(
            f"The database at {settings.uri} refuses the user {settings.user!r}: check NEO4J_USER"
            " and NEO4J_PASSWORD."
        )
    if isinstance(error, ClientError) and "DatabaseNotFound" in code:
        return DatabaseUnavailable(
            f"The server at {settings.uri} has no database {settings.database!r}: check"
            " NEO4J_DATABASE."
        )
    if isinstance(error, ConfigurationError):
        return DatabaseUnavailable(
            f"{settings.uri} can't be connected to as it is written: check NEO4J_URI."
        )
    if isinstance(error, _BROKEN) or any(name in code for name in _AWAY):
        return DatabaseUnavailable(
            f"The database at {settings.uri} can't be reached: check that it runs, and NEO4J_URI."
        )
    if any(name in code for name in _TIMED_OUT):
        return DeadlineExceeded("The database took longer than it may.")
    if any(name in code for name in _TOO_LITTLE):
        return LoadRefused(
            "The database has too little memory for this; nothing was written. Raise HEAP, or"
            " server.memory.heap.max_size of the server."
        )
    return DatabaseFailed(f"The database refused a statement ({code or type(error).__name__}).")
