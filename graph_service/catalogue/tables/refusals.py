"""What a table may not contain: each is refused with one message that says what to do.

A table that can't be read at all raises TableRefused; a problem with a row or a cell is returned,
and the rest of the table is read, so that everything is reported at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from graph_service.catalogue.model_messages import ModelText, folder_name
from graph_service.catalogue.problems import CellPlace, Place, Problem, Rule, quoted
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType

from .cells import CLEAR, Cell, is_mark, problem_at

MAX_ROWS = 20_000
_MAX_COLUMNS = 200
_MOST_NAMED = 9
"""Ranges that a message names."""
_ERROR = re.compile(r"#(?:N/[ADE]|N/DISP|[¡¿]?[A-ZÁÉÍÓÚÇÃ]{3,12}[!?]|¡?DIV/0!|#+)")
"""What spreadsheets in Spanish, English and Portuguese show for an error: #¡REF!, #N/A, ####."""
_WORD_IN_BRACKETS = re.compile(r"\[\s*\w+\s*\]")
_SPREADSHEETS = (".xls", ".xlsb", ".xlsm", ".ods", ".numbers", ".tsv", ".txt")


class TableRefused(Exception):
    """A file that can't be read as a table."""

    def __init__(
        self, path: Path, rule: Rule, message: Wording, *, place: Place | None = None
    ) -> None:
        super().__init__(str(message))
        self.problem = Problem(place=place or Place(file=str(path)), rule=rule, message=message)


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


def unreadable(path: Path, message: Wording) -> TableRefused:
    """Return the error for a file that can't be opened as a table."""
    return TableRefused(path, Rule.FILE_UNREADABLE, message)


def unknown_extension(path: Path) -> TableRefused:
    """Return the error for a file that is neither .csv nor .xlsx by its name."""
    if path.suffix.lower() not in _SPREADSHEETS:
        return unreadable(path, _("not a table; allowed: .csv, .xlsx"))
    remedy = _("open it in a spreadsheet, and save it as .xlsx (Excel workbook) or as CSV UTF-8")
    message = _("a table in the format {extension}: {remedy}", extension=path.suffix, remedy=remedy)
    return unreadable(path, message)


def not_a_workbook(path: Path) -> TableRefused:
    """Return the error for a file named .xlsx that isn't a workbook.

    Raises:
        OSError: if the file can't be read.
    """
    with path.open("rb") as stream:
        start = stream.read(512)
    if start and b"\0" not in start and not start.startswith((b"PK", b"<")):
        message = _("a text with the extension .xlsx: if it is CSV, name it .csv")
    else:
        message = _("not a readable workbook")
    return TableRefused(path, Rule.TABLE, message)


def empty_table(path: Path) -> TableRefused:
    """Return the error for a table without any row."""
    message = _("the table is empty: it needs a header row and one row per entry")
    return TableRefused(path, Rule.TABLE, message)


def hidden(path: Path, place: CellPlace, what: Wording) -> TableRefused:
    """Return the error for data in a hidden sheet, row or column."""
    message = _(
        "{what} is hidden: show everything that is to be imported, and delete the rest", what=what
    )
    return TableRefused(path, Rule.HIDDEN, message, place=place)


def merged_cells(path: Path, place: CellPlace, ranges: Sequence[str]) -> TableRefused:
    """Return the error for merged cells, whose value belongs in each of them."""
    message = _(
        "merged cells ({ranges}): unmerge them, and write the value into each cell; delete"
        " a title above the headers",
        ranges=tuple(ranges[:_MOST_NAMED]),
    )
    return TableRefused(path, Rule.MERGED, message, place=place)


def no_headers(node_type: NodeType, first: Cell) -> Problem:
    """Return the problem of a sheet whose first row has no headers, such as a turned table."""
    message = _(
        "the first row does not have the headers of {folder}: delete the rows above them; transpose"
        " a table that has them in its first column; remove a sheet of other data",
        folder=folder_name(node_type),
    )
    return problem_at(first, Rule.COLUMN, message)


def other_type(node_type: NodeType, other: NodeType, first: Cell) -> Problem:
    """Return the problem of a sheet with the headers of another type."""
    message = _(
        "these are the columns of {found}, not of {folder}: import it with --type {name}",
        found=folder_name(other),
        folder=folder_name(node_type),
        name=f"{other.folder}",
    )
    return problem_at(first, Rule.TABLE_TYPE, message)


def unnamed(cell: Cell, last: int) -> Problem:
    """Return the problem of a value below no header; `last` is the last column with one."""
    if cell.place.sheet or cell.place.column < last:
        return problem_at(cell, Rule.COLUMN, _("a value in a column without a name"))
    message = _("more values than headers: put texts that contain the separator in quotes")
    return problem_at(cell, Rule.TABLE, message)


def not_a_value(cell: Cell) -> Problem | None:
    """Return the problem of a formula, of its error, or of an unknown mark, such as [borrar]."""
    if cell.text[0] not in "=#[":  # most cells
        return None
    value = quoted(cell.text)
    if cell.text.startswith("="):
        return problem_at(
            cell, Rule.FORMULA, _("{value} is a formula; write its value", value=value)
        )
    if _ERROR.fullmatch(cell.text):
        message = _("{value} is not a value: write the value, or leave the cell empty", value=value)
        return problem_at(cell, Rule.FORMULA, message)
    if _WORD_IN_BRACKETS.fullmatch(cell.text) and not is_mark(cell.text):
        message = _(
            "unknown mark {value}; {clear} removes a value", value=value, clear=ModelText(CLEAR)
        )
        return problem_at(cell, Rule.MARK, message)
    return None


def no_slug(place: CellPlace) -> Problem:
    """Return the problem of a row that has no slug."""
    message = _("this row has no slug: write it, or delete the row")
    return Problem(place=place, rule=Rule.SLUG, message=message)


def more_than_an_event(cell: Cell, slug: str) -> Problem:
    """Return the problem of a row with an event that also has fields of its entry."""
    message = _(
        "this row adds an event to {slug}: fill in only the “Event: …” columns", slug=quoted(slug)
    )
    return problem_at(cell, Rule.ROW, message)
