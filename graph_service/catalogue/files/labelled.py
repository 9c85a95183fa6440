"""Problems of files with the labels of their fields beside the names, in Spanish.

'falta el campo "name"' → 'falta el campo "name" (Nombre)'. In English, where names and labels are
the same words, messages stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph_service.catalogue.model_messages import Named
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.suggest.names import DATE_LABELS, labels_of, link_labels
from graph_service.i18n import Shown
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.labels import Labels

from .folder import TYPE_FOLDERS

_NAMES = ("field", "name")
"""The placeholders of messages that name a field."""


def with_labels(problem: Problem) -> Problem:
    """Return a problem of a file with labels; of another file or table, the same problem."""
    folder = problem.place.file.rpartition("/")[0].rpartition("/")[2]
    node_type = TYPE_FOLDERS.get(folder)
    if node_type is None or not any(name in problem.message.values for name in _NAMES):
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
    return _label_of_names(re.sub(r"\[\d+\]", "", path), node_type.name)


@cache  # few names in the thousands of paths
def _label_of_names(names: str, type_name: str) -> Labels | None:
    node_type = TYPES[type_name]
    name, *rest = names.split(".")
    labels = labels_of(node_type)
    edge = next((edge for edge in edges_of(node_type) if edge.forward == name), None)
    if not rest or name not in labels:
        return labels.get(name)
    if edge is not None and edge.owns:
        return _label(".".join(rest), edge.target)
    if edge is not None:
        return link_labels(edge).get(rest[0], edge.label)
    return DATE_LABELS["qualifier"] if rest == ["qualifier"] else labels[name]
