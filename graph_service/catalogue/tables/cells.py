"""Cells of tables: their places, the marks beside values, and a text → the scalar of an entry file.

"Pasantía" → INTERNSHIP; "sí" → true. `[vaciar]` in a cell removes what the entry has;
`Fuentes [reemplazar]` as a header replaces a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph_service.catalogue.files.yaml_files import Scalar, Unreadable
from graph_service.catalogue.problems import CellPlace, Place, Problem, Rule
from graph_service.catalogue.suggest.names import term_name
from graph_service.catalogue.suggest.values import BOOLEANS
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import Property
from graph_service.model.kinds import WRITTEN, Kind, by_kind
from graph_service.model.labels import Labels
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary

MAX_ROWS = 20_000
_MAX_COLUMNS = 200
_MAX_CELLS = 200_000
"""Reading so many takes some seconds."""


class Cell(NamedTuple):
    """A cell; a table has many: dataclasses take twice as long to create.

    Attributes:
        text: its stripped text.
        place: where it is.
    """

    text: str
    place: CellPlace


def problem_at(
    cell: Cell,
    rule: Rule,
    message: Wording,
    *,
    field: str = "",
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> Problem:
    """Return a problem with a cell."""
    return Problem(cell.place, rule, message, field, cell.text or None, allowed, suggestion)


def cells_of(texts: Iterable[str], row: CellPlace) -> list[Cell]:
    """Return the cells of a row that are not empty."""
    return [
        Cell(text=text, place=row._replace(column=column))
        for column, text in enumerate(texts, start=1)
        if text
    ]


class TableSize:
    """Counts the cells of a file while it is read."""

    def __init__(self) -> None:
        self._cells = 0

    def add(self, row: Sequence[Cell]) -> None:
        """Count the cells of a row that are not empty.

        Raises:
            Unreadable: if there are too many, or the row is too far down or too long.
        """
        last = row[-1].place
        self._cells += len(row)
        is_far = last.line > MAX_ROWS + 1 or last.column > _MAX_COLUMNS
        if is_far or self._cells > _MAX_CELLS:
            message = _(
                "more than {rows} rows, {columns} columns or {cells} cells; split the table",
                rows=MAX_ROWS,
                columns=_MAX_COLUMNS,
                cells=_MAX_CELLS,
            )
            raise Unreadable(Place(file=last.file), message, Rule.FILE_TOO_LARGE)


YES = Labels("sí", "yes", "sim")
NO = Labels("no", "no", "não")
CLEAR = Labels("[vaciar]", "[clear]", "[limpar]")
"""A cell that removes the value; an empty cell leaves it."""
REPLACE = Labels("[reemplazar]", "[replace]", "[substituir]")
"""The end of a header whose cells replace lists; otherwise lists grow."""
EMPTY_LIST = "-"
"""States that there are none, as `[]` in a file."""
_DECORATION = " *:"
_SEPARATOR = " · "
_NOT_IN_A_NAME = re.compile(r'[\s()\[\]{}<>;,|"·]+')
_CLEAR = frozenset(map(fold, CLEAR))
_REPLACE = frozenset(map(fold, REPLACE))


def plain_scalar(text: str, place: CellPlace) -> Scalar:
    """Return a scalar without quotes, such as a key."""
    return Scalar(text=text, plain=True, place=place)


def scalar(prop: Property, text: str, place: CellPlace) -> Scalar:
    """Return one value of a property; terms and booleans may be in any language."""
    return _SCALARS[prop.kind](prop, text, place)


def _term(prop: Property, text: str, place: CellPlace) -> Scalar:
    name = term_name(prop.vocabulary, text)
    return Scalar(text=name or text, plain=False, place=place)


_SCALARS: Mapping[Kind, Callable[[Property, str, CellPlace], Scalar]] = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL, Kind.DATE): lambda _prop, text, place: (
            Scalar(text=text, plain=False, place=place)
        ),
        Kind.INT: lambda _prop, text, place: plain_scalar(text, place),
        Kind.BOOLEAN: lambda _prop, text, place: plain_scalar(
            BOOLEANS.get(fold(text), text), place
        ),
        Kind.ENUM: _term,
    },
    WRITTEN,
)


def terms(enum: type[Vocabulary], language: str) -> list[str]:
    """Return the labels of the terms that may be written."""
    return [term.label(language) for term in enum.writable()]


def is_clear(text: str) -> bool:
    """Whether a text is the mark that removes a value, in any language."""
    return text.startswith("[") and fold(text) in _CLEAR


def is_mark(text: str) -> bool:
    """Whether a text stands for the whole value of a cell, and can't be an item of a list."""
    return text == EMPTY_LIST or is_clear(text)


def split_header(header: str) -> tuple[str, bool]:
    """Return a header without the mark that replaces lists, and whether it has it.

    An asterisk for "required" and a colon are left out, too.

    >>> split_header("Fuentes [reemplazar]"), split_header("Tipo*:")
    (('Fuentes', True), ('Tipo', False))
    """
    name, bracket, mark = header.rpartition("[")
    replaces = fold(bracket + mark) in _REPLACE
    return (name if replaces else header).strip(_DECORATION), replaces


def named_slug(slug: str, name: str) -> str:
    """Return a slug after its name, as drop-down lists offer it; `plain_slug` is the inverse.

    >>> named_slug("cri-eri", "Equipo de Respuesta Inmediata (ERI)")
    'Equipo de Respuesta Inmediata ERI · cri-eri'
    """
    return f"{_NOT_IN_A_NAME.sub(' ', name).strip()}{_SEPARATOR}{slug}"


def plain_slug(text: str) -> str:
    """Return a slug without the name before it.

    >>> plain_slug("Honduras · hnd"), plain_slug("hnd")
    ('hnd', 'hnd')
    """
    return text.rpartition(_SEPARATOR)[2].strip()
