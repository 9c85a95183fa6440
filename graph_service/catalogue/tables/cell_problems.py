"""Cells that have no value of their own: placeholders, ditto marks, formulas, struck out ones.

'"' below "Visita" → a problem that suggests "Visita".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_service.catalogue.checks.placeholders import is_placeholder
from graph_service.catalogue.checks.texts import is_prose
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import _

from .columns import Column
from .grid import Cell, CellKind, problem_at
from .marks import CLEAR, is_mark

_DITTO = re.compile(r"(?i:[\"″”〃'´`,]{1,2}|-\s?[\"″”]\s?-|[ií]dem|ibid(?:em|\.)?|igual|same)\.?")
_LONGEST_DITTO = 7
_ONE_WORD_IN_BRACKETS = re.compile(r"\[\s*\w+\s*\]")


def is_ditto(text: str) -> bool:
    """Whether a text stands for the cell above, as in lists on paper."""
    return len(text) <= _LONGEST_DITTO and _DITTO.fullmatch(text) is not None


def is_word_in_brackets(text: str) -> bool:
    """Whether a text may be meant as a mark."""
    return text.startswith("[") and _ONE_WORD_IN_BRACKETS.fullmatch(text) is not None


def is_left_out(column: Column, cell: Cell) -> bool:
    """Whether a cell that may be empty says so: "N/A", "s/d", "—".

    Texts are checked for placeholders elsewhere; a required value is reported with what is allowed.
    """
    is_text = column.prop is not None and is_prose(column.prop)
    if is_text or column.is_required or is_mark(cell.text):
        return False
    return is_placeholder(cell.text.lower())


def placeholder(column: Column, cell: Cell) -> Problem:
    """Return the problem of a cell that says that it is empty."""
    message = _(
        "{value} in {field} is a placeholder: write what is known, or leave the field out",
        value=quoted(cell.text),
        field=column.name,
    )
    return problem_at(cell, Rule.PLACEHOLDER, message)


def ditto(column: Column, cell: Cell, above: Cell) -> Problem:
    """Return the problem of a cell that stands for the one above."""
    message = _(
        "{value} in {field} stands for the cell above: write its value",
        value=quoted(cell.text),
        field=column.name,
    )
    return problem_at(cell, Rule.MARK, message, suggestion=above.text)


def struck_out(cell: Cell) -> Problem:
    """Return the problem of a cell with a line through its text."""
    message = _(
        "{value} is struck out, wholly or in part: delete what is wrong, and remove the line"
        " through what is right",
        value=quoted(cell.text),
    )
    return problem_at(cell, Rule.MARK, message)


def struck_row(line: Sequence[Cell]) -> Problem | None:
    """Return the problem of a row that is struck out as a whole, or None."""
    filled = [cell for cell in line if cell.text]
    if not all(cell.is_struck for cell in filled):
        return None
    first = Cell(text="", place=filled[0].place)
    message = _("this row is struck out: delete it, or remove the line through it if it is right")
    return problem_at(first, Rule.ROW, message)


def unknown_mark(column: Column, cell: Cell) -> Problem:
    """Return the problem of a mark that tables don't have."""
    message = _(
        "unknown mark {value} in {field}; {clear} removes a value",
        value=quoted(cell.text),
        field=column.name,
        clear=ModelText(CLEAR),
    )
    return problem_at(cell, Rule.MARK, message)


def unnamed(cell: Cell, last: int) -> Problem:
    """Return the problem of a value below no header; `last` is the last column with one."""
    if cell.place.sheet or cell.place.column < last:
        return problem_at(cell, Rule.COLUMN, _("a value in a column without a name"))
    message = _("more values than headers: put texts that contain the separator in quotes")
    return problem_at(cell, Rule.TABLE, message)


def not_a_value(cell: Cell) -> Problem:
    """Return the problem of a formula, or of its error."""
    if cell.kind is CellKind.FORMULA:
        message = _("{value} is a formula; write its value", value=quoted(cell.text))
    else:
        message = _(
            "{value} is a formula error: write the value, or leave the cell empty",
            value=quoted(cell.text),
        )
    return problem_at(cell, Rule.FORMULA, message)
