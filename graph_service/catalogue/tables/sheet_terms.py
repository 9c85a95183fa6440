"""Problems in the terms of a sheet: headers instead of fields, labels instead of names of terms.

'unknown value "LEARNR" in visitorCountries[1].role' →
'unknown value "LEARNR" in "Papel" of column "Países visitantes", no. 1'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.catalogue.model_messages import ModelText
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Language, Shown, Wording, _
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_types import properties_of
from graph_service.model.graph import SLUG

from .edge_syntax import syntax_of
from .locate import Location, locate, path_of
from .marks import CLEAR, is_mark
from .values import NO, YES

Headers = Mapping[tuple[str, ...], str]
"""The headers of a sheet as written there, by the paths of their columns."""
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
    values = {
        name: value if name in _VALUES else terms.shown(name, value, at)
        for name, value in problem.message.values.items()
    }
    return replace(
        problem,
        message=replace(problem.message, values=values),
        allowed=terms.allowed(problem, at),
        suggestion=terms.suggestion(problem.suggestion, at),
    )


@dataclass(frozen=True, kw_only=True)
class _Terms:
    node_type: NodeType
    headers: Headers
    language: Language

    def shown(self, placeholder: str, value: Shown, at: Location | None) -> Shown:
        """Return a value of a message; if it is the path of a field, the name of its column."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [x if not isinstance(x, str) else self._field(x, at) or x for x in value]
        if not isinstance(value, str):
            return value
        if placeholder == "name":
            found = self._located(value.strip('"'), at)
            return quoted(self._name(found)) if found is not None else value
        return self._field(value, at) or value

    def allowed(self, problem: Problem, at: Location | None) -> Shown | None:
        """Return the valid values, terms by their labels."""
        prop = at.value if at is not None else None
        edge = at.column.edge if at is not None else None
        if problem.rule is Rule.TERM_UNKNOWN and prop is not None and prop.enum is not None:
            return [term.label(self.language) for term in prop.enum.writable()]
        if problem.allowed == ("true", "false"):
            return (ModelText(YES), ModelText(NO))
        if problem.rule is Rule.FIELD_UNKNOWN and edge is not None:
            return [syntax_of(prop, self.language) for prop in properties_of(edge)]
        if problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is not None:
            slug = problem.value or SLUG.label.in_language(self.language).lower()
            return f"{slug} ({syntax_of(at.fact, self.language)})"
        if problem.rule is Rule.ENTRY_UNKNOWN and edge is not None:
            return _entries(edge)
        return problem.allowed

    def suggestion(self, text: str | None, at: Location | None) -> str | None:
        """Return a suggestion, terms by their labels."""
        if text is None or at is None:
            return text
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
        header = self.headers.get(found.column.path) or found.column.label.in_language(
            self.language
        )
        column = (
            _('column "{header}", no. {number}', header=header, number=found.item)
            if found.item is not None
            else _('column "{header}"', header=header)
        )
        if found.fact is None:
            return column
        return _('"{name}" of {column}', name=ModelText(found.fact.label), column=column)

    def _name(self, found: Location) -> str:
        if found.fact is not None:
            return self._label(found.fact)
        written = self.headers.get(found.column.path)
        return written or found.column.label.in_language(self.language)

    def _label(self, prop: Property) -> str:
        return prop.label.in_language(self.language)


def _misplaced(problem: Problem) -> Problem:
    """Word a mark that was read as a slug."""
    mark = problem.value or ""
    message = _("{mark} can't stand for {field} here", mark=quoted(mark), field=problem.field)
    allowed = _(
        "a slug; {mark} as the whole cell removes all that the entry has, an empty cell keeps it",
        mark=ModelText(CLEAR),
    )
    return replace(problem, rule=Rule.FORM, message=message, allowed=allowed, suggestion=None)


def _entries(edge: Edge) -> Wording:
    return _(
        "a slug of {folder}, as the sheet of slugs of a template lists them",
        folder=f"{edge.target.folder}/",
    )
