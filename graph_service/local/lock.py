"""neo4j.lock: the jars of one Neo4j version, each with its SHA-256 and size."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

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
