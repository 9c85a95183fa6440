"""A value of a workbook → its text, as the spreadsheet shows it where that tells more or less."""

from __future__ import annotations

import datetime as dt
import re

from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

_NOT_LETTERS = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].?', re.DOTALL)
"""What stands for itself in a number format: quoted, escaped, or about languages and colours."""


def shown(value: object, number_format: str) -> str:
    """Give the text of a value; of a date, the parts that its number format shows.

    Excel makes a date with a day of "2018-10", and shows "oct-18": the day is nobody's.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
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
    """Write the parts that the letters of a number format stand for.

    Without a year it is no date any more: whoever reads it says so, and none is made up.
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
    """Give the letters that stand for parts of a date; of its sections, the first is for dates."""
    return frozenset(_NOT_LETTERS.sub("", number_format).partition(";")[0].lower())
