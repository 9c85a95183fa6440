"""Neo4j's jars, as neo4j.lock lists them: each is checked, and downloaded if missing."""

import hashlib
import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from graph_service.console import Console, OnProgress
from graph_service.errors import StartRefused
from graph_service.i18n import Message, _
from graph_service.os_errors import os_reason

if TYPE_CHECKING:
    from requests import Session

LOCK_FILE = Path(__file__).with_name("neo4j.lock")
CHUNK = 64 * 1024
CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS = 10, 20
CONCURRENT_DOWNLOADS = 8
TRIES = 3
SECONDS_BETWEEN_TRIES = 1.0


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
        try:
            folder.mkdir(parents=True, exist_ok=True)
            size = sum(jar.size for jar in missing)
            with console.download(
                _("Fetching Neo4j {version}", version=lock.version), size
            ) as on_progress:
                _download(missing, folder, repository, on_progress)
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


def _download(
    jars: Sequence[Jar], folder: Path, repository: str | None, on_progress: OnProgress
) -> None:
    """Download jars concurrently into a folder, or raise StartRefused or OSError.

    jgo's own download opens two connections per file, one of them for the SHA-1: 50 s instead of 1.
    """
    from jgo.maven import MavenContext  # slow imports, needed only on a first start
    from requests import Session

    remote = {"repository": repository.rstrip("/")} if repository else None
    repositories = tuple(MavenContext(remote_repos=remote).remote_repos.values())
    is_over = threading.Event()
    with Session() as session, ThreadPoolExecutor(CONCURRENT_DOWNLOADS) as pool:
        fetch = partial(_fetch, folder, repositories, session, is_over)
        largest_first = sorted(jars, key=lambda jar: -jar.size)
        downloads = {pool.submit(fetch, jar): jar for jar in largest_first}
        try:
            for done in as_completed(downloads):
                done.result()
                on_progress(downloads[done].size)
        finally:
            is_over.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _fetch(
    folder: Path,
    repositories: Sequence[str],
    session: "Session",
    is_over: threading.Event,
    jar: Jar,
) -> None:
    for tries_left in reversed(range(TRIES)):
        # Another process may be fetching or removing its own.
        part = folder / f".{jar.name}.{secrets.token_hex(4)}.part"
        try:
            with part.open("wb") as stream:
                for chunk in _chunks(jar.path, repositories, session):
                    if is_over.is_set():
                        return
                    stream.write(chunk)
            if not is_intact(jar, part):
                raise StartRefused(
                    _("The Maven repository's {jar} differs from the lock file.", jar=jar.name)
                )
            part.replace(folder / jar.name)
            return
        except StartRefused:
            if not tries_left or is_over.is_set():
                raise
            time.sleep(SECONDS_BETWEEN_TRIES)
        finally:
            part.unlink(missing_ok=True)


def _chunks(path: str, repositories: Sequence[str], session: "Session") -> Iterator[bytes]:
    """Yield a file's bytes, from the first repository that has it."""
    from requests import RequestException

    failures: list[Message] = []
    for repository in repositories:
        try:
            with session.get(
                f"{repository}/{path}",
                stream=True,
                timeout=(CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS),
            ) as response:
                if response.ok:
                    yield from response.iter_content(CHUNK)
                    return
                failures.append(
                    _(
                        "{repository} answers {status} for {path}",
                        repository=repository,
                        status=response.status_code,
                        path=path,
                    )
                )
        except RequestException as error:
            failures.append(
                _(
                    "{repository} can't be reached ({error})",
                    repository=repository,
                    error=type(error).__name__,
                )
            )
    raise StartRefused(
        _(
            "Neo4j's files can't be downloaded: {failures}. Check the network, or set"
            " MAVEN_REPO_URL to another Maven repository, and start again.",
            failures=failures,
        )
    )
