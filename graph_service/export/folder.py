"""Replaces a folder completely or not at all.

The new content is written to a hidden folder beside the target, `.NAME.graph-service-export-…`.
A file beside it, `….lock`, is locked while its process runs, so that the next run can recognise and
remove leftovers.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from graph_service.errors import ExportRefused
from graph_service.i18n import Message, _

from .manifest import reason_to_keep
from .output import file_errors

_MARK = "graph-service-export"
_LOCK = ".lock"


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """Yield a folder to write to, which replaces the target if the block raises nothing.

    Raises:
        ExportRefused: if the target has other files than an earlier export, or can't be written.
    """
    place = place.resolve()
    with file_errors(place):
        _check_replaceable(place)
        _restore(place)
        _remove_leftovers(place)
        folder, lock = _create(place)
    try:
        yield folder
        with file_errors(place):
            _check_replaceable(place)
            _put(folder, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _release(lock)


def _check_replaceable(place: Path) -> None:
    if not place.parent.is_dir():
        message = _(
            "{folder} is not a folder: create it, or choose another.", folder=str(place.parent)
        )
        raise ExportRefused(message)
    if not place.exists():
        return
    if not place.is_dir():
        message = _("{folder} is not a folder: choose an empty or a new one.", folder=str(place))
        raise ExportRefused(message)
    if os.path.ismount(place):  # Path.is_mount fails on Windows before Python 3.12
        raise ExportRefused(_mounted(place))
    if any(place.iterdir()) and (reason := reason_to_keep(place)):
        raise ExportRefused(
            _(
                "{folder} was not replaced: {reason}. Choose a folder that is empty, new, or an"
                " unmodified export.",
                folder=str(place),
                reason=reason,
            )
        )


def _mounted(place: Path) -> Message:
    return _(
        "{folder} is a mount, which can't be replaced: choose a folder inside it.",
        folder=str(place),
    )


def _put(folder: Path, place: Path) -> None:
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
    """Move back the earlier export if a run was killed between the two renames of `_put`."""
    if _aside(place).exists() and not place.exists():
        _aside(place).rename(place)


def _remove_leftovers(place: Path) -> None:
    """Remove the leftovers of killed runs."""
    shutil.rmtree(_aside(place), ignore_errors=True)
    beginning = f".{place.name}.{_MARK}-"
    names = {path.name.removesuffix(_LOCK) for path in place.parent.iterdir()}
    for name in sorted(name for name in names if name.startswith(beginning)):
        try:
            lock = _locked(place.with_name(name))
        except Timeout:
            continue  # its process is running, or another run is removing it
        shutil.rmtree(place.with_name(name), ignore_errors=True)
        _release(lock)


def _create(place: Path) -> tuple[Path, FileLock]:
    folder = place.with_name(f".{place.name}.{_MARK}-{secrets.token_hex(4)}")
    lock = _locked(folder)
    try:
        folder.mkdir()
    except OSError:
        _release(lock)
        raise
    return folder, lock


def _locked(folder: Path) -> FileLock:
    """Lock the file beside a folder: Windows can neither lock a folder nor rename a locked one."""
    lock = FileLock(folder.with_name(folder.name + _LOCK))
    lock.acquire(blocking=False)
    return lock


def _release(lock: FileLock) -> None:
    lock.release()  # before it is removed, as Windows removes no open file
    with suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)


def _aside(place: Path) -> Path:
    return place.parent / f".{place.name}.{_MARK}.before"
