"""Concurrent downloads of jars from Maven repositories, which jgo's configuration names."""

import hashlib
import os
import queue
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import requests

from graph_service.console import OnProgress
from graph_service.errors import StartRefused
from graph_service.i18n import Message, _
from graph_service.local.jars import Jar

CHUNK = 64 * 1024
CONNECT_TIMEOUT_SECONDS, READ_TIMEOUT_SECONDS = 10, 20
CONCURRENT_DOWNLOADS = 8
TRIES = 3
SECONDS_BETWEEN_TRIES = 1.0

# Bytes received (negative if they are to be fetched again), a complete jar, or a failure.
Event = int | Jar | Exception


class FetchError(Exception):
    """A file couldn't be downloaded; the message is for users."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.translatable = message


class Fetcher:
    """Downloads files over one persistent connection per thread.

    jgo's own download opens two connections per file, one for the SHA-1: 50 s instead of 1.
    """

    def __init__(self, repository: str | None) -> None:
        from jgo.maven import MavenContext  # a slow import, needed only on a first start

        remote = {"repository": repository.rstrip("/")} if repository else None
        self._repositories = tuple(MavenContext(remote_repos=remote).remote_repos.values())
        self._local = threading.local()

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield a file's bytes, or raise FetchError."""
        failures: list[Message] = []
        for repository in self._repositories:
            try:
                with self._session.get(
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
            except requests.RequestException as error:
                failures.append(
                    _(
                        "{repository} can't be reached ({error})",
                        repository=repository,
                        error=type(error).__name__,
                    )
                )
        raise FetchError(
            _(
                "Neo4j's files can't be downloaded: {failures}. Check the network, or set"
                " MAVEN_REPO_URL to another Maven repository, and start again.",
                failures=failures,
            )
        )

    @property
    def _session(self) -> requests.Session:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        session: requests.Session = self._local.session
        return session


def fetch(
    jars: Sequence[Jar], folder: Path, repository: str | None, on_progress: OnProgress
) -> None:
    """Download jars concurrently into a folder, or raise StartRefused or OSError.

    `on_progress` is called with the bytes received, negative if a file has to be fetched again.
    """
    batch = _Batch(jars, folder, Fetcher(repository))
    left = len(jars)
    with batch.running():
        while left:
            event = batch.events.get()
            if isinstance(event, FetchError):
                raise StartRefused(event.translatable)
            if isinstance(event, Exception):
                raise event
            if isinstance(event, Jar):
                left -= 1
            else:
                on_progress(event)


class _Batch:
    """Downloads the largest jars first, in daemon threads: a stalled one doesn't delay the exit."""

    def __init__(self, jars: Iterable[Jar], folder: Path, fetcher: Fetcher) -> None:
        self._folder = folder
        self._fetcher = fetcher
        self._stop = threading.Event()
        self._waiting: queue.SimpleQueue[Jar] = queue.SimpleQueue()
        for jar in sorted(jars, key=lambda jar: -jar.size):
            self._waiting.put(jar)
        self.events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    @contextmanager
    def running(self) -> Iterator[None]:
        for _each in range(min(CONCURRENT_DOWNLOADS, self._waiting.qsize())):
            threading.Thread(target=self._work, daemon=True).start()
        try:
            yield
        finally:
            self._stop.set()

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                jar = self._waiting.get_nowait()
            except queue.Empty:
                return
            try:
                self._fetch(jar)
            except Exception as error:  # noqa: BLE001 - `fetch` raises it
                self.events.put(error)

    def _fetch(self, jar: Jar) -> None:
        for tries_left in reversed(range(TRIES)):
            part = self._folder / f".{jar.name}.{os.getpid()}.part"
            try:
                self._write(jar, part)
                # The files of mkstemp would be readable only by their owner.
                part.chmod(0o644)
                part.replace(self._folder / jar.name)
                self.events.put(jar)
                return
            except FetchError:
                if not tries_left or self._stop.is_set():
                    raise
                time.sleep(SECONDS_BETWEEN_TRIES)
            finally:
                part.unlink(missing_ok=True)

    def _write(self, jar: Jar, part: Path) -> None:
        digest = hashlib.sha256()
        received = 0
        try:
            with part.open("wb") as stream:
                for chunk in self._fetcher.chunks(jar.path):
                    if self._stop.is_set():
                        raise FetchError(_("The download was interrupted."))
                    stream.write(chunk)
                    digest.update(chunk)
                    received += len(chunk)
                    self.events.put(len(chunk))
            if digest.hexdigest() != jar.sha256:
                message = _(
                    "The Maven repository's {jar} differs from the lock file.", jar=jar.name
                )
                raise FetchError(message)
        except FetchError:
            self.events.put(-received)
            raise
