"""An answer before and after: which rows are new, gone, or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph_service.guide.texts import Question
from graph_service.model.json import Json
from graph_service.store.run_query import Table

Row: TypeAlias = tuple[Json, ...]

_MOST_PAIRED = 300
"""Above so many rows on a side, none is looked for that became another: it takes long."""


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """How the answer to a question changes.

    Attributes:
        number: of the question, from 1.
        question: the question.
        columns: of the answer.
        added: rows that come.
        removed: rows that go.
        changed: rows that keep half of their values or more, before and after.
        reordered: the same rows in another order.
    """

    number: int
    question: Question
    columns: tuple[str, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    reordered: bool


def changed_answer(
    number: int, question: Question, before: Table, after: Table
) -> AnswerChange | None:
    """Compare the answers to a question; None where they are the same."""
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
        reordered=not removed and not added,
    )


def _without(rows: Sequence[Row], others: Sequence[Row]) -> list[Row]:
    """Give the rows that the others don't have, each as often as it is missing."""
    left = Counter(map(repr, others))
    found = []
    for row in rows:
        if left[repr(row)]:
            left[repr(row)] -= 1
        else:
            found.append(row)
    return found


def _pairs(removed: Sequence[Row], added: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Give the rows that became one another, by their places, the most alike first."""
    if max(len(removed), len(added)) > _MOST_PAIRED:
        return
    alike = [
        (_alike(old, new), i, j) for i, old in enumerate(removed) for j, new in enumerate(added)
    ]
    gone: set[int] = set()
    come: set[int] = set()
    for number, i, j in sorted(alike, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in gone and j not in come and number and 2 * number >= len(removed[i]):
            gone.add(i)
            come.add(j)
            yield i, j


def _alike(one: Row, other: Row) -> int:
    return sum(a == b and a is not None for a, b in zip(one, other, strict=False))
