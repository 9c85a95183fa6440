"""A table of another type than --type says, as its headers show."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.text import fold

from .columns import columns_by_header
from .grid import Cell
from .marks import split_header


def type_of(node_type: NodeType, header: Sequence[Cell]) -> NodeType | None:
    """Return the type that a header row is of, if it is another one than `node_type`.

    It is one that knows all headers, two more than `node_type` at least.
    """
    names = {fold(split_header(cell.text)[0]) for cell in header if cell.text}
    unknown = len(names - columns_by_header(node_type).keys())
    if unknown < 2:
        return None
    others = (t for t in ENTRY_TYPES if t is not node_type)
    return next((t for t in others if names <= columns_by_header(t).keys()), None)


def wrong_type(node_type: NodeType, found: NodeType) -> Wording:
    """Return the message for a table that is not of the type that was given."""
    return _(
        "these are the columns of {found}, not of {folder}: import it with --type {found}",
        found=f"{found.folder}",
        folder=f"{node_type.folder}",
    )
