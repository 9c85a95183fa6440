"""The address of a managed Neo4j, and how other commands find the one that is running."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graph_service.errors import StartRefused
from graph_service.local.folder import DataFolder
from graph_service.local.health_check import DATABASE, USER, is_healthy
from graph_service.local.ports import HOST, Ports
from graph_service.local.server import recorded_server
from graph_service.settings import DatabaseSettings


@dataclass(frozen=True, kw_only=True)
class Address:
    """The addresses and the credentials of the managed Neo4j."""

    bolt_uri: str
    browser_url: str
    user: str
    password: str = field(repr=False)
    password_file: Path
    database: str

    def settings(self) -> DatabaseSettings:
        """Return the settings for connecting to its database."""
        return DatabaseSettings(
            uri=self.bolt_uri, user=self.user, password=self.password, database=self.database
        )


def address_of(folder: DataFolder, ports: Ports, password: str) -> Address:
    """Return the address of the server with these ports."""
    bolt_uri = f"bolt://{HOST}:{ports.bolt}"
    return Address(
        bolt_uri=bolt_uri,
        browser_url=f"http://{HOST}:{ports.http}/browser/?connectURL=bolt://{USER}@{HOST}:{ports.bolt}",
        user=USER,
        password=password,
        password_file=folder.password_file,
        database=DATABASE,
    )


def find_running(data: Path) -> Address | None:
    """Return the address of the server that is running on a data folder; None without one.

    It must accept the folder's password: another Neo4j may have the port by now. The process isn't
    looked for, as a server in WSL is not a process of Windows.

    Raises:
        StartRefused: when the server is running, but rejects the password.
    """
    folder = DataFolder(data.absolute())
    found = recorded_server(folder)
    if found is None:
        return None
    server, _started_with = found
    try:
        password = folder.password_file.read_text(encoding="ascii").strip()
        if is_healthy(server.ports, password, folder.password_file):
            return address_of(folder, server.ports, password)
    except (OSError, ValueError):
        return None
    except StartRefused:
        if server.process.is_running():
            raise
    return None
