"""An empty table of a type: headers in a language, and beside them what each column may hold."""

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
from .help_sheet import TITLE, allowed, enum_of
from .values import terms

_ROWS = 1000
"""For how many rows a list of terms is offered."""
_WIDEST, _NARROWEST = 40, 12
_COLUMN = Labels("Columna", "Column", "Coluna")
_NEEDED = Labels("Obligatoria", "Needed", "Obrigatória")
_ALLOWED = Labels("Se escribe", "Written as", "Escreve-se")
_YES = Labels("sí", "yes", "sim")


def csv_template(node_type: NodeType, language: str) -> bytes:
    """Give the headers as CSV that spreadsheets open as UTF-8."""
    stream = StringIO()
    csv.writer(stream).writerow(c.label.in_language(language) for c in columns_of(node_type))
    return stream.getvalue().encode("utf-8-sig")


def xlsx_template(node_type: NodeType, language: str) -> bytes:
    """Give a workbook: the table, and a sheet that explains its columns."""
    book = Workbook()
    table = book.active
    if not isinstance(table, Worksheet):
        raise TypeError("a new workbook has a sheet")
    table.title = node_type.folder or node_type.name
    explained = book.create_sheet(TITLE.in_language(language))
    explained.append([x.in_language(language) for x in (_COLUMN, _NEEDED, _ALLOWED)])
    for number, column in enumerate(columns_of(node_type), start=1):
        name = column.label.in_language(language)
        cell = table.cell(row=1, column=number, value=name)
        cell.font = Font(bold=column.needed)
        cell.fill = PatternFill("solid", fgColor="DDEBF7" if column.needed else "F2F2F2")
        width = min(max(len(name) + 2, _NARROWEST), _WIDEST)
        form = table.column_dimensions[get_column_letter(number)]
        form.width = width
        form.number_format = FORMAT_TEXT  # else spreadsheets make 32 of 032, a day of 2018-10
        needed = _YES.in_language(language) if column.needed else ""
        explained.append([name, needed, allowed(column, language)])
        _offer(table, explained, number, column, language)
    table.freeze_panes = "B2"
    for letter, width in (("A", 30), ("B", 12), ("C", 100)):
        explained.column_dimensions[letter].width = width
    for row in explained.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=cell.row == 1)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _offer(
    table: Worksheet, explained: Worksheet, number: int, column: Column, language: str
) -> None:
    """Let a cell choose from the terms, which stand beside the explanation of the column."""
    enum = enum_of(column)
    if enum is None or (column.prop is not None and column.prop.many):
        return
    labels = list(terms(enum, language))
    row = explained.max_row
    for place, label in enumerate(labels, start=4):
        explained.cell(row=row, column=place, value=label)
    last = get_column_letter(3 + len(labels))
    choices = f"{quote_sheetname(explained.title)}!$D${row}:${last}${row}"
    offer = DataValidation(type="list", formula1=choices, allow_blank=True)
    letter = get_column_letter(number)
    offer.add(f"{letter}2:{letter}{_ROWS}")
    table.add_data_validation(offer)
