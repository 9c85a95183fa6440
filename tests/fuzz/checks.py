"""Hooks for schemathesis: a check that it runs on every answer."""

from __future__ import annotations

import re
from typing import Any

import schemathesis

from graph_service.error_codes import Code

TYPES = (
    "application/json; charset=utf-8",
    "application/graphql-response+json; charset=utf-8",
    "application/json",
)
INTERNAL = re.compile(
    r"Traceback|neo4j|bolt://|site-packages|\.py\b|/graph_service/|line \d+, in |0x[0-9a-f]{8}"
    r"|\bMATCH \(|\bRETURN \[|\bCALL \(|\$p\[\d|Exception\b",
)


@schemathesis.check
def conforms_to_the_specification(
    context: schemathesis.CheckContext,
    response: schemathesis.Response,
    case: schemathesis.Case[Any],
) -> None:
    """Check the status, media type and shape, and that nothing internal is disclosed."""
    status, text = response.status_code, response.text or ""
    assert status < 500 or status == Code.DATABASE_UNAVAILABLE.status, (status, text[:500])
    (media_type,) = response.headers["content-type"]
    assert media_type in TYPES, media_type
    (request_id,) = response.headers["x-request-id"]
    answer = response.json()
    assert answer.keys() <= {"data", "errors", "extensions"}, answer.keys()
    assert answer.keys() & {"data", "errors"}
    if "errors" in answer:
        assert answer["errors"]
        for error in answer["errors"]:
            _check_error(error, request_id, status, echoed=str(case.body))
    if "data" not in answer:
        assert status >= 400
    elif answer["data"] is None:
        assert answer["errors"]
    assert status == 200 or "data" not in answer


def _check_error(error: dict[str, Any], request_id: str, status: int, *, echoed: str) -> None:
    assert error.keys() <= {"message", "locations", "path", "extensions"}, error
    assert error["message"], error
    assert isinstance(error["message"], str)
    for place in error.get("locations", ()):
        assert place.keys() == {"line", "column"}
        assert min(place.values()) >= 1
    for step in error.get("path", ()):
        assert isinstance(step, str | int)
    code = Code[error["extensions"]["code"]]
    assert code is not Code.INTERNAL, error
    assert code is not Code.NULL_VALUE, error
    assert status in (200, code.status, code.json_status), error
    assert error["extensions"]["requestId"] == request_id
    for found in INTERNAL.findall(error["message"]):
        assert found in echoed, error  # a message may quote what the client wrote
