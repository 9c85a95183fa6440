"""Neo4j's jars: named in neo4j.lock, fetched where missing, each checked against its sha256."""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from graph_service.errors import StartRefused

LOCK_FILE = Path(__file__).with_name("neo4j.lock")


@dataclass(frozen=True, kw_only=True)
class Jar:
    """One line of the lock."""

    path: str
    sha256: str
    size: int

    @property
    def name(self) -> str:
        """The file's name, which no two jars of the lock share."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class Lock:
    """The jars of one Neo4j version."""

    version: str
    digest: str
    jars: tuple[Jar, ...]

    @property
    def folder(self) -> str:
        """A folder name that changes with any change of the lock."""
        return f"neo4j-{self.version}-{self.digest[:8]}"


def read_lock(file: Path = LOCK_FILE) -> Lock:
    """Read a lock: a comment that tells the version, then `path sha256 size` a line."""
    text = file.read_text(encoding="utf-8")
    heading, *lines = text.splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return Lock(
        version=heading.removeprefix("# neo4j ").partition(":")[0],
        digest=hashlib.sha256(text.encode()).hexdigest(),
        jars=tuple(Jar(path=path, sha256=sha256, size=int(size)) for path, sha256, size in rows),
    )


def ensure_jars(lock: Lock, cache: Path, console: Console, repository: str | None = None) -> Path:
    """Return the folder that holds exactly the lock's jars, fetching what is missing or damaged."""
    folder = cache / "jars" / lock.folder
    missing = _missing(lock.jars, folder)
    if missing:
        from graph_service.local.fetch import fetch  # a first start alone needs its imports

        try:
            folder.mkdir(parents=True, exist_ok=True)
            fetch(missing, folder, console, f"Fetching Neo4j {lock.version}", repository)
        except OSError as error:
            raise StartRefused(f"Neo4j's files can't be kept in {folder}: {error}") from error
    return folder


def is_intact(jar: Jar, file: Path) -> bool:
    """Tell whether a file is the jar that the lock means."""
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
