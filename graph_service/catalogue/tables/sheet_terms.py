"""Problems in the terms of a sheet: headers instead of fields, labels instead of names of terms.

'unknown value "LEARNR" in visitorCountries[1].role' →
'unknown value "LEARNR" in "Papel" of column "Países visitantes", no. 1'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.catalogue.model_messages import ModelText, TermName, folder_name
from graph_service.catalogue.problems import CellPlace, Problem, Rule, quoted
from graph_service.catalogue.suggest.terms import term_name
from graph_service.i18n import Language, Message, Shown, Wording, _
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.graph import SLUG

from .columns import Column, columns_of
from .edge_syntax import syntax_of
from .locate import Location, locate, path_of
from .marks import CLEAR, is_mark
from .values import NO, YES

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
    if problem.rule is Rule.ENTRY_UNKNOWN and is_mark(problem.value or ""):
        problem = _misplaced(problem)
    elif problem.rule is Rule.TERM_UNKNOWN and at is not None:
        problem = _of_another_column(problem, node_type, headers)
    elif problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is None:
        problem = _missing(problem, at, headers, terms)
    elif problem.rule is Rule.SLUG and at is not None and not problem.value:
        message = _("the slug before the brackets is missing in {field}", field=problem.field)
        problem = replace(problem, message=message, allowed=_("slug (…)"))
    elif problem.rule is Rule.VALUE_REPEATED and "line" in problem.message.values:
        problem = _repeated(problem)
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
            return quoted(self._name(found)) if found is not None else value
        return self._field(value, at) or value

    def _item(self, value: str | Message, at: Location | None) -> str | Message:
        if isinstance(value, str):
            return self._field(value, at) or value
        return _label_of_term(value)

    def allowed(self, problem: Problem, at: Location | None) -> Shown | None:
        """Return the valid values, terms by their labels."""
        prop = at.value if at is not None else None
        edge = at.column.edge if at is not None else None
        is_term = problem.rule is Rule.TERM_UNKNOWN or (
            problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is None
        )
        if is_term and prop is not None and prop.enum is not None:
            return [term.label(self.language) for term in prop.enum.writable()]
        if problem.allowed == _BOOLEANS:
            return (ModelText(YES), ModelText(NO))
        if problem.rule is Rule.DATE and problem.value is None:
            return None  # a form of files; the message says what to do
        if problem.rule is Rule.FIELD_UNKNOWN and edge is not None:
            return [syntax_of(prop, self.language) for prop in properties_of(edge)]
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
        for term in _terms_of(problem.allowed):
            if term.name == text:
                return term.labels.in_language(self.language)
        edge = at.column.edge
        props = [p for p in (at.value, *(properties_of(edge) if edge else ())) if p is not None]
        for prop in props:
            if prop.enum is not None and text in prop.enum.__members__:
                return prop.enum[text].label(self.language)
            if text.startswith(f"{prop.name}="):
                return f"{self._label(prop)}{text.removeprefix(prop.name)}"
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
        return self._label(found.fact) if found.fact is not None else self.header(found.column)

    def _label(self, prop: Property) -> str:
        return prop.label.in_language(self.language)


def _missing(problem: Problem, at: Location, headers: Headers, terms: _Terms) -> Problem:
    """Place a missing value in its cell; without a column for it, in the row of the headers."""
    path = tuple(name for name in path_of(problem.field) if not name.isdecimal())
    columns = (column for column in headers.values() if column.path[: len(path)] == path)
    column = next(columns, None)
    name = quoted(terms.header(column or at.column))
    message = _("the field {name} is missing", name=name)
    placed = next((c.place for c in (column, *headers.values()) if c and c.place), None)
    if placed is None or not isinstance(problem.place, CellPlace):
        return replace(problem, message=message)
    if column is None:
        message = _("the column {name} is missing", name=name)
        return replace(problem, place=placed._replace(column=1), message=message)
    place = problem.place._replace(column=placed.column)
    return replace(problem, place=place, message=message)


def _repeated(problem: Problem) -> Problem:
    """Say in which row a value is for the first time, unless it is in the same one."""
    values = problem.message.values
    if values["line"] == problem.place.line:
        same = _(
            "duplicate {value} in {field}: keep one of them",
            value=values["value"],
            field=values["field"],
        )
        return replace(problem, message=same)
    message = _(
        "duplicate {value} in {field}; first in row {row}: keep one of them",
        row=values["line"],
        **values,
    )
    return replace(problem, message=message)


def _misplaced(problem: Problem) -> Problem:
    """Word a mark that was read as a slug."""
    mark = problem.value or ""
    message = _("{mark} can't stand for {field} here", mark=quoted(mark), field=problem.field)
    allowed = _(
        "a slug; {mark} as the whole cell removes all that the entry has, an empty cell keeps it",
        mark=ModelText(CLEAR),
    )
    return replace(problem, rule=Rule.FORM, message=message, allowed=allowed, suggestion=None)


def _of_another_column(problem: Problem, node_type: NodeType, headers: Headers) -> Problem:
    """Name the column that a term is one of: two columns may have been exchanged."""
    text = problem.value or ""
    enums = ((c, c.prop.enum) for c in columns_of(node_type) if c.prop is not None)
    others = (c for c, enum in enums if c.path in headers and enum and term_name(enum, text))
    other = next(others, None)
    if other is None:
        return problem
    message = _(
        "{value} in {field} is a value of {other}: it is in the wrong column",
        value=quoted(text),
        field=problem.field,
        other=other.name,
    )
    return replace(problem, message=message)


def _terms_of(allowed: Shown | None) -> Iterator[TermName]:
    if isinstance(allowed, list | tuple):
        yield from (each for each in allowed if isinstance(each, TermName))


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
