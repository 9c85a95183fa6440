"""An empty table of a type, with headers in a language; a workbook also has a help sheet."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.numbers import FORMAT_TEXT
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.model.declare import NodeType
from graph_service.model.labels import Labels

from .columns import Column, columns_of
from .help_sheet import HELP_TITLE, help_text, vocabulary_of
from .values import terms

_DROP_DOWN_ROWS = 1000
_MAX_WIDTH, _MIN_WIDTH = 40, 12
_COLUMN = Labels("Columna", "Column", "Coluna")
_REQUIRED = Labels("Obligatoria", "Required", "Obrigatória")
_HELP = Labels("Qué escribir", "What to enter", "O que escrever")
_YES = Labels("sí", "yes", "sim")


def csv_template(node_type: NodeType, language: str) -> bytes:
    """Return the headers as CSV, with a byte order mark so that spreadsheets read UTF-8."""
    stream = StringIO()
    csv.writer(stream).writerow(c.label.in_language(language) for c in columns_of(node_type))
    return stream.getvalue().encode("utf-8-sig")


def xlsx_template(node_type: NodeType, language: str) -> bytes:
    """Return a workbook with the table and a help sheet."""
    book = Workbook()
    table = book.active
    if not isinstance(table, Worksheet):
        raise TypeError("a new workbook has a sheet")
    table.title = node_type.folder or node_type.name
    help_sheet = book.create_sheet(HELP_TITLE.in_language(language))
    help_sheet.append([x.in_language(language) for x in (_COLUMN, _REQUIRED, _HELP)])
    for number, column in enumerate(columns_of(node_type), start=1):
        name = column.label.in_language(language)
        cell = table.cell(row=1, column=number, value=name)
        cell.font = Font(bold=column.is_required)
        cell.fill = PatternFill("solid", fgColor="DDEBF7" if column.is_required else "F2F2F2")
        width = min(max(len(name) + 2, _MIN_WIDTH), _MAX_WIDTH)
        dimension = table.column_dimensions[get_column_letter(number)]
        dimension.width = width
        dimension.number_format = FORMAT_TEXT  # spreadsheets turn 032 into 32, 2018-10 into a day
        required = _YES.in_language(language) if column.is_required else ""
        help_sheet.append([name, required, help_text(column, language)])
        _add_drop_down(table, help_sheet, number, column, language)
    table.freeze_panes = "B2"
    for letter, width in (("A", 30), ("B", 12), ("C", 100)):
        help_sheet.column_dimensions[letter].width = width
    for row in help_sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _add_drop_down(
    table: Worksheet, help_sheet: Worksheet, number: int, column: Column, language: str
) -> None:
    """Offer a column's terms as a drop-down list; they are in its row of the help sheet."""
    enum = vocabulary_of(column)
    if enum is None or (column.prop is not None and column.prop.many):
        return
    labels = list(terms(enum, language))
    row = help_sheet.max_row
    for place, label in enumerate(labels, start=4):
        help_sheet.cell(row=row, column=place, value=label)
    last = get_column_letter(3 + len(labels))
    choices = f"{quote_sheetname(help_sheet.title)}!$D${row}:${last}${row}"
    drop_down = DataValidation(type="list", formula1=choices, allow_blank=True)
    letter = get_column_letter(number)
    drop_down.add(f"{letter}2:{letter}{_DROP_DOWN_ROWS}")
    table.add_data_validation(drop_down)
