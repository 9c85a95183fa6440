"""SETTINGS.md for operators, ERRORS.md for authors of clients, and the tables of all references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_service.error_codes import Code
from graph_service.i18n import Language, render
from graph_service.settings import DatabaseSettings, Folders, LocalSettings, ServiceSettings
from graph_service.settings.declare import Setting, settings_of

_SETTINGS = """\
# Settings

Written by `graph-service publish` from `graph_service/settings/`; don't edit it here.

Set them on the command line of make (`make up PORT=9000 HEAP=2g`), or as environment variables of
the commands. An empty value counts as not set. At the start, all invalid settings are reported at
once.
"""
_ERRORS = """\
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


def settings_reference() -> str:
    """Return the content of SETTINGS.md."""
    local = (*settings_of(Folders), *settings_of(LocalSettings))
    return "\n".join(
        (
            _SETTINGS,
            "## The service: `serve`, `up`\n",
            _table(settings_of(ServiceSettings)),
            "## Its database: `serve`, `seeds …`, `export`\n",
            _table(settings_of(DatabaseSettings)),
            "## The managed Neo4j: `up`\n",
            _table(local),
        )
    )


def _table(settings: Iterable[Setting[object]]) -> str:
    rows = [
        (f"`{s.name}`", _default(s), s.meaning, render(s.kind.allowed, Language.EN))
        for s in settings
    ]
    return table(("setting", "default", "meaning", "allowed"), rows)


def _default(declared: Setting[object]) -> str:
    if declared.required:
        return "must be set"
    return f"`{declared.default}`" if declared.default else declared.otherwise or "none"


def error_codes() -> str:
    """Return the content of ERRORS.md."""
    of_responses = [
        (f"`{code}`", code.meaning, str(code.status), str(code.json_status))
        for code in Code
        if code.status
    ]
    of_commands = [(f"`{code}`", code.meaning) for code in Code if not code.status]
    return (
        _ERRORS
        + table(("code", "meaning", "status", "application/json"), of_responses)
        + _STATUSES
        + _COMMANDS
        + table(("code", "meaning"), of_commands)
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def link(name: str) -> str:
    """Return a link to the section of a name."""
    return f"[{name}](#{name.lower()})"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")
