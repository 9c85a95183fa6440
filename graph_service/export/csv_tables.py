"""CSV: one table per node type and one per edge type, with a Data Package that describes them.

Frictionless reads its Table Schemas. A foreign key needs a single table, but many edges have ends
of several types, so `nodes.csv` lists the ids of all nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson

from graph_service.csv_lines import BYTE_ORDER_MARK, csv_lines
from graph_service.model.declare import NodeType
from graph_service.model.graph import EdgeType, exported
from graph_service.model.json import Json
from graph_service.model.publication import DESCRIPTION, KEYWORDS, LICENCE, PUBLISHER, doi_address
from graph_service.store.changes import EdgeRow, NodeRow, Properties

from .folder import Output
from .rows import Cell, Column, Columns, edge_values, node_values
from .writer import Job

DATA_PACKAGE = "datapackage.json"
_ID = Column("id", is_required=True)
_ENDS = (Column("sourceId", is_required=True), Column("targetId", is_required=True))
_TYPES = {"int": "integer", "double": "number"}
"""Types of Table Schema that differ from those of GraphML."""


class Table:
    """A file in RFC 4180, in UTF-8 with a byte order mark; formulas are escaped."""

    def __init__(self, output: Output, name: str, columns: Sequence[Column], **keys: Json) -> None:
        """Write the header; `keys` are for the Table Schema."""
        self._output, self._name = output, name
        self._schema: Json = {
            "fields": [_field(column) for column in columns],
            **keys,
            "missingValues": [""],
        }
        self._file = output.file(name)
        header = [[column.name for column in columns]]
        self._file.write((BYTE_ORDER_MARK + csv_lines(header)).encode())

    def write(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Append rows."""
        self._file.write(csv_lines(rows).encode())

    def finish(self) -> Json:
        """Complete the file, and return its description for the Data Package."""
        written = self._output.finish(self._name)
        return {
            # Names are in lower case in a Data Package: "edges-attended_by".
            "name": self._name.removesuffix(".csv").lower(),
            "path": self._name,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8-sig",
            "bytes": written.bytes,
            "hash": f"sha256:{written.sha256}",
            "schema": self._schema,
        }


class CsvWriter:
    """Writes a table for each type, even if it has no rows."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._tables: dict[str, tuple[Table, Columns]] = {}

    def begin(self) -> None:
        """Write the headers of all tables."""
        types, output = self._job.selected.types, self._job.output
        name_of_type = Column("type", terms=[t.name for t in types], is_required=True)
        columns = (_ID, name_of_type, Column("name"))
        self._index = Table(output, "nodes.csv", columns, primaryKey="id")
        for node_type in types:
            columns_of_type = Columns(exported(node_type))
            table = Table(
                output,
                f"nodes-{node_type.name}.csv",
                (_ID, *columns_of_type.all),
                primaryKey="id",
                foreignKeys=[_foreign_key(_ID)],
            )
            self._tables[node_type.name] = table, columns_of_type
        for edge_type in self._job.selected.edge_types:
            columns_of_type = Columns(edge_type.properties)
            table = Table(
                output,
                f"edges-{edge_type.name}.csv",
                (*_ENDS, *columns_of_type.all),
                foreignKeys=[_foreign_key(end) for end in _ENDS],
            )
            self._tables[edge_type.name] = table, columns_of_type

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write nodes of one type."""
        table, columns = self._tables[node_type.name]
        table.write([row.id, *columns.cells(node_values(node_type, row))] for row in rows)
        self._index.write((row.id, node_type.name, _name(row)) for row in rows)

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write edges of one type."""
        table, columns = self._tables[edge_type.name]
        values = ((row, columns.cells(edge_values(edge_type, row))) for row in rows)
        table.write([row.source, row.target, *cells] for row, cells in values)

    def end(self) -> None:
        """Complete all tables, and describe them."""
        tables = (self._index, *(table for table, _ in self._tables.values()))
        package = data_package(self._job.release, [table.finish() for table in tables])
        self._job.output.write(DATA_PACKAGE, package)


def data_package(release: Properties, resources: Sequence[Json]) -> bytes:
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
