"""ERRORS.md: the error codes, for authors of clients and scripts."""

from __future__ import annotations

from graph_service.error_codes import Code
from graph_service.publish.markdown import table

_HEAD = """\
# Error codes

Written by `graph-service publish` from `graph_service/error_codes.py`; don't edit it here.

A GraphQL error has its code in `errors[].extensions.code`; an error of `/readyz` or `/export/` has
it in `code`. Programs can rely on the codes; messages are for people and may change.

"""
_STATUSES = """
If the response has `data`, the operation was executed, and its status is 200 whatever the codes of
its errors. The last column is the status for clients whose `Accept` header names
`application/json`: older clients, which read GraphQL errors only from responses of status 200.
"""
_COMMANDS = """
## Commands

Commands report these by their message and exit status; no response contains them.

"""


def error_codes() -> str:
    """Return the content of ERRORS.md."""
    of_responses = [
        (f"`{code}`", code.meaning, str(code.status), str(code.json_status))
        for code in Code
        if code.status
    ]
    of_commands = [(f"`{code}`", code.meaning) for code in Code if not code.status]
    return (
        _HEAD
        + table(("code", "meaning", "status", "application/json"), of_responses)
        + _STATUSES
        + _COMMANDS
        + table(("code", "meaning"), of_commands)
    )
