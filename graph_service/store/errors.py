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
from graph_service.i18n import _
from graph_service.settings import DatabaseSettings

_BROKEN = (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError, OSError)
_AWAY = ("DatabaseUnavailable", "DatabaseNotFound", "NotALeader", "ForbiddenOnReadOnlyDatabase")
_TIMED_OUT = (
    "TransactionTimedOut",
    "LockAcquisitionTimeout",
    "TransactionTimedOutClient",
    "LockClientStopped",
)
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
            _(
                "The database at {address} refuses the user {user}: check NEO4J_USER and"
                " NEO4J_PASSWORD.",
                address=settings.uri,
                user=repr(settings.user),
            )
        )
    if isinstance(error, ClientError) and "DatabaseNotFound" in code:
        return DatabaseUnavailable(
            _(
                "The server at {address} has no database {name}: check NEO4J_DATABASE.",
                address=settings.uri,
                name=repr(settings.database),
            )
        )
    if isinstance(error, ConfigurationError):
        return DatabaseUnavailable(
            _(
                "{address} can't be connected to as it is written: check NEO4J_URI.",
                address=settings.uri,
            )
        )
    if isinstance(error, _BROKEN) or any(name in code for name in _AWAY):
        return DatabaseUnavailable(
            _(
                "The database at {address} can't be reached: check that it runs, and NEO4J_URI.",
                address=settings.uri,
            )
        )
    if any(name in code for name in _TIMED_OUT):
        return DeadlineExceeded(_("The database took longer than it may."))
    if any(name in code for name in _TOO_LITTLE):
        return LoadRefused(
            _(
                "The database has too little memory for this; nothing was written. Raise HEAP, or"
                " server.memory.heap.max_size of the server."
            )
        )
    return DatabaseFailed(
        _("The database refused a statement ({code}).", code=code or type(error).__name__)
    )
