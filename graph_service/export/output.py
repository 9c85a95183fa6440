"""Output files, with their sizes and digests."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.os_errors import reason_not_written

_BUFFER = 1024 * 1024


@contextmanager
def file_errors(target: Path) -> Iterator[None]:
    """Raise OSError as ExportRefused with the target and the reason, such as a full disk."""
    try:
        yield
    except OSError as error:
        message = _(
            "The export can't be written to {folder} ({reason}); nothing there was changed.",
            folder=str(target),
            reason=reason_not_written(error),
        )
        raise ExportRefused(message) from error


@dataclass(frozen=True, kw_only=True)
class Written:
    """A complete file."""

    name: str
    bytes: int
    sha256: str


class OutputFile:
    """A file that is being written; every method may raise ExportRefused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._shown = path.parent.parent  # the file is in a hidden folder beside the target
        self._digest = hashlib.sha256()
        self._bytes = 0
        with file_errors(self._shown):
            self._file = path.open("xb", buffering=_BUFFER)

    def write(self, content: bytes) -> None:
        """Append."""
        with file_errors(self._shown):
            self._file.write(content)
        self._digest.update(content)
        self._bytes += len(content)

    def close(self) -> Written:
        """Flush the file to the disk and close it."""
        with file_errors(self._shown), self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        return Written(name=self._path.name, bytes=self._bytes, sha256=self._digest.hexdigest())

    def abandon(self) -> None:
        """Close an incomplete file."""
        with suppress(OSError):
            self._file.close()


class Output:
    """The files of one export, in one folder; every method may raise ExportRefused."""

    def __init__(self, folder: Path) -> None:
        with file_errors(folder.parent):
            for leftover in folder.iterdir():  # of an earlier attempt
                leftover.unlink()
        self._folder = folder
        self._open: dict[str, OutputFile] = {}
        self._written: dict[str, Written] = {}

    def file(self, name: str) -> OutputFile:
        """Create a file."""
        self._open[name] = file = OutputFile(self._folder / name)
        return file

    def finish(self, name: str) -> Written:
        """Complete a file."""
        self._written[name] = written = self._open[name].close()
        del self._open[name]
        return written

    def write(self, name: str, content: bytes) -> Written:
        """Create, write and complete a file."""
        self.file(name).write(content)
        return self.finish(name)

    def abandon(self) -> None:
        """Close all incomplete files."""
        for file in self._open.values():
            file.abandon()
        self._open.clear()

    @property
    def written(self) -> list[Written]:
        """The complete files, sorted by name."""
        return [self._written[name] for name in sorted(self._written)]
