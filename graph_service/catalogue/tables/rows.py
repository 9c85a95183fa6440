"""The rows of a table → documents like those of entry files.

A row is an entry. If entries have parts (the events of a transfer), each further row with the same
slug, or without one, is one more part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, islice

from graph_service.catalogue.checks.other_type import bare_slug
from graph_service.catalogue.checks.placeholders import is_placeholder
from graph_service.catalogue.checks.unseen import with_unseen
from graph_service.catalogue.files.folder import SLUG_ALLOWED, reserved
from graph_service.catalogue.files.yaml_nodes import Fields, Items, Node
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.i18n import Language, _
from graph_service.model.declare import Edge, NodeType
from graph_service.model.graph import SLUG as SLUG_FIELD
from graph_service.model.ids import RESERVED_SLUG, SLUG, slugify

from .arrangement import (
    ROWS_ABOVE,
    describes_columns,
    header_texts,
    repeats_headers,
    total,
    wrong_arrangement,
)
from .cell_problems import (
    ditto,
    is_ditto,
    is_left_out,
    is_word_in_brackets,
    not_a_value,
    placeholder,
    struck_out,
    struck_row,
    unknown_mark,
    unnamed,
)
from .columns import Column, owned_edge
from .curly_quotes import CurlyQuotes
from .fields import Document
from .grid import Cell, CellKind, problem_at
from .header_row import is_help_sheet, read_header
from .hyperlinks import lost_links, with_addresses
from .marks import CLEAR, is_like_clear, is_mark
from .named_slugs import NamedSlug
from .other_type import starts_other_table
from .shifted import shifted, tests_of
from .values import plain_scalar

_FORMATS_ABOVE = 1
"""A row that describes the columns has no more entries than this above it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Row:
    """An entry of a table.

    Attributes:
        slug: its slug.
        document: its fields.
        place: where it starts.
        columns: the columns of its sheet, filled or not.
        named: the slugs in it that follow a name.
    """

    slug: str
    document: Fields
    place: CellPlace
    columns: Sequence[Column]
    named: Sequence[NamedSlug]


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
    likely: list[Problem],
    language: Language = Language.EN,
) -> Iterator[Row]:
    """Yield the entries of a table, sheet by sheet; problems name columns in `language`.

    Links behind texts, which an import ignores, are added to `likely`.
    """
    start: CellPlace | None = None
    is_empty = True
    for _title, lines in groupby(rows, key=lambda row: row[0].place.sheet):
        top = [*islice(lines, ROWS_ABOVE)]
        start = start or top[0][0].place
        for draft in _sheet(node_type, top, lines, problems, likely, language):
            is_empty = False
            yield _row(node_type, draft, problems)
    if start is not None and is_empty and not problems:
        message = _("no rows below the headers: write one row per entry")
        problems.append(Problem(place=start, rule=Rule.ROW, message=message))


def _sheet(
    node_type: NodeType,
    top: Sequence[Sequence[Cell]],
    others: Iterator[Sequence[Cell]],
    problems: list[Problem],
    likely: list[Problem],
    language: Language,
) -> Iterator[_Draft]:
    """Yield the entries of a sheet's first rows and others, each when all its rows are read.

    An entry doesn't continue on another sheet.
    """
    header = top[0]
    if is_help_sheet(node_type, header):
        return
    if wrong := wrong_arrangement(node_type, top):
        problems.append(wrong)
        return
    quotes = CurlyQuotes()
    header = quotes.header(header)
    columns = read_header(node_type, header, problems, language)
    problems += (struck_out(cell) for cell in header if cell.is_struck)
    named = {cell.place.column for cell in header if cell.text}
    headers, tests = header_texts(columns), tests_of(columns)
    drafts: list[_Draft] = []
    above: dict[int, Cell] = {}
    lost: list[Cell] = []
    for each in chain(top[1:], others) if columns else ():
        line = quotes.row(columns, each)
        if not line:
            continue
        loose = [c for c in line if c.text and c.place.column not in named]
        if (below := starts_other_table(node_type, line)) is not None:
            problems.append(below)
            break
        other = struck_row(line) or total(line) or repeats_headers(headers, line)
        if other is None and not loose:
            other = shifted(tests, line)
        if other is None and len(drafts) < _FORMATS_ABOVE:
            other = describes_columns(line)
        if other is not None:
            problems.append(other)
            continue
        problems += (unnamed(cell, max(named)) for cell in loose)
        problems += (struck_out(cell) for cell in line if cell.is_struck)
        cells = [*with_addresses(columns, line, problems, lost)]
        before = len(drafts)
        _read(node_type, columns, cells, above, drafts, problems)
        if before and len(drafts) > before:
            yield drafts[-2]
    problems += quotes.problems()
    likely += lost_links(lost)
    yield from drafts[-1:]


def _read(
    node_type: NodeType,
    columns: Mapping[int, Column],
    line: Sequence[Cell],
    above: dict[int, Cell],
    drafts: list[_Draft],
    problems: list[Problem],
) -> None:
    """Read a row into the entry that it starts or continues; `above` has the cells above it."""
    cells = [*_filled(columns, line, above, problems)]
    cells.sort(key=lambda pair: pair[0].path)  # a date before its qualifier
    slug = next((cell for column, cell in cells if column.path == ("slug",)), None)
    if slug is not None and slug.kind is not CellKind.VALUE:
        problems.append(not_a_value(slug))
    owned = owned_edge(node_type)
    continues = bool(drafts and owned and (slug is None or slug.text == drafts[-1].slug.text))
    if not continues and not _begin(columns, line, slug, cells, owned, drafts, problems):
        return
    draft = drafts[-1]
    inside = f"{owned.forward}[{len(draft.parts) + 1}]." if owned else ""
    part = Document(problems=problems, named=draft.document.named, inside=inside)
    for column, cell in cells:
        if column.path == ("slug",):
            continue
        if cell.kind is not CellKind.VALUE:
            problems.append(not_a_value(cell))
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


def _begin(
    columns: Mapping[int, Column],
    line: Sequence[Cell],
    slug: Cell | None,
    cells: Sequence[tuple[Column, Cell]],
    owned: Edge | None,
    drafts: list[_Draft],
    problems: list[Problem],
) -> bool:
    """Begin an entry with a row; return False, with a problem, if the row can't begin one."""
    if slug is None:
        numbers = (number for number, column in columns.items() if column.path == ("slug",))
        place = line[0].place._replace(column=next(numbers, 1))
        message = _("this row has no slug: write it, or delete the row")
        problems.append(problem_at(Cell(text="", place=place), Rule.SLUG, message))
        return False
    if owned is not None and (apart := _apart(owned, slug, cells, drafts)):
        problems.append(apart)
        return False
    document = Document(problems=problems, named=[])
    drafts.append(_Draft(slug=slug, columns=[*columns.values()], document=document))
    return True


def _apart(
    owned: Edge, slug: Cell, cells: Sequence[tuple[Column, Cell]], drafts: Sequence[_Draft]
) -> Problem | None:
    """Return the problem of a row with an event of an entry that isn't the one above, or None."""
    if any(column.path[0] not in ("slug", owned.forward) for column, _cell in cells):
        return None
    entry = next((draft for draft in drafts if draft.slug.text == slug.text), None)
    if entry is None:
        return None
    message = _(
        "this row adds an event to {slug}: move it below the rows of that entry (row {row})",
        slug=quoted(slug.text),
        row=entry.slug.place.line,
    )
    return problem_at(slug, Rule.ROW, message)


def _filled(
    columns: Mapping[int, Column],
    line: Sequence[Cell],
    above: dict[int, Cell],
    problems: list[Problem],
) -> Iterator[tuple[Column, Cell]]:
    """Yield the cells of a row that have a value, with their columns.

    A cell that repeats the one above by a ditto mark is a problem, and is checked no further.
    """
    for cell in line:
        column = columns.get(cell.place.column)
        if column is not None and cell.text:
            if is_ditto(cell.text) and (repeated := above.get(cell.place.column)):
                problems.append(ditto(column, cell, repeated))
                yield column, repeated._replace(place=cell.place)
            elif (column.edge is None and is_like_clear(cell.text)) or (
                is_word_in_brackets(cell.text) and not is_mark(cell.text)
            ):
                problems.append(unknown_mark(column, cell))
                yield column, cell._replace(text=CLEAR.en)
            elif is_left_out(column, cell):
                problems.append(placeholder(column, cell))
            else:
                above[cell.place.column] = cell
                yield column, cell


def _row(node_type: NodeType, draft: _Draft, problems: list[Problem]) -> Row:
    slug = draft.slug
    if not SLUG.fullmatch(slug.text) or is_mark(slug.text):
        hidden = with_unseen(slug.text, SLUG_FIELD.name)
        message = hidden[0] if hidden else _("{value} is not a slug", value=quoted(slug.text))
        is_none = is_placeholder(slug.text.lower()) or "://" in slug.text
        near = None if is_none else slugify(bare_slug(hidden[1] if hidden else slug.text))
        problems.append(problem_at(slug, Rule.SLUG, message, allowed=SLUG_ALLOWED, suggestion=near))
    elif RESERVED_SLUG.fullmatch(slug.text):
        problems.append(problem_at(slug, Rule.SLUG, reserved(slug.text)))
    owned = owned_edge(node_type)
    fields = draft.document.fields
    if owned is not None and draft.parts:
        key = plain_scalar(owned.forward, slug.place)
        fields[owned.forward] = (key, Items(items=tuple(draft.parts), place=slug.place))
    document = Fields(fields=fields, place=slug.place)
    return Row(
        slug=slug.text,
        document=document,
        place=slug.place,
        columns=draft.columns,
        named=draft.document.named,
    )
