"""The sheet of a template that explains each term: its label, its name and its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.model.declare import NodeType
from graph_service.model.edge_properties import properties_of
from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary

from .columns import columns_of
from .help_sheet import vocabulary_of

_HEADERS = (
    Labels("Columna", "Column", "Coluna"),
    Labels("Término", "Term", "Termo"),
    Labels("En los archivos", "In files", "Nos arquivos"),
    Labels("Significado", "Meaning", "Significado"),
)
_WIDTHS = (34, 34, 26, 90)


def fill_terms(
    sheet: Worksheet, node_type: NodeType, language: str
) -> Mapping[type[Vocabulary], str]:
    """Write the terms of a type's columns into a sheet; return the range of each vocabulary."""
    ranges: dict[type[Vocabulary], str] = {}
    sheet.append([header.in_language(language) for header in _HEADERS])
    for enum, columns in _vocabularies(node_type, language).items():
        first = sheet.max_row + 1
        for term in enum.writable():
            meaning = term.value.meaning.in_language(language)
            sheet.append([", ".join(columns), term.label(language), term.name, meaning])
        ranges[enum] = f"{quote_sheetname(sheet.title)}!$B${first}:$B${sheet.max_row}"
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    return ranges


def _vocabularies(node_type: NodeType, language: str) -> Mapping[type[Vocabulary], list[str]]:
    """Return the columns of each vocabulary, those of its own before those of links."""
    found: dict[type[Vocabulary], list[str]] = {}
    for enum, column in _uses(node_type, language):
        names = found.setdefault(enum, [])
        if column not in names:
            names.append(column)
    return found


def _uses(node_type: NodeType, language: str) -> Iterator[tuple[type[Vocabulary], str]]:
    for column in columns_of(node_type):
        if (enum := vocabulary_of(column)) is not None:
            yield enum, column.label.in_language(language)
    for column in columns_of(node_type):
        for prop in properties_of(column.edge) if column.edge is not None else ():
            if prop.enum is not None:
                yield prop.enum, prop.label.in_language(language)
