"""NewStatements of what is new."""

import asyncio
import threading

import pytest

from graph_service.api import admission as admission_module
from graph_service.api.admission import NewStatements, Worker
from graph_service.errors import DeadlineExceeded, Overloaded
from graph_service.store.deadline import Deadline


async def _read(
    turns: NewStatements, statement: str, done: asyncio.Event, begun: list[str]
) -> None:
    async with turns.turn(statement, Deadline(10)):
        begun.append(statement)
        await done.wait()


async def test_two_new_statements_at_once() -> None:
    turns, done, begun = NewStatements(10), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c", "d"):
            group.create_task(_read(turns, statement, done, begun))
        await asyncio.sleep(0.05)
        assert begun == ["a", "b"]
        done.set()
    assert begun == ["a", "b", "c", "d"]


async def test_what_was_answered_waits_for_nobody() -> None:
    turns, done, begun = NewStatements(10), asyncio.Event(), list[str]()
    async with turns.turn("known", Deadline(10)):
        pass
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c", "known", "known"):
            group.create_task(_read(turns, statement, done, begun))
        await asyncio.sleep(0.05)
        assert begun == ["a", "b", "known", "known"]
        done.set()


async def test_what_failed_is_new_again() -> None:
    turns, done, begun = NewStatements(10), asyncio.Event(), list[str]()
    with pytest.raises(ValueError, match="failed"):
        async with turns.turn("c", Deadline(10)):
            raise ValueError("failed")
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c"):
            group.create_task(_read(turns, statement, done, begun))
        await asyncio.sleep(0.05)
        assert begun == ["a", "b"]
        done.set()


async def test_a_turn_ends_though_its_statement_runs_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else two slow operations would keep all new ones waiting."""
    monkeypatch.setattr(admission_module, "MAX_TURN", 0.05)
    turns, done, begun = NewStatements(10), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for n in range(6):
            group.create_task(_read(turns, str(n), done, begun))
        await asyncio.sleep(0.3)
        assert len(begun) == 6
        done.set()
    # None was given back twice.
    assert turns._queue._turns._value == admission_module.MAX_PLANNING


async def test_no_more_wait_than_may() -> None:
    turns, done, begun = NewStatements(3), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c"):
            group.create_task(_read(turns, statement, done, begun))
        await asyncio.sleep(0)
        with pytest.raises(Overloaded, match="3 operations not seen before are already running"):
            async with turns.turn("d", Deadline(10)):
                pass
        done.set()
    async with turns.turn("d", Deadline(10)):
        pass


async def test_who_waits_too_long_is_told() -> None:
    turns, done, begun = NewStatements(3), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b"):
            group.create_task(_read(turns, statement, done, begun))
        await asyncio.sleep(0)
        with pytest.raises(DeadlineExceeded):
            async with turns.turn("c", Deadline(0.05)):
                pass
        done.set()


async def test_who_gives_up_leaves_the_queue() -> None:
    turns, done, begun = NewStatements(3), asyncio.Event(), list[str]()
    tasks = [asyncio.create_task(_read(turns, s, done, begun)) for s in ("a", "b", "c")]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    done.set()
    for statement in ("d", "e", "f"):
        await _read(turns, statement, done, begun)
    assert turns._queue._turns._value == admission_module.MAX_PLANNING


async def test_a_worker_does_one_thing_at_a_time() -> None:
    worker, at_once, most = Worker(3), 0, 0
    may_end = threading.Event()

    def work() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        may_end.wait(5)
        at_once -= 1

    tasks = [asyncio.create_task(worker.run(work)) for _ in range(3)]
    await asyncio.sleep(0.05)
    with pytest.raises(Overloaded):
        await worker.run(work)
    may_end.set()
    await asyncio.gather(*tasks)
    assert most == 1
