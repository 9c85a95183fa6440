"""A workbook (.xlsx) → the rows of its sheets; chart sheets have none."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from errno import EINVAL
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.exceptions import InvalidFileException

from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import _

from .grid import (
    MAX_ROWS,
    Cell,
    CellKind,
    TableRefused,
    check_size,
    text_cell,
    too_large,
)
from .layout import check_layout, commented, layout_of
from .number_format import cell_text
from .other_format import why_not_a_workbook

_MAX_UNPACKED_SIZE = 200_000_000
_MAX_COST = 40_000_000
"""Cells that are read, including empty ones: a row may have 16,384, so more take too long."""
_ROW_COST = 10
"""The cost of a row in empty cells."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    EOFError,
    RuntimeError,
)
"""What openpyxl raises for a broken or a password-protected workbook."""


def workbook_rows(path: Path, likely: list[Problem]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of all sheets, one sheet after the other, without empty cells.

    Comments of cells are added to `likely`.

    Raises:
        OSError: when the file can't be read.
        TableRefused: when it is not a workbook, or is too large.
    """
    try:
        _refuse_bomb(path)
        with warnings.catch_warnings():
            # openpyxl warns of parts that it doesn't read, such as drop-down lists.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, keep_links=False, rich_text=True)
            try:
                yield from _rows(path, book, likely)
            finally:
                book.close()
    except _BROKEN:
        raise _unreadable(path) from None
    except OSError as error:
        if error.errno in (
            None,
            EINVAL,
        ):  # raised by openpyxl, and by seeking to a wrong offset in the zip
            raise _unreadable(path) from None
        raise


def _unreadable(path: Path) -> TableRefused:
    return TableRefused(path, Rule.TABLE, why_not_a_workbook(path))


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MAX_UNPACKED_SIZE:
        message = _(
            "the workbook unpacks to {size:,} bytes; allowed: {most:,}",
            size=unpacked,
            most=_MAX_UNPACKED_SIZE,
        )
        raise too_large(path, message)


def _rows(path: Path, book: Workbook, likely: list[Problem]) -> Iterator[Sequence[Cell]]:
    cost = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # the dimensions in the file may be wrong
        layout = layout_of(path, sheet)
        if problem := commented(path, sheet.title, layout):
            likely.append(problem)
        for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2), start=1):
            cost += len(row) + _ROW_COST
            if cost > _MAX_COST:
                raise too_large(path, _("too many empty cells; delete everything except the table"))
            cells = _row(path, sheet.title, number, row, layout.links)
            check_layout(path, layout, cells)
            yield cells


def _row(
    path: Path,
    sheet: str,
    line: int,
    row: Sequence[SheetCell | MergedCell],
    links: Mapping[tuple[int, int], str],
) -> list[Cell]:
    file = str(path)
    cells = [
        _cell(cell, CellPlace(file, line, column, sheet), links.get((line, column), ""))
        for column, cell in enumerate(row, start=1)
        if cell.value is not None
    ]
    check_size(path, line, cells[-1].place.column if cells else 0)
    return cells


def _cell(cell: SheetCell | MergedCell, place: CellPlace, link: str) -> Cell:
    value = cell.value
    # Most cells are texts; to look up the format of each takes longer than to read it.
    text = value.strip() if type(value) is str else cell_text(value, cell.number_format).strip()
    if cell.data_type == "e":
        return Cell(text=text, place=place, kind=CellKind.ERROR)
    found = text_cell(text, place)
    is_struck = _is_struck(cell)
    return found._replace(is_struck=is_struck, link=link) if is_struck or link else found


def _is_struck(cell: SheetCell | MergedCell) -> bool:
    """Whether a line is drawn through a cell, or through a part of its text."""
    if not isinstance(cell.value, CellRichText):
        return bool(cell.has_style and cell.font.strike)
    parts = (
        part.font if isinstance(part, TextBlock) else cell.font
        for part in cell.value
        if str(part).strip()
    )
    return any(font.strike for font in parts)
