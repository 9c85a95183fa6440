"""Problems in the terms of a sheet: headers instead of fields, labels instead of names of terms.

'unknown value "LEARNR" in visitorCountries[1].role' →
'unknown value "LEARNR" in "Papel" of column "Países visitantes", no. 1'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph_service.catalogue.model_messages import ModelText, TermName, folder_name
from graph_service.catalogue.problems import CellPlace, Problem, Rule, path_names, quoted
from graph_service.i18n import Language, Shown, Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import SLUG

from .cells import NO, YES
from .columns import Column, Location, locate
from .links import syntax_of

_BOOLEANS = ("true", "false")
_FIELDS = ("field", "fields", "other", "name")
"""The placeholders of messages that name fields; the others have what the steward wrote."""


@dataclass(frozen=True, kw_only=True)
class SheetTerms:
    """The terms of a sheet.

    Attributes:
        node_type: the type of its entries.
        headers: its columns by their paths.
        language: that of labels.
    """

    node_type: NodeType
    headers: Mapping[tuple[str, ...], Column]
    language: Language

    def reword(self, problem: Problem) -> Problem:
        """Return a problem with a row as the steward who fills in the sheet knows its subject."""
        at = locate(self.node_type, path_names(problem.field)) if problem.field else None
        reworded = replace(
            problem,
            message=self._wording(problem.message, at),
            allowed=self._allowed(problem, at),
            suggestion=self._suggestion(problem),
        )
        is_missing = problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is None
        return self._missing(reworded, at.column) if at is not None and is_missing else reworded

    def _wording(self, message: Wording, at: Location | None) -> Wording:
        values = {
            name: self._fields(value, at) if name in _FIELDS else self._value(value, at)
            for name, value in message.values.items()
        }
        return replace(message, values=values)

    def _value(self, value: Shown, at: Location | None) -> Shown:
        """Return a value of a message, with terms by their labels."""
        match value:
            case TermName():
                return ModelText(value.labels)
            case Wording():
                return self._wording(value, at)
            case list() | tuple():
                return [ModelText(x.labels) if isinstance(x, TermName) else x for x in value]
        return value

    def _fields(self, value: Shown, at: Location | None) -> Shown:
        if isinstance(value, str):
            return self._field(value, at)
        if isinstance(value, list | tuple):
            return [self._field(path, at) if isinstance(path, str) else path for path in value]
        return value

    def _field(self, path: str, at: Location | None) -> str | Wording:
        """Return what a sheet calls a field; what isn't the path of one stays as it is."""
        if at is not None and at.fact is not None and path == at.fact.name:
            return quoted(at.fact.label.in_language(self.language))
        found = locate(self.node_type, path_names(path))
        if found is None:
            return path
        header = self._header(found.column)
        column = (
            _('column "{header}", no. {number}', header=header, number=found.item)
            if found.item is not None
            else _('column "{header}"', header=header)
        )
        if found.fact is None:
            return column
        return _('"{name}" of {column}', name=ModelText(found.fact.label), column=column)

    def _header(self, column: Column) -> str:
        """Return the header of a column as the sheet has it, or else in the language."""
        written = self.headers.get(column.path)
        return written.header if written else column.label.in_language(self.language)

    def _allowed(self, problem: Problem, at: Location | None) -> Shown | None:
        """Return what a cell may have."""
        if problem.allowed == _BOOLEANS:
            return (ModelText(YES), ModelText(NO))
        if problem.rule is Rule.DATE and problem.value is None:
            return None  # a form of files; the message says what to do
        if problem.rule is Rule.FIELD_MISSING and at is not None and at.fact is not None:
            slug = problem.value or SLUG.label.in_language(self.language).lower()
            return f"{slug} ({syntax_of(at.fact).in_language(self.language)})"
        edge = at.column.edge if at is not None else None
        is_address = (problem.value or "").startswith(("http://", "https://"))
        if problem.rule is Rule.ENTRY_UNKNOWN and edge is not None and not is_address:
            return _(
                "a slug of {folder}, as the sheet of slugs of a template lists them",
                folder=folder_name(edge.target),
            )
        return None if problem.allowed is None else self._value(problem.allowed, at)

    def _suggestion(self, problem: Problem) -> str | None:
        """Return the suggestion, a term by its label."""
        allowed = problem.allowed if isinstance(problem.allowed, list | tuple) else ()
        labels = {term.name: term.labels for term in allowed if isinstance(term, TermName)}
        label = labels.get(problem.suggestion or "")
        return label.in_language(self.language) if label is not None else problem.suggestion

    def _missing(self, problem: Problem, column: Column) -> Problem:
        """Place a missing value in its cell, if the sheet has a column for it.

        Of a text in several languages, that is the first of its columns.
        """
        field = tuple(name for name in path_names(problem.field) if not name.isdecimal())
        columns = (c for path, c in self.headers.items() if path[: len(field)] == field)
        written = next(columns, column)
        name = quoted(self._header(written))
        message = _("the field {name} is missing", name=name)
        if written.is_one_of_languages:
            message = _(
                "the field {name} is missing, or the same in another language: one is needed",
                name=name,
            )
        place = problem.place
        if written.place is not None and isinstance(place, CellPlace):
            place = place._replace(column=written.place.column)
        return replace(problem, place=place, message=message)
