"""The archives of the newest release: created once per format, one at a time, in bounded space.

An export of a large graph takes minutes of CPU time, so it runs in a process of its own: operations
are as fast as before meanwhile, and its memory is freed when it ends.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

from graph_service.errors import DatabaseUnavailable, ExportRefused
from graph_service.export.archive import pack
from graph_service.export.manifest import release_in
from graph_service.settings import DatabaseSettings

_OUTDATED = "Another release was loaded meanwhile: request that one."
_LOG = logging.getLogger(__name__)


class _TooLarge(ExportRefused):
    """The archive is larger than the space for all archives."""


class ReleaseKey(NamedTuple):
    """Identifies a release; its id alone doesn't: an emptied database starts at 1 again."""

    id: str
    slug: str
    checksum: str
    loaded_at: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    """An archive on disk.

    Attributes:
        path: of the file.
        name: for downloads.
        sha256: of its bytes.
        bytes: its size.
    """

    path: Path
    name: str
    sha256: str
    bytes: int


class Archives:
    """Creates archives in a temporary folder; `max_bytes`: the space for all of them."""

    def __init__(self, database: DatabaseSettings, max_bytes: int) -> None:
        self._database = database
        self._max_bytes = max_bytes
        self._folder: Path | None = None
        self._release: ReleaseKey | None = None
        self._tasks: dict[str, asyncio.Task[Archive]] = {}
        self._lock = asyncio.Lock()
        self.exports_started = 0

    async def get(self, release: ReleaseKey, format_name: str, *, seconds: float) -> Archive:
        """Return an archive of the newest release; create it if it doesn't exist.

        Raises:
            TimeoutError: when that takes longer; it continues in the background.
            DatabaseUnavailable: when the database can't be reached.
            ExportRefused: when the export fails, or the archive is too large.
        """
        if release != self._release:
            self._release = release
            await self._clear()
        task = self._tasks.get(format_name)
        if task is None or _should_retry(task):
            task = asyncio.create_task(self._make(release, format_name))
            self._tasks[format_name] = task
        try:
            return await asyncio.wait_for(asyncio.shield(task), seconds)
        except asyncio.CancelledError:
            if task.cancelled():
                raise ExportRefused(_OUTDATED) from None
            raise  # the request was cancelled, not the export

    async def close(self) -> None:
        """Cancel running exports, and remove the folder."""
        await self._clear()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def _clear(self) -> None:
        """Cancel running exports, and remove all archives."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Archive):
                outcome.path.unlink(missing_ok=True)

    async def _make(self, release: ReleaseKey, format_name: str) -> Archive:
        async with self._lock:
            self.exports_started += 1
            try:
                if self._folder is None:
                    self._folder = Path(mkdtemp(prefix="graph-service-archives-"))
                with TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as name:
                    work = Path(name)
                    await self._export(format_name, work / "files")
                    packed = await asyncio.to_thread(_pack, release, format_name, work)
                    self._make_space(packed.bytes)
                    return replace(packed, path=packed.path.rename(self._folder / packed.name))
            except OSError as error:
                _LOG.error("Creating the archive in format %s failed: %s", format_name, error)
                raise ExportRefused("There is no disk space for the archive now.") from None

    async def _export(self, format_name: str, folder: Path) -> None:
        environ = {**os.environ, **self._database.environ()}
        command = ("-m", "graph_service", "export", "--format", format_name, str(folder))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            env=environ,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, stderr = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            message = stderr.decode(errors="replace").strip()
            _LOG.error("The export in format %s failed: %s", format_name, message)
        if process.returncode == DatabaseUnavailable.exit_status:
            raise DatabaseUnavailable("The database can't be reached.")
        if process.returncode:
            raise ExportRefused("The export failed.")

    def _make_space(self, size: int) -> None:
        """Remove the oldest archives until there is space for a new one.

        Raises:
            ExportRefused: when it is larger than the space for all archives.
        """
        if size > self._max_bytes:
            raise _TooLarge(
                "The archive is larger than EXPORT_SPACE: ask the operators of this service to"
                " raise that, or for the files."
            )
        existing = {
            name: task.result()
            for name, task in self._tasks.items()
            if task.done() and not task.cancelled() and not task.exception()
        }
        total = sum(archive.bytes for archive in existing.values())
        for name, archive in existing.items():
            if total + size <= self._max_bytes:
                break
            del self._tasks[name]
            archive.path.unlink(missing_ok=True)
            total -= archive.bytes


def _pack(release: ReleaseKey, format_name: str, work: Path) -> Archive:
    if release_in(work / "files") != (release.id, release.checksum):
        raise ExportRefused(_OUTDATED)
    stem = f"{release.slug}-{format_name}"
    path = work / f"{stem}.zip"
    pack(work / "files", stem, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Archive(path=path, name=path.name, sha256=digest, bytes=path.stat().st_size)


def _should_retry(task: asyncio.Task[Archive]) -> bool:
    """Whether an export failed for a reason that may pass; a large archive remains too large."""
    if not task.done():
        return False
    return task.cancelled() or not isinstance(task.exception(), _TooLarge | None)
