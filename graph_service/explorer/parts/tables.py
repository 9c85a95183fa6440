"""Tables of pages, for CSV and XLSX: a row per entry of a list, or per statement of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Fact, Node, Section, Statement, code_in, objects_in
from graph_service.model.json import Json
from graph_service.model.labels import Labels

SEPARATOR = "; "
"""Between the values of a cell."""
STATEMENT_COLUMNS = (
    "field", "label", "value", "language", "qualifier", "id", "details",
    "basis", "quote", "note", "sources",
)  # fmt: skip
_IDENTITY = ("id", "slug", "name")
_SOURCES = "sources"
_COUNTED = {"transfers"}
"""Columns that lists are sorted by as numbers, also where they show the first entries."""


@dataclass(frozen=True)
class Table:
    """A header and rows with as many cells.

    Attributes:
        columns: the names of the columns, which stay.
        rows: the cells.
        labels: the names of the columns for people; empty if they have none.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a list.

    Attributes:
        name: the name of the property or the relation.
        labels: its names for people.
        is_date: whether its cells are dates, which have a second column for their qualifiers.
        is_number: whether its cells are numbers of entries.
        has_entries: whether its cells are the first entries of a relation, which have a second
            column for their ids and a third one for the number of all.
        is_sorted: whether lists can be sorted by its cells, which are texts or terms.
    """

    name: str
    labels: Labels
    is_date: bool = False
    is_number: bool = False
    has_entries: bool = False
    is_sorted: bool = False

    @property
    def order(self) -> dict[str, str] | None:
        """The order by this column, the largest, latest or first one first; None if it has none."""
        if self.is_number or self.name in _COUNTED:
            return {f"{self.name}Count": "DESC"}
        if self.is_date:
            return {self.name: "DESC"}
        return {self.name: "ASC"} if self.is_sorted else None

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        if self.is_date:
            return self.name, f"{self.name}Qualifier"
        if self.has_entries:
            return self.name, f"{self.name}Ids", f"{self.name}Count"
        return (self.name,)

    def headings(self, address: Address) -> tuple[str, ...]:
        """Return the names of its columns for people."""
        label = self.labels.in_language(address.language)
        if self.is_date:
            return label, address.gettext("{label}: how to read the date", label=label)
        if self.has_entries:
            ids = address.gettext("{label}: ids", label=label)
            return label, ids, address.gettext("{label}: number", label=label)
        return (label,)

    def cells(self, found: Fact | Section | None) -> Sequence[Cell]:
        """Return the cells of an entry in its columns."""
        match found:
            case Fact(value=value) if self.is_date:
                return date_cells(value)
            case Fact(value=value):
                values = values_of(value)
                return (values[0] if len(values) == 1 else SEPARATOR.join(map(str, values)),)
            case Section(statements=statements, total=total) if self.has_entries:
                names = SEPARATOR.join(str(s.node["name"]) for s in statements)
                ids = SEPARATOR.join(str(s.node["id"]) for s in statements)
                return names, ids, total
            case Section(total=total):
                return (total,)
        empty = 0 if self.is_number or self.has_entries else None
        return (*(None for _ in self.header[1:]), empty)


def entries_table(
    address: Address,
    columns: Sequence[Column],
    rows: Iterable[tuple[Node, Mapping[str, Fact | Section]]],
) -> Table:
    """Return the table of a list: who each entry is, then the columns that the page shows.

    Args:
        address: of the list, in the language of the labels.
        columns: the columns.
        rows: the entries, each with its cells by the name of their column.
    """
    header = [name for column in columns for name in column.header]
    lines = [
        (
            *(str(node[key]) for key in _IDENTITY),
            *(cell for column in columns for cell in column.cells(cells.get(column.name))),
        )
        for node, cells in rows
    ]
    labels = [label for column in columns for label in column.headings(address)]
    labels = ["id", "slug", address.gettext("Name"), *labels]
    return Table((*_IDENTITY, *header), tuple(lines), tuple(labels))


def statements_table(entry: Node, facts: Iterable[Fact], sections: Iterable[Section]) -> Table:
    """Return the table of an entry: one row per value, and per statement about other entries."""
    rows: list[dict[str, Cell]] = [
        {
            "field": "name",
            "value": str(entry["name"]),
            "language": code_in(entry.get("nameLanguage")),
        }
    ]
    rows += [row for fact in facts for row in _fact_rows(fact)]
    rows += [_statement(section, one) for section in sections for one in section.statements]
    for name in ("disputed", "note"):
        language = code_in(entry.get(f"{name}Language"))
        for value in values_of(entry.get(name)):
            rows.append({"field": name, "value": value, "language": language})
    rows += [
        {"field": _SOURCES, "value": str(source["name"]), "id": str(source["id"])}
        for source in objects_in(entry.get(_SOURCES))
    ]
    lines = (tuple(row.get(column) for column in STATEMENT_COLUMNS) for row in rows)
    return Table(STATEMENT_COLUMNS, tuple(lines))


def _fact_rows(fact: Fact) -> Iterator[dict[str, Cell]]:
    for value in values_of(fact.value):
        yield {
            "field": fact.name,
            "label": fact.label,
            "value": value,
            "language": fact.language,
            "qualifier": _qualifier(fact.value),
            "basis": fact.basis,
        }


def _statement(section: Section, statement: Statement) -> dict[str, Cell]:
    edge = statement.edge
    details = [
        f"{fact.label}: {SEPARATOR.join(map(str, values_of(fact.value)))}"
        for fact in (*statement.facts, *statement.details)
    ]
    return {
        "field": section.relation.name,
        "label": section.label,
        "value": _text(statement.node.get("name")),  # an event has none, but details
        "language": code_in(statement.node.get("nameLanguage")),
        "id": _text(statement.node.get("id")),
        "details": SEPARATOR.join(details) or None,
        "basis": _text(edge.get("basis")),
        "quote": _text(edge.get("quote")),
        "note": _text(edge.get("note")),
        _SOURCES: SEPARATOR.join(str(s["id"]) for s in objects_in(edge.get(_SOURCES))) or None,
    }


def values_of(value: Json) -> Sequence[Cell]:
    """Return the values of a property: a date as EDTF."""
    match value:
        case None:
            return ()
        case str() | int() | float():
            return (value,)
        case Mapping():
            return (str(value["edtf"]),)
    return tuple(str(item) for item in value)


def date_cells(date: Json) -> tuple[Cell, Cell]:
    """Return a date as EDTF, and its qualifier; None for both if there is no date."""
    edtf, *_ = (*values_of(date), None)
    return edtf, _qualifier(date)


def _qualifier(value: Json) -> str | None:
    return _text(value.get("qualifier")) if isinstance(value, Mapping) else None


def _text(value: Json) -> str | None:
    return value if isinstance(value, str) else None
