"""Admission of new operations."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from graph_service.api import admission as admission_module
from graph_service.api.admission import NewStatements, Worker
from graph_service.errors import DeadlineExceeded, Overloaded
from graph_service.store.deadline import Deadline


class Statements:
    """New statements, whose reads end when a test says so.

    Attributes:
        started: the statement of each read, in order.
        may_end: set when reads may end.
        fails: whether they fail.
    """

    def __init__(self, limit: int = 10) -> None:
        self.generation = 0
        self.new = NewStatements(limit, lambda: self.generation)
        self.started: list[str] = []
        self.may_end = asyncio.Event()
        self.fails = False

    async def read(self, statement: str, seconds: float = 10) -> str:
        async def read(_: Deadline) -> str:
            self.started.append(statement)
            await self.may_end.wait()
            if self.fails:
                raise ValueError("failed")
            return f"answer of {statement}"

        return await self.new.read([statement], read, Deadline(seconds))

    @property
    def free_turns(self) -> int:
        return self.new._queue._turns._value


@asynccontextmanager
async def sent(statements: Statements, *names: str) -> AsyncIterator[None]:
    """Send requests, and let their reads end when the block has."""
    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(statements.read(name))
        await asyncio.sleep(0.05)
        yield
        statements.may_end.set()


async def test_two_new_statements_run_at_once() -> None:
    statements = Statements()
    async with sent(statements, "a", "b", "c", "d"):
        assert statements.started == ["a", "b"]
    assert statements.started == ["a", "b", "c", "d"]


async def test_known_statements_do_not_wait() -> None:
    statements = Statements()
    statements.may_end.set()
    await statements.read("known")
    statements.may_end.clear()
    statements.started.clear()
    async with sent(statements, "a", "b", "c", "known", "known"):
        assert sorted(statements.started) == ["a", "b", "known", "known"]


async def test_requests_wait_for_one_plan() -> None:
    """Neo4j would plan a statement for each of them, at least in part."""
    statements = Statements()
    async with sent(statements, "a", "a", "a", "b"):
        assert statements.started == ["a", "b"]
    assert statements.started == ["a", "b", "a", "a"]


async def test_a_plan_is_made_to_the_end_without_its_client() -> None:
    """A second request finds it, however long it takes."""
    statements = Statements()
    with pytest.raises(DeadlineExceeded):
        await statements.read("a", 0.05)
    second = asyncio.create_task(statements.read("a"))
    await asyncio.sleep(0.05)
    assert statements.started == ["a"]
    statements.may_end.set()
    assert await second == "answer of a"
    assert statements.started == ["a", "a"]


async def test_failed_statements_stay_new() -> None:
    statements = Statements()
    statements.fails = True
    statements.may_end.set()
    with pytest.raises(ValueError, match="failed"):
        await statements.read("c")
    statements.fails = False
    statements.may_end.clear()
    statements.started.clear()
    async with sent(statements, "a", "b", "c"):
        assert statements.started == ["a", "b"]


async def test_a_request_reads_itself_if_the_first_one_fails() -> None:
    statements = Statements()
    statements.fails = True
    requests = [asyncio.create_task(statements.read("a")) for _ in range(2)]
    await asyncio.sleep(0.05)
    assert statements.started == ["a"]
    statements.may_end.set()
    outcomes = await asyncio.gather(*requests, return_exceptions=True)
    assert [str(outcome) for outcome in outcomes] == ["failed", "failed"]
    assert statements.started == ["a", "a"]


async def test_statements_are_new_after_a_reconnection() -> None:
    statements = Statements()
    statements.may_end.set()
    await statements.read("a")
    assert statements.new.are_known(["a"])
    statements.generation += 1
    assert not statements.new.are_known(["a"])


async def test_a_turn_ends_while_its_statement_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise two slow operations would block all new ones."""
    monkeypatch.setattr(admission_module, "MAX_TURN", 0.05)
    statements = Statements()
    async with sent(statements, *map(str, range(6))):
        await asyncio.sleep(0.25)
        assert len(statements.started) == 6
    # No turn was released twice.
    assert statements.free_turns == admission_module.MAX_PLANNING


async def test_the_queue_is_bounded() -> None:
    statements = Statements(3)
    async with sent(statements, "a", "b", "c"):
        with pytest.raises(Overloaded, match="3 operations not seen before are already running"):
            await statements.read("d")
    assert await statements.read("d") == "answer of d"


async def test_the_deadline_ends_a_wait() -> None:
    statements = Statements()
    async with sent(statements, "a", "b"):
        with pytest.raises(DeadlineExceeded):
            await statements.read("c", 0.05)
    assert statements.started == ["a", "b"]


async def test_cancelled_requests_leave_the_queue() -> None:
    """Those whose plan has begun keep their turns until it is made."""
    statements = Statements(3)
    requests = [asyncio.create_task(statements.read(name)) for name in ("a", "b", "c")]
    await asyncio.sleep(0.05)
    for request in requests:
        request.cancel()
    await asyncio.gather(*requests, return_exceptions=True)
    statements.may_end.set()
    for name in ("d", "e", "f"):
        await statements.read(name)
    assert statements.started == ["a", "b", "d", "e", "f"]
    assert statements.free_turns == admission_module.MAX_PLANNING


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
