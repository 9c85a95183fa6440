"""CSV: one table per node type and one per edge type, with a Data Package that describes them.

Frictionless reads its Table Schemas. A foreign key needs a single table, but many edges have ends
of several types, so `nodes.csv` lists the ids of all nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from graph_service.csv_lines import BYTE_ORDER_MARK, csv_lines
from graph_service.model.graph import exported
from graph_service.model.json import Json
from graph_service.model.publication import DESCRIPTION, KEYWORDS, LICENCE, PUBLISHER, doi_address
from graph_service.store.changes import EdgeRow, NodeRow, Properties

from .folder import Written, written
from .rows import Cell, Column, Columns, edge_values, node_values
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
        rows: their cells.
        keys: for the Table Schema.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    keys: Mapping[str, Json] = field(default_factory=dict)


def table_files(release: Properties, tables: Iterable[Table]) -> Files:
    """Return the files of tables, and datapackage.json, which describes them."""
    files: dict[str, bytes] = {}
    resources: list[Json] = []
    for table in tables:
        header = [column.name for column in table.columns]
        content = (BYTE_ORDER_MARK + csv_lines([header]) + csv_lines(table.rows)).encode()
        files[table.name] = content
        resources.append(_resource(table, written(table.name, content)))
    return {**files, DATA_PACKAGE: _data_package(release, resources)}


def _resource(table: Table, file: Written) -> Json:
    """Return the description of a table for the Data Package."""
    return {
        # Names are in lower case in a Data Package: "edges-attended_by".
        "name": file.name.removesuffix(".csv").lower(),
        "path": file.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            **table.keys,
            "missingValues": [""],
        },
    }


def csv_files(job: Job) -> Files:
    """Return a table for each type, even if it has no rows."""
    return table_files(job.source.release, _tables(job))


def _tables(job: Job) -> Iterator[Table]:
    types = job.selected.types
    name_of_type = Column("type", terms=[t.name for t in types], is_required=True)
    yield Table(
        name="nodes.csv",
        columns=(_ID, name_of_type, Column("name")),
        rows=[(row.id, t.name, _name(row)) for t, rows in job.nodes() for row in rows],
        keys={"primaryKey": "id"},
    )
    for node_type, nodes in job.nodes():
        columns = Columns(exported(node_type))
        yield Table(
            name=f"nodes-{node_type.name}.csv",
            columns=(_ID, *columns.all),
            rows=[[row.id, *columns.cells(node_values(node_type, row))] for row in nodes],
            keys={"primaryKey": "id", "foreignKeys": [_foreign_key(_ID)]},
        )
    edges: dict[str, list[EdgeRow]] = {t.name: [] for t in job.selected.edge_types}
    for edge_type, found in job.edges():
        edges[edge_type.name] += found
    for edge_type in job.selected.edge_types:
        columns = Columns(edge_type.properties)
        yield Table(
            name=f"edges-{edge_type.name}.csv",
            columns=(*_ENDS, *columns.all),
            rows=[
                [row.source, row.target, *columns.cells(edge_values(edge_type, row))]
                for row in edges[edge_type.name]
            ],
            keys={"foreignKeys": [_foreign_key(end) for end in _ENDS]},
        )


def _data_package(release: Properties, resources: Sequence[Json]) -> bytes:
    """Return the content of datapackage.json for the tables that were written."""
    package: Json = {
        "profile": "tabular-data-package",
        "name": str(release["slug"]),
        "id": str(release["id"]),
        **({"version": str(release["version"])} if "version" in release else {}),
        **({"homepage": doi} if (doi := doi_address()) else {}),
        "title": str(release["name"]),
        "description": DESCRIPTION.en,
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENCE.spdx, "title": LICENCE.name, "path": LICENCE.address}],
        "contributors": [{"title": PUBLISHER, "role": "publisher"}],
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
        "type": "date" if column.is_day else _TYPES.get(column.type, column.type),
        **({"description": column.description} if column.description else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def _name(row: NodeRow) -> str | None:
    name = row.properties.get("name")
    return None if name is None else str(name)
