"""A workbook (.xlsx) → the rows of its sheets, dates as they are shown; chart sheets have none."""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from errno import EINVAL
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from graph_service.catalogue.problems import CellPlace, Problem
from graph_service.i18n import _

from .cells import Cell, CellKind, text_cell
from .layout import check_layout, commented, layout_of
from .refusals import MAX_ROWS, check_size, not_a_workbook, too_large

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
_NOT_LETTERS = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].?', re.DOTALL)
"""Literal text in a number format (quoted or escaped), and its languages and colours."""


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
            book = load_workbook(path, read_only=True, keep_links=False)
            try:
                yield from _rows(path, book, likely)
            finally:
                book.close()
    except _BROKEN:
        raise not_a_workbook(path) from None
    except OSError as error:
        # Raised by openpyxl, and by seeking to a wrong offset in the zip.
        if error.errno in (None, EINVAL):
            raise not_a_workbook(path) from None
        raise


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
            cells = [
                _cell(cell, CellPlace(str(path), number, column, sheet.title))
                for column, cell in enumerate(row, start=1)
                if cell.value is not None
            ]
            check_size(path, number, cells[-1].place.column if cells else 0)
            check_layout(path, layout, cells)
            yield cells


def _cell(cell: SheetCell | MergedCell, place: CellPlace) -> Cell:
    value = cell.value
    # Most cells are texts; to look up the format of each takes longer than to read it.
    text = value.strip() if type(value) is str else _shown(value, cell.number_format).strip()
    if cell.data_type == "e":
        return Cell(text=text, place=place, kind=CellKind.ERROR)
    return text_cell(text, place)


def _shown(value: object, number_format: str) -> str:
    """Return the text of a value; of a date, the parts that its number format shows.

    If "2018-10" is typed, Excel invents a day, and shows "oct-18". Without a year the text is not a
    date, which is a problem: no year is invented.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime():
            letters = _NOT_LETTERS.sub("", number_format).partition(";")[0].lower()
            if "h" in letters or "s" in letters:  # m may be minutes
                return (value if value.time() != dt.time() else value.date()).isoformat()
            parts = (("y", value.year), ("md", value.month), ("d", value.day))
            shown = [f"{part:02}" for signs, part in parts if any(s in letters for s in signs)]
            return "-".join(shown) or value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case ArrayFormula():
            return value.text or "="
        case DataTableFormula():
            return f"=TABLE({value.r1},{value.r2})"
    return str(value)
