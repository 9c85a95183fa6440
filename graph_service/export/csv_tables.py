"""CSV: one table per node type and one per edge type, with a Data Package that describes them.

Frictionless reads its Table Schemas. A foreign key needs a single table, but many edges have ends
of several types, so `nodes.csv` lists the ids of all nodes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from graph_service.csv_lines import BYTE_ORDER_MARK, csv_lines
from graph_service.model import publication
from graph_service.model.graph import exported
from graph_service.model.json import Json

from .rows import Cell, Column, cells_of, columns_of, name_of
from .selection import Files, Job

DATA_PACKAGE = "datapackage.json"
_ID = Column("id", is_required=True)
_ENDS = (Column("sourceId", is_required=True), Column("targetId", is_required=True))
_TYPES = {"int": "integer", "double": "number"}
"""Types of Table Schema that differ from those of GraphML."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file in RFC 4180, in UTF-8 with a byte order mark; formulas are escaped.

    Attributes:
        name: of the file.
        columns: its columns.
        rows: the cells by the names of their columns; others are empty.
        keys: for the Table Schema.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Cell]]
    keys: Mapping[str, Json] = field(default_factory=dict)


def table_files(job: Job, tables: Iterable[Table]) -> Files:
    """Return the files of tables, and datapackage.json, which describes them."""
    files: dict[str, bytes] = {}
    resources: list[Json] = []
    for table in tables:
        header = [column.name for column in table.columns]
        rows = ([row.get(name) for name in header] for row in table.rows)
        content = (BYTE_ORDER_MARK + csv_lines([header]) + csv_lines(rows)).encode()
        files[table.name] = content
        resources.append(_resource(table, content))
    return {**files, DATA_PACKAGE: _data_package(job, resources)}


def _resource(table: Table, content: bytes) -> Json:
    """Return the description of a table for the Data Package."""
    return {
        # Names are in lower case in a Data Package: "edges-attended_by".
        "name": table.name.removesuffix(".csv").lower(),
        "path": table.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            **table.keys,
            "missingValues": [""],
        },
    }


def csv_files(job: Job) -> Files:
    """Return a table for each type, even if it has no rows."""
    return table_files(job, _tables(job))


def _tables(job: Job) -> Iterator[Table]:
    name_of_type = Column("type", terms=[t.name for t in job.selected.types], is_required=True)
    yield Table(
        name="nodes.csv",
        columns=(_ID, name_of_type, Column("name")),
        rows=[
            {"id": row.id, "type": row.label, "name": name_of(row)}
            for _type, rows in job.nodes
            for row in rows
        ],
        keys={"primaryKey": "id"},
    )
    for node_type, nodes in job.nodes:
        yield Table(
            name=f"nodes-{node_type.name}.csv",
            columns=(_ID, *columns_of(*exported(node_type))),
            rows=[{"id": row.id, **cells_of(row)} for row in nodes],
            keys={"primaryKey": "id", "foreignKeys": [_foreign_key(_ID)]},
        )
    for edge_type, edges in job.edges:
        yield Table(
            name=f"edges-{edge_type.name}.csv",
            columns=(*_ENDS, *columns_of(*edge_type.properties)),
            rows=[
                {"sourceId": row.source, "targetId": row.target, **cells_of(row)} for row in edges
            ],
            keys={"foreignKeys": [_foreign_key(end) for end in _ENDS]},
        )


def _data_package(job: Job, resources: Sequence[Json]) -> bytes:
    """Return the content of datapackage.json for the tables that were written."""
    licence = publication.LICENCE
    package: Json = {
        "profile": "tabular-data-package",
        "name": f"good-practices-{job.version}",
        "id": f"urn:sha256:{job.checksum}",
        "version": job.version,
        **({"homepage": doi} if (doi := publication.doi_address()) else {}),
        "title": publication.TITLE.en,
        "description": "\n\n".join(publication.DESCRIPTION),
        "keywords": list(publication.KEYWORDS),
        "licenses": [{"name": licence.spdx, "title": licence.name, "path": licence.address}],
        "contributors": [{"title": publication.PUBLISHER.en, "role": "publisher"}],
        "resources": [*resources],
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _foreign_key(column: Column) -> Json:
    return {"fields": column.name, "reference": {"resource": "nodes", "fields": "id"}}


def _field(column: Column) -> Json:
    constraints: dict[str, Json] = {"required": True} if column.is_required else {}
    if column.terms is not None:
        constraints["enum"] = [*column.terms]
    return {
        "name": column.name,
        "type": _TYPES.get(column.type, column.type),
        **({"description": column.description} if column.description else {}),
        **({"constraints": constraints} if constraints else {}),
    }
