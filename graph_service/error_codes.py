"""The error codes; `schema/ERRORS.md` is generated from here.

Codes are for programs and stable; messages are for people and may change.
"""

from __future__ import annotations

from enum import StrEnum, auto


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

    @staticmethod
    def _generate_next_value_(name: str, *_: object) -> str:
        """Return the code of a member, which is its name."""
        return name

    def __new__(cls, value: str, meaning: str, status: int = 0, json_status: int = 0) -> Code:
        """Create a member from its declaration below."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        code.status = status
        code.json_status = json_status or status
        return code

    # GraphQL errors of a well-formed request.
    GRAPHQL_PARSE_FAILED = auto(), "The document has a syntax error: see `locations`.", 400, 200
    GRAPHQL_VALIDATION_FAILED = auto(), "The operation doesn't match the schema.", 400, 200
    OPERATION_RESOLUTION_FAILED = (
        auto(),
        "The document has no operation with this `operationName`, or several and no name is sent.",
        400,
        200,
    )
    BAD_USER_INPUT = (
        auto(),
        "A variable or an argument has an invalid value; the message says what is allowed.",
        400,
        200,
    )
    INTROSPECTION_DISABLED = (
        auto(),
        "`__schema` and `__type` are disabled: use the published `schema/schema.graphql`.",
        400,
        200,
    )
    PERSISTED_QUERY_NOT_FOUND = (
        auto(),
        "No trusted document has this id: send another id, or `query` if that is allowed.",
        404,
        200,
    )
    PERSISTED_QUERY_NOT_SUPPORTED = (
        auto(),
        "This service has no trusted documents, and clients can't register any: send `query`.",
        400,
        200,
    )

    # Errors of the HTTP request.
    BAD_REQUEST = (
        auto(),
        "Not a GraphQL request: invalid JSON, not an object, or a parameter of the wrong type.",
        400,
    )
    QUERY_NOT_IN_SAFELIST = (
        auto(),
        "Only trusted documents are allowed: send the id of one instead of `query`.",
        403,
    )
    NOT_FOUND = (
        auto(),
        "Nothing is at this URL; in a response with data, nothing has the key (`@reportNotFound`).",
        404,
    )
    METHOD_NOT_ALLOWED = (
        auto(),
        "Method not allowed for this URL or operation: see the Allow header.",
        405,
    )
    NOT_ACCEPTABLE = auto(), "None of the media types in Accept is available.", 406
    REQUEST_TIMEOUT = auto(), "The request did not arrive in time.", 408
    BODY_TOO_LARGE = auto(), "The body is larger than allowed.", 413
    URL_TOO_LONG = auto(), "The URL is too long: use POST.", 414
    UNSUPPORTED_MEDIA_TYPE = (
        auto(),
        "The body must be uncompressed application/json in UTF-8.",
        415,
    )
    HEADERS_TOO_LARGE = auto(), "The headers are larger than allowed.", 431
    LIMIT_EXCEEDED = (
        auto(),
        "The operation exceeds a limit; in a response with data, a field has too many rows.",
        400,
    )

    # Failures of the service: temporary ones, and bugs.
    DATABASE_UNAVAILABLE = auto(), "The database can't be reached: try again soon.", 503
    DEADLINE_EXCEEDED = auto(), "The operation took too long: request less, or try again.", 503
    OVERLOADED = auto(), "Too many operations at once: try again after Retry-After.", 503
    STOPPING = auto(), "The service is stopping: try again.", 503
    NO_RELEASE = auto(), "No release of the catalogue is loaded.", 503
    STORAGE_VERSION = (
        auto(),
        "The graph was loaded by an incompatible version of the service.",
        503,
    )
    WARMING_UP = auto(), "The database still plans what the pages read: wait.", 503
    EXPORT_UNDER_WAY = auto(), "The archive is being created: try again soon.", 503
    EXPORT_REFUSED = auto(), "The export failed: see the message.", 503
    NULL_VALUE = auto(), "A non-null field has no value in the graph: report this bug.", 200
    INTERNAL = auto(), "An internal error; the service's log has the details.", 200

    # Reported by commands only.
    SETTINGS_INVALID = auto(), "One or more settings have invalid values."
    START_REFUSED = auto(), "The service or its database can't start."
    CATALOGUE_INVALID = auto(), "Files of the catalogue are invalid."
    LOAD_REFUSED = auto(), "A load would not be safe."
    ARCHIVE_INVALID = auto(), "The archive is damaged, or it can't be restored."
    GRAPH_UNSETTLED = auto(), "The graph was written to during every attempt to read it."
    PUBLISHED_DIFFERS = auto(), "The files in schema/ differ from the model."
    SCHEMA_BREAKS = auto(), "The schema breaks clients, and CHANGELOG.md doesn't say so."
