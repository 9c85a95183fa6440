"""The sheet of a template that lists the slugs of all entries it may refer to, with their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from graph_service.catalogue.entries import Entry
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, SLUG, edges_of
from graph_service.model.text import fold

from .marks import named_slug
from .named_slugs import reference_name

_WIDTHS = (60, 30)


@dataclass(frozen=True, order=True)
class Reference:
    """An entry that others may refer to, by its name in the steward's language."""

    name: str
    slug: str


References = Mapping[str, Sequence[Reference]]
"""The entries by the name of their type."""


def referenced_types(node_type: NodeType) -> tuple[NodeType, ...]:
    """Return the types that entries of a type, and their parts, may refer to."""
    targets = {edge.target.name for edge in edges_of(node_type) if not edge.owns}
    for edge in edges_of(node_type):
        if edge.owns:
            targets |= {inner.target.name for inner in edges_of(edge.target)}
    return tuple(t for t in ENTRY_TYPES if t.name in targets)


def references(entries: Iterable[Entry], language: str) -> References:
    """Return entries by their names in a language, sorted."""
    found: dict[str, list[Reference]] = {}
    for entry in entries:
        reference = Reference(reference_name(entry, language), entry.slug)
        found.setdefault(entry.type.name, []).append(reference)
    return {name: sorted(each, key=lambda r: fold(r.name)) for name, each in found.items()}


def fill_slugs(sheet: Worksheet, found: References, language: str) -> Mapping[str, str]:
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
        for offset, width in enumerate(_WIDTHS):
            sheet.column_dimensions[get_column_letter(column + offset)].width = width
    sheet.freeze_panes = "A2"
    return ranges
