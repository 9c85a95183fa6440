"""The error codes; `schema/ERRORS.md` is generated from here.

Codes are for programs and stable; messages are for people and may change.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """The values of `extensions.code` in GraphQL errors, and of `code` in other JSON responses.

    Attributes:
        meaning: what is wrong and what to do, for developers of clients.
        status: the HTTP status; 0 if only commands report this code.
        json_status: the HTTP status for clients that request application/json; usually the same.
    """

    meaning: str
    status: int
    json_status: int

    def __new__(cls, value: str, meaning: str, status: int = 0, json_status: int = 0) -> Code:
        """Create a member from its declaration below."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        code.status = status
        code.json_status = json_status or status
        return code

    # GraphQL errors of a well-formed request.
    GRAPHQL_PARSE_FAILED = (
        "GRAPHQL_PARSE_FAILED",
        "The document has a syntax error: see `locations`.",
        400,
        200,
    )
    GRAPHQL_VALIDATION_FAILED = (
        "GRAPHQL_VALIDATION_FAILED",
        "The operation doesn't match the schema.",
        400,
        200,
    )
    OPERATION_RESOLUTION_FAILED = (
        "OPERATION_RESOLUTION_FAILED",
        "The document has no operation with this `operationName`, or several and no name is sent.",
        400,
        200,
    )
    BAD_USER_INPUT = (
        "BAD_USER_INPUT",
        "A variable or an argument has an invalid value; the message says what is allowed.",
        400,
        200,
    )
    INTROSPECTION_DISABLED = (
        "INTROSPECTION_DISABLED",
        "`__schema` and `__type` are disabled: use the published `schema/schema.graphql`.",
        400,
        200,
    )
    PERSISTED_QUERY_NOT_FOUND = (
        "PERSISTED_QUERY_NOT_FOUND",
        "No trusted document has this id: send another id, or `query` if that is allowed.",
        404,
        200,
    )
    PERSISTED_QUERY_NOT_SUPPORTED = (
        "PERSISTED_QUERY_NOT_SUPPORTED",
        "This service has no trusted documents, and clients can't register any: send `query`.",
        400,
        200,
    )

    # Errors of the HTTP request.
    BAD_REQUEST = (
        "BAD_REQUEST",
        "Not a GraphQL request: invalid JSON, not an object, or a parameter of the wrong type.",
        400,
    )
    QUERY_NOT_IN_SAFELIST = (
        "QUERY_NOT_IN_SAFELIST",
        "Only trusted documents are allowed: send the id of one instead of `query`.",
        403,
    )
    NOT_FOUND = (
        "NOT_FOUND",
        "Nothing is at this URL; in a response with data, nothing has the key (`@reportNotFound`).",
        404,
    )
    METHOD_NOT_ALLOWED = (
        "METHOD_NOT_ALLOWED",
        "Method not allowed for this URL or operation: see the Allow header.",
        405,
    )
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE", "None of the media types in Accept is available.", 406
    REQUEST_TIMEOUT = "REQUEST_TIMEOUT", "The request did not arrive in time.", 408
    BODY_TOO_LARGE = "BODY_TOO_LARGE", "The body is larger than allowed.", 413
    URL_TOO_LONG = "URL_TOO_LONG", "The URL is too long: use POST.", 414
    UNSUPPORTED_MEDIA_TYPE = (
        "UNSUPPORTED_MEDIA_TYPE",
        "The body must be uncompressed application/json in UTF-8.",
        415,
    )
    HEADERS_TOO_LARGE = "HEADERS_TOO_LARGE", "The headers are larger than allowed.", 431
    LIMIT_EXCEEDED = (
        "LIMIT_EXCEEDED",
        "The operation exceeds a limit; in a response with data, a field has too many rows.",
        400,
    )

    # Failures of the service: temporary ones, and bugs.
    DATABASE_UNAVAILABLE = (
        "DATABASE_UNAVAILABLE",
        "The database can't be reached: try again soon.",
        503,
    )
    DEADLINE_EXCEEDED = (
        "DEADLINE_EXCEEDED",
        "The operation took too long: request less, or try again.",
        503,
    )
    OVERLOADED = "OVERLOADED", "Too many operations at once: try again after Retry-After.", 503
    STOPPING = "STOPPING", "The service is stopping: try again.", 503
    NO_RELEASE = "NO_RELEASE", "No release of the catalogue is loaded.", 503
    STORAGE_VERSION = (
        "STORAGE_VERSION",
        "The graph was loaded by an incompatible version of the service.",
        503,
    )
    WARMING_UP = "WARMING_UP", "The database still plans what the pages read: wait.", 503
    EXPORT_UNDER_WAY = "EXPORT_UNDER_WAY", "The archive is being created: try again soon.", 503
    EXPORT_REFUSED = "EXPORT_REFUSED", "The export failed: see the message.", 503
    NULL_VALUE = (
        "NULL_VALUE",
        "A non-null field has no value in the graph: report this bug.",
        200,
    )
    INTERNAL = "INTERNAL", "An internal error; the service's log has the details.", 200

    # Reported by commands only.
    SETTINGS_INVALID = "SETTINGS_INVALID", "One or more settings have invalid values."
    START_REFUSED = "START_REFUSED", "The service or its database can't start."
    CATALOGUE_INVALID = "CATALOGUE_INVALID", "Files of the catalogue are invalid."
    LOAD_REFUSED = "LOAD_REFUSED", "A load would not be safe."
    ARCHIVE_INVALID = "ARCHIVE_INVALID", "The archive is damaged, or it can't be restored."
    GRAPH_UNSETTLED = "GRAPH_UNSETTLED", "The graph was written to during every attempt to read it."
    PUBLISHED_DIFFERS = "PUBLISHED_DIFFERS", "The files in schema/ differ from the model."
    SCHEMA_BREAKS = "SCHEMA_BREAKS", "The schema breaks clients, and CHANGELOG.md doesn't say so."
