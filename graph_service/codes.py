"""The codes of errors, each declared once: `schema/ERRORS.md` is written from here.

A code is for programs, and stays; the message beside it is for people, and may change.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """What `extensions.code` of an error, or `code` of a refusal, can be.

    Attributes:
        meaning: what is wrong, and what to do, for who writes a client.
        status: the HTTP status that comes with it; 0 where only commands give it.
        json_status: the status for a client that asks for application/json; most often the same.
    """

    meaning: str
    status: int
    json_status: int

    def __new__(cls, value: str, meaning: str, status: int = 0, json_status: int = 0) -> Code:
        """Take what is declared below."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        code.status = status
        code.json_status = json_status or status
        return code

    # What GraphQL itself finds wrong with an operation that came as it should.
    GRAPHQL_PARSE_FAILED = (
        "GRAPHQL_PARSE_FAILED",
        "The text is not GraphQL: see the error's locations.",
        400,
        200,
    )
    GRAPHQL_VALIDATION_FAILED = (
        "GRAPHQL_VALIDATION_FAILED",
        "The operation doesn't fit the schema.",
        400,
        200,
    )
    OPERATION_RESOLUTION_FAILED = (
        "OPERATION_RESOLUTION_FAILED",
        "`operationName` names no operation of the text, or is needed: the text holds several.",
        400,
        200,
    )
    BAD_USER_INPUT = (
        "BAD_USER_INPUT",
        "The value of a variable or an argument can't be used; the message says what is allowed.",
        400,
        200,
    )
    INTROSPECTION_DISABLED = (
        "INTROSPECTION_DISABLED",
        "`__schema` and `__type` are not answered here: `schema/schema.graphql` is published.",
        400,
        200,
    )
    PERSISTED_QUERY_NOT_FOUND = (
        "PERSISTED_QUERY_NOT_FOUND",
        "No trusted document has the id: send one of the list, or the text where that is allowed.",
        404,
        200,
    )
    PERSISTED_QUERY_NOT_SUPPORTED = (
        "PERSISTED_QUERY_NOT_SUPPORTED",
        "There are no trusted documents here, and none are registered by asking: send the text.",
        400,
        200,
    )

    # What is wrong with the request that brought it.
    BAD_REQUEST = (
        "BAD_REQUEST",
        "The request is no operation: no JSON, not an object, or a parameter of the wrong type.",
        400,
    )
    QUERY_NOT_IN_SAFELIST = (
        "QUERY_NOT_IN_SAFELIST",
        "Only trusted documents are answered here, by id: a text is refused, whatever it says.",
        403,
    )
    NOT_FOUND = "NOT_FOUND", "Nothing is served at this address.", 404
    METHOD_NOT_ALLOWED = (
        "METHOD_NOT_ALLOWED",
        "The method is none for the address, or none for the operation: see the header Allow.",
        405,
    )
    NOT_ACCEPTABLE = ("NOT_ACCEPTABLE", "None of the media types in Accept can be given.", 406)
    REQUEST_TIMEOUT = "REQUEST_TIMEOUT", "The request didn't come within the time that it has.", 408
    BODY_TOO_LARGE = "BODY_TOO_LARGE", "The body is larger than may be sent.", 413
    URL_TOO_LONG = (
        "URL_TOO_LONG",
        "The address with its query is longer than may be sent: use POST.",
        414,
    )
    UNSUPPORTED_MEDIA_TYPE = (
        "UNSUPPORTED_MEDIA_TYPE",
        "The body is none of application/json in UTF-8, or it is compressed.",
        415,
    )
    HEADERS_TOO_LARGE = "HEADERS_TOO_LARGE", "The headers are larger than may be sent.", 431
    LIMIT_EXCEEDED = (
        "LIMIT_EXCEEDED",
        "More than may be asked at once; beside data, at a field that has too many rows.",
        400,
    )

    # What the service can't do, now or by a defect.
    DATABASE_UNAVAILABLE = (
        "DATABASE_UNAVAILABLE",
        "The database can't be reached now: try again soon.",
        503,
    )
    DEADLINE_EXCEEDED = (
        "DEADLINE_EXCEEDED",
        "It took longer than it may: ask for less, or try again.",
        503,
    )
    OVERLOADED = (
        "OVERLOADED",
        "More is asked at once than can be answered in time: ask again, see Retry-After.",
        503,
    )
    STOPPING = "STOPPING", "The service is being stopped: ask again, another may answer.", 503
    NO_RELEASE = "NO_RELEASE", "No release of the catalogue is loaded.", 503
    STORAGE_VERSION = (
        "STORAGE_VERSION",
        "The graph was loaded by another version of the service.",
        503,
    )
    EXPORT_UNDER_WAY = "EXPORT_UNDER_WAY", "The archive is being made: ask again soon.", 503
    EXPORT_REFUSED = "EXPORT_REFUSED", "The export can't be made, now or at all.", 503
    NULL_VALUE = (
        "NULL_VALUE",
        "A field that is never null has no value in the graph: a defect.",
        200,
    )
    INTERNAL = "INTERNAL", "A defect of the service; those who run it find it in its log.", 200

    # What only commands say.
    SETTINGS_INVALID = "SETTINGS_INVALID", "Settings have values that can't be used."
    START_REFUSED = "START_REFUSED", "The service or its database can't start here and now."
    CATALOGUE_INVALID = "CATALOGUE_INVALID", "Files of the catalogue are wrong."
    LOAD_REFUSED = "LOAD_REFUSED", "A load can't be carried out safely."
    GRAPH_UNSETTLED = "GRAPH_UNSETTLED", "The graph was written to whenever it was read."
    PUBLISHED_DIFFERS = "PUBLISHED_DIFFERS", "The files in schema/ are not what the model gives."
    SCHEMA_BREAKS = "SCHEMA_BREAKS", "The schema breaks clients without a line in CHANGELOG.md."
