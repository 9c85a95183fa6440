"""Changes of several files of a folder: all or none, even if the process is killed.

A journal with the new contents is written first. If the process is killed after that, the next
command on the folder completes the change.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from graph_service.console import Console
from graph_service.errors import ChangeRefused
from graph_service.i18n import Message, _, counted
from graph_service.os_errors import os_reason

from .folder import UNFINISHED_CHANGE, EntryFile

_STAGING = UNFINISHED_CHANGE.parent


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """A file before and after; None where it doesn't exist.

    Attributes:
        file: the file.
        before: its content.
        after: its content afterwards.
        is_reformatted: whether lines that are about nothing that changed are laid out anew, too.
    """

    file: EntryFile
    before: bytes | None
    after: bytes | None
    is_reformatted: bool = False


@contextmanager
def changing(seeds: Path, console: Console) -> Iterator[None]:
    """Hold a folder for a change, after completing an interrupted one; create a new folder.

    Raises:
        ChangeRefused: while another process changes the folder, or if it can't be written.
    """
    is_new = not seeds.exists()
    staging = seeds / _STAGING
    lock = FileLock(staging / "lock")
    try:
        staging.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise ChangeRefused(
            _("another command is changing {folder}: wait for it", folder=str(seeds))
        ) from error
    except OSError as error:
        raise _unwritable(seeds, error) from error
    try:
        _complete(seeds, console)
        yield
    finally:
        lock.release()  # first, as Windows removes no open file
        if not (seeds / UNFINISHED_CHANGE).exists():
            shutil.rmtree(staging, ignore_errors=True)
        if is_new:
            with suppress(OSError):  # it has entries
                seeds.rmdir()


def complete_interrupted(seeds: Path, console: Console) -> None:
    """Complete a change of a folder that was interrupted, and say so.

    Raises:
        ChangeRefused: while another process changes the folder, or if it can't be written.
    """
    if (seeds / UNFINISHED_CHANGE).exists():
        with changing(seeds, console):
            pass


def write_changes(seeds: Path, changes: Sequence[FileChange]) -> None:
    """Write files that have not changed since they were read, or none.

    Raises:
        ChangeRefused: when a file has changed or can't be written.
    """
    before: dict[str, bytes | None] = {}
    after: dict[str, bytes | None] = {}
    for change in changes:
        path = Path(change.file.path).relative_to(seeds).as_posix()
        before[path], after[path] = change.before, change.after
    journal = {
        path: {
            "before": _digest(before[path]),
            "after": content.decode() if content is not None else None,
        }
        for path, content in after.items()
    }
    try:
        for path, content in before.items():
            if content_of(seeds / path) != content:
                raise ChangeRefused(
                    _("{file} has changed meanwhile: run the command again", file=path)
                )
        part = seeds / _STAGING / "journal.part"
        part.write_text(json.dumps(journal), encoding="utf-8", newline="\n")
        part.replace(seeds / UNFINISHED_CHANGE)
        _write(seeds, after, before)
    except OSError as error:
        try:
            _write(seeds, before, _contents(seeds, before))
        except OSError:
            raise _unwritable(seeds, error, is_incomplete=True) from error
        raise _unwritable(seeds, error) from error


def reformatted(changes: Iterable[FileChange]) -> Iterator[Message]:
    """Yield a message per file of which other lines than those that changed are laid out anew."""
    for change in changes:
        if change.is_reformatted:
            yield _(
                "{file} is laid out anew, as a program can't follow its indentation: its content"
                " and its comments are the same.",
                file=change.file.path,
            )


def _complete(seeds: Path, console: Console) -> None:
    """Write what an interrupted command has left, unless its files have changed since."""
    file = seeds / UNFINISHED_CHANGE
    if not file.exists():
        return
    journal = json.loads(file.read_bytes())
    contents = {
        path: versions["after"].encode() if versions["after"] is not None else None
        for path, versions in journal.items()
    }
    present = _contents(seeds, contents)
    for path, content in contents.items():
        if _digest(present[path]) not in (journal[path]["before"], _digest(content)):
            raise ChangeRefused(
                _(
                    "{file} has changed since a command was interrupted while it wrote files: keep"
                    " the files as they are by removing {journal}, then check them",
                    file=(seeds / path).as_posix(),
                    journal=file.as_posix(),
                )
            )
    try:
        _write(seeds, contents, present)
    except OSError as error:
        raise _unwritable(seeds, error, is_incomplete=True) from error
    console.say(
        counted(
            "A command was interrupted while it wrote files; its change of {number} file is now"
            " complete.",
            "A command was interrupted while it wrote files; its change of {number} files is now"
            " complete.",
            len(contents),
        )
    )


def _write(
    seeds: Path, contents: Mapping[str, bytes | None], present: Mapping[str, bytes | None]
) -> None:
    """Write and remove files, then the journal; each file is replaced as a whole.

    Args:
        seeds: the folder.
        contents: of the files; None for those to remove.
        present: what the files contain.
    """
    part = seeds / _STAGING / "part"
    for path, content in contents.items():
        file = seeds / path
        if present[path] == content:
            continue
        if content is None:
            file.unlink()
        else:
            part.write_bytes(content)
            file.parent.mkdir(exist_ok=True)
            part.replace(file)
    (seeds / UNFINISHED_CHANGE).unlink(missing_ok=True)


def _contents(seeds: Path, paths: Iterable[str]) -> Mapping[str, bytes | None]:
    return {path: content_of(seeds / path) for path in paths}


def content_of(file: Path) -> bytes | None:
    """Return the content of a file; None if there is none."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _digest(content: bytes | None) -> str | None:
    return hashlib.sha256(content).hexdigest() if content is not None else None


def _unwritable(seeds: Path, error: OSError, *, is_incomplete: bool = False) -> ChangeRefused:
    message = (
        _(
            "{folder} can't be written ({why}), and some files are changed: remove the cause, and"
            " run seeds check, which completes the change"
        )
        if is_incomplete
        else _("{folder} can't be written ({why}); no file was changed")
    )
    values = {"folder": error.filename or str(seeds), "why": os_reason(error)}
    return ChangeRefused(replace(message, values=values))
