"""A table of another type than --type says, as its headers show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph_service.catalogue.model_messages import folder_name
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, SLUG
from graph_service.model.text import fold

from .columns import columns_by_header
from .grid import Cell, problem_at
from .marks import split_header

_SLUG = frozenset(map(fold, (SLUG.name, *SLUG.label)))
"""The headers of the column that every table has."""
_INITIALS = frozenset(name[0] for name in _SLUG)
_LONGEST = 60
"""Letters of a header, with blanks to spare: to fold all cells of a table takes 0.5 s."""
_FEW = 3
"""Headers of another type in a row that are no accident."""


def type_of(node_type: NodeType, header: Sequence[Cell]) -> NodeType | None:
    """Return the type that a header row is of, if it is another one than `node_type`.

    It is one that knows all headers.
    """
    names = {fold(split_header(cell.text)[0]) for cell in header if cell.text}
    if names <= columns_by_header(node_type).keys():
        return None
    others = (t for t in ENTRY_TYPES if t is not node_type)
    return next((t for t in others if names <= columns_by_header(t).keys()), None)


def starts_other_table(node_type: NodeType, line: Sequence[Cell]) -> Problem | None:
    """Return the problem of a row with the headers of another type, below a table; else None."""
    filled = [cell for cell in line if cell.text]
    short = (cell.text for cell in filled if len(cell.text) <= _LONGEST)
    likely = (text for text in short if _folded_letter(text[0]) in _INITIALS)
    if len(filled) < _FEW or not any(fold(text) in _SLUG for text in likely):
        return None
    found = type_of(node_type, filled)
    if found is None:
        return None
    message = _(
        "a table of {found} starts here: move it into a sheet of its own, and import it with --type"
        " {name}",
        found=folder_name(found),
        name=f"{found.folder}",
    )
    return problem_at(filled[0], Rule.TABLE_TYPE, message)


@lru_cache(maxsize=500)
def _folded_letter(letter: str) -> str:
    return fold(letter)


def wrong_type(node_type: NodeType, found: NodeType) -> Wording:
    """Return the message for a table that is not of the type that was given."""
    return _(
        "these are the columns of {found}, not of {folder}: import it with --type {name}",
        found=folder_name(found),
        folder=folder_name(node_type),
        name=f"{found.folder}",
    )
