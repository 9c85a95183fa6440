"""Cells of tables with their places, and problems with them."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import Shown, Wording

_NOT_A_VALUE = re.compile(
    r"#(?:N/[ADE]|N/DISP|[¡¿]?[A-ZÁÉÍÓÚÇÃ]{3,12}[!?]|¡?DIV/0!|#+)"
    r"|[\"″”〃'´`]{1,2}|-\s?[\"″”]\s?-|(?i:[ií]dem|ibid(?:em)?)\.?"
)
"""What spreadsheets in Spanish, English and Portuguese show for an error: #¡REF!, #N/A, ####.

Also what stands for the cell above, as in lists on paper.
"""


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
    """

    text: str
    place: CellPlace
    kind: CellKind = CellKind.VALUE


def text_cell(value: str, place: CellPlace) -> Cell:
    """Return the cell of a text; one that starts with = is a formula, even if typed as text."""
    text = value.strip()
    kind = CellKind.FORMULA if text.startswith("=") else CellKind.VALUE
    if not text[:1].isalnum() or text[:1] in "iIíÍ":
        kind = CellKind.ERROR if _NOT_A_VALUE.fullmatch(text) else kind
    return Cell(text=text, place=place, kind=kind)


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
