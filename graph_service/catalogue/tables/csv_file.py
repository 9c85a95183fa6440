"""A .csv file → its rows: UTF-8 with commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path

from graph_service.catalogue.files.damage import conflict_in, format_of, is_utf_16
from graph_service.catalogue.problems import CellPlace, Rule
from graph_service.i18n import Wording, _

from .grid import Cell, TableRefused, check_size, text_cell

_DELIMITERS = ",;\t|"
_SEVERAL = 3
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_REASONS: Mapping[str, Wording] = {
    "unexpected end of data": _('an opening quote (") without a closing one'),
    "line contains NUL": _("a character that isn't text"),
}


def csv_rows(path: Path) -> Iterator[Sequence[Cell]]:
    """Yield the rows of a file.

    Raises:
        OSError: when the file can't be read.
        TableRefused: when it is not CSV, or is too large.
    """
    text = _text(path)
    separator = _SEPARATOR_LINE.fullmatch(text.partition("\n")[0])
    delimiter = separator[1] if separator else _delimiter(text)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    file, start, columns = str(path), 1, 0
    try:
        for number, record in enumerate(lines, start=1):
            start = lines.line_num + 1
            if number == 1 and separator:
                continue
            check_size(path, number, len(record))
            columns = max(columns, len(record))
            if other := _other_separator(record, columns, delimiter):
                message = _(
                    "this line separates its values by “{found}”, and the headers are separated by"
                    " “{expected}”: use the same",
                    found=other,
                    expected=delimiter,
                )
                place = CellPlace(file, number)
                raise TableRefused(path, Rule.TABLE, message, place=place)
            yield [
                text_cell(value, CellPlace(file, number, column))
                for column, value in enumerate(record, start=1)
                if value and not value.isspace()  # a workbook has no cells without a value, either
            ]
    except csv.Error as error:
        reason = _REASONS.get(str(error)) or _(
            'text after a closing quote ("): write each quote inside a text twice'
        )
        message = _("not CSV in line {line}: {reason}", line=start, reason=reason)
        raise TableRefused(path, Rule.TABLE, message) from None


def _other_separator(record: Sequence[str], columns: int, delimiter: str) -> str | None:
    """Return what separates the values of a line that is one value; None if it may be one."""
    if len(record) != 1 or columns < _SEVERAL:
        return None
    others = (x for x in _DELIMITERS if x != delimiter and record[0].count(x) >= columns - 1)
    return next(others, None)


def _text(path: Path) -> str:
    content = path.read_bytes()
    if name := format_of(content):
        message = _("not a CSV file, but {format}: save it as “CSV UTF-8”", format=name)
        raise TableRefused(path, Rule.NOT_TEXT, message)
    if is_utf_16(content):
        message = _("in UTF-16 (“Unicode text”); save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_UTF8, message)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("not UTF-8; save it as “CSV UTF-8”")
        raise TableRefused(path, Rule.NOT_UTF8, message) from None
    if conflict := conflict_in(text):
        line, message = conflict
        place = CellPlace(file=str(path), line=line)
        raise TableRefused(path, Rule.CONFLICT, message, place=place)
    return text


def _delimiter(text: str) -> str:
    """Return the most frequent separator of the headers: Excel in Spanish writes semicolons."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=first.count)
