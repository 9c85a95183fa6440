"""The codes of errors, each declared once: `schema/ERRORS.md` is generated from here.

A code is for programs and is stable; its message is for people and may change.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """The values of `extensions.code` of an error, and of `code` in other JSON answers.

    Attributes:
        meaning: what is wrong and what to do, for developers of clients.
        status: the HTTP status; 0 if only commands report it.
        json_status: the status for clients that name application/json; most often the same.
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
        "The text is not valid GraphQL: see the error's locations.",
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
        "The text has no operation called `operationName`, or has several and needs it.",
        400,
        200,
    )
    BAD_USER_INPUT = (
        "BAD_USER_INPUT",
        "Invalid value of a variable or an argument; the message says what is allowed.",
        400,
        200,
    )
    INTROSPECTION_DISABLED = (
        "INTROSPECTION_DISABLED",
        "`__schema` and `__type` are disabled here: `schema/schema.graphql` is published.",
        400,
        200,
    )
    PERSISTED_QUERY_NOT_FOUND = (
        "PERSISTED_QUERY_NOT_FOUND",
        "No trusted document has this id: send a listed id, or the text if that is allowed.",
        404,
        200,
    )
    PERSISTED_QUERY_NOT_SUPPORTED = (
        "PERSISTED_QUERY_NOT_SUPPORTED",
        "This service has no trusted documents, and clients can't register any: send the text.",
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
        "Only trusted documents are allowed here: send the id of one instead of a text.",
        403,
    )
    NOT_FOUND = "NOT_FOUND", "Nothing is served at this address.", 404
    METHOD_NOT_ALLOWED = (
        "METHOD_NOT_ALLOWED",
        "Method not allowed for this address or operation: see the header Allow.",
        405,
    )
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE", "No media type in Accept is available.", 406
    REQUEST_TIMEOUT = "REQUEST_TIMEOUT", "The request did not arrive in time.", 408
    BODY_TOO_LARGE = "BODY_TOO_LARGE", "The body is larger than allowed.", 413
    URL_TOO_LONG = "URL_TOO_LONG", "The address with its query is too long: use POST.", 414
    UNSUPPORTED_MEDIA_TYPE = (
        "UNSUPPORTED_MEDIA_TYPE",
        "The body must be uncompressed application/json in UTF-8.",
        415,
    )
    HEADERS_TOO_LARGE = "HEADERS_TOO_LARGE", "The headers are larger than allowed.", 431
    LIMIT_EXCEEDED = (
        "LIMIT_EXCEEDED",
        "The operation exceeds a limit; beside data, a field that has too many rows.",
        400,
    )

    # Failures of the service, temporary or by a defect.
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
    OVERLOADED = "OVERLOADED", "Too many operations at once: try again, see Retry-After.", 503
    STOPPING = "STOPPING", "The service is stopping: try again, another may answer.", 503
    NO_RELEASE = "NO_RELEASE", "No release of the catalogue is loaded.", 503
    STORAGE_VERSION = (
        "STORAGE_VERSION",
        "The graph was loaded by an incompatible version of the service.",
        503,
    )
    EXPORT_UNDER_WAY = "EXPORT_UNDER_WAY", "The archive is being made: try again soon.", 503
    EXPORT_REFUSED = "EXPORT_REFUSED", "The export can't be made, now or at all.", 503
    NULL_VALUE = (
        "NULL_VALUE",
        "A non-null field has no value in the graph: a defect.",
        200,
    )
    INTERNAL = "INTERNAL", "A defect of the service; its operators find it in the log.", 200

    # Reported by commands only.
    SETTINGS_INVALID = "SETTINGS_INVALID", "Settings have invalid values."
    START_REFUSED = "START_REFUSED", "The service or its database can't start here and now."
    CATALOGUE_INVALID = "CATALOGUE_INVALID", "Files of the catalogue are invalid."
    LOAD_REFUSED = "LOAD_REFUSED", "A load can't be done safely."
    GRAPH_UNSETTLED = "GRAPH_UNSETTLED", "The graph was written to during every attempt to read it."
    PUBLISHED_DIFFERS = "PUBLISHED_DIFFERS", "The files in schema/ differ from the model."
    SCHEMA_BREAKS = "SCHEMA_BREAKS", "The schema breaks clients, and CHANGELOG.md doesn't say so."
