"""An entry in the folder of another type: a visit in institutions/."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.catalogue.model_messages import type_name
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, edges_of, written

from .yaml_files import Fields

_FIELDS: Mapping[str, frozenset[str]] = {
    t.name: frozenset((*(p.name for p in written(t)), *(e.forward for e in edges_of(t))))
    for t in ENTRY_TYPES
}
_MANY = 3
"""This many unknown fields are not misspellings."""


def true_type(node_type: NodeType, document: Fields) -> NodeType | None:
    """Return the type that a document is of, if it can't be of that of its folder."""
    names = document.fields.keys()
    unknown = names - _FIELDS[node_type.name]
    if not unknown:
        return None
    missing = {p.name for p in written(node_type) if p.required} - names
    missing |= {e.forward for e in edges_of(node_type) if e.required} - names
    if not missing and len(unknown) < _MANY:
        return None
    others = [t for t in ENTRY_TYPES if t is not node_type and not names - _FIELDS[t.name]]
    named = [t for t in others if (document.schema or "").endswith(f"/{t.folder}.schema.json")]
    return next(iter(named or others), None)


def wrong_folder(node_type: NodeType, document: Fields) -> Problem:
    """Return the problem that a document of a type is in the folder of another."""
    return Problem(
        place=document.place,
        rule=Rule.FILE_MISPLACED,
        message=_(
            "the fields are those of another type ({type}): move the file to {folder}/",
            type=type_name(node_type),
            folder=f"{node_type.folder}",
        ),
    )
