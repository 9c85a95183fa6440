"""A workbook (.xlsx) → the rows of its sheets, and a copy in which mistakes are marked.

Dates are as they are shown; chart sheets have no rows.

What a sheet hides, merges or comments must not be overlooked. openpyxl's fast reader skips all
this, so it is read from the XML of each sheet, without its cells.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from errno import EINVAL
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.packaging.relationship import get_dependents
from openpyxl.styles import PatternFill
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.xml.constants import COMMENTS_NS

from graph_service.catalogue.files.yaml_files import Unreadable
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Place, Problem, Rule, Severity
from graph_service.i18n import Language, Wording, _, counted
from graph_service.model.types import NOTE

from .cells import MAX_ROWS, Cell, TableSize, cells_of
from .columns import HELP_TITLE

MARK = "✗ "
"""The beginning of a comment that an import wrote about a mistake."""
_MARK = re.compile(rb"(?:\s|<[^>]*>)*+" + MARK.encode())
_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell|comment)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|hidden|min|max|ref)="([^"]*)"')
_ERROR, _LIKELY = "FFC7CE", "FFEB9C"
"""The red and the yellow that spreadsheets have for bad and for doubtful values."""
_WIDTH, _LINE_HEIGHT, _LINE_LENGTH = 420, 20, 55
"""The size of comments in pixels, and the letters on a line."""
_MOST_NAMED = 9
"""Cells with comments that a message names."""
_MAX_UNPACKED_SIZE = 200_000_000
_MAX_COST = 40_000_000
"""Cells that are read, including empty ones: a row may have 16,384, so more take too long."""
_ROW_COST = 10
"""The cost of a row in empty cells."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    EOFError,
    RuntimeError,
)
"""What openpyxl raises for a broken or a password-protected workbook."""
_NOT_LETTERS = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\_*].?', re.DOTALL)
"""Literal text in a number format (quoted or escaped), and its languages and colours."""


def workbook_rows(path: Path, likely: list[Problem]) -> Iterator[Sequence[Cell]]:
    """Yield the rows of all sheets, one sheet after the other, without empty cells.

    Comments of cells are added to `likely`.

    Raises:
        OSError: when the file can't be read.
        Unreadable: when it is not a workbook, or is too large.
    """
    try:
        with zipfile.ZipFile(path) as archive, warnings.catch_warnings():
            _refuse_bomb(path, archive)
            # openpyxl warns of parts that it doesn't read, such as drop-down lists.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, keep_links=False)
            try:
                yield from _rows(path, book, archive, likely)
            finally:
                book.close()
    except _BROKEN:
        raise _not_a_workbook(path) from None
    except OSError as error:
        # Raised by openpyxl, and by seeking to a wrong offset in the zip.
        if error.errno in (None, EINVAL):
            raise _not_a_workbook(path) from None
        raise


def _not_a_workbook(path: Path) -> Unreadable:
    return Unreadable(Place(file=str(path)), _("not a readable workbook"), Rule.TABLE)


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MAX_UNPACKED_SIZE:
        message = _(
            "the workbook unpacks to {size:,} bytes; allowed: {most:,}",
            size=unpacked,
            most=_MAX_UNPACKED_SIZE,
        )
        raise Unreadable(Place(file=str(path)), message, Rule.FILE_TOO_LARGE)


def _rows(
    path: Path, book: Workbook, archive: zipfile.ZipFile, likely: list[Problem]
) -> Iterator[Sequence[Cell]]:
    cost, size = 0, TableSize()
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # the dimensions in the file may be wrong
        rows: list[Sequence[Cell]] = []
        for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2), start=1):
            cost += len(row) + _ROW_COST
            if cost > _MAX_COST:
                message = _("too many empty cells; delete everything except the table")
                raise Unreadable(Place(file=str(path)), message, Rule.FILE_TOO_LARGE)
            place = CellPlace(str(path), number, sheet=sheet.title)
            if cells := cells_of(map(_text, row), place):
                size.add(cells)
                rows.append(cells)
        if rows and sheet.title not in HELP_TITLE:  # which may look as it likes
            if sheet.sheet_state != "visible":
                raise _hidden(rows[0][0].place, _("sheet {sheet}", sheet=sheet.title))
            part = str(getattr(sheet, "_worksheet_path", "")).removeprefix("/")
            likely += _check_layout(archive, part, rows)
        yield from rows


def _check_layout(
    archive: zipfile.ZipFile, part: str, rows: Sequence[Sequence[Cell]]
) -> Iterator[Problem]:
    """Check what a sheet hides and merges, and yield the likely mistake of its comments.

    Columns that hide only a header may be hidden.

    Raises:
        Unreadable: at the first cell that the sheet hides, and at a merged range.
    """
    layout = _layout_of(archive, part)
    first = rows[0][0].place
    if merged := [tag["ref"] for tag in layout["mergeCell"]]:
        message = _(
            "merged cells ({ranges}): unmerge them, and write the value into each cell; delete"
            " a title above the headers",
            ranges=merged[:_MOST_NAMED],
        )
        raise Unreadable(_place(first, merged[0].partition(":")[0]), message, Rule.MERGED)
    hidden = {int(tag["r"]) for tag in layout["row"] if "r" in tag}
    columns = [range(int(tag["min"]), int(tag["max"]) + 1) for tag in layout["col"]]
    for row in rows:
        if row[0].place.line in hidden:
            raise _hidden(row[0].place, _("row {row}", row=row[0].place.line))
    for place in (cell.place for row in rows[1:] for cell in row):
        if any(place.column in numbers for numbers in columns):
            letter = get_column_letter(place.column)
            raise _hidden(place, _("column {column}", column=letter))
    if cells := [tag["ref"] for tag in layout["comment"]]:
        message = counted(
            "{number} cell has a comment, which is not imported ({cells}): if it is about the"
            " entry, write it into a column, such as {note}",
            "{number} cells have comments, which are not imported ({cells}): if they are about the"
            " entries, write them into a column, such as {note}",
            len(cells),
            cells=[*cells[:_MOST_NAMED], *(["…"] if cells[_MOST_NAMED:] else [])],
            note=ModelText(NOTE.label),
        )
        yield Problem(_place(first, cells[0]), Rule.COMMENT, message)


def _hidden(place: CellPlace, what: Wording) -> Unreadable:
    message = _(
        "{what} is hidden: show everything that is to be imported, and delete the rest", what=what
    )
    return Unreadable(place, message, Rule.HIDDEN)


def _layout_of(archive: zipfile.ZipFile, part: str) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Return the attributes of a sheet's hidden rows and columns, merged ranges and comments."""
    layout: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for part_name in (part, *_comment_parts(archive, part)):
        text = archive.read(part_name)
        for tag in _TAG.finditer(text):
            name = tag[1].decode()
            if name == "comment" and _MARK.match(text, tag.end()):
                continue
            found = {
                a[1].decode(): a[2].decode("utf-8", "replace") for a in _ATTRIBUTE.finditer(tag[2])
            }
            if name in ("mergeCell", "comment") or found.get("hidden") in ("1", "true"):
                layout[name].append(found)
    return layout


def _comment_parts(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    folder, _slash, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations in archive.namelist():
        for relation in get_dependents(archive, relations).find(COMMENTS_NS):
            yield relation.target


def _place(sheet: CellPlace, cell: str) -> CellPlace:
    line, column = coordinate_to_tuple(cell)
    return sheet._replace(line=line, column=column)


def _text(cell: SheetCell | MergedCell) -> str:
    value = cell.value
    # Most cells are texts; to look up the format of each takes longer than to read it.
    return value.strip() if type(value) is str else _shown(value, cell.number_format)


def _shown(value: object, number_format: str) -> str:
    """Return the text of a value; of a date, the parts that its number format shows.

    If "2018-10" is typed, Excel invents a day, and shows "oct-18". Without a year the text is not a
    date, which is a problem: no year is invented.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case dt.datetime():
            letters = _NOT_LETTERS.sub("", number_format).partition(";")[0].lower()
            if "h" in letters or "s" in letters:  # m may be minutes
                return (value if value.time() != dt.time() else value.date()).isoformat()
            parts = (("y", value.year), ("md", value.month), ("d", value.day))
            shown = [f"{part:02}" for signs, part in parts if any(s in letters for s in signs)]
            return "-".join(shown) or value.date().isoformat()
        case dt.date():
            return value.isoformat()
        case ArrayFormula():
            return value.text or "="
        case DataTableFormula():
            return f"=TABLE({value.r1},{value.r2})"
    return str(value)


def marked_workbook(
    workbook: Path, problems: Iterable[Problem], language: Language
) -> tuple[bytes, int]:
    """Return a copy of a workbook with its problems marked, and the number of marked cells.

    Each is a coloured cell with a comment. What was typed stays; marks of an earlier copy go, but
    what a person wrote in a comment stays, below the mark.

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
    marked: dict[SheetCell | MergedCell, list[Problem]] = {}
    for problem in problems:
        marked.setdefault(_cell_of(book, problem), []).append(problem)
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


def _cell_of(book: Workbook, problem: Problem) -> SheetCell | MergedCell:
    place = problem.place
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheet = next((sheet for sheet in visible if sheet.title == place.sheet), visible[0])
    in_cell = isinstance(place, CellPlace) and problem.rule is not Rule.HIDDEN
    return sheet.cell(*((place.line, place.column) if in_cell else (1, 1)))
