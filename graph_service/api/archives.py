"""The archives of the newest release: made once a format, one at a time, kept within a bound.

An export takes minutes of a processor for a large graph, so it is made by a process of its own:
operations are answered meanwhile as fast as before, and its memory goes when it ends.
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

_OVERTAKEN = "Another release was loaded meanwhile: ask for that."
_LOG = logging.getLogger(__name__)


class _TooLarge(ExportRefused):
    """It would take more than all that may be kept."""


class ReleaseKey(NamedTuple):
    """What tells a release from any other: an emptied database begins to number anew."""

    id: str
    slug: str
    checksum: str
    loaded_at: str


@dataclass(frozen=True, kw_only=True)
class Archive:
    """An archive that is there.

    Attributes:
        path: of the file.
        name: to save it under.
        sha256: of its bytes.
        bytes: its size.
    """

    path: Path
    name: str
    sha256: str
    bytes: int


class Archives:
    """Makes archives and keeps them in a folder of its own, which goes with the process."""

    def __init__(self, database: DatabaseSettings, bound: int) -> None:
        """Take what is exported, and how many bytes of archives may be kept."""
        self._database = database
        self._bound = bound
        self._folder: Path | None = None
        self._release: ReleaseKey | None = None
        self._tasks: dict[str, asyncio.Task[Archive]] = {}
        self._one = asyncio.Lock()
        self.made = 0
        """How many exports were begun."""

    async def get(self, release: ReleaseKey, format_name: str, *, seconds: float) -> Archive:
        """Give an archive of the newest release, made now if it isn't there.

        Raises:
            TimeoutError: when it takes longer; it goes on being made.
            DatabaseUnavailable: when the database can't be reached.
            ExportRefused: when it can't be made, now or at all.
        """
        if release != self._release:
            self._release = release
            await self._forget()
        task = self._tasks.get(format_name)
        if task is None or _is_worth_a_try(task):
            task = asyncio.create_task(self._make(release, format_name))
            self._tasks[format_name] = task
        try:
            return await asyncio.wait_for(asyncio.shield(task), seconds)
        except asyncio.CancelledError:
            if task.cancelled():
                raise ExportRefused(_OVERTAKEN) from None
            raise  # it is the request that was

    async def close(self) -> None:
        """End what is being made, and remove the folder."""
        await self._forget()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def _forget(self) -> None:
        """Remove all archives: they are of an earlier release."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Archive):
                outcome.path.unlink(missing_ok=True)

    async def _make(self, release: ReleaseKey, format_name: str) -> Archive:
        async with self._one:
            self.made += 1
            try:
                if self._folder is None:
                    self._folder = Path(mkdtemp(prefix="graph-service-archives-"))
                with TemporaryDirectory(dir=self._folder, ignore_cleanup_errors=True) as name:
                    work = Path(name)
                    await self._export(format_name, work / "files")
                    packed = await asyncio.to_thread(_packed, release, format_name, work)
                    self._make_room(packed.bytes)
                    return replace(packed, path=packed.path.rename(self._folder / packed.name))
            except OSError as error:
                _LOG.error("No archive as %s: %s", format_name, error)
                raise ExportRefused("There is no room for the archive now.") from None

    async def _export(self, format_name: str, place: Path) -> None:
        """Export in a process of its own."""
        environ = {**os.environ, **self._database.environ()}
        command = ("-m", "graph_service", "export", "--format", format_name, str(place))
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            env=environ,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, told = await process.communicate()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            _LOG.error("No export as %s: %s", format_name, told.decode(errors="replace").strip())
        if process.returncode == DatabaseUnavailable.exit_status:
            raise DatabaseUnavailable("The database can't be reached.")
        if process.returncode:
            raise ExportRefused("The export can't be made now.")

    def _make_room(self, size: int) -> None:
        """Remove the archives that were made first, until there is room for another.

        Raises:
            ExportRefused: when it is larger than all that may be kept.
        """
        if size > self._bound:
            raise _TooLarge(
                "The archive is larger than this service keeps: ask those who run it for a larger"
                " EXPORT_SPACE, or for the files."
            )
        kept = {
            name: task.result()
            for name, task in self._tasks.items()
            if task.done() and not task.cancelled() and not task.exception()
        }
        total = sum(archive.bytes for archive in kept.values())
        for name, archive in kept.items():
            if total + size <= self._bound:
                break
            del self._tasks[name]
            archive.path.unlink(missing_ok=True)
            total -= archive.bytes


def _packed(release: ReleaseKey, format_name: str, work: Path) -> Archive:
    if release_in(work / "files") != (release.id, release.checksum):
        raise ExportRefused(_OVERTAKEN)
    stem = f"{release.slug}-{format_name}"
    path = work / f"{stem}.zip"
    pack(work / "files", stem, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Archive(path=path, name=path.name, sha256=digest, bytes=path.stat().st_size)


def _is_worth_a_try(task: asyncio.Task[Archive]) -> bool:
    """Tell whether an archive may be made though it wasn't: what was too large stays so."""
    if not task.done():
        return False
    return task.cancelled() or not isinstance(task.exception(), _TooLarge | None)
