"""What tables are made of: cells, each with its place; and why a file is refused as a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from openpyxl.utils import get_column_letter

from graph_service.catalogue.problems import Place, Problem, Rule, printable
from graph_service.i18n import Shown, Wording, _

MOST_ROWS = 20_000
_MOST_COLUMNS = 200


@dataclass(frozen=True, kw_only=True, order=True)
class CellPlace(Place):
    """A place in a table; line and column count its rows and columns from 1."""

    sheet: str = ""

    @property
    def cell(self) -> str:
        """Give the cell as formulas name it, with its sheet if there is one: Sheet1!C7."""
        cell = f"{get_column_letter(self.column)}{self.line}"
        return f"{printable(self.sheet)}!{cell}" if self.sheet else cell

    def __str__(self) -> str:
        """Write it with its file: visits.xlsx:Sheet1!C7."""
        return f"{printable(self.file)}:{self.cell}"


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


def text_cell(value: str, place: CellPlace) -> Cell:
    """Make a cell of what is written; a text like a formula is one wherever it goes next."""
    text = value.strip()
    return Cell(text=text, place=place, holds=Holds.FORMULA if text[:1] == "=" else Holds.VALUE)


class TableRefused(Exception):
    """A file that can't be read as a table."""

    def __init__(self, path: Path, rule: Rule, message: Wording) -> None:
        """Take what is wrong with which file."""
        super().__init__(str(message))
        self.problem = Problem(place=Place(file=str(path)), rule=rule, message=message)


def problem_at(
    cell: Cell,
    rule: Rule,
    message: Wording,
    *,
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> Problem:
    """Make a problem with a cell."""
    return Problem(
        place=cell.place,
        rule=rule,
        message=message,
        value=cell.text or None,
        allowed=allowed,
        suggestion=suggestion,
    )


def too_large(path: Path, message: Wording) -> TableRefused:
    """Make the error for a table that is larger than may be."""
    return TableRefused(path, Rule.FILE_TOO_LARGE, message)


def bound(path: Path, rows: int, columns: int) -> None:
    """Let a table have so many rows and columns.

    Raises:
        TableRefused: when these are too many.
    """
    if rows > MOST_ROWS + 1 or columns > _MOST_COLUMNS:
        message = _(
            "more than {rows} rows or {columns} columns; part the table",
            rows=MOST_ROWS,
            columns=_MOST_COLUMNS,
        )
        raise too_large(path, message)
