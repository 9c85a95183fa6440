"""Problems of files with the labels of their fields beside the names, in Spanish.

'falta el campo "name"' → 'falta el campo "name" (Nombre)'. In English, where names and labels are
the same words, messages stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from graph_service.catalogue.model_messages import Named
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.suggest.fields import DATE_LABELS, labels_of, link_labels
from graph_service.i18n import Shown
from graph_service.model.declare import NodeType
from graph_service.model.graph import edges_of
from graph_service.model.labels import Labels

from .folder import TYPE_FOLDERS

_NAMES = ("field", "name")
"""The placeholders of messages that name a field."""


def with_labels(problem: Problem) -> Problem:
    """Return a problem of a file with labels; of another file or table, the same problem."""
    node_type = TYPE_FOLDERS.get(PurePath(problem.place.file).parent.name)
    if node_type is None:
        return problem
    values = {
        name: _labelled(name, value, problem, node_type) if name in _NAMES else value
        for name, value in problem.message.values.items()
    }
    return replace(problem, message=replace(problem.message, values=values))


def _labelled(placeholder: str, value: Shown, problem: Problem, node_type: NodeType) -> Shown:
    """Return the path or the name of a field with its label, if it has one."""
    if not isinstance(value, str):
        return value
    path = value.strip('"')
    inside = problem.field.rpartition(".")[0] if placeholder == "name" else ""
    found = _label(f"{inside}.{path}" if inside else path, node_type)
    return Named(value, found) if found is not None else value


def _label(path: str, node_type: NodeType) -> Labels | None:
    """Return the label of the field at a path: "visitorCountries[1].role" → Papel."""
    name, *rest = re.sub(r"\[\d+\]", "", path).split(".")
    labels = labels_of(node_type)
    edge = next((edge for edge in edges_of(node_type) if edge.forward == name), None)
    if not rest or name not in labels:
        return labels.get(name)
    if edge is not None and edge.owns:
        return _label(".".join(rest), edge.target)
    if edge is not None:
        return link_labels(edge).get(rest[0], edge.label)
    return DATE_LABELS["qualifier"] if rest == ["qualifier"] else labels[name]
