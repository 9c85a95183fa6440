"""Problems that only follow from another one in the same cell or row are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from graph_service.catalogue.model_messages import unknown_entry
from graph_service.catalogue.problems import Place, Problem, Rule, nearest, quoted
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.graph import FORMER_SLUGS

from .rows import Row

_MOST_SUGGESTIONS = 20
_UNREAD = (Rule.FORMULA, Rule.MARK)
_Row = tuple[str, str, int]


def without_consequences(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of tables that are causes.

    A cell with a formula, an error or a ditto mark has no other problem. A row that can't be a
    part of the entry above, or that has more values than headers, has only one. What is not an
    entry, such as "todos", lacks no role.
    """
    listed = list(problems)
    unread = {p.place for p in listed if p.rule in _UNREAD}
    broken = {_row(p.place) for p in listed if p.rule is Rule.TABLE}
    unknown = {
        (p.place, p.field) for p in listed if p.rule is Rule.ENTRY_UNKNOWN and not p.suggestion
    }
    rows: set[_Row] = set()
    kept: list[Problem] = []
    for problem in listed:
        row = _row(problem.place)
        if problem.place in unread and problem.rule not in _UNREAD:
            continue
        if problem.rule is Rule.FIELD_MISSING:
            link = problem.field.rpartition(".")[0]
            if (problem.place, link) in unknown:
                continue
        if row in broken and problem.rule is not Rule.TABLE:
            continue
        if problem.rule in (Rule.ROW, Rule.TABLE):
            if row in rows:
                continue
            rows.add(row)
        kept.append(problem)
    return kept


def unknown_entries(
    rows: Sequence[Row], node_type: NodeType, known: Collection[str], problems: list[Problem]
) -> list[Problem]:
    """Return problems in which a row that lacks fields has no entry to update, instead of those.

    Args:
        rows: the rows that no entry has the slug of, all of one type.
        node_type: their type.
        known: the slugs of the type.
        problems: all problems.
    """
    missing = {row: fields for row, fields in _missing_fields(rows, problems) if fields}
    causes: list[Problem] = []
    for row, fields in missing.items():
        message = _(
            "{unknown} {value}; to add it, fill in {fields}, too",
            unknown=unknown_entry(node_type),
            value=quoted(row.slug),
            fields=fields,
        )
        near = nearest(row.slug, known) if len(causes) < _MOST_SUGGESTIONS else None
        causes.append(_cause(row, Rule.ENTRY_UNKNOWN, message, near))
    return [*_without(problems, missing, Rule.FIELD_MISSING), *causes]


def former_slugs(
    rows: Sequence[Row], node_type: NodeType, found: Iterable[Problem], problems: list[Problem]
) -> list[Problem]:
    """Return problems in which a row with the former slug of another entry has only that one.

    Args:
        rows: the rows that no entry has the slug of, all of one type.
        node_type: their type.
        found: the problems of the folder with the rows: they name former slugs that are in use.
        problems: all problems of the rows.
    """
    present = {
        p.value: PurePath(p.place.file)
        for p in found
        if p.rule is Rule.SLUG_TAKEN and p.field == FORMER_SLUGS.name
    }
    renamed = {
        row: present[row.slug].stem
        for row in rows
        if row.slug in present and present[row.slug].parent.name == node_type.folder
    }
    causes = [
        _cause(
            row,
            Rule.SLUG_TAKEN,
            _(
                "{value} is a former slug of {other}: to change that entry, write its present"
                " slug; for a new one, choose another",
                value=quoted(row.slug),
                other=slug,
            ),
            slug,
        )
        for row, slug in renamed.items()
    ]
    return [*_without(problems, renamed, Rule.FIELD_MISSING), *causes]


def not_entries(rows: Sequence[Row], problems: list[Problem]) -> list[Problem]:
    """Return problems in which a note below a table, or a count, has one instead of several.

    It has text where the slug is, and lacks fields that every entry has; nothing else matters.
    """
    wrong = {p.place for p in problems if p.rule is Rule.SLUG}
    missing = {
        row: fields
        for row, fields in _missing_fields([row for row in rows if row.place in wrong], problems)
        if len(fields) > 1
    }
    causes = [
        _cause(
            row,
            Rule.ROW,
            _(
                "{value} is not a slug, and its row lacks {fields}: if it is not an entry,"
                " delete it",
                value=quoted(row.slug),
                fields=fields,
            ),
        )
        for row, fields in missing.items()
    ]
    broken = {_row(row.place) for row in missing}
    return [*(p for p in problems if _row(p.place) not in broken), *causes]


def once_per_column(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in which a column that is missing is not one of each row."""
    seen: set[tuple[Place, str]] = set()
    kept: list[Problem] = []
    for problem in problems:
        key = problem.place, problem.field
        if problem.rule is not Rule.FIELD_MISSING or key not in seen:
            kept.append(problem)
            seen.add(key)
    return kept


def with_brackets(problems: Sequence[Problem]) -> list[Problem]:
    """Return problems in which a name with a wrong word in brackets has one instead of two.

    The suggestions of both become one: "Honduras (visitante)" → hnd (Aprende).
    """
    names = {
        (p.place, p.field): p for p in problems if p.rule is Rule.ENTRY_UNKNOWN and p.suggestion
    }
    found: list[Problem] = []
    united: set[tuple[Place, str]] = set()
    for problem in problems:
        key = problem.place, problem.field
        name = names.get(key)
        if name is not None and (problem.value or "").startswith(f"{name.value} ("):
            united.add(key)
            inside = f" ({problem.suggestion})" if problem.suggestion else ""
            found.append(replace(problem, suggestion=f"{name.suggestion}{inside}"))
        else:
            found.append(problem)
    return [
        p for p in found if p.rule is not Rule.ENTRY_UNKNOWN or (p.place, p.field) not in united
    ]


def _missing_fields(
    rows: Iterable[Row], problems: Iterable[Problem]
) -> Iterator[tuple[Row, list[str]]]:
    """Yield the rows, each with the fields that its entry lacks."""
    missing: dict[Place, list[str]] = {}
    for problem in problems:
        if problem.rule is Rule.FIELD_MISSING:
            missing.setdefault(problem.place, []).append(problem.field)
    for row in rows:
        yield row, missing.get(row.place, [])


def _cause(row: Row, rule: Rule, message: Wording, near: str | None = None) -> Problem:
    return Problem(place=row.place, rule=rule, message=message, value=row.slug, suggestion=near)


def _without(problems: Iterable[Problem], rows: Iterable[Row], *rules: Rule) -> Iterator[Problem]:
    """Yield the problems except those of some rules at some rows."""
    places = {row.place for row in rows}
    return (p for p in problems if p.rule not in rules or p.place not in places)


def _row(place: Place) -> _Row:
    return place.file, place.sheet, place.line
