"""The whole tree of errors, each with the code that clients see and the exit status of the command.

    GraphServiceError
    ├── SettingsInvalid          SETTINGS_INVALID          1
    ├── StartRefused             START_REFUSED             1
    ├── CatalogueInvalid         CATALOGUE_INVALID         1   every problem of all files
    ├── LoadRefused              LOAD_REFUSED              1   another load, or too little memory
    ├── ExportRefused            EXPORT_REFUSED            1   nothing to export, or nowhere to
    ├── GraphUnsettled           GRAPH_UNSETTLED           1   written to whenever it was read
    ├── PublishedDiffers         PUBLISHED_DIFFERS         1   schema/ is not what the model gives
    ├── SchemaBreaks             SCHEMA_BREAKS             1   and CHANGELOG.md doesn't say so
    ├── DatabaseUnavailable      DATABASE_UNAVAILABLE      3   no connection, or it broke
    ├── DatabaseFailed           INTERNAL                  1   it refused a statement of ours
    └── RequestRefused           BAD_REQUEST               -   not executed
        ├── OperationInvalid     GRAPHQL_PARSE_FAILED, …
        ├── BadUserInput         BAD_USER_INPUT            -   an argument's value
        ├── HttpRefused          NOT_ACCEPTABLE, …         -   by HTTP's rules: api/refused.py
        ├── LimitExceeded        LIMIT_EXCEEDED            -   more than may be asked at once
        ├── NoCatalogue          NO_RELEASE                -   a first load is under way
        ├── DeadlineExceeded     DEADLINE_EXCEEDED         -   it took too long
        └── Overloaded           OVERLOADED                -   too many ask at once

A message says what is wrong, where, what is allowed and what to do. `details` is for programs:
it goes into `extensions` of a GraphQL error, so nothing internal may stand in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graph_service.codes import Code
from graph_service.i18n import Message

Detail = str | int | float | bool | None | list[str]


class GraphServiceError(Exception):
    """Base of all errors that this project raises on purpose."""

    code: ClassVar[Code] = Code.INTERNAL
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str | Message, **details: Detail) -> None:
        """Take the one sentence for people, and the details for programs.

        `message` is in English; `worded` can be shown in the language of who runs a command.
        """
        super().__init__(str(message))
        self.worded = message
        self.message = str(message)
        self.details: Mapping[str, Detail] = details


class SettingsInvalid(GraphServiceError):
    """One or more settings have values that can't be used."""

    code = Code.SETTINGS_INVALID


class StartRefused(GraphServiceError):
    """The service or the managed database can't start here and now."""

    code = Code.START_REFUSED


class CatalogueInvalid(GraphServiceError):
    """Files of the catalogue are wrong; nothing was written."""

    code = Code.CATALOGUE_INVALID


class LoadRefused(GraphServiceError):
    """A load can't be carried out safely; nothing was written."""

    code = Code.LOAD_REFUSED


class ExportRefused(GraphServiceError):
    """An export can't be made, or not there; what was there before is as it was."""

    code = Code.EXPORT_REFUSED


class GraphUnsettled(GraphServiceError):
    """The graph was written to whenever it was read as a whole."""

    code = Code.GRAPH_UNSETTLED


class PublishedDiffers(GraphServiceError):
    """The files in schema/ are not what the model gives."""

    code = Code.PUBLISHED_DIFFERS


class SchemaBreaks(GraphServiceError):
    """The schema breaks operations that it answered, and CHANGELOG.md doesn't say so."""

    code = Code.SCHEMA_BREAKS


class DatabaseUnavailable(GraphServiceError):
    """The database can't be reached, or the connection broke."""

    code = Code.DATABASE_UNAVAILABLE
    exit_status = 3


class DatabaseFailed(GraphServiceError):
    """The database refused a statement of ours: a defect, told to clients without its text."""


class RequestRefused(GraphServiceError):
    """An operation that is not executed, by the client's fault."""

    code = Code.BAD_REQUEST


class BadUserInput(RequestRefused):
    """An argument's value can't be used."""

    code = Code.BAD_USER_INPUT


class LimitExceeded(RequestRefused):
    """An operation asks for more than may be asked at once."""

    code = Code.LIMIT_EXCEEDED


class NoCatalogue(RequestRefused):
    """The graph is being filled: there is no whole catalogue yet."""

    code = Code.NO_RELEASE


class DeadlineExceeded(RequestRefused):
    """The operation took longer than it may."""

    code = Code.DEADLINE_EXCEEDED


class Overloaded(RequestRefused):
    """Too many operations are under way to begin another."""

    code = Code.OVERLOADED
