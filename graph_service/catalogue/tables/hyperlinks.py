"""Links behind the texts of cells: an import reads the text, not the address.

"Informe OIM" with a link to https://www.iom.int/x → a problem that suggests the address in a column
of addresses, a likely mistake in any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.catalogue.suggest.names import address_key
from graph_service.i18n import _, counted
from graph_service.model.graph import PROPERTIES
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.kinds.texts import URL_FORM
from graph_service.model.types import SOURCE

from .columns import Column
from .grid import Cell, problem_at

_MOST_NAMED = 9
"""Cells that a message names."""
_IS_ADDRESS = by_kind(
    {
        Kind.URL: True,
        (
            *(Kind.TEXT, Kind.TEXTS, Kind.STRING),
            *(Kind.INT, Kind.BOOLEAN, Kind.DATE, Kind.ENUM),
        ): False,
    },
    WRITTEN,
)


def with_addresses(
    columns: Mapping[int, Column], line: Sequence[Cell], problems: list[Problem], lost: list[Cell]
) -> Iterator[Cell]:
    """Yield the cells of a row; a text in a column of addresses, as the address that it links to.

    Such a text is a problem. Other cells with a link to an address that their text lacks are added
    to `lost`.
    """
    for cell in line:
        column = columns.get(cell.place.column)
        if column is None or not cell.link or _names_its_link(cell):
            yield cell
        elif _lacks_address(column, cell):
            message = _(
                "{value} in {field} is a text with a link, and only the text is imported: write the"
                " address",
                value=quoted(cell.text),
                field=column.name,
            )
            problems.append(problem_at(cell, Rule.ADDRESS, message, suggestion=cell.link))
            yield cell._replace(text=cell.link)
        else:
            lost.append(cell)
            yield cell


def lost_links(cells: Sequence[Cell]) -> Iterator[Problem]:
    """Yield the likely mistake of the cells of a sheet whose links are lost; nothing without."""
    if not cells:
        return
    links = [f"{cell.place.cell}: {cell.link}" for cell in cells[:_MOST_NAMED]]
    message = counted(
        "{number} cell has a link behind its text, which is not imported ({links}): if the"
        " address is that of a source, write it into {column} of a sheet of sources, and cite that",
        "{number} cells have links behind their texts, which are not imported ({links}): if the"
        " addresses are those of sources, write them into {column} of a sheet of sources, and cite"
        " those",
        len(cells),
        links=[*links, *(["…"] if cells[_MOST_NAMED:] else [])],
        column=ModelText(PROPERTIES[SOURCE.name]["url"].label),
    )
    yield Problem(place=cells[0].place, rule=Rule.ADDRESS, message=message)


def _names_its_link(cell: Cell) -> bool:
    """Whether the text contains the address, as spreadsheets make links of typed addresses."""
    return unquote(address_key(cell.link)).lower() in unquote(cell.text).lower()


def _lacks_address(column: Column, cell: Cell) -> bool:
    is_address = column.prop is not None and _IS_ADDRESS[column.prop.kind]
    return is_address and re.fullmatch(URL_FORM, cell.text) is None
