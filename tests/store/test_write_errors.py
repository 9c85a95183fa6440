"""Errors of the driver, translated for users."""

import pytest
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph_service.errors import (
    DatabaseFailed,
    DatabaseUnavailable,
    DeadlineExceeded,
    GraphServiceError,
    LoadRefused,
)
from graph_service.settings import DatabaseSettings
from graph_service.store.from_driver import database_errors, translated

SETTINGS = DatabaseSettings(uri="neo4j://db.example:7687", user="ana", password="hunter2")


def of_server(code: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message="secret detail hunter2")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ServiceUnavailable("hunter2"), DatabaseUnavailable),
        (SessionExpired("hunter2"), DatabaseUnavailable),
        (ConnectionResetError("hunter2"), DatabaseUnavailable),
        (ConfigurationError("hunter2"), DatabaseUnavailable),
        (AuthError("hunter2"), DatabaseUnavailable),
        (of_server("Neo.ClientError.Security.Unauthorized"), DatabaseUnavailable),
        (of_server("Neo.ClientError.Database.DatabaseNotFound"), DatabaseUnavailable),
        (of_server("Neo.TransientError.General.DatabaseUnavailable"), DatabaseUnavailable),
        (of_server("Neo.ClientError.Cluster.NotALeader"), DatabaseUnavailable),
        (of_server("Neo.ClientError.Transaction.TransactionTimedOut"), DeadlineExceeded),
        (
            of_server("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"),
            DeadlineExceeded,
        ),
        (of_server("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), LoadRefused),
        (of_server("Neo.TransientError.General.OutOfMemoryError"), LoadRefused),
        (of_server("Neo.ClientError.Schema.ConstraintValidationFailed"), DatabaseFailed),
        (TransientError("hunter2"), DatabaseFailed),
        (ClientError("hunter2"), DatabaseFailed),
    ],
)
def test_every_error_is_translated_and_discloses_nothing_internal(
    error: Exception, kind: type[GraphServiceError]
) -> None:
    with pytest.raises(kind) as caught, database_errors(SETTINGS):
        raise error
    assert "hunter2" not in caught.value.message
    assert "secret detail" not in caught.value.message


def test_errors_of_this_package_pass_unchanged() -> None:
    with pytest.raises(LoadRefused, match="as it is"), database_errors(SETTINGS):
        raise LoadRefused("as it is")


def test_a_rejected_user_is_named() -> None:
    assert "'ana'" in translated(AuthError("x"), SETTINGS).message
