"""The folder of an export: its manifest is read, and it is replaced completely or not at all.

The new content is written to a hidden folder beside the target, `.NAME.graph-service-export-…`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from graph_service.errors import ExportRefused
from graph_service.i18n import Message, _
from graph_service.model.graph import CATALOGUE_TYPES
from graph_service.os_errors import reason_not_written

MANIFEST = "manifest.json"
TOOL = "graph-service export"
READABLE = "jsonl"
"""The format that can be read back: it has every value as the model has it."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that zip can represent; with the time of the export, its bytes would differ."""
_UNIX = 3
_FILE_MODE = 0o100644 << 16


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What manifest.json says.

    Attributes:
        format: of the files, such as "jsonl".
        checksum: of the graph.
        version: what the graph is cited by.
        storage_version: of the program that wrote the graph.
        can_be_read: whether the graph can be read back: all types in files that allow it.
        files: the size and the SHA-256 of each file but the manifest, by name.
    """

    format: str
    checksum: str
    version: str
    storage_version: int
    can_be_read: bool
    files: Mapping[str, tuple[int, str]]


def read_manifest(text: bytes) -> Manifest:
    """Parse manifest.json; raise ValueError if it is not that of an export."""
    try:
        content = orjson.loads(text)
        if content["tool"] != TOOL:
            raise ValueError(content["tool"])
        release, is_whole = (
            content["release"],
            {t.name for t in CATALOGUE_TYPES} == {*content["types"]},
        )
        files = {
            str(file["name"]): (int(file["bytes"]), str(file["sha256"]))
            for file in content["files"]
        }
        return Manifest(
            format=str(content["format"]),
            checksum=str(release["checksum"]),
            version=str(release["version"]),
            storage_version=int(content["storageVersion"]),
            can_be_read=is_whole and f"nodes.{READABLE}" in files,
            files=files,
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error


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


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, and flush them to the disk.

    Raises:
        ExportRefused: if one can't be written.
    """
    with file_errors(folder.parent):  # the folder is hidden beside the target
        for name, content in files.items():
            with (folder / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())


@contextmanager
def replacing(place: Path) -> Iterator[Path]:
    """Yield a folder to write to, which replaces the target if the block raises nothing.

    Raises:
        ExportRefused: if the target has other files than an earlier export, or can't be written.
    """
    place = place.resolve()
    with file_errors(place):
        _check_replaceable(place)
    folder = place.with_name(f".{place.name}.graph-service-export-{secrets.token_hex(4)}")
    before = folder.with_name(f"{folder.name}.before")
    try:
        with file_errors(place):
            folder.mkdir()
        yield folder
        with file_errors(place):
            _check_replaceable(place)
            if place.exists():
                place.rename(before)
            folder.rename(place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(before, ignore_errors=True)


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
        message = _(
            "{folder} is a mount, which can't be replaced: choose a folder inside it.",
            folder=str(place),
        )
        raise ExportRefused(message)
    if any(place.iterdir()) and (reason := reason_to_keep(place)):
        raise ExportRefused(
            _(
                "{folder} was not replaced: {reason}. Choose a folder that is empty, new, or an"
                " unmodified export.",
                folder=str(place),
                reason=reason,
            )
        )


def reason_to_keep(folder: Path) -> Message | None:
    """Return why a folder is not an unmodified export, None if it is one, or raise OSError."""
    try:
        files = read_manifest((folder / MANIFEST).read_bytes()).files
    except (FileNotFoundError, ValueError):
        return _("it has files, but no {file} of an export", file=MANIFEST)
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST and path.name not in files:
            return _("{file} is not part of the export in it", file=path.name)
        if path.name in files and not (path.is_file() and sha256_of(path) == files[path.name][1]):
            return _("{file} was changed after the export", file=path.name)
    return None


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file; raise OSError if it can't be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(folder: Path, name: str, archive: Path) -> None:
    """Pack the files of a folder below a top-level folder `name`.

    Raises:
        OSError: if the archive can't be written.
    """
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{name}/{path.name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _FILE_MODE
            entry.file_size = path.stat().st_size
            with path.open("rb") as file, packed.open(entry, "w") as into:
                shutil.copyfileobj(file, into, 1024 * 1024)
