"""All errors of this project, each with the code that clients see and the command's exit status.

    GraphServiceError             INTERNAL                  1
    ├── SettingsInvalid           SETTINGS_INVALID          1
    ├── StartRefused              START_REFUSED             1
    ├── CatalogueInvalid          CATALOGUE_INVALID         1   every problem of all files
    │   └── ChangeRefused                                       a rename, merge or split
    ├── LoadRefused               LOAD_REFUSED              1   another load, or too little memory
    │   ├── HistoryMissing                                      not in the history
    │   └── FolderBehind                                        the graph has changed since the base
    ├── ExportRefused             EXPORT_REFUSED            1   nothing to export, or no space
    │   └── ReleaseLost                                     4   it can't be rebuilt
    ├── ArchiveInvalid            ARCHIVE_INVALID           1   damaged, or not to be restored
    ├── GraphUnsettled            GRAPH_UNSETTLED           1   written to during every read
    ├── PublishedDiffers          PUBLISHED_DIFFERS         1   schema/ differs from the model
    ├── SchemaBreaks              SCHEMA_BREAKS             1   and CHANGELOG.md doesn't say so
    ├── DatabaseUnavailable       DATABASE_UNAVAILABLE      3   no connection, or it broke
    │   └── LoginRejected                                       the user or the password is wrong
    ├── DatabaseFailed            INTERNAL                  1   it rejected our statement
    └── RequestRefused            BAD_REQUEST               -   not executed
        ├── OperationInvalid      GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, …
        ├── BadUserInput          BAD_USER_INPUT            -   an argument's value
        ├── LimitExceeded         LIMIT_EXCEEDED            -   too large, deep or expensive
        ├── NoCatalogue           NO_RELEASE                -   nothing is loaded yet
        ├── DeadlineExceeded      DEADLINE_EXCEEDED         -   took too long
        ├── Overloaded            OVERLOADED                -   too many operations at once
        └── HttpRefused           METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, …

`error_codes.py` has the HTTP statuses; `api/responses.py` decides what clients can read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from graph_service.error_codes import Code
from graph_service.i18n import Message

if TYPE_CHECKING:
    from graphql import GraphQLError

Detail = str | int | float | bool | None | list[str]
RETRY_SOON = {"retry-after": "1"}


class GraphServiceError(Exception):
    """Base class of the errors that this project raises.

    A message says what is wrong and where, what is allowed, and what to do.

    Attributes:
        code: for programs.
        exit_status: of a command that ends with this error.
        headers: added to an HTTP response with this error.
        message: in English.
        translatable: the message, in every language.
        details: for programs, in `extensions` of a GraphQL error; nothing internal.
    """

    code: Code = Code.INTERNAL
    exit_status: ClassVar[int] = 1
    headers: Mapping[str, str] = {}

    def __init__(self, message: str | Message, **details: Detail) -> None:
        super().__init__(str(message))
        self.translatable = message
        self.message = str(message)
        self.details: Mapping[str, Detail] = details


class SettingsInvalid(GraphServiceError):
    """One or more settings have invalid values."""

    code = Code.SETTINGS_INVALID


class StartRefused(GraphServiceError):
    """The service or the managed database can't start."""

    code = Code.START_REFUSED


class CatalogueInvalid(GraphServiceError):
    """Files of the catalogue are invalid; nothing was written."""

    code = Code.CATALOGUE_INVALID


class ChangeRefused(CatalogueInvalid):
    """Entries can't be renamed, merged or split like that; no file was changed."""


class LoadRefused(GraphServiceError):
    """A load would not be safe; nothing was written."""

    code = Code.LOAD_REFUSED


class FolderBehind(LoadRefused):
    """A folder is not based on the newest release, so that loading it could revert others."""


class NotConfirmed(LoadRefused):
    """A load would take back what has been loaded before, and nobody has confirmed that."""


class HistoryMissing(LoadRefused):
    """A release or an entry is not in the history, or what a release changed is not recorded."""


class ExportRefused(GraphServiceError):
    """An export failed, or can't be written to that folder, which is unchanged."""

    code = Code.EXPORT_REFUSED


class ReleaseLost(ExportRefused):
    """A release can't be rebuilt any more."""

    exit_status = 4


class ArchiveInvalid(GraphServiceError):
    """An archive of a release is damaged, or it can't be restored; nothing was written."""

    code = Code.ARCHIVE_INVALID


class GraphUnsettled(GraphServiceError):
    """The graph was written to during every attempt to read it as a whole."""

    code = Code.GRAPH_UNSETTLED


class PublishedDiffers(GraphServiceError):
    """The files in schema/ differ from the model."""

    code = Code.PUBLISHED_DIFFERS


class SchemaBreaks(GraphServiceError):
    """The schema breaks existing operations, and CHANGELOG.md doesn't say so."""

    code = Code.SCHEMA_BREAKS


class DatabaseUnavailable(GraphServiceError):
    """The database can't be reached, or the connection broke."""

    code = Code.DATABASE_UNAVAILABLE
    exit_status = 3
    headers = RETRY_SOON


class LoginRejected(DatabaseUnavailable):
    """The user or the password is wrong; after some attempts, Neo4j rejects right ones, too."""


class DatabaseFailed(GraphServiceError):
    """The database rejected one of our statements: a bug, whose details clients never see."""


class RequestRefused(GraphServiceError):
    """A request that is not executed."""

    code = Code.BAD_REQUEST


class OperationInvalid(RequestRefused):
    """The document or its variables are invalid; has every problem with its location."""

    def __init__(self, code: Code, problems: Sequence[GraphQLError]) -> None:
        super().__init__(problems[0].message)
        self.code = code
        self.problems = problems


class BadUserInput(RequestRefused):
    """Invalid value of an argument."""

    code = Code.BAD_USER_INPUT


class LimitExceeded(RequestRefused):
    """An operation exceeds a limit."""

    code = Code.LIMIT_EXCEEDED


_LARGEST_SHOWN = 1_000_000_000
"""Nested fragments can expand to more selections than there are atoms; show this number then."""


@dataclass(frozen=True)
class Limit:
    """A limit of requests.

    Attributes:
        name: for programs.
        message: what was found, with {found} for the number, and {what} for where that was.
        remedy: what to do.
    """

    name: str
    message: str
    remedy: str

    def check(self, found: int, allowed: int, what: str = "") -> None:
        """Check the number that was found.

        Raises:
            LimitExceeded: if it is larger than the number allowed.
        """
        if found > allowed:
            found = min(found, _LARGEST_SHOWN)
            said = self.message.format(found=f"{found:,}", what=what)
            message = f"{said}, more than the limit of {allowed:,}: {self.remedy}."
            raise LimitExceeded(message, limit=self.name, found=found, allowed=allowed)


class NoCatalogue(RequestRefused):
    """No release is loaded: there is no catalogue yet."""

    code = Code.NO_RELEASE


class DeadlineExceeded(RequestRefused):
    """The operation took too long."""

    code = Code.DEADLINE_EXCEEDED


class Overloaded(RequestRefused):
    """Too many operations are running to start another."""

    code = Code.OVERLOADED
    headers = RETRY_SOON


ALLOW = {"allow": "GET, HEAD, OPTIONS, POST"}
"""The methods of /graphql."""


class HttpRefused(RequestRefused):
    """A request that breaks a rule of HTTP or of the service, such as a body that is too large."""

    def __init__(
        self, code: Code, message: str, headers: Mapping[str, str] | None = None, **details: Detail
    ) -> None:
        super().__init__(message, **details)
        self.code = code
        self.headers = headers or {}
