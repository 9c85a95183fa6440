"""Clients that ask on and on, and note how they are answered."""

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from graph_service.model.json import Json

KEPT: dict[str, Json] = {"query": '{ country(by: {iso3: "PER"}) { name } }'}
_number = itertools.count()


def fresh() -> dict[str, Json]:
    """Give an operation whose answer nobody kept: it has to be read, twice even."""
    query = "query ($slug: String!) { country(by: {slug: $slug}) { name } }"
    return {"query": query, "variables": {"slug": f"none-{next(_number)}"}}


@dataclass(frozen=True)
class Answer:
    """How a request was answered.

    Attributes:
        begun: when it was sent, on the monotonic clock.
        seconds: until it was answered.
        status: of HTTP; 0 if the connection ended.
    """

    begun: float
    seconds: float
    status: int


class Clients:
    """What clients were answered, in the order of the answers."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.answers: list[Answer] = []
        self.may_end = threading.Event()

    def ask(self, request: dict[str, Json], client: httpx.Client) -> Answer:
        """Ask once."""
        begun = time.monotonic()
        try:
            status = client.post("/graphql", json=request).status_code
        except httpx.TransportError:
            status = 0
        answer = Answer(begun, time.monotonic() - begun, status)
        self.answers.append(answer)
        return answer

    def run(self, number: int) -> None:
        """Ask until it is enough; every other client asks for what may be kept."""
        with httpx.Client(base_url=self._address, timeout=30) as client:
            while not self.may_end.is_set():
                self.ask(fresh() if number % 2 else KEPT, client)
                time.sleep(0.01)

    def since(self, moment: float) -> list[Answer]:
        """Give the answers to what was asked since a moment."""
        return [answer for answer in self.answers if answer.begun >= moment]


@contextmanager
def asking(service: httpx.Client, clients: int = 8) -> Iterator[Clients]:
    """Have clients ask for as long as the block lasts."""
    asked = Clients(str(service.base_url))
    threads = [threading.Thread(target=asked.run, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield asked
    finally:
        asked.may_end.set()
        for thread in threads:
            thread.join()


def statuses(service: httpx.Client, times: int = 100) -> Counter[int]:
    """Ask so often, one after another, and count the statuses."""
    asked = Clients(str(service.base_url))
    for number in range(times):
        asked.ask(fresh() if number % 2 else KEPT, service)
    return Counter(answer.status for answer in asked.answers)


def seconds_until(condition: Callable[[], bool], at_most: float) -> float:
    """Wait until something holds; tell how long that took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < at_most, f"not within {at_most} s"
        time.sleep(0.02)
    return time.monotonic() - begun


def is_ready(service: httpx.Client) -> bool:
    """Tell what /readyz says."""
    return service.get("/readyz").status_code == 200
