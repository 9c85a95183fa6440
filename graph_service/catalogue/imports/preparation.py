"""The findings of each imported entry by itself, and the text of its file.

Large imports let a second process find both while this one reads on. They follow from the entry
alone, so that this process can find them, too: for small imports, for the last entries of large
ones, and for all if the second process doesn't start or ends early.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import TypeAlias, cast

from graph_service.catalogue.checks.entry_checks import entry_findings, entry_weak_spots
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.entry_findings import EntryFindings
from graph_service.catalogue.files.entry_cache import EntryCache
from graph_service.catalogue.files.entry_codec import decoded, encoded
from graph_service.catalogue.files.writing import entry_text
from graph_service.catalogue.problems import Problem
from graph_service.garbage import collector_paused

FEWEST = 1_000
"""Entries from which a second process is started: it takes 0.5 s to start."""
_BATCH = 200
_Prepared: TypeAlias = tuple[EntryFindings, tuple[Problem, ...], str]


class Preparation:
    """Prepares entries, in a second process if they are many; a context manager."""

    def __init__(self) -> None:
        self._added: list[Entry] = []
        self._sent: set[int] = set()
        """The identities of entries, as a table may have two of one slug."""
        self._received: dict[int, _Prepared] = {}
        self._second: _SecondProcess | None = None

    def __enter__(self) -> Preparation:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the second process."""
        if self._second is not None:
            self._second.end()

    def add(self, entry: Entry) -> None:
        """Announce an entry; its findings and its text are asked for later."""
        self._added.append(entry)
        if len(self._added) == FEWEST:
            with suppress(OSError):
                self._second = _SecondProcess()
        if self._second is None:
            return
        while len(batch := self._added[len(self._sent) :][:_BATCH]) == _BATCH:
            self._second.send(batch)
            self._sent.update(map(id, batch))

    def findings(self, entry: Entry, cache: EntryCache | None) -> EntryFindings:
        """Return what is found in an entry by itself, without its weak spots."""
        found = self._prepared(entry)
        return found[0] if found is not None else entry_findings(entry, cache)

    def weak_spots(self, entry: Entry) -> Sequence[Problem]:
        """Return the weak spots of an entry by itself."""
        found = self._prepared(entry)
        return found[1] if found is not None else entry_weak_spots(entry, None)

    def text(self, entry: Entry) -> str:
        """Return the text of an entry's file."""
        found = self._prepared(entry)
        return found[2] if found is not None else entry_text(entry)

    def _prepared(self, entry: Entry) -> _Prepared | None:
        """Return what the second process found; None if this one must find it."""
        if id(entry) not in self._sent:
            return None
        while self._second is not None and id(entry) not in self._received:
            found = self._second.receive()
            if found is None:
                self._second.end()
                self._second = None
                break
            entries = self._added[len(self._received) :]
            self._received.update(zip(map(id, entries), found, strict=False))
        return self._received.get(id(entry))


class _SecondProcess:
    """A process that answers batches of entries in their order."""

    def __init__(self) -> None:
        """Start it.

        Raises:
            OSError: when it can't be started.
        """
        context = get_context("spawn")  # the only way that all systems have
        requests, self._requests = context.Pipe(duplex=False)
        self._answers, answers = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(requests, answers), daemon=True)
        self._process.start()
        # Its own ends only, so that the end of either process closes the pipes for the other.
        requests.close()
        answers.close()
        self._unsent: SimpleQueue[bytes] = SimpleQueue()
        # A thread, as neither process may wait for the other to read while the other does, too.
        Thread(target=self._send_all, daemon=True).start()

    def send(self, entries: Sequence[Entry]) -> None:
        """Send a batch; this doesn't wait."""
        self._unsent.put(encoded(entries))

    def receive(self) -> Sequence[_Prepared] | None:
        """Wait for the next batch; None if the process has ended."""
        try:
            return cast("Sequence[_Prepared]", decoded(self._answers.recv_bytes()))
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End it, whatever it is doing; it writes nothing."""
        self._process.terminate()
        self._process.join()
        self._answers.close()

    def _send_all(self) -> None:
        with suppress(OSError):  # it has ended
            while True:
                self._requests.send_bytes(self._unsent.get())


def _serve(requests: Connection, answers: Connection) -> None:
    """Answer batches until the first process closes the pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process reports it, and ends this one
    with collector_paused(), suppress(EOFError, OSError):
        while True:
            entries = cast("Sequence[Entry]", decoded(requests.recv_bytes()))
            answers.send_bytes(encoded([*map(_prepare, entries)]))


def _prepare(entry: Entry) -> _Prepared:
    return entry_findings(entry, None), entry_weak_spots(entry, None), entry_text(entry)
