"""Neo4j's jars, as neo4j.lock lists them: each is checked, and downloaded if missing."""

import hashlib
import queue
import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
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

    `on_progress` is called with the bytes received, negative if a file has to be fetched again.
    """
    from jgo.maven import MavenContext  # a slow import, needed only on a first start

    remote = {"repository": repository.rstrip("/")} if repository else None
    repositories = tuple(MavenContext(remote_repos=remote).remote_repos.values())
    batch = _Batch(jars, folder, repositories)
    left = len(jars)
    with batch.running():
        while left:
            event = batch.events.get()
            if isinstance(event, Exception):
                raise event
            if isinstance(event, Jar):
                left -= 1
            else:
                on_progress(event)


class _Batch:
    """Downloads the largest jars first, in daemon threads: a stalled one doesn't delay the exit.

    Each thread has one persistent connection. jgo's own download opens two per file, one of them
    for the SHA-1: 50 s instead of 1.

    Attributes:
        events: bytes received (negative if they are to be fetched again), complete jars, failures.
    """

    def __init__(self, jars: Iterable[Jar], folder: Path, repositories: Sequence[str]) -> None:
        self._folder = folder
        self._repositories = repositories
        self._stop = threading.Event()
        self._waiting: queue.SimpleQueue[Jar] = queue.SimpleQueue()
        for jar in sorted(jars, key=lambda jar: -jar.size):
            self._waiting.put(jar)
        self.events: queue.SimpleQueue[int | Jar | Exception] = queue.SimpleQueue()

    @contextmanager
    def running(self) -> Iterator[None]:
        for _each in range(min(CONCURRENT_DOWNLOADS, self._waiting.qsize())):
            threading.Thread(target=self._work, daemon=True).start()
        try:
            yield
        finally:
            self._stop.set()

    def _work(self) -> None:
        from requests import Session  # slow to import

        with Session() as session:
            while not self._stop.is_set():
                try:
                    jar = self._waiting.get_nowait()
                except queue.Empty:
                    return
                try:
                    self._fetch(jar, session)
                except Exception as error:  # noqa: BLE001 - `_download` raises it
                    self.events.put(error)

    def _fetch(self, jar: Jar, session: "Session") -> None:
        for tries_left in reversed(range(TRIES)):
            # Another process, or a thread of an earlier batch, may be fetching or removing its own.
            part = self._folder / f".{jar.name}.{secrets.token_hex(4)}.part"
            try:
                self._write(jar, part, session)
                part.replace(self._folder / jar.name)
                self.events.put(jar)
                return
            except StartRefused:
                if not tries_left or self._stop.is_set():
                    raise
                time.sleep(SECONDS_BETWEEN_TRIES)
            finally:
                part.unlink(missing_ok=True)

    def _write(self, jar: Jar, part: Path, session: "Session") -> None:
        digest = hashlib.sha256()
        received = 0
        try:
            with part.open("wb") as stream:
                for chunk in self._chunks(jar.path, session):
                    if self._stop.is_set():
                        raise StartRefused(_("The download was interrupted."))
                    stream.write(chunk)
                    digest.update(chunk)
                    received += len(chunk)
                    self.events.put(len(chunk))
            if digest.hexdigest() != jar.sha256:
                raise StartRefused(
                    _("The Maven repository's {jar} differs from the lock file.", jar=jar.name)
                )
        except StartRefused:
            self.events.put(-received)
            raise

    def _chunks(self, path: str, session: "Session") -> Iterator[bytes]:
        """Yield a file's bytes, from the first repository that has it."""
        from requests import RequestException

        failures: list[Message] = []
        for repository in self._repositories:
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
