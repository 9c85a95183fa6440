"""A file of .csv or .xlsx → its rows, each cell with its place.

A .csv is UTF-8 with commas, semicolons or tabs; of an .xlsx all sheets are read. Nothing of it is
run: a cell that holds a formula is refused by whoever reads the row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from graph_service.catalogue.problems import Rule
from graph_service.i18n import Wording, _

from .grid import Cell, CellPlace, TableRefused, bound, text_cell, too_large
from .workbook import workbook_rows

LARGEST_FILE = 20_000_000
_DELIMITERS = ",;\t"


def read_cells(path: Path) -> Iterator[Sequence[Cell]]:
    """Give the rows that hold anything, those of a workbook sheet by sheet.

    Raises:
        TableRefused: when it is no table, holds nothing at all, or is larger than may be.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise _unreadable(path, _("not a file"))
        if size > LARGEST_FILE:
            said = _("the file has {bytes} bytes; allowed: {most}", bytes=size, most=LARGEST_FILE)
            raise too_large(path, said)
        match path.suffix.lower():
            case ".csv":
                rows = _csv_rows(path)
            case ".xlsx":
                rows = workbook_rows(path)
            case _:
                raise _unreadable(path, _("not a table; allowed: .csv, .xlsx"))
        empty = True
        for row in rows:
            if any(cell.text for cell in row):
                empty = False
                yield row
        if empty:
            said = _("the table is empty: it needs a row of headers and an entry a row")
            raise TableRefused(path, Rule.TABLE, said)
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
            bound(path, number, len(record))
            yield [
                text_cell(value, CellPlace(file=str(path), line=number, column=column))
                for column, value in enumerate(record, start=1)
            ]
    except csv.Error as error:
        message = _("not CSV in line {line}: {reason}", line=lines.line_num, reason=str(error))
        raise TableRefused(path, Rule.TABLE, message) from None


def _delimiter(text: str) -> str:
    """Choose what stands most often in the headers: Excel writes semicolons in Spanish."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _unreadable(path: Path, message: Wording) -> TableRefused:
    return TableRefused(path, Rule.FILE_UNREADABLE, message)
