"""Sheets in another arrangement: headers below a title or repeated, turned tables, totals.

Also rows that describe the columns: "AAAA-MM-DD", "texto", "obligatorio".

Each is reported once, instead of every row that doesn't fit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.model.text import fold

from .columns import Column, columns_by_header
from .grid import Cell, problem_at
from .marks import split_header

ROWS_ABOVE = 20
"""The number of first rows among which the headers are looked for."""
_FEW = 3
"""Fields in the first column that make a sheet a turned one."""
_TOTAL = re.compile(
    r"(?:sub)?tota(?:l|les|is)(?:\s?[:\s].*)?|(?:suma|soma)(?:\s?:.*)?", re.IGNORECASE
)
_FORMAT = re.compile(
    r"\(?(?:(?:aaaa|yyyy|dd?|mm?)[-/. ](?:mm?|dd?)(?:[-/. ](?:aaaa|yyyy|aa|yy|dd?))?|aaaa|yyyy"
    r"|textos?(?: (?:libres?|cortos?|largos?|breves?))?|(?:free )?text|texto livre|cadena|string"
    r"|n[úu]mero(?: entero)?|number|integer|entero|fecha|date|data|a[ñn]o|booleano|boolean"
    r"|obligatori[oa]s?|opcional(?:es)?|requerid[oa]s?|required|optional|mandatory"
    r"|s[íi] ?[/o] ?no|yes ?/ ?no|sim ?/ ?n[ãa]o|url|enlace|https?://(?:…|\.\.\.|x+)?"
    r"|(?:lista|list)(?: .*)?|(?:c[óo]digo|code)(?: .*)?"
    r"|(?:seleccione|elija|escoja|escriba|indique|anote|ponga|choose|select|enter|write|escolha)\b.*"
    r"|m[áa]x(?:imo|\.)? .*|separad[oa]s? (?:por|con) .*|(?:p\. ?)?ej(?:emplo)?[.:].*|example:.*"
    r"|identificador|slug|sin espacios.*|min[úu]sculas.*)\)?\.?",
    re.IGNORECASE,
)
"""What a row of formats or instructions says below the headers."""
_EXAMPLE = re.compile(
    r"\(?(?:p\. ?)?ej(?:emplo|\.)\s?:|\(?ex(?:ample|emplo)\s?:|\(?(?:ejemplo|example|exemplo)\)?$",
    re.IGNORECASE,
)


def wrong_arrangement(node_type: NodeType, lines: Sequence[Sequence[Cell]]) -> Problem | None:
    """Return the problem of a sheet whose first row has no headers; None if it may have them."""
    known = columns_by_header(node_type)

    def fields(cells: Sequence[Cell]) -> set[tuple[str, ...]]:
        names = (fold(split_header(cell.text)[0]) for cell in cells)
        return {known[name].path for name in names if name in known}

    if len(fields(lines[0])) > 1:
        return None
    if len(fields([line[0] for line in lines])) >= _FEW:
        message = _(
            "the fields are in the first column: turn the table (copy, then paste special,"
            " transposed), so that the headers are in the first row and each entry has a row"
        )
        return problem_at(lines[0][0], Rule.COLUMN, message)
    for line in lines[1:]:
        if len(fields(line)) > 1:
            message = _(
                "the headers are in row {row}: delete the rows above them", row=line[0].place.line
            )
            return problem_at(lines[0][0], Rule.COLUMN, message)
    return None


def header_texts(columns: Mapping[int, Column]) -> Mapping[int, frozenset[str]]:
    """Return what a row has in each column if it repeats the headers, in any language."""
    return {
        number: frozenset(
            form
            for text in (column.header, column.name, *column.label)
            for form in (text.lower(), fold(text))
        )
        for number, column in columns.items()
    }


def repeats_headers(headers: Mapping[int, frozenset[str]], line: Sequence[Cell]) -> Problem | None:
    """Return the problem of a row that has the headers once more, or None."""
    nothing: frozenset[str] = frozenset()
    repeated = [c for c in line if c.text.lower() in headers.get(c.place.column, nothing)]
    if len(repeated) < _FEW - 1:
        return None
    return problem_at(repeated[0], Rule.ROW, _("this row repeats the headers: delete it"))


def describes_columns(line: Sequence[Cell]) -> Problem | None:
    """Return the problem of a row that says what to write into the columns, or shows it."""
    filled = [cell for cell in line if cell.text]
    if any(_EXAMPLE.match(cell.text) for cell in filled):
        return problem_at(filled[0], Rule.ROW, _("this row is an example: delete it"))
    formats = [cell for cell in filled if _FORMAT.fullmatch(cell.text)]
    if len(formats) < _FEW - 1 or 2 * len(formats) < len(filled):
        return None
    message = _("this row says what the columns contain, and is not an entry: delete it")
    return problem_at(filled[0], Rule.ROW, message)


def total(line: Sequence[Cell]) -> Problem | None:
    """Return the problem of a row that sums up the others, or None."""
    first = next((cell for cell in line if cell.text), None)
    if first is None or not _TOTAL.fullmatch(first.text):
        return None
    return problem_at(first, Rule.ROW, _("this row is a total, not an entry: delete it"))
