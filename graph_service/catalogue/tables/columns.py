"""The columns of a type's table: its fields, flattened, in the order of entry files.

A practice's `name` has the columns name.es, name.en and name.pt. The path of a field, or of a value
in it, leads to its column: "visitorCountries[1].role" → visitorCountries, item "1", property role.
The first row of a sheet has the headers: "Slug", "Nombre (es)" → {1: slug, 2: name.es}. If one is
wrong, no row is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from graph_service.catalogue.model_messages import ModelText, folder_name
from graph_service.catalogue.problems import CellPlace, Problem, Rule, nearest, quoted
from graph_service.catalogue.suggest.names import DATE_LABELS, folder_of, labels_of
from graph_service.i18n import _
from graph_service.model.declare import Edge, NodeType, Property, one_of
from graph_service.model.edge_properties import BASIS, properties_of
from graph_service.model.enums import DateQualifier
from graph_service.model.graph import ENTRY_TYPES, SLUG, TYPE_FOLDERS, around_edges, edges_of
from graph_service.model.labels import Labels
from graph_service.model.text import fold
from graph_service.model.types.shared import POSITION
from graph_service.model.vocabulary import Vocabulary

from .cells import Cell, problem_at, split_header

HELP_TITLE = Labels("Ayuda", "Help", "Ajuda")
TERMS_TITLE = Labels("Términos", "Terms", "Termos")
SLUGS_TITLE = Labels("Identificadores", "Slugs", "Identificadores")
"""The titles of the sheets that a template adds to its table."""
QUALIFIER = one_of(
    "qualifier",
    DateQualifier,
    Labels(
        "Cómo leer la fecha; vacío si es simplemente la fecha del hecho.",
        "How to read the date; empty if it is simply the date of the fact.",
        "Como ler a data; vazio se for simplesmente a data do fato.",
    ),
    DATE_LABELS["qualifier"],
)
"""What a date in the column before says."""
BASIS_OF_PART = replace(BASIS, required=False)
"""Optional for a part of an entry, as for a link: the default is STATED."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column.

    Attributes:
        path: the field, and its component: ("name", "es"), ("date", "qualifier"),
            ("events", "stage"); ("slug",) for the slug.
        label: its header.
        declared: the property or the edge whose values it has.
        header: its header in a sheet, as written there.
        place: where that header is.
        replaces: whether the cells of a sheet replace lists, which grow otherwise.
    """

    path: tuple[str, ...]
    label: Labels
    declared: Property | Edge
    header: str = ""
    place: CellPlace | None = None
    replaces: bool = False

    @property
    def name(self) -> str:
        """The header that is the same in all languages: "name.es"."""
        return ".".join(self.path)

    @property
    def prop(self) -> Property | None:
        """Its property; None if it is one of an edge."""
        return self.declared if isinstance(self.declared, Property) else None

    @property
    def edge(self) -> Edge | None:
        """Its edge; None if it is one of a property."""
        return self.declared if isinstance(self.declared, Edge) else None

    @property
    def is_list(self) -> bool:
        """Whether an entry may have several of its values; positions stand for the parts."""
        if isinstance(self.declared, Edge):
            return not self.declared.one
        return self.declared.many or self.path[1:] == (POSITION,)

    @property
    def is_required(self) -> bool:
        """Whether every entry needs it; a part without a position is the next one."""
        is_position = self.path[1:] == (POSITION,)
        return self.declared.required and not (self.is_one_of_languages or is_position)

    @property
    def is_one_of_languages(self) -> bool:
        """Whether it is a language of a text that every entry needs in at least one."""
        return self.prop is not None and self.prop.kind.has_languages and self.prop.required

    @property
    def vocabulary(self) -> type[Vocabulary] | None:
        """The vocabulary of its values; None if they aren't terms."""
        return self.prop.enum if self.prop is not None else None


def columns_of(node_type: NodeType) -> tuple[Column, ...]:
    """Return the columns of a type."""
    return (Column(path=("slug",), label=SLUG.label, declared=SLUG), *_fields(node_type))


def owned_edge(node_type: NodeType) -> Edge | None:
    """Return the edge to the parts of an entry of the type; None if it has no parts."""
    return next((edge for edge in edges_of(node_type) if edge.owns), None)


def _fields(node_type: NodeType) -> Iterator[Column]:
    before, after = around_edges(node_type)
    for prop in before:
        yield from _of_property(prop)
    for edge in edges_of(node_type):
        if edge.owns:
            yield from (_inside(edge, column) for column in _fields(edge.target))
            yield from (_inside(edge, column) for column in _of_property(BASIS_OF_PART))
        else:
            yield Column(path=(edge.forward,), label=edge.label, declared=edge)
    for prop in after:
        yield from _of_property(prop)


def _of_property(prop: Property) -> Iterator[Column]:
    column = Column(path=(prop.name,), label=prop.label, declared=prop)
    if prop.kind.has_languages:
        for language in prop.kind.parts:
            label = prop.label.with_each(f"{{}} ({language})".format)
            yield replace(column, path=(prop.name, language), label=label)
        return
    yield column
    if QUALIFIER.name in prop.kind.parts:
        label = _joined(prop.label, QUALIFIER.label)
        yield Column(path=(prop.name, QUALIFIER.name), label=label, declared=QUALIFIER)


def _inside(edge: Edge, column: Column) -> Column:
    label = _joined(edge.label, column.label)
    return replace(column, path=(edge.forward, *column.path), label=label)


def _joined(first: Labels, then: Labels) -> Labels:
    """Join two names: "Fecha: qué indica"."""
    return Labels(*(f"{a}: {b[0].lower()}{b[1:]}" for a, b in zip(first, then, strict=True)))


@dataclass(frozen=True, kw_only=True)
class Location:
    """Where a value is in the table of a type.

    Attributes:
        column: its column.
        item: the item of a list: its number, or the target of a link.
        fact: the property of the link, if it is one.
    """

    column: Column
    item: str | None = None
    fact: Property | None = None


def locate(node_type: NodeType, path: Sequence[str]) -> Location | None:
    """Return where a value is; None if the type has no column for it.

    >>> from graph_service.catalogue.problems import path_names
    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> locate(EXCHANGE_VISIT, path_names("visitorCountries[1].role")).fact.name
    'role'
    """
    columns = {column.path: column for column in columns_of(node_type)}
    names = tuple(path)
    owned = owned_edge(node_type)
    is_in_part = owned is not None and names[0] == owned.forward
    if is_in_part:
        names = (names[0], *(names[2:] or (POSITION,)))
    for length in range(len(names), 0, -1):
        column = columns.get(names[:length])
        if column is not None:
            return _location(column, names[length:])
    # A text in all languages together, at the first of its columns.
    field = names[: 2 if is_in_part else 1]
    of_field = (column for path, column in columns.items() if path[: len(field)] == field)
    column = next(of_field, None)
    return Location(column=column) if column is not None else None


def _location(column: Column, rest: Sequence[str]) -> Location:
    """Return the location of what is inside a column's value: an item, its property."""
    item = rest[0] if rest and column.is_list else None
    names = rest[1:] if item is not None else rest
    facts = properties_of(column.edge) if column.edge is not None else ()
    fact = next((prop for prop in facts if prop.name in names[:1]), None)
    return Location(column=column, item=item, fact=fact)


def field_named(node_type: NodeType, text: str) -> str:
    """Return the field that has a text as its label or as that of one of its columns, or the text.

    >>> from graph_service.model.types import EXCHANGE_VISIT
    >>> field_named(EXCHANGE_VISIT, "Modalidad"), field_named(EXCHANGE_VISIT, "nombre (ES)")
    ('modality', 'name')
    """
    fields = [(column.path[0], column.label) for column in columns_of(node_type)]
    fields += labels_of(node_type).items()
    return {fold(label): name for name, labels in fields for label in labels}.get(fold(text), text)


_MANY = 3
"""One known header in so many cells is the beginning of a turned table, or an accident."""

_SHORT = 3
"""Letters that are like too many headers: "ID" is not "Kind"."""


def is_help_sheet(header: Sequence[Cell]) -> bool:
    """Whether a sheet is one that a template adds to its table."""
    titles = (*HELP_TITLE, *TERMS_TITLE, *SLUGS_TITLE)
    return header[0].place.sheet in titles and not any(any(_known(t, header)) for t in ENTRY_TYPES)


def type_of_sheet(header: Sequence[Cell], problems: list[Problem]) -> NodeType | None:
    """Return the type that a sheet, or a .csv file, is named after, or else that its headers fit.

    None, with a problem, if they fit several.
    """
    place = header[0].place
    named = folder_of(place.sheet or PurePath(place.file).stem)
    if named is not None:
        return TYPE_FOLDERS[named]
    numbers = {t.name: len([*filter(None, _known(t, header))]) for t in ENTRY_TYPES}
    most = max(numbers.values())
    fitting = [t for t in ENTRY_TYPES if numbers[t.name] == most]
    if len(fitting) == 1 or _MANY * most <= len(header):  # of no type: a problem with the header
        return fitting[0]
    message = _(
        "these columns are the same in {types}: give the sheet, or the .csv file, the name of one",
        types=[*map(folder_name, fitting)],
    )
    problems.append(problem_at(header[0], Rule.TABLE_TYPE, message))
    return None


def read_header(
    node_type: NodeType, header: Sequence[Cell], problems: list[Problem], *, updating: bool
) -> Mapping[int, Column]:
    """Return the columns by their number; none, with problems, if no row can be read.

    Rows that only update entries may leave out columns that every entry needs.
    """
    found = [*_problems(node_type, header, updating=updating)]
    problems += found
    if found:
        return {}
    columns: dict[int, Column] = {}
    for cell, column in zip(header, _known(node_type, header), strict=True):
        if column is not None:
            name, replaces = split_header(cell.text)
            named = replace(column, header=name, place=cell.place, replaces=replaces)
            columns[cell.place.column] = named
    return columns


def _known(node_type: NodeType, header: Sequence[Cell]) -> list[Column | None]:
    """Return the column of each header, in any language, or by its name; None for others."""
    known = {
        fold(text): column
        for column in columns_of(node_type)
        for text in (*column.label, column.name)
    }
    return [known.get(fold(split_header(cell.text)[0])) for cell in header]


def _problems(node_type: NodeType, header: Sequence[Cell], *, updating: bool) -> Iterator[Problem]:
    columns = _known(node_type, header)
    if _MANY * len([*filter(None, columns)]) <= len(header):  # such as a turned table
        message = _(
            "the first row does not have the headers of a template: delete the rows above them;"
            " transpose a table that has them in its first column; remove a sheet of other data"
        )
        yield problem_at(header[0], Rule.COLUMN, message)
        return
    seen: set[tuple[str, ...]] = set()
    for cell, column in zip(header, columns, strict=True):
        if column is None:
            yield _unknown(node_type, cell)
        elif column.path in seen:
            message = _("duplicate column {name}: keep one of them", name=quoted(cell.text))
            yield problem_at(cell, Rule.COLUMN, message)
        else:
            seen.add(column.path)
    # Otherwise, an unknown or a second one may be one that is missing.
    if None not in columns and len(seen) == len(columns):
        for label in _missing(node_type, seen, updating=updating):
            message = _('the column "{name}" is missing', name=ModelText(label))
            yield problem_at(header[0], Rule.COLUMN, message)


def _unknown(node_type: NodeType, cell: Cell) -> Problem:
    """Return the problem of an unknown header: "Fehca" for "Fecha", "Nombre" for "Nombre (es)"."""
    name, _replaces = split_header(cell.text)
    labels = [label for column in columns_of(node_type) for label in column.label]
    meant = {label.rpartition(" (")[0] or label: label for label in reversed(labels)}
    meant |= {label: label for label in labels}
    near = nearest(name, meant) if len(name) > _SHORT else None
    return problem_at(
        cell,
        Rule.COLUMN,
        _("unknown column {name}", name=quoted(cell.text)),
        allowed=[ModelText(column.label) for column in columns_of(node_type)],
        suggestion=meant[near] if near is not None else None,
    )


def _missing(
    node_type: NodeType, present: Collection[tuple[str, ...]], *, updating: bool
) -> Iterator[Labels]:
    """Yield the labels of the columns that are missing; parts need theirs if a sheet has any."""
    owned = owned_edge(node_type)
    fields = {path[0] for path in present}
    texts = {path[:-1] for path in present}
    for column in columns_of(node_type):
        field, text = column.path[0], column.path[:-1]
        if updating and field != "slug":
            return
        if owned is not None and field == owned.forward and field not in fields:
            continue
        if column.is_one_of_languages:
            if text not in texts:
                yield column.label
            texts.add(text)
        elif column.is_required and column.path not in present:
            yield column.label
