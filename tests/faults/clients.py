"""Clients that send requests in a loop and record the answers."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from graph_service.model.json import Json

CACHEABLE: dict[str, Json] = {"query": '{ country(by: {iso3: "PER"}) { name } }'}
_number = itertools.count()


def uncacheable() -> dict[str, Json]:
    """Return an operation that no cache can answer."""
    query = "query ($slug: String!) { country(by: {slug: $slug}) { name } }"
    return {"query": query, "variables": {"slug": f"none-{next(_number)}"}}


@dataclass(frozen=True)
class Answer:
    """How a request was answered.

    Attributes:
        started: when it was sent, on the monotonic clock.
        seconds: time until the answer.
        status: HTTP status; 0 if the connection ended.
    """

    started: float
    seconds: float
    status: int


class Clients:
    """Sends requests and records the answers in order."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.answers: list[Answer] = []
        self.may_end = threading.Event()

    def ask(self, request: dict[str, Json], client: httpx.Client) -> Answer:
        """Send one request."""
        started = time.monotonic()
        try:
            status = client.post("/graphql", json=request).status_code
        except httpx.TransportError:
            status = 0
        answer = Answer(started, time.monotonic() - started, status)
        self.answers.append(answer)
        return answer

    def run(self, number: int) -> None:
        """Send requests until `may_end`; every other client sends the cacheable operation."""
        with httpx.Client(base_url=self._address, timeout=30) as client:
            while not self.may_end.is_set():
                self.ask(uncacheable() if number % 2 else CACHEABLE, client)
                time.sleep(0.05)  # without a pause, the clients would take the CPU of a restart

    def since(self, moment: float) -> list[Answer]:
        """Return the answers to requests sent since a moment."""
        return [answer for answer in self.answers if answer.started >= moment]


@contextmanager
def running_clients(service: httpx.Client, clients: int = 8) -> Iterator[Clients]:
    """Run clients while the block lasts."""
    running = Clients(str(service.base_url))
    threads = [threading.Thread(target=running.run, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield running
    finally:
        running.may_end.set()
        for thread in threads:
            thread.join()


def statuses(service: httpx.Client, times: int = 100) -> Counter[int]:
    """Send requests one after another and count the statuses."""
    running = Clients(str(service.base_url))
    for number in range(times):
        running.ask(uncacheable() if number % 2 else CACHEABLE, service)
    return Counter(answer.status for answer in running.answers)


def seconds_until(condition: Callable[[], bool], at_most: float) -> float:
    """Wait until a condition holds and return how long that took."""
    started = time.monotonic()
    while not condition():
        assert time.monotonic() - started < at_most, f"not within {at_most} s"
        time.sleep(0.02)
    return time.monotonic() - started


def is_ready(service: httpx.Client) -> bool:
    """Whether /readyz answers 200."""
    return service.get("/readyz").status_code == 200
