"""ERRORS.md: what the codes of errors mean, for who writes a client or a script."""

from __future__ import annotations

from graph_service.error_codes import Code
from graph_service.publish.reference import table

_HEAD = """\
# Codes of errors

Written by `graph-service publish` from `graph_service/error_codes.py`; don't edit it here.

Over HTTP an error of GraphQL has its code in `errors[].extensions.code`; what `/readyz` and
`/export/` refuse has it in `code`. Programs can rely on codes; messages are for people, and may
change.

"""
_STATUSES = """
An error beside `data` (an operation that was executed) comes with status 200, whatever its code.
The last column is for clients that ask for `application/json` by name, as older ones do: those
look for errors of GraphQL in an answer of status 200 only.
"""
_OF_COMMANDS = """
## Of commands

These stand in no answer: the command's message and exit status tell them.

"""


def error_codes() -> str:
    """Give the whole list."""
    sent = [
        (f"`{code}`", code.meaning, str(code.status), str(code.json_status))
        for code in Code
        if code.status
    ]
    told = [(f"`{code}`", code.meaning) for code in Code if not code.status]
    return (
        _HEAD
        + table(("code", "what it means", "status", "application/json"), sent)
        + _STATUSES
        + _OF_COMMANDS
        + table(("code", "what it means"), told)
    )
