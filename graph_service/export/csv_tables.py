"""CSV: one table per node type and one per edge type, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph_service.csv_lines import BYTE_ORDER_MARK, csv_lines
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import EdgeType, exported
from graph_service.model.storage import Value
from graph_service.store.changes import EdgeRow, NodeRow

from .columns import Cell, Columns
from .data_package import (
    DATA_PACKAGE,
    ENDS,
    NODE_COLUMNS,
    NODES,
    data_package,
    edge_file,
    graph_tables,
    node_file,
)
from .output import OutputFile
from .rows import edge_values, node_values
from .writer import Job


class CsvWriter:
    """Writes RFC 4180 in UTF-8 with a byte order mark, and escapes formulas."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._files: dict[str, _Table] = {}

    def begin(self) -> None:
        """Write the headers of all tables, so that types without rows have a file too."""
        self._index = _Table(self._job.output.file(NODES), NODE_COLUMNS, ())
        self._files[NODES] = self._index
        for node_type in self._job.selected.types:
            self._table(node_file(node_type), ("id",), exported(node_type))
        for edge_type in self._job.selected.edge_types:
            self._table(edge_file(edge_type), ENDS, edge_type.properties)

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write nodes of one type."""
        table = self._files[node_file(node_type)]
        table.write(((row.id,), node_values(node_type, row)) for row in rows)
        self._index.write(((row.id, node_type.name, _name(row)), {}) for row in rows)

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write edges of one type."""
        table = self._files[edge_file(edge_type)]
        table.write(((row.source, row.target), edge_values(edge_type, row)) for row in rows)

    def end(self) -> None:
        """Complete all tables, and describe them."""
        written = {name: self._job.output.finish(name) for name in self._files}
        selected = self._job.selected
        tables = graph_tables(selected.types, selected.edge_types, written)
        self._job.output.write(DATA_PACKAGE, data_package(self._job.release, tables))

    def _table(self, name: str, ids: Sequence[str], props: Sequence[Property]) -> None:
        self._files[name] = _Table(self._job.output.file(name), ids, props)


class _Table:
    def __init__(self, file: OutputFile, ids: Sequence[str], props: Sequence[Property]) -> None:
        self._file = file
        self._columns = Columns(props)
        header = [*ids, *(column.name for column in self._columns.all)]
        self._file.write((BYTE_ORDER_MARK + csv_lines([header])).encode())

    def write(self, rows: Iterable[tuple[Sequence[Cell], Mapping[str, Value]]]) -> None:
        lines = ([*ids, *self._columns.cells(values)] for ids, values in rows)
        self._file.write(csv_lines(lines).encode())


def _name(row: NodeRow) -> str | None:
    name = row.properties.get("name")
    return None if name is None else str(name)
