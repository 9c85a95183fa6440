"""The first row of a table, or of a sheet → its columns by position.

The cells "Slug", "Nombre (es)" → {1: slug, 2: name.es}. If a header is wrong, no row is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import Problem, Rule, nearest, quoted
from graph_service.i18n import Shown, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.labels import Labels
from graph_service.model.text import fold

from .cells import Cell, problem_at
from .columns import HELP_TITLE, SLUGS_TITLE, TERMS_TITLE, Column, columns_by_header, columns_of
from .refusals import no_headers, other_type
from .values import REPLACE, split_header

_MANY = 3
"""One known header in so many cells is the beginning of a turned table, or an accident."""

_SHORT = 3
"""Letters that are like too many headers: "ID" is not "Kind"."""


def is_help_sheet(node_type: NodeType, header: Sequence[Cell]) -> bool:
    """Whether a sheet is one that a template adds to its table."""
    titles = (*HELP_TITLE, *TERMS_TITLE, *SLUGS_TITLE)
    return header[0].place.sheet in titles and not _known(node_type, header)


def read_header(
    node_type: NodeType, header: Sequence[Cell], problems: list[Problem], *, updating: bool
) -> Mapping[int, Column]:
    """Return the columns by their number; none, with problems, if no row can be read.

    Rows that only update entries may leave out columns that every entry needs.
    """
    filled = [cell for cell in header if cell.text]
    found = [*_problems(node_type, filled, updating=updating)]
    problems += found
    if found:
        return {}
    known = columns_by_header(node_type)
    columns: dict[int, Column] = {}
    for cell in filled:
        name, replaces = split_header(cell.text)
        column = replace(known[fold(name)], header=name, place=cell.place, replaces=replaces)
        columns[cell.place.column] = column
    return columns


def _known(node_type: NodeType, header: Sequence[Cell]) -> list[Column]:
    known = columns_by_header(node_type)
    names = (fold(split_header(cell.text)[0]) for cell in header)
    return [known[name] for name in names if name in known]


def _problems(node_type: NodeType, header: Sequence[Cell], *, updating: bool) -> Iterator[Problem]:
    others = (t for t in ENTRY_TYPES if t is not node_type)
    other = next((t for t in others if len(_known(t, header)) == len(header)), None)
    present = _known(node_type, header)
    if other is not None and len(present) < len(header):
        yield other_type(node_type, other, header[0])
        return
    if _MANY * len(present) <= len(header):
        yield no_headers(node_type, header[0])
        return
    known = columns_by_header(node_type)
    seen: set[tuple[str, ...]] = set()
    for cell in header:
        name, replaces = split_header(cell.text)
        column = known.get(fold(name))
        if column is None:
            yield _unknown(node_type, cell, name)
            continue
        if column.path in seen:
            message = _("duplicate column {name}: keep one of them", name=quoted(cell.text))
            yield problem_at(cell, Rule.COLUMN, message)
        elif replaces and not column.is_list:
            message = _(
                "{name} has one value per entry, which every filled cell replaces: leave out"
                " {mark}",
                name=quoted(name),
                mark=ModelText(REPLACE),
            )
            yield problem_at(cell, Rule.COLUMN, message)
        seen.add(column.path)
    if len(present) == len(header):  # otherwise, an unknown one may be one that is missing
        for label in _missing(node_type, present, updating=updating):
            message = _('the column "{name}" is missing', name=ModelText(label))
            yield problem_at(header[0], Rule.COLUMN, message)


def _unknown(node_type: NodeType, cell: Cell, name: str) -> Problem:
    """Return the problem of an unknown header: "Fehca" for "Fecha", "Nombre" for "Nombre (es)"."""
    labels = [label for column in columns_of(node_type) for label in column.label]
    meant = {label.rpartition(" (")[0] or label: label for label in reversed(labels)}
    candidates = (*meant, *labels) if len(name) > _SHORT else ()
    near = nearest(name, candidates)
    message = _("unknown column {name}", name=quoted(cell.text))
    allowed: Shown = [ModelText(column.label) for column in columns_of(node_type)]
    suggestion = meant.get(near or "", near)
    return problem_at(cell, Rule.COLUMN, message, allowed=allowed, suggestion=suggestion)


def _missing(node_type: NodeType, present: Sequence[Column], *, updating: bool) -> Iterator[Labels]:
    """Yield the labels of the columns that are missing; parts need theirs if a sheet has any."""
    paths = {column.path for column in present}
    fields = {path[0] for path in paths}
    for column in columns_of(node_type):
        field, *inner = column.path
        if updating and field != "slug":
            continue
        if column.is_one_of_languages:
            is_missing = field not in fields
            fields.add(field)
        else:
            is_expected = column.is_required and (not inner or field in fields)
            is_missing = is_expected and column.path not in paths
        if is_missing:
            yield column.label
