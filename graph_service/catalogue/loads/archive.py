"""An export, packed or as a folder: its manifest, its files with their digests, and its graph."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TypeAlias, TypeVar, cast

import orjson

from graph_service.errors import ArchiveInvalid
from graph_service.export.folder import MANIFEST, READABLE, read_manifest
from graph_service.export.jsonl import EDGES, NODES, line_of
from graph_service.i18n import Message, _
from graph_service.model.declare import Property
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.enums import DateQualifier
from graph_service.model.graph import CATALOGUE_TYPES, EDGE_TYPES, exported
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.publication import version_of
from graph_service.model.storage import (
    WRITTEN,
    StoredValue,
    Value,
    restored,
    stored,
    stored_node,
)
from graph_service.os_errors import os_reason
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph import Graph

_CHUNK = 1024 * 1024
_MAX_MANIFEST_BYTES = 10_000_000
_MAX_LINE_BYTES = 10_000_000
"""The rest of a longer line would be read as a line, which it can't be."""
_WEB = ("https://", "http://")
_TYPES = {node_type.name: node_type for node_type in CATALOGUE_TYPES}
T = TypeVar("T")
Line: TypeAlias = Mapping[str, Json]


class Archive:
    """An open archive."""

    def __init__(self, place: Path, files: Mapping[str, Callable[[], IO[bytes]]]) -> None:
        """Refer to files by name, each with a function that opens it."""
        self._place = place
        self._files = files
        with self.open(MANIFEST) as stream:
            text = stream.read(_MAX_MANIFEST_BYTES)
        try:
            self.manifest = read_manifest(text)
        except ValueError:
            message = _("{file} is not that of an export by this program", file=MANIFEST)
            raise self._invalid(message) from None

    def verify(self) -> None:
        """Check that the archive has exactly the files of its manifest, and the cited version.

        Raises:
            ArchiveInvalid: with the first file that is missing, added or changed, or if the version
                is that of another checksum.
        """
        version, found = self.manifest.version, self.manifest.checksum
        if version != version_of(found):
            raise self._invalid(
                _(
                    "the checksum {checksum} is not that of version {version}",
                    checksum=found,
                    version=version,
                )
            )
        if added := sorted(self._files.keys() - self.manifest.files.keys() - {MANIFEST}):
            raise self._invalid(_("{file} is not in its manifest", file=added[0]))
        for name, expected in self.manifest.files.items():
            digest, size = hashlib.sha256(), 0
            with self.open(name) as stream:
                # A file that claims to be small can unpack to any size.
                while size <= expected[0] and (chunk := stream.read(_CHUNK)):
                    digest.update(chunk)
                    size += len(chunk)
            if (size, digest.hexdigest()) != expected:
                raise self._invalid(_("{file} was changed after the export", file=name))

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file of the archive.

        Raises:
            ArchiveInvalid: if it is missing or damaged.
        """
        if name not in self._files:
            raise self._invalid(_("{file} is missing", file=name))
        try:
            with self._files[name]() as stream:
                yield stream
        except (zipfile.BadZipFile, EOFError) as error:
            raise self._invalid(_("{file} is damaged", file=name)) from error

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
            yield Archive(place, {path.name: partial(_open, path) for path in place.iterdir()})
        else:
            with zipfile.ZipFile(place) as packed:  # whose files are in one folder
                names = {path.partition("/")[2]: path for path in packed.namelist()}
                yield Archive(place, {name: partial(packed.open, names[name]) for name in names})
    except zipfile.BadZipFile as error:
        raise ArchiveInvalid(
            _("{archive} is neither a zip archive nor a folder.", archive=str(place))
        ) from error
    except OSError as error:
        raise ArchiveInvalid(
            _("{archive} can't be read ({reason}).", archive=str(place), reason=os_reason(error))
        ) from error


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def read_graph(archive: Archive) -> Graph:
    """Return the graph of an archive in JSON Lines.

    Raises:
        ArchiveInvalid: if the archive has another format, only some types, or invalid lines.
    """
    manifest = archive.manifest
    if not manifest.can_be_read:
        raise ArchiveInvalid(
            _(
                "Only a complete archive in the format {format} can be read back; this is {name}"
                " in the format {found}.",
                format=READABLE,
                name=manifest.version,
                found=manifest.format,
            )
        )
    nodes = _rows(archive, NODES, node_of, line_of)
    return Graph(nodes, _rows(archive, EDGES, edge_of, line_of))


def _rows(
    archive: Archive, file: str, parse: Callable[[Line], T], written: Callable[[T], bytes]
) -> Iterator[T]:
    """Yield the rows of a file, whose lines must be as this program writes them, and in order."""
    before = b""
    with archive.open(file) as stream:
        lines = iter(partial(stream.readline, _MAX_LINE_BYTES), b"")
        for number, line in enumerate(lines, start=1):
            try:
                row = parse(orjson.loads(line))
                if written(row) != line:
                    raise ValueError(line)
            except (LookupError, TypeError, ValueError) as error:
                raise ArchiveInvalid(
                    _(
                        "{file}, line {number}: this version of the program can't read it; use the"
                        " version that the archive's manifest.json names.",
                        file=file,
                        number=number,
                    )
                ) from error
            # As lines begin with the type and the ids, their bytes have the order of these.
            if line <= before:
                raise ArchiveInvalid(
                    _("{file}, line {number}: not in order, or twice.", file=file, number=number)
                )
            before = line
            yield row


def node_of(line: Line) -> NodeRow:
    """Return the node of a line; raise LookupError, TypeError or ValueError if it can't be one."""
    node_type, (_type, slug) = _TYPES[str(line["type"])], split_id(str(line["id"]))
    values = _values(exported(node_type), line)
    del values["slug"]
    properties = {**stored_node(node_type, slug, values), **_written(line)}
    return NodeRow(label=node_type.name, id=str(line["id"]), properties=properties)


def edge_of(line: Line) -> EdgeRow:
    """Return the edge of a line; raise LookupError, TypeError or ValueError if it can't be one."""
    edge_type = EDGE_TYPES[str(line["type"])]
    properties = _written(line)
    for prop in edge_type.properties:
        if prop.name in line:
            properties |= stored(prop, _value(prop, line[prop.name]))
    return EdgeRow(
        type=edge_type.name,
        source=str(line["sourceId"]),
        target=str(line["targetId"]),
        properties={name: value for name, value in properties.items() if value is not None},
    )


def _written(line: Line) -> dict[str, StoredValue]:
    return {WRITTEN: str(line[WRITTEN])} if WRITTEN in line else {}


def _values(props: Iterable[Property], line: Line) -> dict[str, Value]:
    return {prop.name: _value(prop, line[prop.name]) for prop in props if prop.name in line}


def _value(prop: Property, found: Json) -> Value:
    """Return the value of what `export.rows.as_json` made of it.

    Raises:
        LookupError, TypeError, ValueError: if it is not of the property's kind; some values are
            only checked when they are stored.
    """
    match found:
        case {"edtf": str(edtf), "qualifier": str(qualifier)} if prop.kind.has_precision:
            return PartialDate(date=parse_edtf(edtf), qualifier=DateQualifier[qualifier])
        case Mapping():  # by language or by type, as in the model
            return cast("Value", found)
        case str() if prop.kind.is_temporal:
            return dt.datetime.fromisoformat(found)
    value = restored(prop, {prop.name: cast("StoredValue", found)})
    if value is None:
        raise ValueError(f"{prop.name}: {found!r}")
    if prop.kind.is_address and not all(
        str(text).startswith(_WEB) for text in (value if isinstance(value, list) else [value])
    ):
        raise ValueError(f"{prop.name} is no web address")  # pages link to it
    return value
