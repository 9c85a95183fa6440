"""A .csv or .xlsx file → its rows, each cell with its place; and a table → a new file.

CSV is in UTF-8 with commas, semicolons, tabs or bars. All sheets of an .xlsx are read. Formulas are
not evaluated: `rows` reports them as problems.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from graph_service.catalogue.files.folder import unreadable
from graph_service.catalogue.files.yaml_files import CONFLICT, Unreadable, conflict_in
from graph_service.catalogue.problems import CellPlace, Place, Problem, Rule
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.os_errors import reason_not_written

from .cells import Cell, TableSize, cells_of

_MAX_FILE_SIZE = 20_000_000
_DELIMITERS = ",;\t|"


def read_cells(path: Path, likely: list[Problem]) -> Sequence[Sequence[Cell]]:
    """Return the rows that are not empty, without empty cells; those of a workbook by sheet.

    What a table may contain, but an import ignores, is added to `likely`.

    Raises:
        Unreadable: when the file is not a table, is empty or is too large.
    """
    place = Place(file=str(path))
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise Unreadable(place, _("not a file"), Rule.FILE_UNREADABLE)
        if size > _MAX_FILE_SIZE:
            most = _MAX_FILE_SIZE
            message = _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=most)
            raise Unreadable(place, message, Rule.FILE_TOO_LARGE)
        rows = [*_rows(path, likely)]
    except OSError as error:
        raise Unreadable(place, unreadable(error), Rule.FILE_UNREADABLE) from None
    if not rows:
        message = _("the table is empty: it needs a header row and one row per entry")
        raise Unreadable(place, message, Rule.TABLE)
    return rows


def write_table(path: Path, content: bytes) -> None:
    """Write a table into a new file.

    Raises:
        StartRefused: when the file exists or can't be written.
    """
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        reason = reason_not_written(error)
        message = _("{file} can't be written: {reason}", file=str(path), reason=reason)
        raise StartRefused(message) from error


def _rows(path: Path, likely: list[Problem]) -> Iterator[Sequence[Cell]]:
    match path.suffix.lower():
        case ".csv":
            return _csv_rows(path)
        case ".xlsx":
            from .workbook import workbook_rows  # takes 0.3 s to import

            return workbook_rows(path, likely)
    message = _(
        "neither .xlsx nor .csv: open it in a spreadsheet, and save it as .xlsx (Excel workbook) or"
        " as CSV UTF-8"
    )
    raise Unreadable(Place(file=str(path)), message, Rule.FILE_UNREADABLE)


def _csv_rows(path: Path) -> Iterator[Sequence[Cell]]:
    text = _text(path)
    lines = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    file, start, size = str(path), 1, TableSize()
    try:
        for number, record in enumerate(lines, start=1):
            start = lines.line_num + 1
            if cells := cells_of(map(str.strip, record), CellPlace(file, number)):
                size.add(cells)
                yield cells
    except csv.Error as error:
        reason = (
            _('an opening quote (") without a closing one')
            if str(error) == "unexpected end of data"
            else _('text after a closing quote ("): write each quote inside a text twice')
        )
        message = _("not CSV in line {line}: {reason}", line=start, reason=reason)
        raise Unreadable(Place(file), message, Rule.TABLE) from None


def _text(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:  # another encoding, or a document of another program
        message = _("not UTF-8; save it as “CSV UTF-8”")
        raise Unreadable(Place(file=str(path)), message, Rule.NOT_UTF8) from None
    if line := conflict_in(text):
        raise Unreadable(CellPlace(file=str(path), line=line), CONFLICT, Rule.CONFLICT)
    return text


def _delimiter(text: str) -> str:
    """Return the most frequent separator of the headers: Excel in Spanish writes semicolons."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
