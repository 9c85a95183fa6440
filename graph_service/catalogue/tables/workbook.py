"""A workbook (.xlsx) → the rows of its sheets; sheets of charts have none."""

from __future__ import annotations

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

from graph_service.catalogue.problems import Rule
from graph_service.i18n import _

from .grid import MOST_ROWS, Cell, CellPlace, Holds, TableRefused, bound, text_cell, too_large
from .number_format import shown

_LARGEST_UNPACKED = 200_000_000
_MOST_LOOKED_AT = 40_000_000
"""Of cells, empty ones included: a row may have 16,384, so that looking takes more than seconds."""
_ROW = 10
"""For how many empty cells a row counts."""
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
"""What the parts of a broken workbook come to, or of one that is locked by a password."""


def workbook_rows(path: Path) -> Iterator[Sequence[Cell]]:
    """Give the rows of all sheets, one sheet after the other; cells without a value are left out.

    Raises:
        OSError: when the file can't be read.
        TableRefused: when it is no workbook, or larger than may be.
    """
    try:
        _refuse_bomb(path)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # about parts that are not read, such as lists to choose from
            book = load_workbook(path, read_only=True, keep_links=False)
            try:
                yield from _rows(path, book)
            finally:
                book.close()
    except _BROKEN:
        raise _no_workbook(path) from None
    except OSError as error:
        if error.errno in (None, EINVAL):  # by openpyxl, and by what seeks where a zip says
            raise _no_workbook(path) from None
        raise


def _no_workbook(path: Path) -> TableRefused:
    return TableRefused(path, Rule.TABLE, _("not a workbook that can be read"))


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _LARGEST_UNPACKED:
        message = _(
            "the workbook unpacks to {bytes} bytes; allowed: {most}",
            bytes=unpacked,
            most=_LARGEST_UNPACKED,
        )
        raise too_large(path, message)


def _rows(path: Path, book: Workbook) -> Iterator[Sequence[Cell]]:
    looked_at = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what the file says of itself may be wrong
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2), start=1):
            looked_at += len(row) + _ROW
            if looked_at > _MOST_LOOKED_AT:
                raise too_large(path, _("too many empty cells; delete all but the table"))
            yield _row(path, sheet.title, number, row)


def _row(path: Path, sheet: str, line: int, row: Sequence[SheetCell | MergedCell]) -> list[Cell]:
    cells = [
        _cell(cell, CellPlace(file=str(path), line=line, column=column, sheet=sheet))
        for column, cell in enumerate(row, start=1)
        if cell.value is not None
    ]
    bound(path, line, cells[-1].place.column if cells else 0)
    return cells


def _cell(cell: SheetCell | MergedCell, place: CellPlace) -> Cell:
    text = shown(cell.value, cell.number_format).strip()
    if cell.data_type == "e":
        return Cell(text=text, place=place, holds=Holds.ERROR)
    return text_cell(text, place)
