"""An export, packed or as a folder: its manifest, and its files with the manifest's digests."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from graph_service.errors import ArchiveInvalid
from graph_service.export.folder import MANIFEST, TOOL
from graph_service.i18n import Message, _
from graph_service.model.graph import EXPORTED_TYPES
from graph_service.os_errors import os_reason

_CHUNK = 1024 * 1024
_MAX_MANIFEST_BYTES = 10_000_000


@dataclass(frozen=True, kw_only=True)
class ArchivedFile:
    """A file that the manifest lists."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What manifest.json says.

    Attributes:
        format: of the files, such as "jsonl".
        release: the id of the release.
        checksum: of its graph.
        version: of the release, None if it has none.
        storage_version: of the program that wrote the graph.
        is_whole: whether the archive has all types.
        files: all but the manifest.
    """

    format: str
    release: str
    checksum: str
    version: str | None
    storage_version: int
    is_whole: bool
    files: Sequence[ArchivedFile]

    @property
    def name(self) -> str:
        """What the release is called: its version, or its id."""
        return self.version or self.release


class Archive:
    """An open archive."""

    def __init__(self, place: Path, packed: zipfile.ZipFile | None) -> None:
        """Refer to a folder, or to a zip file whose files are in one folder."""
        self._place = place
        self._packed = packed
        self._paths = dict(self._found())
        self.manifest = self._manifest()

    def verify(self) -> None:
        """Check that the archive has exactly the files of its manifest.

        Raises:
            ArchiveInvalid: with the first file that is missing, added or changed.
        """
        listed = {file.name for file in self.manifest.files} | {MANIFEST}
        if added := sorted(self._paths.keys() - listed):
            raise self._invalid(_("{file} is not in its manifest", file=added[0]))
        for file in self.manifest.files:
            digest, size = hashlib.sha256(), 0
            with self.open(file.name) as stream:
                # A file that claims to be small can unpack to any size.
                while size <= file.bytes and (chunk := stream.read(_CHUNK)):
                    digest.update(chunk)
                    size += len(chunk)
            if (size, digest.hexdigest()) != (file.bytes, file.sha256):
                raise self._invalid(_("{file} was changed after the export", file=file.name))

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of the archive.

        Raises:
            ArchiveInvalid: if it is missing or damaged.
        """
        path = self._paths.get(name)
        if path is None:
            raise self._invalid(_("{file} is missing", file=name))
        try:
            with self._packed.open(path) if self._packed else Path(path).open("rb") as stream:
                yield stream
        except (zipfile.BadZipFile, EOFError) as error:
            raise self._invalid(_("{file} is damaged", file=name)) from error

    def _found(self) -> Iterator[tuple[str, str]]:
        """Yield the files by name, each with its path."""
        if self._packed is None:
            yield from ((path.name, str(path)) for path in self._place.iterdir())
            return
        for path in self._packed.namelist():
            yield path.partition("/")[2], path

    def _manifest(self) -> Manifest:
        with self.open(MANIFEST) as stream:
            text = stream.read(_MAX_MANIFEST_BYTES)
        try:
            content = json.loads(text)
            if content["tool"] != TOOL:
                raise ValueError
            release, version = content["release"], content["release"]["version"]
            return Manifest(
                format=str(content["format"]),
                release=str(release["id"]),
                checksum=str(release["checksum"]),
                version=str(version) if version is not None else None,
                storage_version=int(content["storageVersion"]),
                is_whole={t.name for t in EXPORTED_TYPES} == {*content["types"]},
                files=tuple(
                    ArchivedFile(
                        name=str(file["name"]), bytes=int(file["bytes"]), sha256=str(file["sha256"])
                    )
                    for file in content["files"]
                ),
            )
        except (ValueError, KeyError, TypeError):
            message = _("{file} is not that of an export by this program", file=MANIFEST)
            raise self._invalid(message) from None

    def _invalid(self, reason: Message) -> ArchiveInvalid:
        return ArchiveInvalid(_("{archive}: {reason}.", archive=str(self._place), reason=reason))


@contextmanager
def open_archive(place: Path) -> Iterator[Archive]:
    """Open a zip archive of the service, or a folder of `graph-service export`.

    Raises:
        ArchiveInvalid: if it can't be read, or it is neither.
    """
    try:
        if place.is_dir():
            yield Archive(place, None)
        else:
            with zipfile.ZipFile(place) as packed:
                yield Archive(place, packed)
    except zipfile.BadZipFile as error:
        raise ArchiveInvalid(
            _("{archive} is neither a zip archive nor a folder.", archive=str(place))
        ) from error
    except OSError as error:
        raise ArchiveInvalid(
            _("{archive} can't be read ({reason}).", archive=str(place), reason=os_reason(error))
        ) from error
