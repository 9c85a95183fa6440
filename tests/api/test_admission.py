"""Admission of new operations."""

import asyncio
import threading

import pytest

from graph_service.api import admission as admission_module
from graph_service.api.admission import NewStatements, Worker
from graph_service.errors import DeadlineExceeded, Overloaded
from graph_service.store.deadline import Deadline


async def _read(
    turns: NewStatements, statement: str, done: asyncio.Event, started: list[str]
) -> None:
    async with turns.turn([statement], Deadline(10)):
        started.append(statement)
        await done.wait()


async def test_two_new_statements_run_at_once() -> None:
    turns, done, started = NewStatements(10), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c", "d"):
            group.create_task(_read(turns, statement, done, started))
        await asyncio.sleep(0.05)
        assert started == ["a", "b"]
        done.set()
    assert started == ["a", "b", "c", "d"]


async def test_known_statements_do_not_wait() -> None:
    turns, done, started = NewStatements(10), asyncio.Event(), list[str]()
    async with turns.turn(["known"], Deadline(10)):
        pass
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c", "known", "known"):
            group.create_task(_read(turns, statement, done, started))
        await asyncio.sleep(0.05)
        assert started == ["a", "b", "known", "known"]
        done.set()


async def test_failed_statements_stay_new() -> None:
    turns, done, started = NewStatements(10), asyncio.Event(), list[str]()
    with pytest.raises(ValueError, match="failed"):
        async with turns.turn("c", Deadline(10)):
            raise ValueError("failed")
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c"):
            group.create_task(_read(turns, statement, done, started))
        await asyncio.sleep(0.05)
        assert started == ["a", "b"]
        done.set()


async def test_a_turn_ends_while_its_statement_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise two slow operations would block all new ones."""
    monkeypatch.setattr(admission_module, "MAX_TURN", 0.05)
    turns, done, started = NewStatements(10), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for n in range(6):
            group.create_task(_read(turns, str(n), done, started))
        await asyncio.sleep(0.3)
        assert len(started) == 6
        done.set()
    # No turn was released twice.
    assert turns._queue._turns._value == admission_module.MAX_PLANNING


async def test_the_queue_is_bounded() -> None:
    turns, done, started = NewStatements(3), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b", "c"):
            group.create_task(_read(turns, statement, done, started))
        await asyncio.sleep(0)
        with pytest.raises(Overloaded, match="3 operations not seen before are already running"):
            async with turns.turn("d", Deadline(10)):
                pass
        done.set()
    async with turns.turn("d", Deadline(10)):
        pass


async def test_the_deadline_ends_a_wait() -> None:
    turns, done, started = NewStatements(3), asyncio.Event(), list[str]()
    async with asyncio.TaskGroup() as group:
        for statement in ("a", "b"):
            group.create_task(_read(turns, statement, done, started))
        await asyncio.sleep(0)
        with pytest.raises(DeadlineExceeded):
            async with turns.turn("c", Deadline(0.05)):
                pass
        done.set()


async def test_cancelled_requests_leave_the_queue() -> None:
    turns, done, started = NewStatements(3), asyncio.Event(), list[str]()
    tasks = [asyncio.create_task(_read(turns, s, done, started)) for s in ("a", "b", "c")]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    done.set()
    for statement in ("d", "e", "f"):
        await _read(turns, statement, done, started)
    assert turns._queue._turns._value == admission_module.MAX_PLANNING


async def test_a_worker_runs_one_job_at_a_time() -> None:
    worker, running, maximum = Worker(3), 0, 0
    may_end = threading.Event()

    def job() -> None:
        nonlocal running, maximum
        running += 1
        maximum = max(maximum, running)
        may_end.wait(5)
        running -= 1

    tasks = [asyncio.create_task(worker.run(job)) for _ in range(3)]
    await asyncio.sleep(0.05)
    with pytest.raises(Overloaded):
        await worker.run(job)
    may_end.set()
    await asyncio.gather(*tasks)
    assert maximum == 1
