"""Rows whose values are one column beside their headers, as after a cell that was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph_service.catalogue.problems import Problem, Rule
from graph_service.catalogue.suggest.date_points import is_date
from graph_service.catalogue.suggest.terms import term_name
from graph_service.i18n import _
from graph_service.model.declare import Property
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind

from .columns import Column
from .grid import Cell, problem_at
from .marks import is_mark

_FEW = 2
"""So many values that are wrong in their columns, and right in the next ones, are no accident."""
Test = Callable[[str], bool]
"""Whether a text may be a value."""
Tests = Mapping[int, Test]
"""The tests of the columns in which few texts may be values."""


def tests_of(columns: Mapping[int, Column]) -> Tests:
    """Return the tests of those columns of a sheet that have terms, dates or numbers."""
    found = {number: _test(column) for number, column in columns.items()}
    return {number: test for number, test in found.items() if test is not None}


def shifted(tests: Tests, line: Sequence[Cell]) -> Problem | None:
    """Return the problem of a row whose values are beside their headers, or None."""
    texts = {cell.place.column: cell.text for cell in line if cell.text}
    wrong = [n for n, test in tests.items() if n in texts and not test(texts[n])]
    if len(wrong) < _FEW:
        return None
    first = next(cell for cell in line if cell.place.column == wrong[0])
    for distance, message in (
        (
            1,
            _(
                "the values of this row are one column to the left of their headers: insert the"
                " cell that is missing"
            ),
        ),
        (
            -1,
            _(
                "the values of this row are one column to the right of their headers: delete the"
                " cell that is too many"
            ),
        ),
    ):
        right = [n for n, test in tests.items() if test(texts.get(n - distance, ""))]
        if len(right) >= max(_FEW, len(wrong)) and not is_mark(first.text):
            return problem_at(first, Rule.ROW, message)
    return None


def _test(column: Column) -> Test | None:
    prop = column.prop
    if prop is None or prop.many or column.path[-1] == "qualifier":
        return None
    return _TESTS[prop.kind](prop)


def _none(_prop: Property) -> None:
    return None


def _date(_prop: Property) -> Test:
    return is_date


def _number(_prop: Property) -> Test:
    return str.isdecimal


def _term(prop: Property) -> Test:
    return lambda text: term_name(prop.vocabulary, text) is not None


_TESTS: Mapping[Kind, Callable[[Property], Test | None]] = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL, Kind.BOOLEAN): _none,
        Kind.DATE: _date,
        Kind.INT: _number,
        Kind.ENUM: _term,
    },
    WRITTEN,
)
