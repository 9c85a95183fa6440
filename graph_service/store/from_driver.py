"""Errors and values of the driver → errors of this project, and values of Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

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
from neo4j.time import Date, DateTime

from graph_service.errors import (
    DatabaseFailed,
    DatabaseUnavailable,
    DeadlineExceeded,
    GraphServiceError,
    LoadRefused,
    LoginRejected,
)
from graph_service.i18n import _
from graph_service.model.storage import StoredValue
from graph_service.settings import DatabaseSettings

_CONNECTION_ERRORS = (
    ServiceUnavailable,
    SessionExpired,
    ConnectionAcquisitionTimeoutError,
    OSError,
)
_UNAVAILABLE = (
    "DatabaseUnavailable",
    "DatabaseNotFound",
    "NotALeader",
    "ForbiddenOnReadOnlyDatabase",
)
_TIMED_OUT = (
    "TransactionTimedOut",
    "LockAcquisitionTimeout",
    "TransactionTimedOutClient",
    "LockClientStopped",
)
_OUT_OF_MEMORY = ("OutOfMemory", "MemoryLimit", "MemoryPool")
TOO_LITTLE_MEMORY = _(
    "The database has too little memory for this load; nothing was written. Raise HEAP, or"
    " server.memory.heap.max_size of the server."
)


@contextmanager
def database_errors(settings: DatabaseSettings) -> Iterator[None]:
    """Translate errors of the driver, without disclosing their text.

    Raises:
        DatabaseUnavailable: no connection, or the user or the database was rejected.
        DeadlineExceeded: a statement exceeded its timeout.
        LoadRefused: the server has too little memory for the transaction.
        DatabaseFailed: the database rejected a statement.
    """
    try:
        yield
    except (DriverError, Neo4jError, OSError) as error:
        raise translated(error, settings) from error


def translated(error: Exception, settings: DatabaseSettings) -> GraphServiceError:
    """Return the error of this project for an error of the driver."""
    code = (error.code or "") if isinstance(error, Neo4jError) else ""
    if isinstance(error, AuthError) or "AuthenticationRateLimit" in code:
        return LoginRejected(
            _(
                "The database at {address} rejects the user {user}: check NEO4J_USER and"
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
            _("{address} is not a valid database address: check NEO4J_URI.", address=settings.uri)
        )
    if isinstance(error, _CONNECTION_ERRORS) or any(name in code for name in _UNAVAILABLE):
        return DatabaseUnavailable(
            _(
                "The database at {address} can't be reached: check that it is running, and check"
                " NEO4J_URI.",
                address=settings.uri,
            )
        )
    if any(name in code for name in _TIMED_OUT):
        return DeadlineExceeded(_("The database exceeded the time limit."))
    if any(name in code for name in _OUT_OF_MEMORY):
        return LoadRefused(TOO_LITTLE_MEMORY)
    return DatabaseFailed(
        _("The database rejected a statement ({code}).", code=code or type(error).__name__)
    )


_TEMPORAL = frozenset((Date, DateTime))
"""The driver's own types: looked up, as a call for each value would be twice as slow."""


def native(properties: Mapping[str, object]) -> dict[str, StoredValue]:
    """Return stored properties without nulls, with the driver's own types converted."""
    found = cast("dict[str, StoredValue]", dict(properties))
    for name, value in properties.items():
        if value is None:  # left out by a map projection
            del found[name]
        elif type(value) in _TEMPORAL:
            found[name] = cast("Date | DateTime", value).to_native()
    return found
