"""CSV: a table a type of nodes, a table a type of edges, as spreadsheets open them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_types import EdgeType
from graph_service.model.graph import properties_of
from graph_service.model.storage import Value
from graph_service.store.changes import EdgeRow, NodeRow

from .columns import Cell, Columns
from .files import OutputFile
from .values import edge_values, node_values
from .writer import Job

_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for the code page of the machine
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class CsvWriter:
    """Writes RFC 4180 in UTF-8 with a byte order mark; text that begins a formula is defused."""

    def __init__(self, job: Job) -> None:
        """Take what is to be written, and where."""
        self._job = job
        self._files: dict[str, _Table] = {}

    def begin(self) -> None:
        """Begin all tables with their headers, so that they are there though they be empty."""
        for node_type in self._job.selected.types:
            self._table(node_file(node_type), ("id",), properties_of(node_type))
        for edge_type in self._job.selected.edge_types:
            self._table(edge_file(edge_type), ("sourceId", "targetId"), edge_type.properties)

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write some nodes of a type."""
        table = self._files[node_file(node_type)]
        table.write(((row.id,), node_values(node_type, row)) for row in rows)

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write some edges of a type."""
        table = self._files[edge_file(edge_type)]
        table.write(((row.source, row.target), edge_values(edge_type, row)) for row in rows)

    def end(self) -> None:
        """Complete all tables."""
        for name in self._files:
            self._job.output.finish(name)

    def _table(self, name: str, ids: Sequence[str], props: Sequence[Property]) -> None:
        self._files[name] = _Table(self._job.output.file(name), ids, props)


class _Table:
    """One file."""

    def __init__(self, file: OutputFile, ids: Sequence[str], props: Sequence[Property]) -> None:
        self._file = file
        self._columns = Columns(props)
        header = [*ids, *(column.name for column in self._columns.all)]
        self._file.write((_BYTE_ORDER_MARK + _lines([header])).encode())

    def write(self, rows: Iterable[tuple[Sequence[str], Mapping[str, Value]]]) -> None:
        lines = ([*ids, *self._columns.cells(values)] for ids, values in rows)
        self._file.write(_lines(lines).encode())


def node_file(node_type: NodeType) -> str:
    """Give the name of the table of a type of nodes."""
    return f"nodes-{node_type.name}.csv"


def edge_file(edge_type: EdgeType) -> str:
    """Give the name of the table of a type of edges."""
    return f"edges-{edge_type.name}.csv"


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_safe, row) for row in rows)
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    """Give a cell that no spreadsheet computes; a number stays one."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
