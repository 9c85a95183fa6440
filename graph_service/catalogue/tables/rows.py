"""The rows of a table ↔ documents like those of entry files.

A row is an entry: a cell "Visita" in the column name.es → `name: {es: Visita}`. If entries have
parts (the events of a transfer), each further row with the same slug, or without one, is one more
part. An entry is written as such rows, with its own fields in the first; to import them changes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.files.folder import SLUG_ALLOWED, reserved
from graph_service.catalogue.files.yaml_files import Fields, Items, Node, Scalar
from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.placeholders import is_placeholder
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.i18n import _
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import PROPERTIES, SLUG, edges_of
from graph_service.model.ids import RESERVED_SLUG, node_id, slugify
from graph_service.model.ids import SLUG as SLUG_FORM
from graph_service.model.storage import Value
from graph_service.model.types import FIELD_BASES
from graph_service.model.vocabulary import Vocabulary

from .cells import (
    CLEAR,
    EMPTY_LIST,
    NO,
    YES,
    Cell,
    is_clear,
    is_mark,
    plain_scalar,
    problem_at,
    scalar,
)
from .columns import (
    BASIS_OF_PART,
    Column,
    columns_of,
    field_named,
    is_help_sheet,
    owned_edge,
    read_header,
    type_of_sheet,
)
from .links import link_node, written

_Fields = dict[str, tuple[Scalar, Node]]
_Path = tuple[str, ...]
_ERROR = re.compile(r"#(?:N/[ADE]|N/DISP|[¡¿]?[A-ZÁÉÍÓÚÇÃ]{3,12}[!?]|¡?DIV/0!|#+)")
"""What spreadsheets in Spanish, English and Portuguese show for an error: #¡REF!, #N/A, ####."""
_WORD_IN_BRACKETS = re.compile(r"\[\s*\w+\s*\]")
_PIECES = re.compile(r"\\[\\|\n]|[^\\|\n]+|.", re.DOTALL)


@dataclass(kw_only=True, eq=False)
class Row:
    """An entry of a table.

    Attributes:
        type: its type.
        slug: its slug.
        place: where it starts.
        columns: the columns of its sheet, filled or not.
        is_readable: whether its document is complete; otherwise, a problem says why.
        fields: its own fields, as in an entry file.
        parts: those of its parts.
    """

    type: NodeType
    slug: str
    place: CellPlace
    columns: Sequence[Column]
    is_readable: bool = True
    fields: _Fields = field(default_factory=dict)
    parts: list[Node] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of its entry."""
        return node_id(self.type.name, self.slug)

    @property
    def document(self) -> Fields:
        """Its entry, as a file has it."""
        return Fields(fields=self.fields, place=self.place)


def read_rows(
    lines: Iterable[Sequence[Cell]], problems: list[Problem], *, updating: bool
) -> list[Row]:
    """Return the entries of a table, sheet by sheet; a sheet may have headers only."""
    rows: list[Row] = []
    first: Cell | None = None
    for _title, of_sheet in groupby(lines, key=lambda line: line[0].place.sheet):
        header, *below = of_sheet
        first = first or header[0]
        if not below or is_help_sheet(header):
            continue
        if (node_type := type_of_sheet(header, problems)) is not None:
            columns = read_header(node_type, header, problems, updating=updating)
            sheet = _Sheet(node_type=node_type, columns=columns, problems=problems)
            for line in below if columns else ():
                sheet.read(line)
            rows += sheet.rows
    if first is not None and not rows and not problems:
        message = _("no rows below the headers: write one row per entry")
        problems.append(Problem(first.place, Rule.ROW, message))
    return rows


@dataclass(kw_only=True)
class _Sheet:
    """Reads the lines of a sheet; an entry doesn't continue on another one."""

    node_type: NodeType
    columns: Mapping[int, Column]
    problems: list[Problem]
    rows: list[Row] = field(default_factory=list)

    def read(self, line: Sequence[Cell]) -> None:
        """Read a line into the entry that it starts or continues."""
        number = next(n for n, column in self.columns.items() if column.declared is SLUG)
        empty = Cell(text="", place=line[0].place._replace(column=number))
        slug = next((cell for cell in line if cell.place.column == number), empty)
        named = [cell for cell in line if cell is not slug and cell.place.column in self.columns]
        nameless = next((cell for cell in line if cell.place.column not in self.columns), None)
        cells = [(self.columns[cell.place.column], cell) for cell in named]
        cells.sort(key=lambda pair: pair[0].path)  # a date before its qualifier
        owned = owned_edge(self.node_type)
        if nameless is not None:
            self._start(slug, _nameless(nameless, max(self.columns)))
        elif not (self.rows and owned and slug.text in ("", self.rows[-1].slug)):
            self._start(slug, _slug_problem(slug))
        elif own := [cell for column, cell in cells if column.path[0] != owned.forward]:
            message = _(
                "this row continues {slug}: fill in only the “{part}: …” columns",
                slug=quoted(self.rows[-1].slug),
                part=ModelText(owned.label),
            )
            self.problems.append(problem_at(own[0], Rule.ROW, message))
            return
        if self.rows[-1].is_readable:
            self._fill(self.rows[-1], cells)

    def _start(self, slug: Cell, problem: Problem | None) -> None:
        row = Row(
            type=self.node_type,
            slug=slug.text,
            place=slug.place,
            columns=[*self.columns.values()],
            is_readable=problem is None,
        )
        self.rows.append(row)
        if problem is not None:
            self.problems.append(problem)

    def _fill(self, row: Row, cells: Sequence[tuple[Column, Cell]]) -> None:
        """Put cells into the fields of an entry, and of one more part of it."""
        owned = owned_edge(self.node_type)
        inside = f"{owned.forward}[{len(row.parts) + 1}]." if owned else ""
        part: _Fields = {}
        for column, cell in cells:
            if (problem := _not_a_value(cell)) is not None:
                self.problems.append(problem)
            elif column.is_required and is_clear(cell.text):
                message = _("every entry needs this value: write another one instead")
                self.problems.append(problem_at(cell, Rule.MARK, message))
            if owned is not None and column.path[0] == owned.forward:
                node = self._node(column, cell, inside + column.path[1])
                _put(part, column.path[1:], column, cell, node)
            else:
                node = self._node(column, cell, column.path[0])
                _put(row.fields, column.path, column, cell, node)
        if part and owned is not None:
            row.parts.append(Fields(fields=part, place=cells[0][1].place))
            parts = Items(items=tuple(row.parts), place=row.place)
            row.fields[owned.forward] = (plain_scalar(owned.forward, row.place), parts)

    def _node(self, column: Column, cell: Cell, path: str) -> Node:
        """Return the value of a cell; a cell that clears its field is null."""
        if is_clear(cell.text):
            return plain_scalar("", cell.place)
        if isinstance(column.declared, Edge):
            return link_node(column.declared, cell, path, self.problems)
        return _value(self.node_type, column.declared, cell)


def _put(fields: _Fields, path: tuple[str, ...], column: Column, cell: Cell, node: Node) -> None:
    """Store a value as a field, or as a part of one: a language, the qualifier of a date."""
    name, *inner = path
    if inner or (column.prop is not None and column.prop.kind.parts):
        part = inner[0] if inner else "edtf"
        whole = fields[name][1] if name in fields else None
        parts = dict(whole.fields) if isinstance(whole, Fields) else {}
        parts[part] = (plain_scalar(part, cell.place), node)
        node = Fields(fields=parts, place=cell.place)
    fields[name] = (plain_scalar(name, cell.place), node)


def _nameless(cell: Cell, last: int) -> Problem:
    """Return the problem of a value below no header; `last` is the last column with one."""
    if cell.place.sheet or cell.place.column < last:
        return problem_at(cell, Rule.COLUMN, _("a value in a column without a name"))
    message = _("more values than headers: put texts that contain the separator in quotes")
    return problem_at(cell, Rule.TABLE, message)


def _not_a_value(cell: Cell) -> Problem | None:
    """Return the problem of a formula, of its error, or of an unknown mark, such as [borrar]."""
    if cell.text[0] not in "=#[":  # most cells
        return None
    value = quoted(cell.text)
    if cell.text.startswith("="):
        message = _("{value} is a formula; write its value", value=value)
        return problem_at(cell, Rule.FORMULA, message)
    if _ERROR.fullmatch(cell.text):
        message = _("{value} is not a value: write the value, or leave the cell empty", value=value)
        return problem_at(cell, Rule.FORMULA, message)
    if _WORD_IN_BRACKETS.fullmatch(cell.text) and not is_mark(cell.text):
        message = _(
            "unknown mark {value}; {clear} removes a value", value=value, clear=ModelText(CLEAR)
        )
        return problem_at(cell, Rule.MARK, message)
    return None


def _slug_problem(slug: Cell) -> Problem | None:
    """Return the problem of a line that can't start an entry, or None."""
    if not slug.text:
        message = _("this row has no slug: write it, or delete the row")
        return problem_at(slug, Rule.SLUG, message)
    if (problem := _not_a_value(slug)) is not None:
        return problem
    if RESERVED_SLUG.fullmatch(slug.text):
        return problem_at(slug, Rule.SLUG, reserved(slug.text))
    if SLUG_FORM.fullmatch(slug.text) and not is_mark(slug.text):
        return None
    message = _(
        "{value} is not a slug: correct it, or delete the row if it is not an entry",
        value=quoted(slug.text),
    )
    near = None if is_placeholder(slug.text.lower()) else slugify(slug.text)
    return problem_at(slug, Rule.SLUG, message, allowed=SLUG_ALLOWED, suggestion=near)


def _value(node_type: NodeType, prop: Property, cell: Cell) -> Node:
    if not prop.many:
        return scalar(prop, cell.text, cell.place)
    is_listed = prop.enum is not None or prop.names
    texts = re.split(r"[;,|\n]", cell.text) if is_listed else _lines(cell.text)
    if prop in FIELD_BASES:
        texts = (field_named(node_type, text.strip()) for text in texts)
    items = tuple(scalar(prop, text.strip(), cell.place) for text in texts)
    return Items(items=items, place=cell.place)


def escape(text: str) -> str:
    r"""Return an item of a list of texts as a line of a cell, on which bars separate items.

    >>> escape("a|b")
    'a\\|b'
    """
    return re.sub(r"([\\|\n])", r"\\\1", text)


def _lines(text: str) -> Iterator[str]:
    """Split a text into lines, and at bars; the inverse of `escape`, other backslashes stay."""
    line = ""
    for piece in _PIECES.findall(text):
        if piece in "|\n":
            yield line
            line = ""
        else:
            line += piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece
    yield line


def entry_rows(entry: Entry, language: str) -> Iterator[list[str]]:
    """Yield the rows of an entry, with terms by their labels in a language."""
    columns = columns_of(entry.type)
    slug: dict[_Path, str] = {("slug",): entry.slug}
    cells = slug | dict(_cells(entry, language))
    for part in entry.parts or (None,):
        if part is not None:
            cells |= {(part.edge.forward, *at): text for at, text in _part(part, language)}
        yield [cells.get(column.path, "") for column in columns]
        cells = dict(slug)


def _part(part: Part, language: str) -> Iterator[tuple[_Path, str]]:
    yield from _cells(part.entry, language)
    if part.basis is not Basis.STATED:
        yield (BASIS_OF_PART.name,), part.basis.label(language)


def _cells(entry: Entry, language: str) -> Iterator[tuple[_Path, str]]:
    for prop in PROPERTIES[entry.type.name].values():
        if prop.name in entry.values and not prop.derived:
            yield from _value_cells(prop, entry.values[prop.name], language)
    for edge in edges_of(entry.type):
        links = [link for link in entry.links if link.edge is edge]
        if links:
            yield (edge.forward,), "; ".join(_link(link, language) for link in links)
        elif edge.empty is not None and edge.forward in entry.places:
            yield (edge.forward,), EMPTY_LIST


def _value_cells(prop: Property, value: Value, language: str) -> Iterator[tuple[_Path, str]]:
    match value:
        case Mapping():
            for name, text in value.items():
                yield (prop.name, name), _text(prop, text, language)
        case PartialDate():
            yield (prop.name,), value.date.edtf
            if value.qualifier is not DateQualifier.AT:
                yield (prop.name, "qualifier"), value.qualifier.label(language)
        case _:
            yield (prop.name,), _text(prop, value, language)


def _text(prop: Property, value: object, language: str) -> str:
    """Return a value, or the items of a list, as a cell has it."""
    match value:
        case list() | tuple() if prop.enum or prop.names:
            return "; ".join(_text(prop, item, language) for item in value)
        case list() | tuple():
            return "\n".join(escape(str(item)) for item in value)
        case Vocabulary():
            return value.label(language)
        case bool():
            return (YES if value else NO).in_language(language)
    return str(value)


def _link(link: Link, language: str) -> str:
    facts: dict[str, object] = dict(link.facts)
    if link.basis is not link.edge.basis:
        facts[BASIS.name] = link.basis
    if link.sources:
        facts[SOURCES.name] = link.sources
    texts: list[str] = []
    for prop in properties_of(link.edge):
        match facts.get(prop.name):
            case None:
                continue
            case Mapping() as by_language:
                label = prop.label.in_language(language)
                texts += (
                    f"{label}.{x}={_fact(prop, by_language[x], language)}" for x in by_language
                )
            case value:
                texts.append(written(link.edge, prop, _fact(prop, value, language), language))
    return f"{link.target} ({', '.join(texts)})" if texts else link.target


def _fact(prop: Property, value: object, language: str) -> str:
    """Return a property of a link as brackets have it."""
    match value:
        case str():
            return '"{}"'.format(value.replace('"', '""'))
        case PartialDate():
            return value.date.edtf
        case list() | tuple():
            return " ".join(map(str, value))
    return _text(prop, value, language)
