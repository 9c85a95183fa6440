"""A .csv or .xlsx file → its rows, each cell with its place.

CSV is in UTF-8 with commas, semicolons, tabs or bars. All sheets of an .xlsx are read. Formulas are
not evaluated: `rows` reports them as problems.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from graph_service.catalogue.files.file_content import (
    CONFLICT,
    conflict_in,
    is_document,
    is_utf_16,
)
from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import _
from graph_service.os_errors import os_reason

from .cells import Cell
from .refusals import (
    TableRefused,
    check_size,
    empty_table,
    too_large,
    unknown_extension,
    unreadable,
)

_MAX_FILE_SIZE = 20_000_000
_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def read_cells(path: Path, likely: list[Problem]) -> Sequence[Sequence[Cell]]:
    """Return the rows that are not empty, without empty cells; those of a workbook by sheet.

    What a table may contain, but an import ignores, is added to `likely`.

    Raises:
        TableRefused: when the file is not a table, is empty or is too large.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise unreadable(path, _("not a file"))
        if size > _MAX_FILE_SIZE:
            most = _MAX_FILE_SIZE
            message = _("the file has {size:,} bytes; allowed: {most:,}", size=size, most=most)
            raise too_large(path, message)
        match path.suffix.lower():
            case ".csv":
                rows = [*_csv_rows(path)]
            case ".xlsx":
                from .workbook import workbook_rows  # takes 0.3 s to import

                rows = [*workbook_rows(path, likely)]
            case _:
                raise unknown_extension(path)
    except OSError as error:
        raise unreadable(path, _("can't be read: {reason}", reason=os_reason(error))) from None
    if not rows:
        raise empty_table(path)
    return rows


def _csv_rows(path: Path) -> Iterator[Sequence[Cell]]:
    text = _text(path)
    separator = _SEPARATOR_LINE.fullmatch(text.partition("\n")[0])
    delimiter = separator[1] if separator else _delimiter(text)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    file, start = str(path), 1
    try:
        for number, record in enumerate(lines, start=1):
            start = lines.line_num + 1
            if number == 1 and separator:
                continue
            check_size(path, number, len(record))
            cells = [
                Cell(text=text, place=CellPlace(file, number, column))
                for column, value in enumerate(record, start=1)
                if (text := value.strip())
            ]
            if cells:
                yield cells
    except csv.Error as error:
        reason = (
            _('an opening quote (") without a closing one')
            if str(error) == "unexpected end of data"
            else _('text after a closing quote ("): write each quote inside a text twice')
        )
        message = _("not CSV in line {line}: {reason}", line=start, reason=reason)
        raise TableRefused(path, Rule.TABLE, message) from None


def _text(path: Path) -> str:
    content = path.read_bytes()
    if is_document(content):
        message = _("not a CSV file, but a document of another program: save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_TEXT, message)
    if is_utf_16(content):
        message = _("in UTF-16 (“Unicode text”); save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_UTF8, message)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("not UTF-8; save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_UTF8, message) from None
    if line := conflict_in(text):
        place = CellPlace(file=str(path), line=line)
        raise TableRefused(path, Rule.CONFLICT, CONFLICT, place=place)
    return text


def _delimiter(text: str) -> str:
    """Return the most frequent separator of the headers: Excel in Spanish writes semicolons."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
