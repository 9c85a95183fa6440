"""The rows of a table → documents, as if they had been read from entry files.

A row is an entry. Where an entry has parts (the events of a transfer), further rows with the same
slug, or none, hold one more part each, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from graph_service.catalogue.files.folder import SLUG_ALLOWED, SLUG_FORM, better_slug
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Language, Wording, _
from graph_service.model.declare import NodeType

from .columns import Column, parts_of
from .fields import Document
from .grid import Cell, CellPlace, Holds, problem_at
from .header_row import explains, named_columns


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry of a table.

    Attributes:
        slug: its slug.
        document: its fields.
        place: where it begins.
        columns: the paths of the columns that its table has, filled or not.
    """

    slug: str
    document: Fields
    place: CellPlace
    columns: Sequence[tuple[str, ...]]


@dataclass(kw_only=True)
class _Draft:
    """An entry whose rows are still being read."""

    slug: Cell
    columns: Sequence[tuple[str, ...]]
    document: Document
    parts: list[Node] = field(default_factory=list)


def read_rows(
    node_type: NodeType,
    rows: Iterable[Sequence[Cell]],
    problems: list[Problem],
    language: Language = Language.EN,
) -> list[Row]:
    """Read the entries of a table, sheet by sheet; what is wrong goes into `problems`.

    `language` is the one that missing columns are named in.
    """
    sheets = [
        _sheet(node_type, lines, problems, language)
        for _title, lines in groupby(rows, key=lambda row: row[0].place.sheet)
    ]
    drafts = [draft for _place, found in sheets for draft in found]
    if sheets and not drafts and not problems:
        message = _("no row below the headers: write an entry a row")
        problems.append(Problem(place=sheets[0][0], rule=Rule.ROW, message=message))
    return [_row(node_type, draft, problems) for draft in drafts]


def _sheet(
    node_type: NodeType,
    lines: Iterator[Sequence[Cell]],
    problems: list[Problem],
    language: Language,
) -> tuple[CellPlace, list[_Draft]]:
    """Read a sheet: give where it begins, and its entries; none goes on in another sheet."""
    header = next(lines)
    drafts: list[_Draft] = []
    if not explains(node_type, header):
        columns = named_columns(node_type, header, problems, language)
        named = {cell.place.column for cell in header if cell.text}
        for line in lines if columns else ():
            problems += (_nameless(c) for c in line if c.text and c.place.column not in named)
            _read(node_type, columns, line, drafts, problems)
    return header[0].place, drafts


def _read(
    node_type: NodeType,
    columns: Mapping[int, Column],
    line: Sequence[Cell],
    drafts: list[_Draft],
    problems: list[Problem],
) -> None:
    """Read a row into the entry that it begins, or goes on with."""
    cells = [(columns[c.place.column], c) for c in line if c.text and c.place.column in columns]
    cells.sort(key=lambda pair: pair[0].path)  # a date before its qualifier
    slug = next((cell for column, cell in cells if column.path == ("slug",)), None)
    owned = parts_of(node_type)
    goes_on = bool(drafts and owned and (slug is None or slug.text == drafts[-1].slug.text))
    if not goes_on:
        if slug is None:
            first = Cell(text="", place=line[0].place)
            problems.append(problem_at(first, Rule.SLUG, _("the slug is missing in this row")))
            return
        paths = [column.path for column in columns.values()]
        drafts.append(_Draft(slug=slug, columns=paths, document=Document(problems=problems)))
    draft = drafts[-1]
    inside = f"{owned.forward}[{len(draft.parts) + 1}]." if owned else ""
    part = Document(problems=problems, inside=inside)
    for column, cell in cells:
        if column.path == ("slug",):
            continue
        if cell.holds is not Holds.VALUE:
            problems.append(_not_a_value(cell))
        if owned is not None and column.path[0] == owned.forward:
            part.put(column.path[1:], column, cell)
        elif goes_on:
            problems.append(problem_at(cell, Rule.ROW, _goes_on(draft)))
        else:
            draft.document.put(column.path, column, cell)
    if part.fields:
        draft.parts.append(Fields(fields=part.fields, place=line[0].place))


def _goes_on(draft: _Draft) -> Wording:
    slug = quoted(draft.slug.text)
    return _("this row goes on with {slug}: only one more part of it may stand here", slug=slug)


def _row(node_type: NodeType, draft: _Draft, problems: list[Problem]) -> Row:
    slug = draft.slug
    if not SLUG_FORM.fullmatch(slug.text):
        message = _("{value} is no slug", value=quoted(slug.text))
        near = better_slug(slug.text)
        problems.append(problem_at(slug, Rule.SLUG, message, allowed=SLUG_ALLOWED, suggestion=near))
    owned = parts_of(node_type)
    fields = draft.document.fields
    if owned is not None and draft.parts:
        key = Scalar(text=owned.forward, plain=True, place=slug.place)
        fields[owned.forward] = (key, Items(items=tuple(draft.parts), place=slug.place))
    document = Fields(fields=fields, place=slug.place)
    return Row(slug=slug.text, document=document, place=slug.place, columns=draft.columns)


def _nameless(cell: Cell) -> Problem:
    return problem_at(cell, Rule.COLUMN, _("a value in a column without a name"))


def _not_a_value(cell: Cell) -> Problem:
    if cell.holds is Holds.FORMULA:
        message = _("{value} is a formula; write its value", value=quoted(cell.text))
    else:
        message = _("{value} is the error of a formula", value=quoted(cell.text))
    return problem_at(cell, Rule.FORMULA, message)
