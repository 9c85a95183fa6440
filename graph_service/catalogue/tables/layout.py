"""What a workbook hides, merges or comments; nobody may overlook it.

openpyxl's fast reader skips all this, so it is read from the XML of each sheet, without its cells.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import counted
from graph_service.model.types import NOTE

from .cells import Cell
from .columns import HELP_TITLE
from .refusals import hidden_column, hidden_rows, hidden_sheet, merged_cells

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
