"""The searches of a request, which are made before its statements, and the lists of their hits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_service.compiler.cypher.statement import Statement, hits_statement
from graph_service.compiler.fields.search.stages import STATEMENTS, Result, Steps, every_word, found
from graph_service.compiler.ir.conditions import TRUE
from graph_service.compiler.ir.origins import Variables, read
from graph_service.compiler.ir.sources import Found, Param
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue


class Searches:
    """The searches that some statements need.

    Attributes:
        texts: of the statements that are run for them.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._found: dict[str, Found] = {}
        self._filters: dict[str, Sequence[Statement | None]] = {}
        self._add(statements)
        filters = [each for some in self._filters.values() for each in some if each is not None]
        self.texts = (*(each.text for each in filters), *(STATEMENTS if self._found else ()))

    def _add(self, statements: Iterable[Statement]) -> None:
        for param in (param for each in statements for param in each.params):
            if isinstance(param, Found) and param.search.key not in self._found:
                conditions = param.search.lists or ()
                filters = [None if each == TRUE else hits_statement(each) for each in conditions]
                self._found[param.search.key] = param
                self._filters[param.search.key] = filters
                self._add(each for each in filters if each is not None)

    def check(self, variables: Variables) -> None:
        """Check the arguments of all searches.

        Raises:
            BadUserInput: if one has an invalid value.
        """
        for param in self._found.values():
            _arguments(param, variables)

    def steps(self, variables: Variables) -> Steps[Variables]:
        """Make the searches, and return the variables together with what they found."""
        results: dict[str, Result] = {}
        found_by: dict[str, Json] = {}
        for key, param in self._found.items():
            search, arguments = param.search, _arguments(param, variables)
            if search.lists is None:
                having = yield from every_word(*arguments, search.limit)
                found_by[key] = None if having is None else having.scores
            else:
                steps = found(*arguments, search.limit, may_be_empty=search.may_be_empty)
                results[key] = yield from steps
        known = {**variables, **found_by}
        for key, result in results.items():
            rows = result.rows(self._found[key].search.limit)
            lists: list[Sequence[Json]] = []
            for each in self._filters[key]:
                if each is None:
                    lists.append(rows)
                else:
                    values = [parameter(param, known) for param in each.params]
                    lists.append((yield each.text, [rows, *values]))
            known[key] = result.shared(self._found[key].search.limit, lists)
        return known


def _arguments(param: Found, variables: Variables) -> tuple[str, str]:
    """Return the text of a search, and its clauses."""
    only = (str(parameter(each, variables)) for each in param.search.only)
    return str(parameter(param.search.text, variables)), "".join(only)


def parameter(param: Param, variables: Variables) -> StoredValue:
    """Return the value of a parameter in one request.

    Raises:
        BadUserInput: if the argument has an invalid value.
    """
    try:
        return param.encode(read(param.origin, variables))
    except ValueError as error:
        raise BadUserInput(f"{param.argument}: {error}.", argument=param.argument) from None
