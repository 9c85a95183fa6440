"""A table of a type, empty or filled, with headers in a language.

A workbook also has sheets that explain its columns and terms, and list the slugs of other entries.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.entries import Entry
from graph_service.model.declare import NodeType
from graph_service.model.edge_properties import properties_of
from graph_service.model.graph import ENTRY_TYPES, SLUG
from graph_service.model.labels import Labels
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary

from .cells import named_slug
from .columns import HELP_TITLE, SLUGS_TITLE, TERMS_TITLE, Column, columns_of
from .help_sheet import fill_help, vocabulary_of
from .links import reference_name

LONGEST_CELL = 32_767
"""The characters that a cell of a workbook may have."""
_DROP_DOWN_ROWS = 1000
_MAX_WIDTH, _MIN_WIDTH = 40, 12
_TERM_HEADERS = (
    Labels("Columna", "Column", "Coluna"),
    Labels("Término", "Term", "Termo"),
    Labels("En los archivos", "In files", "Nos arquivos"),
    Labels("Significado", "Meaning", "Significado"),
)
_TERM_WIDTHS = (34, 34, 26, 90)
_SLUG_WIDTHS = (60, 30)
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, order=True)
class Reference:
    """An entry that others may refer to, by its name in the steward's language."""

    name: str
    slug: str


References = Mapping[str, Sequence[Reference]]
"""The entries by the name of their type."""


def csv_template(node_type: NodeType, language: str, rows: Rows = ()) -> bytes:
    """Return headers and rows as CSV, with a byte order mark so that spreadsheets read UTF-8."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(c.label.in_language(language) for c in columns_of(node_type))
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def xlsx_template(
    node_type: NodeType, language: str, rows: Rows = (), found: References | None = None
) -> bytes:
    """Return a workbook with the table, its help, its terms, and the entries to refer to."""
    book = Workbook()
    table = book.active
    if not isinstance(table, Worksheet):
        raise TypeError("a new workbook has a sheet")
    table.title = node_type.folder or node_type.name
    help_sheet = book.create_sheet(HELP_TITLE.in_language(language))
    fill_help(help_sheet, node_type, language)
    term_sheet = book.create_sheet(TERMS_TITLE.in_language(language))
    terms = _fill_terms(term_sheet, node_type, language)
    slugs: Mapping[str, str] = {}
    if found:
        slug_sheet = book.create_sheet(SLUGS_TITLE.in_language(language))
        slugs = _fill_slugs(slug_sheet, found, language)
    for number, column in enumerate(columns_of(node_type), start=1):
        _add_column(table, number, column, language)
        if (choices := _choices(column, terms, slugs)) is not None:
            _add_drop_down(table, number, choices, len(rows))
    for row, cells in enumerate(rows, start=2):
        for number, text in enumerate(cells, start=1):
            if text:
                cell = table.cell(row=row, column=number, value=text)
                cell.number_format = FORMAT_TEXT
                cell.alignment = Alignment(wrap_text="\n" in text, vertical="top")
    table.freeze_panes = "B2"
    for sheet in book.worksheets[1:]:
        for header in next(sheet.iter_rows(max_row=1)):
            header.font = Font(bold=True)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _add_column(table: Worksheet, number: int, column: Column, language: str) -> None:
    name = column.label.in_language(language)
    cell = table.cell(row=1, column=number, value=name)
    needed = column.is_required or column.is_one_of_languages
    cell.font = Font(bold=needed)
    cell.fill = PatternFill("solid", fgColor="DDEBF7" if needed else "F2F2F2")
    dimension = table.column_dimensions[get_column_letter(number)]
    dimension.width = min(max(len(name) + 2, _MIN_WIDTH), _MAX_WIDTH)
    dimension.number_format = FORMAT_TEXT  # spreadsheets turn 032 into 32, 2018-10 into a day


def _choices(
    column: Column, terms: Mapping[type[Vocabulary], str], slugs: Mapping[str, str]
) -> str | None:
    """Return the range of a column's terms, or of the entries that it may refer to."""
    if column.edge is not None:
        return slugs.get(column.edge.target.name)
    enum = vocabulary_of(column)
    is_list = column.prop is not None and column.prop.many
    return None if enum is None or is_list else terms.get(enum)


def _add_drop_down(table: Worksheet, number: int, choices: str, rows: int) -> None:
    """Offer choices; a cell may also have brackets, several values or a mark."""
    drop_down = DataValidation(
        type="list", formula1=choices, allow_blank=True, showErrorMessage=False
    )
    letter = get_column_letter(number)
    drop_down.add(f"{letter}2:{letter}{max(_DROP_DOWN_ROWS, 2 * rows)}")
    table.add_data_validation(drop_down)


def _fill_terms(
    sheet: Worksheet, node_type: NodeType, language: str
) -> Mapping[type[Vocabulary], str]:
    """Write the terms of a type's columns into a sheet; return the range of each vocabulary."""
    ranges: dict[type[Vocabulary], str] = {}
    sheet.append([header.in_language(language) for header in _TERM_HEADERS])
    for enum, columns in _vocabularies(node_type, language).items():
        first = sheet.max_row + 1
        for term in enum.writable():
            meaning = term.value.meaning.in_language(language)
            sheet.append([", ".join(columns), term.label(language), term.name, meaning])
        ranges[enum] = f"{quote_sheetname(sheet.title)}!$B${first}:$B${sheet.max_row}"
    for letter, width in zip("ABCD", _TERM_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return ranges


def _vocabularies(node_type: NodeType, language: str) -> Mapping[type[Vocabulary], Iterable[str]]:
    """Return the columns of each vocabulary, those of its own before those of links."""
    columns = columns_of(node_type)
    uses = [(vocabulary_of(column), column.label) for column in columns]
    for column in columns:
        properties = properties_of(column.edge) if column.edge is not None else ()
        uses += ((prop.enum, prop.label) for prop in properties)
    names: dict[type[Vocabulary], dict[str, None]] = {}
    for enum, label in uses:
        if enum is not None:
            names.setdefault(enum, {})[label.in_language(language)] = None
    return names


def referenced_types(node_type: NodeType) -> tuple[NodeType, ...]:
    """Return the types that entries of a type, and their parts, may refer to."""
    columns = columns_of(node_type)
    targets = {column.edge.target.name for column in columns if column.edge is not None}
    return tuple(t for t in ENTRY_TYPES if t.name in targets)


def references(entries: Iterable[Entry], language: str) -> References:
    """Return entries by their names in a language, sorted."""
    found: dict[str, list[Reference]] = {}
    for entry in entries:
        reference = Reference(reference_name(entry, language), entry.slug)
        found.setdefault(entry.type.name, []).append(reference)
    return {name: sorted(each, key=lambda r: fold(r.name)) for name, each in found.items()}


def _fill_slugs(sheet: Worksheet, found: References, language: str) -> Mapping[str, str]:
    """Write the references into a sheet; return the range of each type's names, for lists."""
    ranges: dict[str, str] = {}
    types = [t for t in ENTRY_TYPES if found.get(t.name)]
    for number, node_type in enumerate(types):
        column = 2 * number + 1
        legend = node_type.legend.in_language(language)
        slug = SLUG.label.in_language(language)
        sheet.cell(row=1, column=column, value=f"{legend[0].upper()}{legend[1:]}")
        sheet.cell(row=1, column=column + 1, value=f"{slug} ({node_type.folder})")
        for row, reference in enumerate(found[node_type.name], start=2):
            sheet.cell(row=row, column=column, value=named_slug(reference.slug, reference.name))
            sheet.cell(row=row, column=column + 1, value=reference.slug)
        letter = get_column_letter(column)
        last = len(found[node_type.name]) + 1
        ranges[node_type.name] = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${last}"
        for offset, width in enumerate(_SLUG_WIDTHS):
            sheet.column_dimensions[get_column_letter(column + offset)].width = width
    sheet.freeze_panes = "A2"
    return ranges
