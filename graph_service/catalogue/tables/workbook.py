"""A workbook (.xlsx) → the rows of its sheets; sheets of charts have none."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils.exceptions import InvalidFileException

from graph_service.catalogue.problems import Rule
from graph_service.wording import _

from .grid import MOST_ROWS, Cell, CellPlace, Holds, TableRefused, bound, too_large
from .shown import shown

_LARGEST_UNPACKED = 200_000_000
_MOST_COLUMNS = 200


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
                for sheet in book.worksheets:
                    sheet.reset_dimensions()  # what the file says of itself may be wrong
                    rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS + 1)
                    for number, row in enumerate(rows, start=1):
                        cells = [
                            _cell(cell, path, sheet.title, number, column)
                            for column, cell in enumerate(row, start=1)
                            if cell.value is not None
                        ]
                        bound(path, number, cells[-1].place.column if cells else 0)
                        yield cells
            finally:
                book.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        EOFError,
        NotImplementedError,
    ):  # whatever the parts of a broken workbook come to
        raise TableRefused(path, Rule.TABLE, _("not a workbook that can be read")) from None


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


def _cell(cell: SheetCell, path: Path, sheet: str, line: int, column: int) -> Cell:
    place = CellPlace(file=str(path), line=line, column=column, sheet=sheet)
    holds = {"f": Holds.FORMULA, "e": Holds.ERROR}.get(cell.data_type, Holds.VALUE)
    return Cell(text=shown(cell.value, cell.number_format).strip(), place=place, holds=holds)
