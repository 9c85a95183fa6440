"""Neo4j's jars, as neo4j.lock lists them: each is checked, and downloaded if missing."""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from graph_service.console import Console
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.os_errors import os_reason

LOCK_FILE = Path(__file__).with_name("neo4j.lock")


@dataclass(frozen=True, kw_only=True)
class Jar:
    """A line of the lock file."""

    path: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The file name, unique within the lock."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Lock:
    """The jars of one Neo4j version."""

    version: str
    digest: str
    jars: tuple[Jar, ...]

    @property
    def folder(self) -> str:
        """A folder name that changes whenever the lock changes."""
        return f"neo4j-{self.version}-{self.digest[:8]}"


def read_lock(file: Path = LOCK_FILE) -> Lock:
    """Parse a lock file: a comment with the version, then lines of `path sha256 size`."""
    text = file.read_text(encoding="utf-8")
    heading, *lines = text.splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return Lock(
        version=heading.removeprefix("# neo4j ").partition(":")[0],
        digest=hashlib.sha256(text.encode()).hexdigest(),
        jars=tuple(Jar(path=path, sha256=sha256, size=int(size)) for path, sha256, size in rows),
    )


def ensure_jars(lock: Lock, cache: Path, console: Console, repository: str | None = None) -> Path:
    """Return the folder with the lock's jars, after downloading missing or damaged ones."""
    folder = cache / "jars" / lock.folder
    missing = _missing(lock.jars, folder)
    if missing:
        from graph_service.local.fetch import fetch  # slow to import

        try:
            folder.mkdir(parents=True, exist_ok=True)
            size = sum(jar.size for jar in missing)
            with console.download(
                _("Fetching Neo4j {version}", version=lock.version), size
            ) as on_progress:
                fetch(missing, folder, repository, on_progress)
        except OSError as error:
            message = _(
                "Neo4j's files can't be stored in {folder}: {reason}",
                folder=str(folder),
                reason=os_reason(error),
            )
            raise StartRefused(message) from error
    return folder


def is_intact(jar: Jar, file: Path) -> bool:
    """Whether a file has the size and digest that the lock specifies."""
    try:
        if file.stat().st_size != jar.size:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False


def _missing(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    def check(jar: Jar) -> bool:
        return is_intact(jar, folder / jar.name)

    with ThreadPoolExecutor(2) as pool:
        jars = tuple(jars)
        return [jar for jar, intact in zip(jars, pool.map(check, jars), strict=True) if not intact]
