"""The database that a command connects to."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from graph_service.errors import DatabaseUnavailable
from graph_service.i18n import _
from graph_service.settings import (
    DatabaseSettings,
    Folders,
    read_data_folder,
    read_database_settings,
)


def database_settings(environ: Mapping[str, str] = os.environ) -> DatabaseSettings:
    """Return the settings of NEO4J_URI or, if it isn't set, of the managed Neo4j of DATA.

    NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE override those of the managed Neo4j, too.

    Raises:
        SettingsInvalid: with every mistake.
        DatabaseUnavailable: when NEO4J_URI isn't set, and no managed Neo4j is running.
    """
    if environ.get("NEO4J_URI"):
        return read_database_settings(environ)
    from graph_service.local import find_running  # slow to import

    data = read_data_folder(environ)
    address = find_running(data)
    if address is None:
        raise DatabaseUnavailable(
            _(
                "No Neo4j is running on the data in {data}, and NEO4J_URI is not set. Start it with"
                " {start} in another terminal and wait for its addresses; or set DATA to the folder"
                " of a running one, or NEO4J_URI and NEO4J_PASSWORD to name any other.",
                data=str(data),
                start=_start_command(data),
            )
        )
    given = {name: value for name, value in environ.items() if value}
    return read_database_settings({**address.settings().environ(), **given})


def _start_command(data: Path) -> str:
    wsl = "wsl " if sys.platform == "win32" else ""
    setting = "" if data == Folders.data else f" DATA={shlex.quote(data.as_posix())}"
    return f"`{wsl}make up{setting}`"
