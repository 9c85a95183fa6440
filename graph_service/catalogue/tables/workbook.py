"""A workbook (.xlsx) → the rows of its sheets, dates as they are shown; chart sheets have none.

What a sheet hides, merges or comments must not be overlooked. openpyxl's fast reader skips all
this, so it is read from the XML of each sheet, without its cells.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from errno import EINVAL
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.packaging.relationship import get_dependents
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import COMMENTS_NS

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import _, counted
from graph_service.model.types import NOTE

from .cells import Cell
from .columns import HELP_TITLE
from .refusals import (
    MAX_ROWS,
    check_size,
    hidden,
    merged_cells,
    not_a_workbook,
    too_large,
)

_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell|comment)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|hidden|min|max|ref)="([^"]*)"')
_MOST_NAMED = 9
"""Cells with comments that a message names."""


@dataclass(kw_only=True)
class _Layout:
    """What a sheet hides, merges and comments.

    Attributes:
        rows: the numbers of hidden rows, from 1.
        columns: the numbers of hidden columns, as ranges.
        merged: the merged ranges, such as "B2:B4".
        comments: the cells with a comment.
    """

    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def _layout_of(archive: zipfile.ZipFile, sheet: Worksheet) -> _Layout:
    """Return the layout of a sheet of a workbook that openpyxl opened for reading only."""
    layout = _Layout()
    part = str(getattr(sheet, "_worksheet_path", "")).removeprefix("/")
    for part_name in (part, *_comment_parts(archive, part)):
        for tag, found in _tags(archive.read(part_name)):
            hides = found.get("hidden") in ("1", "true")
            if tag == "row" and hides and "r" in found:
                layout.rows.add(int(found["r"]))
            elif tag == "col" and hides:
                layout.columns.append(range(int(found["min"]), int(found["max"]) + 1))
            elif tag == "mergeCell":
                layout.merged.append(found["ref"])
            elif tag == "comment":
                layout.comments.append(found["ref"])
    return layout


def _comment_parts(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    folder, _slash, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations in archive.namelist():
        for relation in get_dependents(archive, relations).find(COMMENTS_NS):
            yield relation.target


def _tags(content: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the tags that say how a sheet looks, with their attributes."""
    for tag in _TAG.finditer(content):
        attributes = _ATTRIBUTE.finditer(tag[2])
        yield tag[1].decode(), {a[1].decode(): a[2].decode("utf-8", "replace") for a in attributes}


def _comments(first: CellPlace, cells: Sequence[str]) -> Problem:
    """Return the likely mistake of a sheet with comments, which no entry keeps."""
    message = counted(
        "{number} cell has a comment, which is not imported ({cells}): if it is about the entry,"
        " write it into a column, such as {note}",
        "{number} cells have comments, which are not imported ({cells}): if they are about the"
        " entries, write them into a column, such as {note}",
        len(cells),
        cells=[*cells[:_MOST_NAMED], *(["…"] if cells[_MOST_NAMED:] else [])],
        note=ModelText(NOTE.label),
    )
    return Problem(place=_place(first, cells[0]), rule=Rule.COMMENT, message=message)


def _place(sheet: CellPlace, cell: str) -> CellPlace:
    line, column = coordinate_to_tuple(cell)
    return sheet._replace(line=line, column=column)


def _refuse_hidden(path: Path, layout: _Layout, rows: Sequence[Sequence[Cell]]) -> None:
    """Check that all rows are visible; columns that hide only a header may be hidden.

    Raises:
        TableRefused: at the first cell that the sheet hides, and at a merged range.
    """
    if layout.merged:
        place = _place(rows[0][0].place, layout.merged[0].partition(":")[0])
        raise merged_cells(path, place, layout.merged)
    for row in rows:
        if row[0].place.line in layout.rows:
            raise hidden(path, row[0].place, _("row {row}", row=row[0].place.line))
    for place in (cell.place for row in rows[1:] for cell in row):
        if any(place.column in columns for columns in layout.columns):
            letter = get_column_letter(place.column)
            raise hidden(path, place, _("column {column}", column=letter))


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
        TableRefused: when it is not a workbook, or is too large.
    """
    try:
        _refuse_bomb(path)
        with warnings.catch_warnings():
            # openpyxl warns of parts that it doesn't read, such as drop-down lists.
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, keep_links=False)
            try:
                yield from _rows(path, book, likely)
            finally:
                book.close()
    except _BROKEN:
        raise not_a_workbook(path) from None
    except OSError as error:
        # Raised by openpyxl, and by seeking to a wrong offset in the zip.
        if error.errno in (None, EINVAL):
            raise not_a_workbook(path) from None
        raise


def _refuse_bomb(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > _MAX_UNPACKED_SIZE:
        message = _(
            "the workbook unpacks to {size:,} bytes; allowed: {most:,}",
            size=unpacked,
            most=_MAX_UNPACKED_SIZE,
        )
        raise too_large(path, message)


def _rows(path: Path, book: Workbook, likely: list[Problem]) -> Iterator[Sequence[Cell]]:
    cost = 0
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # the dimensions in the file may be wrong
        rows: list[Sequence[Cell]] = []
        for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2), start=1):
            cost += len(row) + _ROW_COST
            if cost > _MAX_COST:
                raise too_large(path, _("too many empty cells; delete everything except the table"))
            cells = [
                Cell(text=text, place=CellPlace(str(path), number, column, sheet.title))
                for column, cell in enumerate(row, start=1)
                if (text := _text(cell))
            ]
            if cells:
                check_size(path, number, cells[-1].place.column)
                rows.append(cells)
        if rows and sheet.title not in HELP_TITLE:  # which may look as it likes
            if sheet.sheet_state != "visible":
                raise hidden(path, rows[0][0].place, _("sheet {sheet}", sheet=sheet.title))
            with zipfile.ZipFile(path) as archive:
                layout = _layout_of(archive, sheet)
            _refuse_hidden(path, layout, rows)
            if layout.comments:
                likely.append(_comments(rows[0][0].place, layout.comments))
        yield from rows


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
