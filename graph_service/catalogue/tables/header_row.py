"""The first row of a table, or of a sheet → its columns by position.

The cells "Slug", "Nombre (es)" → {1: slug, 2: name.es}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.i18n import Language, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.text import fold

from .columns import Column, columns_by_header, columns_of
from .grid import Cell, problem_at
from .help_sheet import HELP_TITLE
from .marks import REPLACE, split_header
from .other_type import type_of, wrong_type
from .references import SLUGS_TITLE
from .term_sheet import TERMS_TITLE


def is_help_sheet(node_type: NodeType, header: Sequence[Cell]) -> bool:
    """Whether a sheet is one that a template adds to its table."""
    known = columns_by_header(node_type)
    titles = (*HELP_TITLE, *TERMS_TITLE, *SLUGS_TITLE)
    has_title = header[0].place.sheet in titles
    return has_title and not any(fold(cell.text) in known for cell in header)


def read_header(
    node_type: NodeType, header: Sequence[Cell], problems: list[Problem], language: Language
) -> Mapping[int, Column]:
    """Return the columns by their number; none, with problems, if no entry can be read.

    Problems name missing columns in `language`.
    """
    if found := type_of(node_type, header):
        problems.append(problem_at(header[0], Rule.TABLE_TYPE, wrong_type(node_type, found)))
        return {}
    known = columns_by_header(node_type)
    names = [column.label.in_language(language) for column in columns_of(node_type)]
    if not any(fold(split_header(cell.text)[0]) in known for cell in header):
        message = _no_column(node_type, header[0])
        problems.append(problem_at(header[0], Rule.COLUMN, message, allowed=names))
        return {}
    columns: dict[int, Column] = {}
    for cell in header:
        name, replaces = split_header(cell.text)
        column = known.get(fold(name))
        if column is None and cell.text:
            message = _("unknown column {name}", name=quoted(cell.text))
            near = nearest(name, [x for c in known.values() for x in c.label])
            problems.append(problem_at(cell, Rule.COLUMN, message, allowed=names, suggestion=near))
        elif column is not None and column.path in (c.path for c in columns.values()):
            message = _("duplicate column {name}", name=quoted(cell.text))
            problems.append(problem_at(cell, Rule.COLUMN, message))
        elif column is not None:
            columns[cell.place.column] = replace(column, header=name, replaces=replaces)
            if replaces and not column.is_list:
                problems.append(_not_a_list(cell, language))
    if not any(column.path == ("slug",) for column in columns.values()):
        message = _("the column {name} is missing", name=quoted(names[0]))
        problems.append(problem_at(header[0], Rule.COLUMN, message))
        return {}
    return columns


def _not_a_list(cell: Cell, language: Language) -> Problem:
    message = _(
        "{name} has one value per entry, which every filled cell replaces: leave out {mark}",
        name=quoted(split_header(cell.text)[0]),
        mark=REPLACE.in_language(language),
    )
    return problem_at(cell, Rule.COLUMN, message)


def _no_column(node_type: NodeType, first: Cell) -> Wording:
    folder = f"{node_type.folder}/"
    if first.place.sheet:
        return _(
            "the first row has no column of {folder}: start with a header row, or remove the sheet",
            folder=folder,
        )
    return _("the first row has no column of {folder}: start with a header row", folder=folder)
