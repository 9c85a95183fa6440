"""Queries inside a transaction, with answers as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neo4j.graph import Node, Path, Relationship

from graph_service.model.json import Json

from .from_driver import native
from .graph_reader import GraphReader

DRAWN = ("drawn", "name")
"""The columns of a drawn graph: a node by id and name, an edge by its ends."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """An answer: its columns and rows."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Json, ...]]


async def run_query(reader: GraphReader, cypher: str) -> Table:
    """Run a query; if it returns nodes or paths, the rows are their distinct parts, sorted."""
    result = await reader.run(cypher)
    columns = tuple(result.keys())
    records = [tuple(record.values()) async for record in result]
    drawn = [part for record in records for value in record for part in _parts(value)]
    if drawn:
        return Table(columns=DRAWN, rows=sorted(set(map(_drawn, drawn)), key=str))
    found = (native(dict(zip(columns, record, strict=True))) for record in records)
    rows = [tuple(_plain(row.get(column)) for column in columns) for row in found]
    return Table(columns=columns, rows=rows)


def _parts(value: object) -> Iterable[Node | Relationship]:
    match value:
        case Path():
            yield from value.nodes
            yield from value.relationships
        case Node() | Relationship():
            yield value


def _drawn(part: Node | Relationship) -> tuple[Json, ...]:
    if isinstance(part, Node):
        return (part.get("id"), part.get("name"))
    source, target = ("" if node is None else node.get("id") for node in part.nodes)
    return (f"{source} -{part.type}-> {target}", None)


def _plain(value: object) -> Json:
    match value:
        case None | bool() | int() | float() | str():
            return value
        case list():
            return [_plain(item) for item in value]
        case dt.date():
            return value.isoformat()
    return str(value)
