"""What a workbook hides or merges: rows, columns, sheets and cells, which nobody may overlook.

openpyxl's fast reader skips all this, so it is read from the XML of each sheet, without its cells.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.problems import Rule
from graph_service.i18n import Wording, _

from .grid import Cell, TableRefused
from .help_sheet import HELP_TITLE

_CHUNK = 1_000_000
_TAG = re.compile(rb"<(?:\w+:)?(row|col|mergeCell|autoFilter)\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(r|hidden|min|max|ref)="([^"]*)"')
_LONGEST_TAG = 10_000


@dataclass(kw_only=True)
class Layout:
    """What a sheet hides and merges.

    Attributes:
        is_hidden: whether the sheet itself is hidden.
        rows: the numbers of hidden rows, from 1.
        columns: the numbers of hidden columns, as ranges.
        merged: the merged ranges, such as "B2:B4".
        filters: the ranges with a filter.
        has_header: whether a row was read.
    """

    is_hidden: bool = False
    rows: set[int] = field(default_factory=set)
    columns: list[range] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    has_header: bool = False


def layout_of(path: Path, sheet: Worksheet) -> Layout:
    """Return the layout of a sheet of a workbook that openpyxl opened for reading only.

    A sheet that a template adds may look as it likes.
    """
    if sheet.title in HELP_TITLE:
        return Layout()
    layout = Layout(is_hidden=sheet.sheet_state != "visible")
    part = getattr(sheet, "_worksheet_path", "")
    with zipfile.ZipFile(path) as archive:
        for tag, found in _tags(archive, part.removeprefix("/")):
            _add(layout, tag, found)
    return layout


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
    return {m[1].decode(): m[2].decode("ascii", "replace") for m in _ATTRIBUTE.finditer(text)}


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
    if is_header and layout.merged:
        message = _(
            "merged cells ({ranges}): unmerge them, and write the value into each cell",
            ranges=tuple(layout.merged[:9]),
        )
        raise TableRefused(path, Rule.MERGED, message, place=first.place)
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


def _hidden_rows(layout: Layout) -> Wording:
    rows = [str(number) for number in sorted(layout.rows)[:9]]
    if layout.filters:
        return _(
            "a filter hides rows ({rows}): remove the filter so that they are imported, or delete"
            " them",
            rows=rows,
        )
    return _("hidden rows ({rows}): show them so that they are imported, or delete them", rows=rows)
