"""The rows of a table → documents like those of entry files.

A row is an entry. If entries have parts (the events of a transfer), each further row with the same
slug, or without one, is one more part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from graph_service.catalogue.files.folder import SLUG_ALLOWED, reserved
from graph_service.catalogue.files.yaml_files import Fields, Items, Node
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Language, _
from graph_service.model.declare import NodeType
from graph_service.model.ids import RESERVED_SLUG, SLUG, slugify

from .columns import Column, owned_edge
from .fields import Document
from .grid import Cell, CellKind, CellPlace, problem_at
from .header_row import is_help_sheet, read_header
from .values import plain_scalar


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry of a table.

    Attributes:
        slug: its slug.
        document: its fields.
        place: where it starts.
        columns: the columns of its sheet, filled or not.
    """

    slug: str
    document: Fields
    place: CellPlace
    columns: Sequence[Column]


@dataclass(kw_only=True)
class _Draft:
    """An entry whose rows are still being read."""

    slug: Cell
    columns: Sequence[Column]
    document: Document
    parts: list[Node] = field(default_factory=list)


def read_rows(
    node_type: NodeType,
    rows: Iterable[Sequence[Cell]],
    problems: list[Problem],
    language: Language = Language.EN,
) -> list[Row]:
    """Return the entries of a table, sheet by sheet; problems name columns in `language`."""
    sheets = [
        _sheet(node_type, lines, problems, language)
        for _title, lines in groupby(rows, key=lambda row: row[0].place.sheet)
    ]
    drafts = [draft for _place, of_sheet in sheets for draft in of_sheet]
    if sheets and not drafts and not problems:
        message = _("no rows below the headers: write one row per entry")
        problems.append(Problem(place=sheets[0][0], rule=Rule.ROW, message=message))
    return [_row(node_type, draft, problems) for draft in drafts]


def _sheet(
    node_type: NodeType,
    lines: Iterator[Sequence[Cell]],
    problems: list[Problem],
    language: Language,
) -> tuple[CellPlace, list[_Draft]]:
    """Return where a sheet starts, and its entries; an entry doesn't continue on another sheet."""
    header = next(lines)
    drafts: list[_Draft] = []
    if not is_help_sheet(node_type, header):
        columns = read_header(node_type, header, problems, language)
        named = {cell.place.column for cell in header if cell.text}
        for line in lines if columns else ():
            problems += (_unnamed(c) for c in line if c.text and c.place.column not in named)
            _read(node_type, columns, line, drafts, problems)
    return header[0].place, drafts


def _read(
    node_type: NodeType,
    columns: Mapping[int, Column],
    line: Sequence[Cell],
    drafts: list[_Draft],
    problems: list[Problem],
) -> None:
    """Read a row into the entry that it starts or continues."""
    cells = [(columns[c.place.column], c) for c in line if c.text and c.place.column in columns]
    cells.sort(key=lambda pair: pair[0].path)  # a date before its qualifier
    slug = next((cell for column, cell in cells if column.path == ("slug",)), None)
    if slug is not None and slug.kind is not CellKind.VALUE:
        problems.append(_not_a_value(slug))
    owned = owned_edge(node_type)
    continues = bool(drafts and owned and (slug is None or slug.text == drafts[-1].slug.text))
    if not continues:
        if slug is None:
            first = Cell(text="", place=line[0].place)
            problems.append(problem_at(first, Rule.SLUG, _("this row has no slug")))
            return
        document = Document(problems=problems)
        drafts.append(_Draft(slug=slug, columns=[*columns.values()], document=document))
    draft = drafts[-1]
    inside = f"{owned.forward}[{len(draft.parts) + 1}]." if owned else ""
    part = Document(problems=problems, inside=inside)
    for column, cell in cells:
        if column.path == ("slug",):
            continue
        if cell.kind is not CellKind.VALUE:
            problems.append(_not_a_value(cell))
        if owned is not None and column.path[0] == owned.forward:
            part.put(column.path[1:], column, cell)
        elif continues:
            message = _(
                "this row adds an event to {slug}: fill in only the “Event: …” columns",
                slug=quoted(draft.slug.text),
            )
            problems.append(problem_at(cell, Rule.ROW, message))
        else:
            draft.document.put(column.path, column, cell)
    if part.fields:
        draft.parts.append(Fields(fields=part.fields, place=line[0].place))


def _row(node_type: NodeType, draft: _Draft, problems: list[Problem]) -> Row:
    slug = draft.slug
    if not SLUG.fullmatch(slug.text):
        message = _("{value} is not a slug", value=quoted(slug.text))
        near = slugify(slug.text)
        problems.append(problem_at(slug, Rule.SLUG, message, allowed=SLUG_ALLOWED, suggestion=near))
    elif RESERVED_SLUG.fullmatch(slug.text):
        problems.append(problem_at(slug, Rule.SLUG, reserved(slug.text)))
    owned = owned_edge(node_type)
    fields = draft.document.fields
    if owned is not None and draft.parts:
        key = plain_scalar(owned.forward, slug.place)
        fields[owned.forward] = (key, Items(items=tuple(draft.parts), place=slug.place))
    document = Fields(fields=fields, place=slug.place)
    return Row(slug=slug.text, document=document, place=slug.place, columns=draft.columns)


def _unnamed(cell: Cell) -> Problem:
    if cell.place.sheet:
        return problem_at(cell, Rule.COLUMN, _("a value in a column without a name"))
    message = _("more values than headers: put texts that contain the separator in quotes")
    return problem_at(cell, Rule.TABLE, message)


def _not_a_value(cell: Cell) -> Problem:
    if cell.kind is CellKind.FORMULA:
        message = _("{value} is a formula; write its value", value=quoted(cell.text))
    else:
        message = _("{value} is a formula error", value=quoted(cell.text))
    return problem_at(cell, Rule.FORMULA, message)
