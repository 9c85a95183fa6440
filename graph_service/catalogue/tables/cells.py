"""A .csv or .xlsx file → its rows, each cell with its place.

A .csv is UTF-8 with commas, semicolons or tabs; all sheets of an .xlsx are read. Formulas are not
evaluated: `rows` reports them as problems.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from graph_service.catalogue.problems import Rule
from graph_service.i18n import Wording, _
from graph_service.os_errors import os_reason

from .grid import Cell, CellPlace, TableRefused, check_size, text_cell, too_large
from .workbook import workbook_rows

_MAX_FILE_SIZE = 20_000_000
_DELIMITERS = ",;\t"


def read_cells(path: Path) -> Iterator[Sequence[Cell]]:
    """Yield the rows that are not empty; those of a workbook sheet by sheet.

    Raises:
        TableRefused: when the file is not a table, is empty or is too large.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise _unreadable(path, _("not a file"))
        if size > _MAX_FILE_SIZE:
            most = _MAX_FILE_SIZE
            message = _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=most)
            raise too_large(path, message)
        match path.suffix.lower():
            case ".csv":
                rows = _csv_rows(path)
            case ".xlsx":
                rows = workbook_rows(path)
            case _:
                raise _unreadable(path, _("not a table; allowed: .csv, .xlsx"))
        is_empty = True
        for row in rows:
            if any(cell.text for cell in row):
                is_empty = False
                yield row
        if is_empty:
            message = _("the table is empty: it needs a header row and one row per entry")
            raise TableRefused(path, Rule.TABLE, message)
    except OSError as error:
        raise _unreadable(path, _("can't be read: {reason}", reason=os_reason(error))) from None


def _csv_rows(path: Path) -> Iterator[Sequence[Cell]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("not UTF-8; save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_UTF8, message) from None
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, record in enumerate(lines, start=1):
            check_size(path, number, len(record))
            yield [
                text_cell(value, CellPlace(file=str(path), line=number, column=column))
                for column, value in enumerate(record, start=1)
            ]
    except csv.Error as error:
        message = _("not CSV in line {line}: {reason}", line=lines.line_num, reason=str(error))
        raise TableRefused(path, Rule.TABLE, message) from None


def _delimiter(text: str) -> str:
    """Return the most frequent separator of the headers: Excel in Spanish writes semicolons."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)


def _unreadable(path: Path, message: Wording) -> TableRefused:
    return TableRefused(path, Rule.FILE_UNREADABLE, message)
