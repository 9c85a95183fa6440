"""A table of a type, empty or filled, with headers in a language.

A workbook also has sheets that explain its columns and terms, and list the slugs of other entries.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.model.declare import NodeType
from graph_service.model.vocabulary import Vocabulary

from .columns import Column, columns_of
from .help_sheet import fill_help, vocabulary_of
from .references import References, fill_slugs
from .sheet_titles import HELP_TITLE, SLUGS_TITLE, TERMS_TITLE
from .term_sheet import fill_terms

LONGEST_CELL = 32_767
"""The characters that a cell of a workbook may have."""
_DROP_DOWN_ROWS = 1000
_MAX_WIDTH, _MIN_WIDTH = 40, 12
Rows = Sequence[Sequence[str]]


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
    terms = fill_terms(term_sheet, node_type, language)
    slugs: Mapping[str, str] = {}
    if found:
        slug_sheet = book.create_sheet(SLUGS_TITLE.in_language(language))
        slugs = fill_slugs(slug_sheet, found, language)
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
