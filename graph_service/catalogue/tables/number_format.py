"""A value of a workbook → its text, as the spreadsheet shows it."""

from __future__ import annotations

import datetime as dt
import re

from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

_FIRST_YEAR = 1900
"""Spreadsheets count days from here: 12 in the format of a date is shown as 12/1/1900."""
_NOT_LETTERS = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].?', re.DOTALL)
"""Literal text in a number format (quoted or escaped), and its languages and colours."""


def cell_text(value: object, number_format: str) -> str:
    """Return the text of a value; of a date, the parts that its number format shows.

    If "2018-10" is typed, Excel invents a day, and shows "oct-18".

    >>> cell_text(dt.datetime(2018, 10, 1), "mmm-yy")
    '2018-10'
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime() if value.year == _FIRST_YEAR and value.month == 1:
            return str(value.day)
        case dt.datetime():
            return _date(value, _letters(number_format))
        case dt.date():
            return value.isoformat()
        case ArrayFormula():
            return value.text or "="
        case DataTableFormula():
            return f"=TABLE({value.r1},{value.r2})"
    return str(value)


def _date(value: dt.datetime, letters: frozenset[str]) -> str:
    """Return the parts of a date that the letters of a number format stand for.

    Without a year the text is not a date, which is a problem: no year is invented.
    """
    if letters & {"h", "s"} and value.time() != dt.time():
        return value.isoformat()
    if letters & {"h", "s"} or not letters & {"y", "m", "d"}:  # m may be minutes
        return value.date().isoformat()
    parts = [f"{value.year:04}"] if "y" in letters else []
    parts += [f"{value.month:02}"] if letters & {"m", "d"} else []
    parts += [f"{value.day:02}"] if "d" in letters else []
    return "-".join(parts)


def _letters(number_format: str) -> frozenset[str]:
    """Return the letters of a number format's first section, which formats dates."""
    return frozenset(_NOT_LETTERS.sub("", number_format).partition(";")[0].lower())
