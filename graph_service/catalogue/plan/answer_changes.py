"""An answer before and after → the rows that were added, removed or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.guide.parts import Question
from graph_service.model.json import Json
from graph_service.store.run_query import Table

Row: TypeAlias = tuple[Json, ...]

_MAX_PAIRED_ROWS = 300
"""Pairing takes quadratic time: with more rows, changed ones are reported as removed and added."""


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """How the answer to a question changes.

    Attributes:
        number: the number of the question, from 1.
        question: the question.
        columns: the columns of the answer.
        added: the rows only in the new answer.
        removed: the rows only in the old answer.
        changed: the rows before and after, with at least half of their values equal.
        is_reordered: whether the rows are the same in a different order.
    """

    number: int
    question: Question
    columns: tuple[str, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    is_reordered: bool


def changed_answer(
    number: int, question: Question, before: Table, after: Table
) -> AnswerChange | None:
    """Compare two answers to a question; return None if they are equal."""
    if before == after:
        return None
    removed = _without(before.rows, after.rows)
    added = _without(after.rows, before.rows)
    pairs = dict(_pairs(removed, added))
    return AnswerChange(
        number=number,
        question=question,
        columns=after.columns if after.rows else before.columns,
        added=tuple(row for i, row in enumerate(added) if i not in pairs.values()),
        removed=tuple(row for i, row in enumerate(removed) if i not in pairs),
        changed=tuple((removed[old], added[new]) for old, new in pairs.items()),
        is_reordered=not removed and not added,
    )


def _without(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Return the multiset difference of rows, in order."""
    unmatched = Counter(map(repr, others))
    missing = []
    for row in rows:
        if unmatched[repr(row)]:
            unmatched[repr(row)] -= 1
        else:
            missing.append(row)
    return missing


def _pairs(removed: Sequence[Row], added: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield the indexes of removed and added rows that are one changed row, most similar first."""
    if max(len(removed), len(added)) > _MAX_PAIRED_ROWS:
        return
    candidates = [
        (_equal_values(old, new), i, j)
        for i, old in enumerate(removed)
        for j, new in enumerate(added)
    ]
    paired_old: set[int] = set()
    paired_new: set[int] = set()
    for equal, i, j in sorted(candidates, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in paired_old and j not in paired_new and equal and 2 * equal >= len(removed[i]):
            paired_old.add(i)
            paired_new.add(j)
            yield i, j


def _equal_values(one: Row, other: Row) -> int:
    return sum(a == b and a is not None for a, b in zip(one, other, strict=False))
