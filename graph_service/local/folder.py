"""The DATA folder: its files, its lock, its password, and the neo4j.conf of its server."""

import os
import secrets
import shutil
import string
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from graph_service.errors import StartRefused
from graph_service.i18n import Message, _
from graph_service.local.java import admin_command, environment
from graph_service.local.ports import HOST, Ports
from graph_service.os_errors import os_reason
from graph_service.settings import LocalSettings

PASSWORD_LENGTH = 24
MIN_PAGE_CACHE_MIB, MAX_PAGE_CACHE_MIB = 64, 4096
# Ends abandoned transactions; longer than any load that the heap allows.
TRANSACTION_TIMEOUT = "10m"
ADMIN_TIMEOUT_SECONDS = 120


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


def config_text(ports: Ports, settings: LocalSettings) -> str:
    """Return neo4j.conf for these ports and settings."""
    heap_mib = settings.heap_mib
    page_cache = min(max(heap_mib // 2, MIN_PAGE_CACHE_MIB), MAX_PAGE_CACHE_MIB)
    config = {
        "server.default_listen_address": HOST,
        # Browser connects to the advertised address, so it must name the real port.
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.bolt.advertised_address": f"{HOST}:{ports.bolt}",
        "server.http.listen_address": f"{HOST}:{ports.http}",
        "server.http.advertised_address": f"{HOST}:{ports.http}",
        "server.https.enabled": "false",
        "server.directories.import": "import",
        "dbms.security.auth_enabled": "true",
        "server.memory.heap.max_size": f"{heap_mib}m",
        "server.memory.pagecache.size": f"{page_cache}m",
        "db.transaction.timeout": TRANSACTION_TIMEOUT,
        # No data leaves this machine.
        "dbms.usage_report.enabled": "false",
        "server.fleet_discovery.enabled": "false",
        "dbms.fleet_manager.enabled": "false",
        "client.allow_telemetry": "false",
        # Otherwise stopping takes 15 s.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0s",
    }
    if settings.browser:
        config |= {
            "browser.post_connect_cmd": "; ".join(settings.browser.commands),
            "browser.remote_content_hostname_whitelist": settings.browser.host,
        }
    return "".join(f"{name}={value}\n" for name, value in config.items())


def ensure_password(folder: DataFolder, jars: Path) -> str:
    """Return the password, after setting it in Neo4j if it has never started."""
    if folder.first_start.exists():
        # An interrupted first start can leave a database without a password. It is still empty.
        shutil.rmtree(folder.home / "data", ignore_errors=True)
    password = folder.password()
    if folder.has_database or (folder.home / "data" / "dbms" / "auth.ini").exists():
        return password
    folder.first_start.touch()
    arguments = folder.path / "admin-arguments"
    try:
        write_private(arguments, f"dbms\nset-initial-password\n{password}\n")
        subprocess.run(
            admin_command(arguments.absolute()),
            cwd=jars,
            env=environment(folder.home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
            timeout=ADMIN_TIMEOUT_SECONDS,
        )
    except OSError as error:
        raise _without_password(os_reason(error)) from error
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        reason = str(error.stderr or error).replace(password, "…").strip()
        raise _without_password(reason) from error
    finally:
        arguments.unlink(missing_ok=True)
    return password


def _without_password(reason: str | Message) -> StartRefused:
    return StartRefused(_("Neo4j's initial password can't be set: {reason}", reason=reason))
