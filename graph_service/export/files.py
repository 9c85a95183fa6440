"""Files that count and digest what is written into them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph_service.errors import ExportRefused

_BUFFER = 1024 * 1024


@contextmanager
def file_errors(target: Path) -> Iterator[None]:
    """Raise what the file system refuses as one sentence that names the target.

    Raises:
        ExportRefused: with the reason, such as a full disk.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ExportRefused(
            f"The export can't be written to {target} ({reason}); what was there is as it was."
        ) from error


@dataclass(frozen=True, kw_only=True)
class Written:
    """A complete file: its name, size in bytes and SHA-256."""

    name: str
    bytes: int
    sha256: str


class OutputFile:
    """A file that is being written, from its beginning to its end."""

    def __init__(self, path: Path) -> None:
        """Create it; it must not be there, and its folder is a hidden one beside the target."""
        self._path = path
        self._shown = path.parent.parent
        self._digest = hashlib.sha256()
        self._bytes = 0
        with file_errors(self._shown):
            self._file = path.open("xb", buffering=_BUFFER)

    def write(self, content: bytes) -> None:
        """Append.

        Raises:
            ExportRefused: when the file system refuses it.
        """
        with file_errors(self._shown):
            self._file.write(content)
        self._digest.update(content)
        self._bytes += len(content)

    def close(self) -> Written:
        """Complete the file, and see that it is on the disk.

        Raises:
            ExportRefused: when the file system refuses it.
        """
        with file_errors(self._shown), self._file:
            self._file.flush()
            os.fsync(self._file.fileno())
        return Written(name=self._path.name, bytes=self._bytes, sha256=self._digest.hexdigest())

    def abandon(self) -> None:
        """Close the file as it is: nobody will read it."""
        with suppress(OSError):
            self._file.close()


class Output:
    """The files of one export, all in one folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, and empty it of what a try before has left.

        Raises:
            ExportRefused: when the file system refuses it.
        """
        with file_errors(folder.parent):
            for left in folder.iterdir():
                left.unlink()
        self._folder = folder
        self._open: dict[str, OutputFile] = {}
        self._written: dict[str, Written] = {}

    def file(self, name: str) -> OutputFile:
        """Begin a file.

        Raises:
            ExportRefused: when the file system refuses it.
        """
        self._open[name] = file = OutputFile(self._folder / name)
        return file

    def finish(self, name: str) -> Written:
        """Complete a file.

        Raises:
            ExportRefused: when the file system refuses it.
        """
        self._written[name] = written = self._open[name].close()
        del self._open[name]
        return written

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file.

        Raises:
            ExportRefused: when the file system refuses it.
        """
        self.file(name).write(content)
        self.finish(name)

    def abandon(self) -> None:
        """Close what is open."""
        for file in self._open.values():
            file.abandon()
        self._open.clear()

    @property
    def written(self) -> list[Written]:
        """Give the complete files, by name."""
        return [self._written[name] for name in sorted(self._written)]
