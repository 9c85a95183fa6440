"""A table of a spreadsheet → its rows, each cell with its place.

A .csv is UTF-8 with commas, semicolons or tabs; of an .xlsx the first sheet counts. Nothing of it
is run: a cell that holds a formula is refused by whoever reads the row.
"""

from __future__ import annotations

import csv
import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from graph_service.catalogue.problems import Place, Problem, Rule, printable
from graph_service.wording import Wording, _

LARGEST_FILE = 20_000_000
MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_LARGEST_UNPACKED = 200_000_000
_DELIMITERS = ",;\t"


@dataclass(frozen=True, kw_only=True, order=True)
class CellPlace(Place):
    """A place in a table; line and column count its rows and columns from 1."""

    sheet: str = ""

    @property
    def cell(self) -> str:
        """Give the cell as spreadsheets name it: C7."""
        return f"{get_column_letter(self.column)}{self.line}"

    def __str__(self) -> str:
        """Write it with its file: visits.xlsx:Sheet1!C7."""
        where = f"{printable(self.sheet)}!{self.cell}" if self.sheet else self.cell
        return f"{printable(self.file)}:{where}"


class Holds(Enum):
    """What a cell holds."""

    VALUE = "value"
    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell: its text, stripped, and what it is."""

    text: str
    place: CellPlace
    holds: Holds = Holds.VALUE


class TableRefused(Exception):
    """A file that can't be read as a table."""

    def __init__(self, path: Path, rule: Rule, message: Wording) -> None:
        """Take what is wrong with which file."""
        super().__init__(str(message))
        self.problem = Problem(place=Place(file=str(path)), rule=rule, message=message)


def read_cells(path: Path) -> Iterator[Sequence[Cell]]:
    """Give the rows of a table that hold anything.

    Raises:
        TableRefused: when it is no table, or larger than may be.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise _unreadable(path, _("not a file"))
        if size > LARGEST_FILE:
            said = _("the file has {bytes} bytes; allowed: {most}", bytes=size, most=LARGEST_FILE)
            raise _too_large(path, said)
        match path.suffix.lower():
            case ".csv":
                rows = _csv_rows(path)
            case ".xlsx":
                rows = _xlsx_rows(path)
            case _:
                raise _unreadable(path, _("not a table; allowed: .csv, .xlsx"))
        yield from (row for row in rows if any(cell.text for cell in row))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _unreadable(path, _("can't be read: {reason}", reason=reason)) from None


def _csv_rows(path: Path) -> Iterator[Sequence[Cell]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("not UTF-8; save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_UTF8, message) from None
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, record in enumerate(lines, start=1):
            _bound(path, number, len(record))
            yield [
                _text_cell(value, CellPlace(file=str(path), line=number, column=column))
                for column, value in enumerate(record, start=1)
            ]
    except csv.Error as error:
        message = _("not CSV in line {line}: {reason}", line=lines.line_num, reason=str(error))
        raise TableRefused(path, Rule.TABLE, message) from None


def _delimiter(text: str) -> str:
    """Choose what stands most often in the first line: Excel writes semicolons in Spanish."""
    first = text.partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _text_cell(value: str, place: CellPlace) -> Cell:
    text = value.strip()
    return Cell(text=text, place=place, holds=Holds.FORMULA if text[:1] == "=" else Holds.VALUE)


def _xlsx_rows(path: Path) -> Iterator[Sequence[Cell]]:
    try:
        _refuse_bomb(path)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # about parts that are not read, such as lists to choose from
            book = load_workbook(path, read_only=True, keep_links=False)
            try:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # what the file says of itself may be wrong
                rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=_MOST_COLUMNS + 1)
                for number, row in enumerate(rows, start=1):
                    cells = [
                        _sheet_cell(cell.value, cell.data_type, path, sheet.title, number, column)
                        for column, cell in enumerate(row, start=1)
                        if cell.value is not None
                    ]
                    _bound(path, number, cells[-1].place.column if cells else 0)
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
        raise _too_large(path, message)


def _sheet_cell(value: object, kind: str, path: Path, sheet: str, line: int, column: int) -> Cell:
    place = CellPlace(file=str(path), line=line, column=column, sheet=sheet)
    holds = {"f": Holds.FORMULA, "e": Holds.ERROR}.get(kind, Holds.VALUE)
    return Cell(text=_written(value).strip(), place=place, holds=holds)


def _written(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.date() | dt.datetime():
            return value.isoformat()
    return str(value)


def _bound(path: Path, rows: int, columns: int) -> None:
    if rows > MOST_ROWS + 1 or columns > _MOST_COLUMNS:
        message = _(
            "more than {rows} rows or {columns} columns; part the table",
            rows=MOST_ROWS,
            columns=_MOST_COLUMNS,
        )
        raise _too_large(path, message)


def _too_large(path: Path, message: Wording) -> TableRefused:
    return TableRefused(path, Rule.FILE_TOO_LARGE, message)


def _unreadable(path: Path, message: Wording) -> TableRefused:
    return TableRefused(path, Rule.FILE_UNREADABLE, message)
