"""An export, packed or as a folder: its manifest, its files with their digests, and its graph."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias, TypeVar

import orjson

from graph_service.errors import ArchiveInvalid
from graph_service.export.folder import MANIFEST, TOOL
from graph_service.export.jsonl import EDGES, NODES
from graph_service.i18n import Message, _
from graph_service.model.declare import Kind, Property
from graph_service.model.graph import EDGE_TYPES, EXPORTED_TYPES, TYPES, exported
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.kinds import by_kind
from graph_service.model.kinds.texts import suffix
from graph_service.model.storage import (
    STORAGE_VERSION,
    Stored,
    StoredValue,
    Value,
    restored_values,
    stored,
    stored_node,
)
from graph_service.model.types import RELEASE
from graph_service.os_errors import os_reason
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph import Graph

_CHUNK = 1024 * 1024
_MAX_MANIFEST_BYTES = 10_000_000
T = TypeVar("T")
Line: TypeAlias = Mapping[str, Json]
FORMAT = "jsonl"
"""The format that can be read back: it has every value as the model has it."""


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


def read_graph(archive: Archive) -> tuple[Graph, list[NodeRow]]:
    """Return the graph of an archive in JSON Lines, and its releases.

    Raises:
        ArchiveInvalid: if the archive has another format, only some types, or invalid lines.
    """
    manifest = archive.manifest
    if manifest.format != FORMAT or not manifest.is_whole:
        raise ArchiveInvalid(
            _(
                "Only a complete archive in the format {format} can be read back; this is {name}"
                " in the format {found}.",
                format=FORMAT,
                name=manifest.name,
                found=manifest.format,
            )
        )
    releases: list[NodeRow] = []
    graph = Graph()
    graph.add(
        _without_releases(_rows(archive, NODES, _node), releases), _rows(archive, EDGES, _edge)
    )
    return graph, releases


def _without_releases(rows: Iterable[NodeRow], releases: list[NodeRow]) -> Iterator[NodeRow]:
    for row in rows:
        if row.label == RELEASE.name:
            releases.append(row)
        else:
            yield row


def _rows(archive: Archive, file: str, parse: Callable[[Line], T]) -> Iterator[T]:
    with archive.open(file) as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield parse(orjson.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                raise ArchiveInvalid(
                    _(
                        "{file}, line {number}: this version of the program can't read it; use the"
                        " version that the archive's manifest.json names.",
                        file=file,
                        number=number,
                    )
                ) from error


def _node(line: Line) -> NodeRow:
    node_type, (_type, slug) = TYPES[str(line["type"])], split_id(str(line["id"]))
    values = _values(exported(node_type), line)
    del values["slug"]
    properties = stored_node(node_type, slug, values)
    if node_type is RELEASE:
        properties["storageVersion"] = STORAGE_VERSION
    return NodeRow(label=node_type.name, id=str(line["id"]), properties=properties)


def _edge(line: Line) -> EdgeRow:
    edge_type = EDGE_TYPES[str(line["type"])]
    properties: dict[str, StoredValue] = {}
    values = _values(edge_type.properties, line)
    for prop in edge_type.properties:
        if prop.name in values:
            properties |= stored(prop, values[prop.name])
    return EdgeRow(
        type=edge_type.name,
        source=str(line["sourceId"]),
        target=str(line["targetId"]),
        properties={name: value for name, value in properties.items() if value is not None},
    )


def _values(props: Iterable[Property], line: Line) -> dict[str, Value]:
    """Return the values of a line; raise KeyError, TypeError or ValueError if one is invalid."""
    known = [prop for prop in props if prop.name in line]
    columns: dict[str, StoredValue] = {}
    for prop in known:
        columns |= _COLUMNS[prop.kind](prop.name, line[prop.name])
    return restored_values(known, columns)


def _plain(name: str, value: Json) -> Stored:
    match value:
        case str() | int():
            return {name: value}
        case list():
            return {name: [str(item) for item in value]}
    raise TypeError(f"{name}: {value!r}")


def _text(name: str, value: Json) -> Stored:
    return {f"{name}{suffix(language)}": str(text) for language, text in _mapping(value).items()}


def _texts(name: str, value: Json) -> Stored:
    columns: dict[str, StoredValue] = {}
    for language, texts in _mapping(value).items():
        columns |= _plain(f"{name}{suffix(language)}", texts)
    return columns


def _date(name: str, value: Json) -> Stored:
    date = _mapping(value)
    return {name: str(date["edtf"]), f"{name}Qualifier": str(date["qualifier"])}


def _datetime(name: str, value: Json) -> Stored:
    return {name: dt.datetime.fromisoformat(str(value))}


def _counts(_: str, value: Json) -> Stored:
    numbers = [number for number in _mapping(value).values() if isinstance(number, int)]
    return {"countedTypes": [*_mapping(value)], "countedNumbers": numbers}


def _mapping(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is not an object")
    return value


_COLUMNS: Mapping[Kind, Callable[[str, Json], Stored]] = by_kind(
    {
        (Kind.STRING, Kind.URL, Kind.INT, Kind.BOOLEAN, Kind.ENUM): _plain,
        Kind.TEXT: _text,
        Kind.TEXTS: _texts,
        Kind.DATE: _date,
        Kind.DATETIME: _datetime,
        Kind.COUNTS: _counts,
    },
    {prop.kind for node_type in EXPORTED_TYPES for prop in exported(node_type)},
)
"""How the JSON of a value becomes the stored properties that its kind restores it from."""
