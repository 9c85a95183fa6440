"""Fetching several jars at once, with progress that suits a terminal or a pipe."""

import hashlib
import os
import queue
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from graph_service.errors import StartRefused
from graph_service.local.lock import Jar
from graph_service.local.maven import Fetcher, FetchError

AT_ONCE = 8
TRIES = 3
SECONDS_BETWEEN_TRIES = 1.0
SECONDS_BETWEEN_LINES = 5.0

# Bytes that came (or are taken back before another try), a jar that is complete, or a failure.
Event = int | Jar | Exception


def fetch(
    jars: Sequence[Jar], folder: Path, console: Console, title: str, repository: str | None
) -> None:
    """Fetch jars into a folder, several at once, or raise StartRefused or OSError."""
    batch = _Batch(jars, folder, Fetcher(repository))
    left = len(jars)
    with batch.running(), _Meter(title, sum(jar.size for jar in jars), console) as meter:
        while left:
            event = batch.events.get()
            if isinstance(event, FetchError):
                raise StartRefused(str(event))
            if isinstance(event, Exception):
                raise event
            if isinstance(event, Jar):
                left -= 1
            else:
                meter.advance(event)


class _Batch:
    """The largest jars first, by threads that a stalled connection can't make us wait for."""

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
        for _ in range(min(AT_ONCE, self._waiting.qsize())):
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
            except Exception as error:  # noqa: BLE001 - the waiting thread raises it
                self.events.put(error)

    def _fetch(self, jar: Jar) -> None:
        for tries_left in reversed(range(TRIES)):
            part = self._folder / f".{jar.name}.{os.getpid()}.part"
            try:
                self._write(jar, part)
                # Not by mkstemp, whose files nobody else may read.
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
                        raise FetchError("Fetching was interrupted.")
                    stream.write(chunk)
                    digest.update(chunk)
                    received += len(chunk)
                    self.events.put(len(chunk))
            if digest.hexdigest() != jar.sha256:
                raise FetchError(f"The Maven repository's {jar.name} is not what the lock names.")
        except FetchError:
            self.events.put(-received)
            raise


class _Meter:
    """Shows a bar on a terminal, and a plain line now and then elsewhere."""

    def __init__(self, title: str, total: int, console: Console) -> None:
        self._title = title
        self._total = total
        self._done = 0
        self._console = console
        self._told = time.monotonic()
        columns = (TextColumn(title), BarColumn(), DownloadColumn(), TransferSpeedColumn())
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task(title, total=total)

    def __enter__(self) -> "_Meter":
        if not self._console.is_terminal:
            self._console.print(f"{self._title}: {_megabytes(self._total)} MB")
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self, size: int) -> None:
        self._done += size
        self._bar.advance(self._task, size)
        now = time.monotonic()
        if not self._console.is_terminal and now - self._told > SECONDS_BETWEEN_LINES:
            self._told = now
            done, total = _megabytes(self._done), _megabytes(self._total)
            self._console.print(f"{self._title}: {done} of {total} MB")


def _megabytes(size: int) -> int:
    return round(size / 1_000_000)
