"""The archives of releases: created once per release and format, in bounded space.

An export of a large graph takes minutes of CPU time, so it runs in a process of its own: operations
are as fast as before meanwhile, and its memory is freed when it ends. Only one runs at a time; the
next one creates all archives of a release that were requested meanwhile. Of a small graph, starting
the process takes most of its 2 s of CPU time: six archives in six processes took over 50 s on a
busy machine, and so every first request failed.
"""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import sys
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from graph_service.errors import DatabaseUnavailable, ExportRefused, ReleaseLost
from graph_service.export.folder import MANIFEST, pack, read_manifest, sha256_of
from graph_service.model.json import Json
from graph_service.model.publication import ARCHIVE_SUFFIX, archive_name, version_of
from graph_service.settings import DatabaseSettings

_OUTDATED = "Another release was loaded meanwhile: request the archive again."
_LOG = logging.getLogger(__name__)
_FILES = "files"


class _TooLarge(ExportRefused):
    """The archive is larger than the space for all archives."""


@dataclass(frozen=True, kw_only=True)
class ArchivedRelease:
    """A release in the database, of which archives can be requested.

    Attributes:
        id: in this database.
        checksum: of its graph.
        row: its properties, for the list.
        can_be_rebuilt: whether the changes of all later releases are recorded.
    """

    id: str
    checksum: str
    row: Mapping[str, Json]
    can_be_rebuilt: bool

    @property
    def version(self) -> str:
        """What it is cited by, in addresses and file names, too."""
        return version_of(self.checksum)


@dataclass(frozen=True, kw_only=True)
class Archive:
    """An archive on disk.

    Attributes:
        path: of the file.
        sha256: of its bytes.
        size: the number of its bytes.
    """

    path: Path
    sha256: str
    size: int


class Archives:
    """Creates archives, and keeps those that were requested last."""

    def __init__(
        self,
        database: DatabaseSettings,
        max_bytes: int,
        base_iri: str | None = None,
        folder: Path | None = None,
    ) -> None:
        """Set up the archives.

        Args:
            database: what they are created from.
            max_bytes: the space for all of them.
            base_iri: the beginning of IRIs in JSON-LD; by default that of `export`.
            folder: keeps the archives for the next start; by default they are temporary.
        """
        self._database = database
        self._base_iri = ("--base-iri", base_iri) if base_iri else ()
        self._max_bytes = max_bytes
        self._folder = folder
        self._is_temporary = folder is None
        self._tasks: dict[str, asyncio.Task[Archive]] = {}
        self._known: dict[str, Archive] = {}
        self._lock = asyncio.Lock()
        self._wanted: dict[str, set[str]] = {}
        self.exports_started = 0

    def has(self, release: ArchivedRelease, format_name: str) -> bool:
        """Whether an archive exists."""
        return self._folder is not None and (self._folder / _file(release, format_name)).exists()

    def known(self, release: ArchivedRelease, format_name: str) -> Archive | None:
        """Return an archive if its SHA-256 is known: also if it was removed since."""
        return self._known.get(_file(release, format_name))

    async def make_known(
        self, release: ArchivedRelease, format_names: Iterable[str], *, seconds: float
    ) -> None:
        """Create archives that aren't known, as far as possible within some seconds."""
        missing = [name for name in format_names if self.known(release, name) is None]
        archives = (self.get(release, name, seconds=seconds) for name in missing)
        await asyncio.gather(*archives, return_exceptions=True)

    async def get(self, release: ArchivedRelease, format_name: str, *, seconds: float) -> Archive:
        """Return an archive; create it if it doesn't exist.

        Raises:
            TimeoutError: when that takes longer; it continues in the background.
            DatabaseUnavailable: when the database can't be reached.
            ExportRefused: when the export fails, or the archive is too large.
        """
        file = _file(release, format_name)
        task = self._tasks.get(file)
        if task is None or _should_retry(task):
            task = asyncio.create_task(self._find_or_make(release, format_name))
            self._tasks[file] = task
        archive = await asyncio.wait_for(asyncio.shield(task), seconds)
        with suppress(FileNotFoundError):  # another worker may have removed it
            # The time of the last use; the response's Last-Modified is that of the last change.
            changed = archive.path.stat().st_mtime_ns
            os.utime(archive.path, ns=(time.time_ns(), changed))
        return archive

    async def close(self) -> None:
        """Cancel running exports, and remove the folder if it is temporary."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._is_temporary and self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def _find_or_make(self, release: ArchivedRelease, format_name: str) -> Archive:
        try:
            path = self._ensure_folder() / _file(release, format_name)
            if not path.exists():
                self._wanted.setdefault(release.version, set()).add(format_name)
                await asyncio.sleep(0)  # until all that are requested at once are wanted
                async with self._lock:
                    if not path.exists():
                        # Its own last: if there is no space for all, it is the one that stays.
                        others = self._wanted.pop(release.version, set()) - {format_name}
                        await self._make(release, [*sorted(others), format_name])
            digest = await asyncio.to_thread(sha256_of, path)
            found = Archive(path=path, sha256=digest, size=path.stat().st_size)
            self._known[path.name] = found
            return found
        except OSError as error:
            _LOG.error("Creating the archive in format %s failed: %s", format_name, error)
            raise ExportRefused("There is no disk space for the archive now.") from None

    def _ensure_folder(self) -> Path:
        if self._folder is None:
            self._folder = Path(mkdtemp(prefix="graph-service-archives-"))
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder

    async def _make(self, release: ArchivedRelease, format_names: Sequence[str]) -> None:
        """Create archives in one process.

        Raises:
            ExportRefused: when the last one is too large; others are then left out.
        """
        self.exports_started += 1
        with TemporaryDirectory(ignore_cleanup_errors=True) as name:
            work = Path(name)
            await self._export(release, format_names, work / _FILES)
            for format_name in format_names:
                folder = work / _FILES
                folder = folder / format_name if len(format_names) > 1 else folder
                packed = await asyncio.to_thread(_pack, release, format_name, folder, work)
                try:
                    await self._keep(packed)
                except _TooLarge:
                    if format_name == format_names[-1]:
                        raise

    async def _keep(self, packed: Path) -> None:
        self._make_space(packed)
        path = self._ensure_folder() / packed.name
        # Renamed as a whole: another worker of this service may look for the file.
        partial = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            await asyncio.to_thread(shutil.copyfile, packed, partial)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)

    async def _export(
        self, release: ArchivedRelease, format_names: Collection[str], folder: Path
    ) -> None:
        environ = {**os.environ, **self._database.environ()}
        formats = (option for name in format_names for option in ("--format", name))
        options = (*formats, "--release", release.version, *self._base_iri)
        command = ("-m", "graph_service", "export", *options, str(folder))
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
            _LOG.error("The export as %s failed: %s", ", ".join(format_names), message)
        if process.returncode == DatabaseUnavailable.exit_status:
            raise DatabaseUnavailable("The database can't be reached.")
        if process.returncode == ReleaseLost.exit_status:
            raise ReleaseLost("The release can't be rebuilt.")
        if process.returncode:
            raise ExportRefused("The export failed.")

    def _make_space(self, packed: Path) -> None:
        """Remove the archives that were not requested for longest, until there is space for one.

        Raises:
            ExportRefused: when it is larger than the space for all archives.
        """
        size = packed.stat().st_size
        if size > self._max_bytes:
            raise _TooLarge(
                "The archive is larger than EXPORT_SPACE: ask the operators of this service to"
                " raise that, or for the files."
            )
        existing = [
            (path, path.stat()) for path in self._ensure_folder().glob(f"*{ARCHIVE_SUFFIX}")
        ]
        total = sum(stat.st_size for _path, stat in existing)
        for path, stat in sorted(existing, key=lambda found: found[1].st_atime_ns):
            if total + size <= self._max_bytes:
                break
            self._tasks.pop(path.name, None)
            path.unlink(missing_ok=True)
            total -= stat.st_size


def _file(release: ArchivedRelease, format_name: str) -> str:
    return archive_name(release.version, format_name) + ARCHIVE_SUFFIX


def _pack(release: ArchivedRelease, format_name: str, folder: Path, work: Path) -> Path:
    manifest = read_manifest((folder / MANIFEST).read_bytes())
    if manifest.checksum != release.checksum:
        raise ExportRefused(_OUTDATED)
    path = work / _file(release, format_name)
    pack(folder, path.stem, path)
    return path


def _should_retry(task: asyncio.Task[Archive]) -> bool:
    """Whether an export failed for a reason that may pass, or its archive has been removed since.

    A large archive remains too large, and what is lost is lost.
    """
    if not task.done():
        return False
    if task.cancelled():
        return True
    error = task.exception()
    if error is not None:
        return not isinstance(error, _TooLarge | ReleaseLost)
    return not task.result().path.exists()
