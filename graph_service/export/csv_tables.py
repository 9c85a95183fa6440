"""CSV: one table per node type and one per edge type, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_types import EdgeType
from graph_service.model.graph import exported
from graph_service.model.storage import Value
from graph_service.store.changes import EdgeRow, NodeRow

from .columns import Cell, Columns
from .output import OutputFile
from .rows import edge_values, node_values
from .writer import Job

_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel decodes UTF-8 by the machine's code page
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class CsvWriter:
    """Writes RFC 4180 in UTF-8 with a byte order mark, and escapes formulas."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._files: dict[str, _Table] = {}

    def begin(self) -> None:
        """Write the headers of all tables, so that types without rows have a file too."""
        for node_type in self._job.selected.types:
            self._table(node_file(node_type), ("id",), exported(node_type))
        for edge_type in self._job.selected.edge_types:
            self._table(edge_file(edge_type), ("sourceId", "targetId"), edge_type.properties)

    def nodes(self, node_type: NodeType, rows: Sequence[NodeRow]) -> None:
        """Write nodes of one type."""
        table = self._files[node_file(node_type)]
        table.write(((row.id,), node_values(node_type, row)) for row in rows)

    def edges(self, edge_type: EdgeType, rows: Sequence[EdgeRow]) -> None:
        """Write edges of one type."""
        table = self._files[edge_file(edge_type)]
        table.write(((row.source, row.target), edge_values(edge_type, row)) for row in rows)

    def end(self) -> None:
        """Complete all tables."""
        for name in self._files:
            self._job.output.finish(name)

    def _table(self, name: str, ids: Sequence[str], props: Sequence[Property]) -> None:
        self._files[name] = _Table(self._job.output.file(name), ids, props)


class _Table:
    def __init__(self, file: OutputFile, ids: Sequence[str], props: Sequence[Property]) -> None:
        self._file = file
        self._columns = Columns(props)
        header = [*ids, *(column.name for column in self._columns.all)]
        self._file.write((_BYTE_ORDER_MARK + _lines([header])).encode())

    def write(self, rows: Iterable[tuple[Sequence[str], Mapping[str, Value]]]) -> None:
        lines = ([*ids, *self._columns.cells(values)] for ids, values in rows)
        self._file.write(_lines(lines).encode())


def node_file(node_type: NodeType) -> str:
    """Return the name of a node type's table."""
    return f"nodes-{node_type.name}.csv"


def edge_file(edge_type: EdgeType) -> str:
    """Return the name of an edge type's table."""
    return f"edges-{edge_type.name}.csv"


def _lines(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_safe, row) for row in rows)
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    """Return a cell that spreadsheets don't compute.

    >>> _safe("=1+1"), _safe(-1)
    ("'=1+1", -1)
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
