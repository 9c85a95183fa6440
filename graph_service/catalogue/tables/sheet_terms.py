"""Problems in the terms of a sheet: headers instead of fields, labels instead of names of terms.

'unknown value "LEARNR" in visitorCountries[1].role' →
'unknown value "LEARNR" in "Papel" of column "Países visitantes", no. 1'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.catalogue.model_messages import ModelText, TermName, folder_name
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.i18n import Language, Message, Shown, Wording, _
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edge_properties import properties_of
from graph_service.model.graph import SLUG

from .cells import NO, YES
from .columns import Column, Location, locate, path_of
from .links import syntax_of

Headers = Mapping[tuple[str, ...], Column]
"""The columns of a sheet by their paths."""
_BOOLEANS = ("true", "false")
_VALUES = frozenset(("value", "what", "first", "slug", "mark", "code", "file", "type"))
"""The names of placeholders for what the steward wrote; it stays as it is."""


def in_sheet_terms(
    problem: Problem, node_type: NodeType, headers: Headers, language: Language
) -> Problem:
    """Return a problem with a row as the steward who fills in the sheet knows its subject."""
    terms = _Terms(node_type=node_type, headers=headers, language=language)
    at = locate(node_type, path_of(problem.field)) if problem.field else None
    if problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is None:
        problem = _missing(problem, at, headers, terms)
    elif problem.rule is Rule.VALUE_REPEATED and "line" in problem.message.values:
        same = _(
            "duplicate {value} in {field}: keep one of them",
            value=problem.message.values["value"],
            field=problem.message.values["field"],
        )
        problem = replace(problem, message=same)
    values = {
        name: value if name in _VALUES else terms.shown(name, value, at)
        for name, value in problem.message.values.items()
    }
    return replace(
        problem,
        message=replace(problem.message, values=values),
        allowed=terms.allowed(problem, at),
        suggestion=terms.suggestion(problem, at),
    )


@dataclass(frozen=True, kw_only=True)
class _Terms:
    node_type: NodeType
    headers: Headers
    language: Language

    def shown(self, placeholder: str, value: Shown, at: Location | None) -> Shown:
        """Return a value of a message; if it is the path of a field, the name of its column."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [self._item(each, at) for each in value]
        if isinstance(value, int):
            return value
        if not isinstance(value, str):
            return _label_of_term(value)
        if placeholder == "name":
            found = self._located(value.strip('"'), at)
            return value if found is None else quoted(self._name(found))
        return self._field(value, at) or value

    def _item(self, value: str | Message, at: Location | None) -> str | Message:
        if isinstance(value, str):
            return self._field(value, at) or value
        return _label_of_term(value)

    def allowed(self, problem: Problem, at: Location | None) -> Shown | None:
        """Return the valid values, terms by their labels."""
        edge = at.column.edge if at is not None else None
        prop = at.value if at is not None else None
        if problem.rule is Rule.TERM_UNKNOWN and prop is not None and prop.enum is not None:
            return [term.label(self.language) for term in prop.enum.writable()]
        if problem.allowed == _BOOLEANS:
            return (ModelText(YES), ModelText(NO))
        if problem.rule is Rule.DATE and problem.value is None:
            return None  # a form of files; the message says what to do
        if problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is not None:
            slug = problem.value or SLUG.label.in_language(self.language).lower()
            return f"{slug} ({syntax_of(at.fact, self.language)})"
        if problem.rule is Rule.ENTRY_UNKNOWN and edge is not None and not _is_address(problem):
            return _entries(edge)
        if problem.rule is Rule.ENTRY_TYPE and isinstance(problem.allowed, Wording):
            values = {k: self.shown(k, v, at) for k, v in problem.allowed.values.items()}
            return replace(problem.allowed, values=values)
        if isinstance(problem.allowed, list | tuple):
            return [x if isinstance(x, str) else _label_of_term(x) for x in problem.allowed]
        return problem.allowed

    def suggestion(self, problem: Problem, at: Location | None) -> str | None:
        """Return the suggestion, terms by their labels."""
        text = problem.suggestion
        if text is None or at is None:
            return text
        if problem.allowed == _BOOLEANS:
            return (YES if text == _BOOLEANS[0] else NO).in_language(self.language)
        allowed = problem.allowed if isinstance(problem.allowed, list | tuple) else ()
        for term in allowed:
            if isinstance(term, TermName) and term.name == text:
                return term.labels.in_language(self.language)
        props = [at.value, *(properties_of(at.column.edge) if at.column.edge else ())]
        for prop in props:
            if prop is not None and prop.enum is not None and text in prop.enum.__members__:
                return prop.enum[text].label(self.language)
        return text

    def _located(self, value: str, at: Location | None) -> Location | None:
        if not value or not value.isprintable():
            return None
        if at is not None and at.fact is not None and value == at.fact.name:
            return at
        return locate(self.node_type, path_of(value))

    def _field(self, value: str, at: Location | None) -> Wording | None:
        found = self._located(value, at)
        if found is None:
            return None
        header = self.header(found.column)
        column = (
            _('column "{header}", no. {number}', header=header, number=found.item)
            if found.item is not None
            else _('column "{header}"', header=header)
        )
        if found.fact is None:
            return column
        return _('"{name}" of {column}', name=ModelText(found.fact.label), column=column)

    def header(self, column: Column) -> str:
        """Return the header of a column as the sheet has it, or else in the language."""
        written = self.headers.get(column.path)
        return written.header if written else column.label.in_language(self.language)

    def _name(self, found: Location) -> str:
        fact = found.fact
        return fact.label.in_language(self.language) if fact else self.header(found.column)


def _missing(problem: Problem, at: Location, headers: Headers, terms: _Terms) -> Problem:
    """Place a missing value in its cell, if the sheet has a column for it."""
    path = tuple(name for name in path_of(problem.field) if not name.isdecimal())
    columns = (column for column in headers.values() if column.path[: len(path)] == path)
    column = next(columns, None)
    message = _("the field {name} is missing", name=quoted(terms.header(column or at.column)))
    place = problem.place
    if column is not None and column.place is not None and isinstance(place, CellPlace):
        place = place._replace(column=column.place.column)
    return replace(problem, place=place, message=message)


def _label_of_term(value: Message) -> Message:
    """Return the label of a term, by which a sheet has it; other messages as they are."""
    return ModelText(value.labels) if isinstance(value, TermName) else value


def _is_address(problem: Problem) -> bool:
    """Whether an address was written for a source, which the problem explains."""
    return (problem.value or "").startswith(("http://", "https://"))


def _entries(edge: Edge) -> Wording:
    return _(
        "a slug of {folder}, as the sheet of slugs of a template lists them",
        folder=folder_name(edge.target),
    )
