"""CSV for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, without formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TypeAlias

Cell: TypeAlias = "str | float | None"

BYTE_ORDER_MARK = "\ufeff"
"""Begins a file; without it, Excel decodes UTF-8 by the machine's code page."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as lines of CSV, each with its line break.

    >>> csv_lines([("name", "count"), ("shelter, open", 2), ("=1+1", None)]).splitlines()
    ['name,count', '"shelter, open",2', "'=1+1,"]
    """
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_safe, row) for row in rows)
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    """Return a cell that spreadsheets don't compute.

    >>> _safe("=1+1"), _safe(-1)
    ("'=1+1", -1)
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
