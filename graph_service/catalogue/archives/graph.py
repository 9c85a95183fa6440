"""The JSON Lines of an archive → the graph and its releases, as they are stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar

import orjson

from graph_service.errors import ArchiveInvalid
from graph_service.export.jsonl import EDGES, NODES
from graph_service.i18n import _
from graph_service.model.declare import Kind, Property
from graph_service.model.graph import EDGE_TYPES, EXPORTED_TYPES, TYPES, exported
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.kinds.table import by_kind
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
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.staging import Graph, Staging

from .archive import Archive

T = TypeVar("T")
Line: TypeAlias = Mapping[str, Json]
FORMAT = "jsonl"
"""The format that can be read back: it has every value as the model has it."""


def read_graph(archive: Archive, staging: Staging) -> tuple[Graph, list[NodeRow]]:
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
    graph = staging.graph()
    graph.add_nodes(_without_releases(_rows(archive, NODES, _node), releases))
    graph.add_edges(_rows(archive, EDGES, _edge))
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
