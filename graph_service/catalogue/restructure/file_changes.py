"""Changes of several files of a folder: all or none, even if the process is killed.

New contents are first written into `.change`. Once its journal is there, the change is carried
out; if that is interrupted, the next command that restructures the folder completes it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from graph_service.catalogue.files.folder import UNFINISHED_CHANGE, EntryFile
from graph_service.errors import ChangeRefused
from graph_service.i18n import _

_STAGING = UNFINISHED_CHANGE.parent


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """A file before and after; None where it doesn't exist."""

    file: EntryFile
    before: bytes | None
    after: bytes | None


@contextmanager
def changing(seeds: Path) -> Iterator[None]:
    """Hold a folder for a change, after completing an interrupted one.

    Raises:
        ChangeRefused: while another process changes the folder, or if it can't be written.
    """
    staging = seeds / _STAGING
    lock = FileLock(staging / "lock")
    try:
        staging.mkdir(exist_ok=True)
        lock.acquire(blocking=False)
        if (seeds / UNFINISHED_CHANGE).exists():
            _carry_out(seeds)
    except Timeout as error:
        raise ChangeRefused(
            _("another rename, merge or split is changing {folder}", folder=str(seeds))
        ) from error
    except OSError as error:
        raise _unwritable(seeds, error) from error
    try:
        yield
    finally:
        lock.release()  # first, as Windows removes no open file
        if not (seeds / UNFINISHED_CHANGE).exists():
            shutil.rmtree(staging, ignore_errors=True)


def write_changes(seeds: Path, changes: Sequence[FileChange]) -> None:
    """Write files that have not changed since they were read, or none.

    Raises:
        ChangeRefused: when a file has changed or can't be written.
    """
    for change in changes:
        if _content(Path(change.file.path)) != change.before:
            raise ChangeRefused(
                _("{file} has changed meanwhile: run the command again", file=change.file.path)
            )
    staging = seeds / _STAGING
    written = [change for change in changes if change.after is not None]
    try:
        for number, change in enumerate(written):
            (staging / str(number)).write_bytes(change.after or b"")
        journal = {
            "write": [_relative(seeds, change) for change in written],
            "remove": [_relative(seeds, c) for c in changes if c.after is None],
        }
        part = staging / "journal.part"
        part.write_text(json.dumps(journal), encoding="utf-8", newline="\n")
        part.replace(seeds / UNFINISHED_CHANGE)
    except OSError as error:
        raise _unwritable(seeds, error) from error
    try:
        _carry_out(seeds)
    except OSError as error:
        _restore(seeds, changes)
        raise _unwritable(seeds, error) from error


def _carry_out(seeds: Path) -> None:
    journal = json.loads((seeds / UNFINISHED_CHANGE).read_bytes())
    for number, path in enumerate(journal["write"]):
        staged = seeds / _STAGING / str(number)
        if staged.exists():  # else an interrupted run has moved it already
            staged.replace(seeds / path)
    for path in journal["remove"]:
        (seeds / path).unlink(missing_ok=True)
    (seeds / UNFINISHED_CHANGE).unlink()


def _restore(seeds: Path, changes: Sequence[FileChange]) -> None:
    for change in changes:
        file = Path(change.file.path)
        if change.before is None:
            file.unlink(missing_ok=True)
        elif _content(file) != change.before:
            part = seeds / _STAGING / "before"
            part.write_bytes(change.before)
            part.replace(file)
    (seeds / UNFINISHED_CHANGE).unlink(missing_ok=True)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _relative(seeds: Path, change: FileChange) -> str:
    return Path(change.file.path).relative_to(seeds).as_posix()


def _unwritable(seeds: Path, error: OSError) -> ChangeRefused:
    return ChangeRefused(
        _(
            "{folder} can't be written ({why}); no file was changed",
            folder=error.filename or str(seeds),
            why=error.strerror or type(error).__name__,
        )
    )
