"""The DATA folder: its files, its lock and the password, readable only by their owner."""

import os
import secrets
import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.os_errors import os_reason

PASSWORD_LENGTH = 24


class DataFolder:
    """The folder with all files of one managed Neo4j.

    Attributes:
        path: of the folder.
        home: Neo4j's home.
        config_file: Neo4j's settings, rewritten on each start.
        console_log: the output of the Java process.
        password_file: the database password.
        ports_file: the ports of the last start.
        server_file: the running server: its process, ports and the fingerprint of its settings.
        first_start: a marker that exists from before the first start until the server has answered.
        lock_file: locked while a server is managed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.home = path / "neo4j"
        self.config_file = self.home / "conf" / "neo4j.conf"
        self.console_log = self.home / "logs" / "console.log"
        self.password_file = path / "password"
        self.ports_file = path / "ports.json"
        self.server_file = path / "server.json"
        self.first_start = path / "first-start"
        self.lock_file = path / "lock"

    @property
    def has_database(self) -> bool:
        """Whether the server has been started before, so that its password is set."""
        return (self.home / "data" / "databases" / "system").exists()

    def create(self) -> None:
        """Create the folders, inaccessible to other users."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name in ("conf", "logs", "import", "plugins"):
                (self.home / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._not_writable(error) from error

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Hold the folder's lock, or raise StartRefused."""
        lock = FileLock(self.lock_file, mode=0o600)
        try:
            lock.acquire(blocking=False)
            self.lock_file.write_text(f"{os.getpid()}\n", encoding="ascii")
        except Timeout as error:
            holder = self.lock_file.read_text(encoding="ascii", errors="replace")[:32].strip()
            raise StartRefused(
                _(
                    "Process {number} already uses the data in {folder}: stop it, or set DATA to"
                    " another folder.",
                    number=holder or "?",
                    folder=str(self.path),
                )
            ) from error
        except OSError as error:
            raise self._not_writable(error) from error
        try:
            yield
        finally:
            lock.release()

    def _not_writable(self, error: OSError) -> StartRefused:
        return StartRefused(
            _(
                "The data folder {folder} can't be written ({reason}): set DATA to another.",
                folder=str(self.path),
                reason=os_reason(error),
            )
        )

    def password(self) -> str:
        """Return the password, generated on the first call."""
        try:
            stored = self.password_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            stored = ""
        if stored:
            return stored
        if self.has_database and not self.first_start.exists():
            raise StartRefused(
                _(
                    "{file} is missing, but the database has a password: restore the file, or"
                    " remove {folder} to start with an empty database.",
                    file=str(self.password_file),
                    folder=str(self.path),
                )
            )
        letters = string.ascii_letters + string.digits
        password = "".join(secrets.choice(letters) for _letter in range(PASSWORD_LENGTH))
        write_private(self.password_file, password + "\n")
        return password


def write_private(file: Path, text: str) -> None:
    """Write a file that is never readable by anyone but its owner, not even briefly."""
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    part.replace(file)
