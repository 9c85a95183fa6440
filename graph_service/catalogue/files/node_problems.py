"""Problems with the nodes of a file or the cells of a table, as their readers report them.

Scalar("N/A") → "N/A" in date is a placeholder. In Spanish, the labels of fields are beside their
names: 'falta el campo "name" (Nombre)'; in English, names and labels are the same words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph_service.catalogue.model_messages import Named
from graph_service.catalogue.placeholders import is_placeholder, with_unseen
from graph_service.catalogue.problems import Problem, ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.names import DATE_LABELS, labels_of, link_labels
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES, edges_of
from graph_service.model.labels import Labels

from .folder import TYPE_FOLDERS
from .yaml_files import Fields, Items, Node, Scalar

_OF_VALUES = (Rule.DATE, Rule.NUMBER, Rule.TERM_UNKNOWN, Rule.SLUG, Rule.ADDRESS)
"""Rules for values other than texts, in which special characters are wrong by themselves."""
_NAMES = ("field", "name")
"""The placeholders of messages that name a field."""


def is_empty(node: Node) -> bool:
    """Whether a key has no value, or null."""
    return isinstance(node, Scalar) and node.is_empty


def holds_nothing(node: Node) -> bool:
    """Whether a list or a mapping has no values."""
    match node:
        case Items():
            return not node.items
        case Fields():
            return not node.fields
    return False


def add_problem(
    log: ProblemLog,
    node: Node,
    path: str,
    rule: Rule,
    message: Wording,
    allowed: Shown | None = None,
    suggestion: str | None = None,
) -> None:
    """Add a problem with a node to the log; a character that nobody sees is its cause."""
    text = node.text if isinstance(node, Scalar) and rule in _OF_VALUES else ""
    if hidden := with_unseen(text, path):
        message, suggestion = hidden
        allowed = None
    log.add(
        Problem(
            place=node.place,
            rule=rule,
            field=path,
            value=node.text if isinstance(node, Scalar) else None,
            message=message,
            allowed=allowed,
            suggestion=suggestion,
        )
    )


def describe(node: Node) -> Shown:
    """Return what a message calls a node: its text in quotes, "a list" or "a mapping"."""
    match node:
        case Scalar():
            return _("nothing") if node.is_empty else quoted(node.text)
        case Items():
            return _("a list")
    return _("a mapping")


def wrong_form(
    log: ProblemLog,
    node: Node,
    path: str,
    allowed: Shown,
    rule: Rule = Rule.FORM,
    near: str | None = None,
) -> None:
    """Add the problem that a node has the wrong form for its field, or says that it is empty."""
    if is_placeholder_node(node):
        left_out(log, node, path)
        return
    message = _("{what} in {field}", what=describe(node), field=path)
    add_problem(log, node, path, rule, message, allowed, near or only_item(node))


def left_out(log: ProblemLog, node: Node, path: str) -> None:
    """Add the problem that a value only says that nothing is known: "N/A"."""
    message = _(
        "{value} in {field} is a placeholder: write what is known, or leave the field out",
        value=describe(node),
        field=path,
    )
    add_problem(log, node, path, Rule.PLACEHOLDER, message)


def only_item(node: Node) -> str | None:
    """Return the text of the only item of a list, which was meant without brackets; else None.

    >>> from graph_service.catalogue.problems import Place
    >>> item = Scalar(text="MEETING", plain=True, place=Place(file="a.yaml"))
    >>> only_item(Items(items=(item,), place=item.place)), only_item(item)
    ('MEETING', None)
    """
    if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Scalar):
        return node.items[0].text or None
    return None


def is_placeholder_node(node: Node) -> bool:
    """Whether a node says that nothing is known: "N/A"."""
    return isinstance(node, Scalar) and not node.is_empty and is_placeholder(node.text.lower())


def not_a_list(log: ProblemLog, node: Node, path: str) -> None:
    """Add the problem that a field needs a list."""
    allowed = _("a list, with each value on a line of its own after a hyphen and a blank")
    wrong_form(log, node, path, allowed)


def repeated(log: ProblemLog, node: Node, path: str, field: str) -> None:
    """Add the problem that a field has a value twice."""
    message = _("duplicate {value} in {field}: keep one of them", value=describe(node), field=field)
    add_problem(log, node, path, Rule.VALUE_REPEATED, message)


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
