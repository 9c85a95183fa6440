"""Fields of a file or cells of a table, for their readers, which report what is wrong with them.

Scalar("N/A") → "N/A" in date is a placeholder. In Spanish, the labels of fields are beside their
names: 'falta el campo "name" (Nombre)'; in English, names and labels are the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from graph_service.catalogue.model_messages import Named
from graph_service.catalogue.placeholders import is_placeholder, with_unseen
from graph_service.catalogue.problems import Problem, ProblemLog, Rule, quoted
from graph_service.catalogue.suggest.names import (
    DATE_LABELS,
    labels_of,
    likely_field,
    link_labels,
)
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPE_FOLDERS, edges_of
from graph_service.model.labels import Labels

from .yaml_files import Fields, Items, Node, Scalar

_OF_VALUES = (Rule.DATE, Rule.NUMBER, Rule.TERM_UNKNOWN, Rule.SLUG, Rule.ADDRESS)
"""Rules for values other than texts, in which special characters are wrong by themselves."""
_NAMES = ("field", "name")
"""The placeholders of messages that name a field."""


def is_empty(node: Node) -> bool:
    """Whether a key has no value, or null."""
    return isinstance(node, Scalar) and node.is_empty


class FieldNode(NamedTuple):
    """A node in a field.

    Attributes:
        node: the node.
        path: the field, such as "events[2].date".
        log: collects its problems.
    """

    node: Node
    path: str
    log: ProblemLog

    @property
    def text(self) -> str | None:
        """Its text; None if it is empty, a list or a mapping."""
        return self.node.text if isinstance(self.node, Scalar) and not self.node.is_empty else None

    @property
    def is_placeholder(self) -> bool:
        """Whether it only says that nothing is known: "N/A"."""
        return self.text is not None and is_placeholder(self.text.lower())

    def items(self) -> Iterator[FieldNode]:
        """Yield the items of a list."""
        if isinstance(self.node, Items):
            for number, item in enumerate(self.node.items, start=1):
                yield FieldNode(item, f"{self.path}[{number}]", self.log)

    def fields(self) -> Iterator[tuple[str, FieldNode]]:
        """Yield the names and the values of a mapping."""
        if isinstance(self.node, Fields):
            for name, (_key, value) in self.node.fields.items():
                yield name, FieldNode(value, f"{self.path}.{name}", self.log)

    def key(self, name: str) -> FieldNode:
        """Return the key of a field of a mapping."""
        node = self.node.fields[name][0] if isinstance(self.node, Fields) else self.node
        return FieldNode(node, f"{self.path}.{name}", self.log)

    def add(
        self,
        rule: Rule,
        message: Wording,
        allowed: Shown | None = None,
        suggestion: str | None = None,
    ) -> None:
        """Add a problem to the log; a character that nobody sees is its cause.

        The message may name the {field} and its {value}.
        """
        text = self.node.text if isinstance(self.node, Scalar) else None
        if rule in _OF_VALUES and (hidden := with_unseen(text or "", self.path)):
            message, suggestion = hidden
            allowed = None
        values = {"value": describe(self.node), "field": self.path} | dict(message.values)
        message = replace(message, values=values)
        problem = Problem(self.node.place, rule, message, self.path, text, allowed, suggestion)
        self.log.add(problem)

    def wrong_form(self, allowed: Shown, rule: Rule = Rule.FORM) -> None:
        """Add the problem that it has the wrong form for its field, or says that it is empty."""
        if self.is_placeholder:
            self.left_out()
        else:
            self.add(rule, _("{value} in {field}"), allowed)

    def not_a_list(self) -> None:
        """Add the problem that its field needs a list."""
        self.wrong_form(
            _("a list, with each value on a line of its own after a hyphen and a blank")
        )

    def left_out(self) -> None:
        """Add the problem that it only says that nothing is known: "N/A"."""
        message = _(
            "{value} in {field} is a placeholder: write what is known, or leave the field out"
        )
        self.add(Rule.PLACEHOLDER, message)

    def repeated(self, field: str) -> None:
        """Add the problem that a field has its value twice."""
        message = _("duplicate {value} in {field}: keep one of them", field=field)
        self.add(Rule.VALUE_REPEATED, message)

    def unknown(
        self, name: str, inside: str, labels: Mapping[str, Labels], allowed: Shown
    ) -> str | None:
        """Add the problem that a field can't have this key; return the name that it may mean."""
        near = likely_field(name, labels)
        message = _("unknown field {name} in {field}", name=quoted(name), field=inside)
        self.add(Rule.FIELD_UNKNOWN, message, allowed, near)
        return near


def describe(node: Node) -> Shown:
    """Return what a message calls a node: its text in quotes, "a list" or "a mapping"."""
    match node:
        case Scalar():
            return _("nothing") if node.is_empty else quoted(node.text)
        case Items():
            return _("a list")
    return _("a mapping")


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
