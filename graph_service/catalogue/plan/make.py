"""A draft, and the questions whose answers it moves → a plan. Nothing is ever written.

The answers are true ones: in one transaction, which no load runs beside, the questions are asked,
the changes are made, and the questions are asked again; then all of it is rolled back. No reader
sees any of it. Only this part holds the lock, so that no load waits long.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from graph_service.catalogue.loads.draft import Draft, draft_load, draft_undo, number
from graph_service.catalogue.progress import Begin, unshown
from graph_service.errors import DeadlineExceeded, GraphUnsettled, LoadRefused
from graph_service.guide.questions import QUESTIONS
from graph_service.i18n import Message, _
from graph_service.settings import DatabaseSettings
from graph_service.store.asking import Table, ask
from graph_service.store.driver import Database, open_database
from graph_service.store.spool import Graph, open_spool
from graph_service.store.stream import read_settled
from graph_service.store.whole import GraphReader
from graph_service.store.write import Memory, Writer, read_memory, write_transaction

from .answers import AnswerChange, changed_answer

TRIES = 3
_SECONDS_FOR_ANSWERS = 60


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a load or an undo would do.

    Attributes:
        draft: the changes.
        answers: the questions that will be answered differently; None where that isn't known.
        why_not: why it isn't known.
    """

    draft: Draft
    answers: tuple[AnswerChange, ...] | None
    why_not: Message | str | None = None


async def plan_load(
    wanted: Graph, settings: DatabaseSettings, *, prune: bool, begin: Begin = unshown
) -> Plan:
    """Tell what `load` would do.

    Raises:
        LoadRefused: when a newer program has written the graph.
        GraphUnsettled: when loads followed one another meanwhile.
        DatabaseUnavailable: when the database can't be reached.
    """

    async def draft(reader: GraphReader, memory: Memory) -> Draft:
        return await draft_load(reader, wanted, memory, prune=prune, begin=begin)

    return await _plan(settings, draft)


async def plan_undo(settings: DatabaseSettings) -> Plan:
    """Tell what `undo` would do.

    Raises:
        LoadRefused: when there is nothing to undo, or it can't be undone.
        GraphUnsettled: when loads followed one another meanwhile.
        DatabaseUnavailable: when the database can't be reached.
    """
    with open_spool() as spool:

        async def draft(reader: GraphReader, memory: Memory) -> Draft:
            return await draft_undo(reader, spool, memory)

        return await _plan(settings, draft)


async def _plan(
    settings: DatabaseSettings, work_out: Callable[[GraphReader, Memory], Awaitable[Draft]]
) -> Plan:
    async with open_database(settings) as database:
        await database.verify()
        memory = await read_memory(database)
        for _again in range(TRIES):
            draft = await read_settled(database, lambda reader: work_out(reader, memory))
            if draft.refusal is not None and draft.diff.empty:
                raise draft.refusal
            plan = await _with_answers(database, draft)
            if plan is not None:
                return plan
    raise GraphUnsettled(
        _("Loads came between each time that this was planned: wait for them to end.")
    )


async def _with_answers(database: Database, draft: Draft) -> Plan | None:
    """Compare the answers; None where the graph isn't any more what was drafted for."""
    if draft.diff.empty:
        return Plan(draft=draft, answers=())
    if draft.base is None:
        return Plan(draft=draft, answers=None, why_not=_("nothing was ever loaded."))
    if draft.refusal is not None:
        return Plan(draft=draft, answers=None, why_not=_("it would be refused."))
    try:
        async with write_transaction(database, seconds=_SECONDS_FOR_ANSWERS) as writer:
            if number(await writer.newest_release(), "number") != draft.base_number:
                return None
            before = await _ask(writer)
            await writer.apply(draft.diff)
            after = await _ask(writer)
    except (LoadRefused, DeadlineExceeded) as error:
        return Plan(draft=draft, answers=None, why_not=error.worded)
    asked = zip(QUESTIONS, before, after, strict=True)
    changes = (changed_answer(i, q, old, new) for i, (q, old, new) in enumerate(asked, start=1))
    return Plan(draft=draft, answers=tuple(x for x in changes if x is not None))


async def _ask(writer: Writer) -> list[Table]:
    return [await ask(writer, question.query.cypher) for question in QUESTIONS]
