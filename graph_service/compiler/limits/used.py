"""A plan and its row → the cost of the rows that there were, where `cost` counts whole pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.compiler.ir.columns import Column, Columns, End, Expr, Facet, Rows, Typed
from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.ir.values import Object
from graph_service.compiler.limits.cost import once, planning, size_of
from graph_service.model.json import Json

Row = Sequence[Json]
_LABEL = Expr("labels({v})[0]")


def used_cost(columns: Columns, value: Object, row: Row, variables: Variables) -> int:
    """Return the cost of an answer.

    Args:
        columns: of the root row.
        value: the data of the response.
        row: the root row.
        variables: of the request.
    """
    return planning(columns, value) + _Answer(variables).cost(columns, row)


@dataclass(frozen=True)
class _Answer:
    variables: Variables

    def cost(self, columns: Columns, row: Row) -> int:
        """Return the cost of a row."""
        cells = zip(columns.ordered, row, strict=True)
        return sum(
            once(column) + self._inside(column, cell, columns, row) for column, cell in cells
        )

    def _inside(self, column: Column, cell: Json, columns: Columns, row: Row) -> int:
        """Return the cost of the rows in a cell."""
        match column:
            case Rows(read):
                # One row more than the page was read, to detect further rows.
                size = size_of(read.page.size, self.variables) if read.page else None
                return sum(self.cost(read.columns, _items(r)) for r in _items(cell)[:size])
            case Facet(columns=values) if len(found := _items(cell)) > 1:
                return sum(self.cost(values, _items(inner)) for inner in _items(found[1]))
            case End(columns=parts) if cell is not None:
                return self.cost(parts, _items(cell))
            case Typed(by_label) if cell is not None:
                label = row[columns.index(_LABEL)]
                return sum(self.cost(p, _items(cell)) for name, p in by_label if name == label)
        return 0


def _items(cell: Json) -> Row:
    return cell if isinstance(cell, list) else ()
