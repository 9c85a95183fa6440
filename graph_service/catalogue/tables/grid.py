"""Cells with their places, and problems with cells and tables."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from graph_service.catalogue.problems import CellPlace, Place, Problem, Rule
from graph_service.i18n import Shown, Wording, _

MAX_ROWS = 20_000
_MAX_COLUMNS = 200
_FORMULA_ERROR = re.compile(r"#(?:N/[ADE]|N/DISP|[¡¿]?[A-ZÁÉÍÓÚÇÃ]{3,12}[!?]|¡?DIV/0!|#+)")
"""What spreadsheets in Spanish, English and Portuguese show for an error: #¡REF!, #N/A, ####."""


class CellKind(Enum):
    """What a cell contains."""

    VALUE = "value"
    FORMULA = "formula"
    ERROR = "error"


class Cell(NamedTuple):
    """A cell; a table has many: dataclasses take twice as long to create.

    Attributes:
        text: its stripped text.
        place: where it is.
        kind: what it contains.
        is_struck: whether a line is drawn through its text, or through a part of it.
        link: the web address that a click on it opens.
    """

    text: str
    place: CellPlace
    kind: CellKind = CellKind.VALUE
    is_struck: bool = False
    link: str = ""


def text_cell(value: str, place: CellPlace) -> Cell:
    """Return the cell of a text; one that starts with = is a formula, even if typed as text."""
    text = value.strip()
    kind = CellKind.FORMULA if text.startswith("=") else CellKind.VALUE
    if text.startswith("#") and _FORMULA_ERROR.fullmatch(text):
        kind = CellKind.ERROR
    return Cell(text=text, place=place, kind=kind)


class TableRefused(Exception):
    """A file that can't be read as a table."""

    def __init__(
        self, path: Path, rule: Rule, message: Wording, *, place: Place | None = None
    ) -> None:
        super().__init__(str(message))
        self.problem = Problem(place=place or Place(file=str(path)), rule=rule, message=message)


def problem_at(
    cell: Cell,
    rule: Rule,
    message: Wording,
    *,
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> Problem:
    """Return a problem with a cell."""
    return Problem(
        place=cell.place,
        rule=rule,
        message=message,
        value=cell.text or None,
        allowed=allowed,
        suggestion=suggestion,
    )


def too_large(path: Path, message: Wording) -> TableRefused:
    """Return the error for a table that is too large."""
    return TableRefused(path, Rule.FILE_TOO_LARGE, message)


def check_size(path: Path, rows: int, columns: int) -> None:
    """Check the number of rows and columns of a table.

    Raises:
        TableRefused: when there are too many.
    """
    if rows > MAX_ROWS + 1 or columns > _MAX_COLUMNS:
        message = _(
            "more than {rows} rows or {columns} columns; split the table",
            rows=MAX_ROWS,
            columns=_MAX_COLUMNS,
        )
        raise too_large(path, message)
