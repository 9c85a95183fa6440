"""Plans: what a load or an undo would change, and the questions whose answers would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, Unpack

from graph_service.catalogue.loads.changeset import Changeset, LoadOptions, changeset_of_load
from graph_service.catalogue.loads.load import record_by_hand
from graph_service.catalogue.loads.release import number_of
from graph_service.catalogue.loads.undo import changeset_of_undo
from graph_service.errors import DeadlineExceeded, GraphUnsettled, LoadRefused
from graph_service.guide.questions import QUESTIONS, Question
from graph_service.i18n import Message, _
from graph_service.model.json import Json
from graph_service.settings import DatabaseSettings
from graph_service.store.driver import Database, open_database
from graph_service.store.graph import Graph
from graph_service.store.graph_reader import GraphReader, read_settled
from graph_service.store.run_query import Table, run_query
from graph_service.store.write import Writer, write_transaction

TRIES = 3
_SECONDS_FOR_ANSWERS = 60
Row: TypeAlias = tuple[Json, ...]

_MAX_PAIRED_ROWS = 300
"""Pairing takes quadratic time: with more rows, changed ones are reported as removed and added."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a load or an undo would change.

    Attributes:
        changeset: the changes.
        answers: the changed answers; None if the answers were not compared.
        why_not: why they were not compared.
    """

    changeset: Changeset
    answers: tuple[AnswerChange, ...] | None
    why_not: Message | str | None = None


async def plan_load(
    wanted: Graph, settings: DatabaseSettings, **options: Unpack[LoadOptions]
) -> Plan:
    """Return what `load` would change.

    Args:
        wanted: the graph that the files describe.
        settings: the database.
        options: those of the load.

    Raises:
        LoadRefused: when another version of this program wrote the graph.
        GraphUnsettled: when loads kept changing the graph.
        DatabaseUnavailable: when the database can't be reached.
    """
    return await _plan(settings, lambda reader: changeset_of_load(reader, wanted, **options))


async def plan_undo(
    settings: DatabaseSettings, number: int | None = None, loaded_by: str | None = None
) -> Plan:
    """Return what `undo` would change.

    Raises:
        LoadRefused: when there is nothing to undo, or it can't be undone.
        GraphUnsettled: when loads kept changing the graph.
        DatabaseUnavailable: when the database can't be reached.
    """
    return await _plan(settings, lambda reader: changeset_of_undo(reader, number, loaded_by))


async def _plan(
    settings: DatabaseSettings, changeset_of: Callable[[GraphReader], Awaitable[Changeset]]
) -> Plan:
    async with open_database(settings) as database:
        await database.verify()
        for _try in range(TRIES):
            changeset = await read_settled(database, changeset_of)
            if changeset.is_changed_by_hand:
                async with write_transaction(database) as writer:  # which is rolled back
                    by_hand = await record_by_hand(writer)
                    found = await changeset_of(writer)
                    changeset = replace(found, by_hand=by_hand)
            if changeset.refusal is not None and changeset.diff.empty:
                raise changeset.refusal
            plan = await _with_answers(database, changeset)
            if plan is not None:
                return plan
    raise GraphUnsettled(
        _("Other loads kept changing the graph while this was planned: wait for them to end.")
    )


async def _with_answers(database: Database, changeset: Changeset) -> Plan | None:
    """Compare the answers before and after; return None if a load changed the graph meanwhile."""
    if changeset.diff.empty:
        return Plan(changeset=changeset, answers=())
    if changeset.base is None:
        return Plan(changeset=changeset, answers=None, why_not=_("nothing has been loaded yet."))
    if changeset.refusal is not None:
        return Plan(changeset=changeset, answers=None, why_not=_("it would be refused."))
    # Write, run the questions again and roll back: readers never see it. Only this part holds the
    # lock, so that loads don't wait long.
    try:
        async with write_transaction(database, seconds=_SECONDS_FOR_ANSWERS) as writer:
            if changeset.by_hand is not None:
                await record_by_hand(writer)
            if number_of(await writer.newest_release()) != changeset.base_number:
                return None
            before = await _run_questions(writer)
            await writer.apply(changeset.diff)
            await writer.refresh()
            after = await _run_questions(writer)
    except (LoadRefused, DeadlineExceeded) as error:
        return Plan(changeset=changeset, answers=None, why_not=error.translatable)
    answers = zip(QUESTIONS, before, after, strict=True)
    changes = (changed_answer(i, q, old, new) for i, (q, old, new) in enumerate(answers, start=1))
    return Plan(changeset=changeset, answers=tuple(x for x in changes if x is not None))


async def _run_questions(writer: Writer) -> list[Table]:
    return [await run_query(writer, question.query.to("es")) for question in QUESTIONS]


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
    """Yield the indexes of removed and added rows that are one changed row, as they are alike."""
    if max(len(removed), len(added)) > _MAX_PAIRED_ROWS:
        return
    rest = dict(enumerate(added))
    for i, old in enumerate(removed):
        j = max(rest, key=lambda j: _equal_values(old, rest[j]), default=None)
        if j is not None and 2 * _equal_values(old, rest[j]) >= len(old):
            del rest[j]
            yield i, j


def _equal_values(one: Row, other: Row) -> int:
    return sum(a == b and a is not None for a, b in zip(one, other, strict=False))
