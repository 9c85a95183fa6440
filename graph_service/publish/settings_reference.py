"""SETTINGS.md: every setting, for operators."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service.i18n import Language, render
from graph_service.publish.markdown import table
from graph_service.settings import DatabaseSettings, Folders, LocalSettings, ServiceSettings
from graph_service.settings.declare import Setting, settings_of

_HEAD = """\
# Settings

Written by `graph-service publish` from `graph_service/settings/`; don't edit it here.

Set them on the command line of make (`make up PORT=9000 HEAP=2g`), or as environment variables of
the commands. An empty value counts as not set. At the start, all invalid settings are reported at
once.
"""


def settings_reference() -> str:
    """Return the content of SETTINGS.md."""
    local = (*settings_of(Folders), *settings_of(LocalSettings))
    return "\n".join(
        (
            _HEAD,
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
