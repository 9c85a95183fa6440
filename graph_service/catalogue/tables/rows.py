"""The rows of a table → documents, as if they had been read from entry files.

A row is an entry. Where an entry has parts (the events of a transfer), further rows with the same
slug, or none, hold one more part each, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.catalogue.files.folder import SLUG_ALLOWED, SLUG_FORM, better_slug
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.model.declare import Kind, NodeType, Property
from graph_service.model.enums import DateQualifier
from graph_service.model.text import fold
from graph_service.wording import Language, Shown, Wording, _

from .cells import Cell, CellPlace, Holds
from .columns import Column, by_header, columns_of, parts_of
from .links import link_node, term_name

_TRUTH = {
    **dict.fromkeys(("true", "si", "yes", "sim", "verdadero", "verdadeiro"), "true"),
    **dict.fromkeys(("false", "no", "nao", "falso"), "false"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry of a table: its slug, its document, and where it begins."""

    slug: str
    document: Fields
    place: CellPlace


@dataclass(kw_only=True)
class _Draft:
    """An entry whose rows are still being read."""

    slug: Cell
    fields: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    parts: list[Node] = field(default_factory=list)


def read_rows(
    node_type: NodeType,
    rows: Iterable[Sequence[Cell]],
    problems: list[Problem],
    language: Language = Language.EN,
) -> list[Row]:
    """Read the entries of a table; what is wrong goes into `problems`.

    `language` is the one that missing columns are named in.
    """
    lines = iter(rows)
    header = next(lines, ())
    columns = _columns(node_type, header, problems, language)
    named = {cell.place.column for cell in header if cell.text}
    drafts: list[_Draft] = []
    if columns:
        for line in lines:
            problems += (_nameless(c) for c in line if c.text and c.place.column not in named)
            _read(node_type, columns, line, drafts, problems)
    return [_row(node_type, draft, problems) for draft in drafts]


def _columns(
    node_type: NodeType, header: Sequence[Cell], problems: list[Problem], language: Language
) -> Mapping[int, Column]:
    """Give the columns by their number."""
    known = by_header(node_type)
    names = [column.header.in_language(language) for column in columns_of(node_type)]
    found: dict[int, Column] = {}
    for cell in header:
        column = known.get(fold(cell.text))
        if column is None and cell.text:
            message = _("unknown column {name}", name=quoted(cell.text))
            near = nearest(cell.text, [x for c in known.values() for x in c.header])
            problems.append(_problem(cell, Rule.COLUMN, message, allowed=names, suggestion=near))
        elif column in found.values():
            message = _("the column {name} a second time", name=quoted(cell.text))
            problems.append(_problem(cell, Rule.COLUMN, message))
        elif column is not None:
            found[cell.place.column] = column
    if header and not any(column.path == ("slug",) for column in found.values()):
        message = _("the column {name} is missing", name=quoted(names[0]))
        problems.append(_problem(header[0], Rule.COLUMN, message))
        return {}
    return found


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
            problems.append(_problem(first, Rule.SLUG, _("the slug is missing in this row")))
            return
        drafts.append(_Draft(slug=slug))
    draft = drafts[-1]
    part: dict[str, tuple[Scalar, Node]] = {}
    for column, cell in cells:
        if column.path == ("slug",):
            continue
        if cell.holds is not Holds.VALUE:
            problems.append(_not_a_value(cell))
        if owned is not None and column.path[0] == owned.forward:
            _put(part, column.path[1:], column, cell)
        elif goes_on:
            problems.append(_problem(cell, Rule.ROW, _goes_on(draft)))
        else:
            _put(draft.fields, column.path, column, cell)
    if part:
        draft.parts.append(Fields(fields=part, place=line[0].place))


def _goes_on(draft: _Draft) -> Wording:
    slug = quoted(draft.slug.text)
    return _("this row goes on with {slug}: only one more part of it may stand here", slug=slug)


def _row(node_type: NodeType, draft: _Draft, problems: list[Problem]) -> Row:
    slug = draft.slug
    if not SLUG_FORM.fullmatch(slug.text):
        message = _("{value} is no slug", value=quoted(slug.text))
        near = better_slug(slug.text)
        problems.append(_problem(slug, Rule.SLUG, message, allowed=SLUG_ALLOWED, suggestion=near))
    owned = parts_of(node_type)
    if owned is not None and draft.parts:
        key = Scalar(text=owned.forward, plain=True, place=slug.place)
        draft.fields[owned.forward] = (key, Items(items=tuple(draft.parts), place=slug.place))
    document = Fields(fields=draft.fields, place=slug.place)
    return Row(slug=slug.text, document=document, place=slug.place)


def _put(
    fields: dict[str, tuple[Scalar, Node]], path: tuple[str, ...], column: Column, cell: Cell
) -> None:
    """Put a cell where it belongs: a field, a language of it, or the qualifier of a date."""
    key = Scalar(text=path[0], plain=True, place=cell.place)
    if column.edge is not None:
        fields[path[0]] = (key, link_node(column.edge, cell))
        return
    prop = column.prop
    if prop is None:
        return
    node = _value(prop, cell)
    if prop.kind is Kind.TEXT:
        inside = fields.get(path[0])
        texts = dict(inside[1].fields) if inside and isinstance(inside[1], Fields) else {}
        texts[path[1]] = (Scalar(text=path[1], plain=True, place=cell.place), node)
        fields[path[0]] = (key, Fields(fields=texts, place=cell.place))
    elif path[1:] == ("qualifier",):
        fields[path[0]] = (key, _qualified(fields.get(path[0]), cell))
    else:
        fields[path[0]] = (key, node)


def _qualified(date: tuple[Scalar, Node] | None, cell: Cell) -> Fields:
    qualifier = Scalar(
        text=term_name(DateQualifier, cell.text) or cell.text, plain=True, place=cell.place
    )
    fields: dict[str, tuple[Scalar, Node]] = {}
    if date is not None:
        fields["edtf"] = date
    fields["qualifier"] = (qualifier, qualifier)
    return Fields(fields=fields, place=cell.place)


def _value(prop: Property, cell: Cell) -> Node:
    if not prop.many:
        return _one(prop, cell.text, cell.place)
    separators = ";,|\n" if prop.enum or prop.name == "formerSlugs" else "|\n"
    items = tuple(_one(prop, text, cell.place) for text in _parted(cell.text, separators))
    return Items(items=items, place=cell.place)


def _parted(text: str, separators: str) -> Iterator[str]:
    """Part a text at separators; brackets and quotes mean nothing in it."""
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return (part.strip() for part in text.split(separators[0]))


def _one(prop: Property, text: str, place: CellPlace) -> Scalar:
    if prop.enum is not None:
        text = term_name(prop.enum, text) or text
    elif prop.kind is Kind.BOOLEAN:
        text = _TRUTH.get(fold(text), text)
    plain = prop.kind in (Kind.INT, Kind.BOOLEAN)
    return Scalar(text=text, plain=plain, place=place)


def _nameless(cell: Cell) -> Problem:
    return _problem(cell, Rule.COLUMN, _("a value in a column without a name"))


def _not_a_value(cell: Cell) -> Problem:
    if cell.holds is Holds.FORMULA:
        message = _("{value} is a formula; write its value", value=quoted(cell.text))
    else:
        message = _("{value} is the error of a formula", value=quoted(cell.text))
    return _problem(cell, Rule.FORMULA, message)


def _problem(
    cell: Cell,
    rule: Rule,
    message: Wording,
    *,
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> Problem:
    return Problem(
        place=cell.place,
        rule=rule,
        message=message,
        value=cell.text or None,
        allowed=allowed,
        suggestion=suggestion,
    )
