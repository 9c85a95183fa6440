"""A workbook (.xlsx) → the rows of its sheets, dates as they are shown; chart sheets have none.

What a sheet hides, merges or comments must not be overlooked. openpyxl's fast reader skips all
this, so it is read from the XML of each sheet, without its cells.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from errno import EINVAL
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import _, counted
from graph_service.model.types import NOTE

from .cells import Cell, CellKind, text_cell
from .columns import HELP_TITLE
from .refusals import (
    MAX_ROWS,
    check_size,
    hidden_column,
    hidden_rows,
    hidden_sheet,
    merged_cells,
    not_a_workbook,
    too_large,
)

_CHUNK = 1_000_000
_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|hidden|min|max|ref|Type|Target)="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\b[^>]*>")
_LONGEST_TAG = 10_000
_MOST_NAMED = 9
"""Cells with comments that a message names."""


@dataclass(kw_only=True)
class Layout:
    """What a sheet hides and merges.

    Attributes:
        is_hidden: whether the sheet itself is hidden.
        rows: the numbers of hidden rows, from 1.
        columns: the numbers of hidden columns, as ranges.
        merged: the merged ranges, such as "B2:B4".
        comments: the cells with a comment.
        has_header: whether a row was read.
    """

    is_hidden: bool = False
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    has_header: bool = False


def layout_of(path: Path, sheet: Worksheet) -> Layout:
    """Return the layout of a sheet of a workbook that openpyxl opened for reading only.

    A sheet that a template adds may look as it likes.
    """
    if sheet.title in HELP_TITLE:
        return Layout()
    layout = Layout(is_hidden=sheet.sheet_state != "visible")
    part = str(getattr(sheet, "_worksheet_path", "")).removeprefix("/")
    with zipfile.ZipFile(path) as archive:
        for tag, found in _tags(archive, part):
            hides = found.get("hidden") in ("1", "true")
            if tag == "row" and hides and "r" in found:
                layout.rows.add(int(found["r"]))
            elif tag == "col" and hides:
                layout.columns.append(range(int(found["min"]), int(found["max"]) + 1))
            elif tag == "mergeCell" and "ref" in found:
                layout.merged.append(found["ref"])
        layout.comments += _comments(archive, part)
    return layout


def _comments(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Yield the cells of a sheet that have a comment, which is in a part of its own."""
    folder, name = posixpath.split(part)
    names = frozenset(archive.namelist())
    relations = f"{folder}/_rels/{name}.rels"
    for relation in _RELATION.finditer(archive.read(relations) if relations in names else b""):
        found = _attributes(relation[0])
        target = posixpath.normpath(posixpath.join("/", folder, found.get("Target", "")))
        comments = target.removeprefix("/")
        if found.get("Type", "").endswith("/comments") and comments in names:
            for comment in _COMMENT.finditer(archive.read(comments)):
                yield _attributes(comment[0]).get("ref", "")


def _tags(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the tags that say how a sheet looks, with their attributes."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            text = rest + chunk
            end = 0
            for match in _TAG.finditer(text):
                end = match.end()
                yield match[1].decode(), _attributes(match[2])
            start = text.rfind(b"<", end)
            rest = text[start:] if start >= 0 and len(text) - start < _LONGEST_TAG else b""


def _attributes(text: bytes) -> dict[str, str]:
    return {m[1].decode(): m[2].decode("utf-8", "replace") for m in _ATTRIBUTE.finditer(text)}


def commented(path: Path, sheet: str, layout: Layout) -> Problem | None:
    """Return the likely mistake of a sheet with comments, which no entry keeps; None without."""
    if not layout.comments:
        return None
    row, column = coordinate_to_tuple(layout.comments[0])
    message = counted(
        "{number} cell has a comment, which is not imported ({cells}): if it is about the entry,"
        " write it into a column, such as {note}",
        "{number} cells have comments, which are not imported ({cells}): if they are about the"
        " entries, write them into a column, such as {note}",
        len(layout.comments),
        cells=[*layout.comments[:_MOST_NAMED], *(["…"] if layout.comments[_MOST_NAMED:] else [])],
        note=ModelText(NOTE.label),
    )
    place = CellPlace(file=str(path), line=row, column=column, sheet=sheet)
    return Problem(place=place, rule=Rule.COMMENT, message=message)


def check_layout(path: Path, layout: Layout, row: Sequence[Cell]) -> None:
    """Check that a row is visible; columns that hide only a header may be hidden.

    Raises:
        TableRefused: at the first cell that the sheet hides, and at a merged range.
    """
    filled = [cell for cell in row if cell.text]
    if not filled:
        return
    first = filled[0].place
    is_header = not layout.has_header
    layout.has_header = True
    if layout.is_hidden:
        raise hidden_sheet(path, first)
    if layout.merged:
        line, column = coordinate_to_tuple(layout.merged[0].partition(":")[0])
        place = first._replace(line=line, column=column)
        raise merged_cells(path, place, layout.merged)
    if first.line in layout.rows:
        raise hidden_rows(path, first, layout.rows)
    for cell in () if is_header else filled:
        if any(cell.place.column in columns for columns in layout.columns):
            raise hidden_column(path, cell.place, get_column_letter(cell.place.column))


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
        layout = layout_of(path, sheet)
        if problem := commented(path, sheet.title, layout):
            likely.append(problem)
        for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2), start=1):
            cost += len(row) + _ROW_COST
            if cost > _MAX_COST:
                raise too_large(path, _("too many empty cells; delete everything except the table"))
            cells = [
                _cell(cell, CellPlace(str(path), number, column, sheet.title))
                for column, cell in enumerate(row, start=1)
                if cell.value is not None
            ]
            check_size(path, number, cells[-1].place.column if cells else 0)
            check_layout(path, layout, cells)
            yield cells


def _cell(cell: SheetCell | MergedCell, place: CellPlace) -> Cell:
    value = cell.value
    # Most cells are texts; to look up the format of each takes longer than to read it.
    text = value.strip() if type(value) is str else _shown(value, cell.number_format).strip()
    if cell.data_type == "e":
        return Cell(text=text, place=place, kind=CellKind.ERROR)
    return text_cell(text, place)


def _shown(value: object, number_format: str) -> str:
    """Return the text of a value; of a date, the parts that its number format shows.

    If "2018-10" is typed, Excel invents a day, and shows "oct-18". Without a year the text is not a
    date, which is a problem: no year is invented.
    """
    match value:
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
