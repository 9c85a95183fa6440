"""Cells in the quotes of word processors, which a .csv file doesn't take for quotes: “cri”.

They are read without the quotes and reported once, as they have one cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.catalogue.checks.texts import is_prose
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import counted

from .columns import Column
from .grid import Cell, CellKind, text_cell

_OPENING = "“„‟"
_CLOSING = "”“‟"


@dataclass(kw_only=True)
class CurlyQuotes:
    """Reads the rows of a sheet without such quotes, and remembers which rows had them."""

    _rows: list[Cell] = field(default_factory=list)

    def header(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return the headers without quotes."""
        return self._without(cells) if any(map(_is_quoted, cells)) else cells

    def row(self, columns: Mapping[int, Column], cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return a row without quotes; nothing of a row that a separator inside them split.

        A row with quotes around texts only keeps them: they may be part of a text.
        """
        marked = [cell for cell in cells if cell.text[:1] in _OPENING and cell.text]
        is_split = any(map(_is_cut, marked))
        if is_split or any(_is_value(columns.get(cell.place.column)) for cell in marked):
            unquoted = self._without(cells)
            return () if is_split else unquoted
        return cells

    def problems(self) -> Iterator[Problem]:
        """Yield one problem for all rows."""
        if self._rows:
            first = self._rows[0]
            message = counted(
                "typographic quotes (“ ”) around values, in {number} row ({first}): delete them, or"
                ' replace them by straight ones (")',
                "typographic quotes (“ ”) around values, in {number} rows (the first is {first}):"
                ' delete them, or replace them by straight ones (")',
                len(self._rows),
                first=first.text,
            )
            yield Problem(place=first.place, rule=Rule.FORM, message=message, value=first.text)

    def _without(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        self._rows.append(next(cell for cell in cells if cell.text[:1] in _OPENING and cell.text))
        return [_unquoted(cell) if _is_quoted(cell) else cell for cell in cells]


def _is_value(column: Column | None) -> bool:
    """Whether a column has no texts, which may be in quotes: “Yo no estoy en venta”."""
    return column is None or column.prop is None or not is_prose(column.prop)


def _is_cut(cell: Cell) -> bool:
    """Whether a separator between the quotes ends a cell: “Visita | a San José”."""
    return not any(sign in cell.text[1:] for sign in _CLOSING)


def _is_quoted(cell: Cell) -> bool:
    text = cell.text
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _CLOSING


def _unquoted(cell: Cell) -> Cell:
    inside = text_cell(cell.text[1:-1], cell.place)
    return inside if inside.kind is CellKind.VALUE else cell
