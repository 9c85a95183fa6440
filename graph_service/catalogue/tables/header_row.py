"""The first row of a table, or of a sheet → which column is where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.i18n import Language, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.text import fold

from .columns import Column, by_header, columns_of
from .grid import Cell, problem_at
from .help_sheet import TITLE


def explains(node_type: NodeType, header: Sequence[Cell]) -> bool:
    """Tell whether a sheet is the one of a template that explains its columns: no table."""
    known = by_header(node_type)
    is_help = header[0].place.sheet in TITLE
    return is_help and not any(fold(cell.text) in known for cell in header)


def named_columns(
    node_type: NodeType, header: Sequence[Cell], problems: list[Problem], language: Language
) -> Mapping[int, Column]:
    """Give the columns by their number; none where no entry can be read, and `problems` say why.

    `language` is the one that missing columns are named in.
    """
    known = by_header(node_type)
    names = [column.label.in_language(language) for column in columns_of(node_type)]
    if not any(fold(cell.text) in known for cell in header):
        message = _no_table(node_type, header[0])
        problems.append(problem_at(header[0], Rule.COLUMN, message, allowed=names))
        return {}
    found: dict[int, Column] = {}
    for cell in header:
        column = known.get(fold(cell.text))
        if column is None and cell.text:
            message = _("unknown column {name}", name=quoted(cell.text))
            near = nearest(cell.text, [x for c in known.values() for x in c.label])
            problems.append(problem_at(cell, Rule.COLUMN, message, allowed=names, suggestion=near))
        elif column in found.values():
            message = _("the column {name} a second time", name=quoted(cell.text))
            problems.append(problem_at(cell, Rule.COLUMN, message))
        elif column is not None:
            found[cell.place.column] = column
    if not any(column.path == ("slug",) for column in found.values()):
        message = _("the column {name} is missing", name=quoted(names[0]))
        problems.append(problem_at(header[0], Rule.COLUMN, message))
        return {}
    return found


def _no_table(node_type: NodeType, first: Cell) -> Wording:
    folder = f"{node_type.folder}/"
    if first.place.sheet:
        return _(
            "the first row has no column of {folder}: begin with a row of headers, or remove the"
            " sheet",
            folder=folder,
        )
    return _("the first row has no column of {folder}: begin with a row of headers", folder=folder)
