"""The catalogue that all tests of a command share; see tests/with_catalogue.py."""

import os
from multiprocessing.connection import Client
from typing import NamedTuple

from graph_service.local import Address

VARIABLE = "TEST_CATALOGUE"


class LoadedCatalogue(NamedTuple):
    """A Neo4j with the seeds, and the service on it.

    Attributes:
        address: of the Neo4j.
        loaded_at: the bookmarks of its last commit, which is the load of the seeds.
        service: the address of the service.
    """

    address: Address
    loaded_at: list[str]
    service: str


def shared_catalogue() -> LoadedCatalogue | None:
    """Return the catalogue that this process shares with others; None if there is no such one.

    Raises:
        RuntimeError: It couldn't be opened.

    """
    path = os.environ.get(VARIABLE)
    if not path:
        return None
    with Client(path) as asking:
        asking.send("open")
        answer: LoadedCatalogue | str = asking.recv()
    if isinstance(answer, str):
        raise RuntimeError(f"The shared catalogue can't be opened: {answer}")
    return answer
