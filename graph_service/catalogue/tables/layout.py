"""What a workbook hides, merges, comments or links; nobody may overlook it.

openpyxl's fast reader skips all this, so it is read from the XML of each sheet, without its cells.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from pathlib import Path

from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import CellPlace, Problem, Rule
from graph_service.i18n import Wording, _, counted
from graph_service.model.types import NOTE

from .grid import Cell, TableRefused
from .sheet_titles import HELP_TITLE

_CHUNK = 1_000_000
_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell|autoFilter|hyperlink)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|hidden|min|max|ref|id|location|Id|Type|Target)="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_COMMENT = re.compile(rb"<(?:\w+:)?comment\b[^>]*>")
_LONGEST_TAG = 10_000
_ROW = re.compile(r"\d+")
_MOST_LINKED = 1_000
"""Cells of one link; it may be that of a whole column."""
_MOST_NAMED = 9
"""Rows, ranges or cells that a message names."""


@dataclass(kw_only=True)
class Layout:
    """What a sheet hides and merges.

    Attributes:
        is_hidden: whether the sheet itself is hidden.
        rows: the numbers of hidden rows, from 1.
        columns: the numbers of hidden columns, as ranges.
        merged: the merged ranges, such as "B2:B4".
        filters: the ranges with a filter.
        comments: the cells with a comment.
        links: the web addresses behind cells, by row and column.
        has_header: whether a row was read.
    """

    is_hidden: bool = False
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
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
        related = _related(archive, part)
        for tag, found in _tags(archive, part):
            if tag == "hyperlink":
                layout.links.update(_linked(found, related))
            else:
                _add(layout, tag, found)
        layout.comments += _comments(archive, posixpath.dirname(part), related)
    return layout


def _related(archive: zipfile.ZipFile, part: str) -> Mapping[str, Mapping[str, str]]:
    """Return the relations of a sheet to other parts and to addresses, by their ids."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    text = archive.read(relations) if relations in archive.namelist() else b""
    related = (_attributes(match[0]) for match in _RELATION.finditer(text))
    return {found.get("Id", ""): found for found in related}


def _comments(
    archive: zipfile.ZipFile, folder: str, related: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """Yield the cells of a sheet that have a comment, which is in a part of its own."""
    names = frozenset(archive.namelist())
    for found in related.values():
        target = posixpath.normpath(posixpath.join("/", folder, found.get("Target", "")))
        comments = target.removeprefix("/")
        if found.get("Type", "").endswith("/comments") and comments in names:
            for comment in _COMMENT.finditer(archive.read(comments)):
                yield _attributes(comment[0]).get("ref", "")


def _linked(
    found: Mapping[str, str], related: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the cells of a link, each with its address, if it leads to the web."""
    address = unescape(related.get(found.get("id", ""), {}).get("Target", ""))
    if "ref" in found and address.lower().startswith(("http://", "https://")):
        if found.get("location"):
            address = f"{address}#{unescape(found['location'])}"
        for cell in islice(CellRange(found["ref"]).cells, _MOST_LINKED):
            yield cell, address


def _add(layout: Layout, tag: str, found: Mapping[str, str]) -> None:
    hides = found.get("hidden") in ("1", "true")
    if tag == "row" and hides and "r" in found:
        layout.rows.add(int(found["r"]))
    elif tag == "col" and hides:
        layout.columns.append(range(int(found["min"]), int(found["max"]) + 1))
    elif tag == "mergeCell" and "ref" in found:
        layout.merged.append(found["ref"])
    elif tag == "autoFilter":
        layout.filters.append(found.get("ref", ""))


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
    column, row = coordinate_to_tuple(layout.comments[0])[::-1]
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
    first = filled[0]
    is_header = not layout.has_header
    layout.has_header = True
    if layout.is_hidden:
        message = _(
            "the sheet {sheet} is hidden: show it so that it is imported, or delete it",
            sheet=first.place.sheet,
        )
        raise TableRefused(path, Rule.HIDDEN, message, place=first.place)
    if is_header and layout.merged and not _is_title(layout, filled):
        message = _(
            "merged cells ({ranges}): unmerge them, and write the value into each cell; delete"
            " a title above the headers",
            ranges=tuple(layout.merged[:_MOST_NAMED]),
        )
        line, column = coordinate_to_tuple(layout.merged[0].partition(":")[0])
        place = first.place._replace(line=line, column=column)
        raise TableRefused(path, Rule.MERGED, message, place=place)
    if first.place.line in layout.rows:
        raise TableRefused(path, Rule.HIDDEN, _hidden_rows(layout), place=first.place)
    for cell in () if is_header else filled:
        if any(cell.place.column in columns for columns in layout.columns):
            letter = get_column_letter(cell.place.column)
            message = _(
                "the column {column} is hidden, but contains data: show it so that it is imported,"
                " or empty it",
                column=letter,
            )
            raise TableRefused(path, Rule.HIDDEN, message, place=cell.place)


def _is_title(layout: Layout, filled: Sequence[Cell]) -> bool:
    """Whether the sheet merges cells only in a title: each cell of the first row begins a range.

    The title is reported as a row above the headers.
    """
    title = filled[0].place.line
    rows = [[*map(int, _ROW.findall(span))] for span in layout.merged]
    in_title = all(title == first and last <= title + 1 for first, *_, last in rows)
    return len(rows) == len(filled) and in_title


def _hidden_rows(layout: Layout) -> Wording:
    rows = [str(number) for number in sorted(layout.rows)[:_MOST_NAMED]]
    if layout.filters:
        return _(
            "a filter hides rows ({rows}): remove the filter so that they are imported, or delete"
            " them",
            rows=rows,
        )
    return _("hidden rows ({rows}): show them so that they are imported, or delete them", rows=rows)
