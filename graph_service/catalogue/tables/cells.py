"""A .csv or .xlsx file → its rows, each cell with its place.

All sheets of an .xlsx are read. Formulas are not evaluated: `rows` reports them as problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Wording, _
from graph_service.os_errors import os_reason

from .csv_file import csv_rows
from .grid import Cell, TableRefused, too_large
from .other_format import unknown_extension

_MAX_FILE_SIZE = 20_000_000


def read_cells(path: Path, likely: list[Problem]) -> Iterator[Sequence[Cell]]:
    """Yield the rows that are not empty; those of a workbook sheet by sheet.

    What a table may contain, but an import ignores, is added to `likely`.

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
                rows = csv_rows(path)
            case ".xlsx":
                from .workbook import workbook_rows  # takes 0.3 s to import

                rows = workbook_rows(path, likely)
            case _:
                raise _unreadable(path, unknown_extension(path))
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


def _unreadable(path: Path, message: Wording) -> TableRefused:
    return TableRefused(path, Rule.FILE_UNREADABLE, message)
