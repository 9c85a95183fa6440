"""Problems that only follow from another one in the same cell or row are left out."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service.catalogue.problems import Place, Problem, Rule

from .grid import CellPlace

_Row = tuple[str, str, int]


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of tables that are causes.

    A cell with a formula or an error has no other problem. A row that can't be a part of the entry
    above, or that has more values than headers, has only one.
    """
    listed = list(problems)
    formulas = {p.place for p in listed if p.rule is Rule.FORMULA}
    broken = {_row(p.place) for p in listed if p.rule is Rule.TABLE}
    rows: set[_Row] = set()
    kept: list[Problem] = []
    for problem in listed:
        row = _row(problem.place)
        if problem.place in formulas and problem.rule is not Rule.FORMULA:
            continue
        if row in broken and problem.rule is not Rule.TABLE:
            continue
        if problem.rule in (Rule.ROW, Rule.TABLE):
            if row in rows:
                continue
            rows.add(row)
        kept.append(problem)
    return kept


def _row(place: Place) -> _Row:
    return place.file, place.sheet if isinstance(place, CellPlace) else "", place.line
