"""An export takes its place at once and whole, or not at all.

It is written to a hidden folder beside its place, `.NAME.graph-service-export-…`, which is locked
as long as its process lives: so the next run knows those that were left over, and removes them.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.errors import ExportRefused

from .files import file_errors
from .manifest import strange_in

_MARK = "graph-service-export"


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """Give a folder to write to; it takes the place at the end, if nothing was raised.

    Raises:
        ExportRefused: when the place holds anything but an earlier export, or can't be written.
    """
    place = place.resolve()
    with file_errors(place):
        _refuse_strangers(place)
        _restore(place)
        _clean(place)
        folder, lock = _claimed(place)
    try:
        yield folder
        with file_errors(place):
            _refuse_strangers(place)
            _put(folder, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _refuse_strangers(place: Path) -> None:
    if not place.parent.is_dir():
        raise ExportRefused(f"{place.parent} is no folder: create it, or name another.")
    if not place.exists():
        return
    if not place.is_dir():
        raise ExportRefused(f"{place} is no folder; name one that is empty, or not there yet.")
    if place.is_mount():
        raise ExportRefused(_mounted(place))
    if any(place.iterdir()) and (strange := strange_in(place)):
        raise ExportRefused(
            f"{place} is left as it is: {strange}. Name a folder that is empty, not there yet, or"
            " an earlier export as it was written."
        )


def _mounted(place: Path) -> str:
    return f"{place} is a mount, which can't be replaced: name a folder inside of it."


def _put(folder: Path, place: Path) -> None:
    """Put a complete folder in its place."""
    try:
        folder.rename(place)  # replaces an empty folder
    except OSError as error:
        if error.errno == errno.EBUSY:  # a mount that is_mount doesn't know
            raise ExportRefused(_mounted(place)) from error
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        place.rename(_aside(place))
        folder.rename(place)
        shutil.rmtree(_aside(place), ignore_errors=True)


def _restore(place: Path) -> None:
    """Put back what a run that was killed at the very end had put aside."""
    if _aside(place).exists() and not place.exists():
        _aside(place).rename(place)


def _clean(place: Path) -> None:
    """Remove what runs that were killed have left."""
    shutil.rmtree(_aside(place), ignore_errors=True)
    for left in sorted(place.parent.iterdir()):
        if left.name.startswith(f".{place.name}.{_MARK}-"):
            try:
                lock = _lock(left)
            except OSError:
                continue  # its process lives, or another cleans it
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


def _claimed(place: Path) -> tuple[Path, int]:
    folder = place.parent / f".{place.name}.{_MARK}-{secrets.token_hex(4)}"
    folder.mkdir()
    return folder, _lock(folder)


def _lock(folder: Path) -> int:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _aside(place: Path) -> Path:
    return place.parent / f".{place.name}.{_MARK}.before"
