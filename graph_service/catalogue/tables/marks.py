"""Marks mistakes in a copy of a workbook: each as a coloured cell with a comment.

What was typed stays. Marks of an earlier copy go; what a person wrote in a comment stays, below the
mark.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from graph_service.catalogue.problems import CellPlace, Problem, Rule, Severity
from graph_service.i18n import Language

from .workbook import MARK

_ERROR, _LIKELY = "FFC7CE", "FFEB9C"
"""The red and the yellow that spreadsheets have for bad and for doubtful values."""
_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 420, 20, 55
"""The size of comments in pixels, and the letters on a line."""


def marked_workbook(
    workbook: Path, problems: Iterable[Problem], language: Language
) -> tuple[bytes, int]:
    """Return a copy of a workbook with its problems marked, and the number of marked cells.

    A problem without a cell that can be seen is marked at the first cell of its sheet, or of the
    first sheet.
    """
    book = load_workbook(workbook)
    for cell in (cell for sheet in book.worksheets for row in sheet for cell in row):
        comment = cell.comment
        if comment is not None and comment.text.startswith(MARK):
            _mark, _blank, theirs = comment.text.partition("\n\n")
            cell.comment = Comment(theirs, comment.author) if theirs else None
            cell.fill = PatternFill()
    marked: dict[Cell | MergedCell, list[Problem]] = {}
    for problem in problems:
        marked.setdefault(_cell(book, problem), []).append(problem)
    for cell, of_cell in marked.items():
        text = "\n".join(f"{MARK}{problem.without_place(language)}" for problem in of_cell)
        height = _LINE_HEIGHT * (len(of_cell) + 1 + len(text) // _LINE_LENGTH)
        theirs = f"\n\n{cell.comment.text}" if cell.comment else ""
        cell.comment = Comment(text + theirs, "seeds import", height=height, width=_WIDTH)
        is_error = any(problem.rule.severity is Severity.ERROR for problem in of_cell)
        cell.fill = PatternFill("solid", fgColor=_ERROR if is_error else _LIKELY)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue(), len(marked)


def _cell(book: Workbook, problem: Problem) -> Cell | MergedCell:
    place = problem.place
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheet = next((sheet for sheet in visible if sheet.title == place.sheet), visible[0])
    in_cell = isinstance(place, CellPlace) and problem.rule is not Rule.HIDDEN
    return sheet.cell(*((place.line, place.column) if in_cell else (1, 1)))
