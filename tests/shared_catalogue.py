"""The Neo4j with the seeds that all tests of a command share; see tests/with_catalogue.py."""

import os
from multiprocessing.connection import Client
from typing import NamedTuple

from graph_service.local import Address

VARIABLE = "TEST_CATALOGUE"


class LoadedCatalogue(NamedTuple):
    """A Neo4j with the seeds, and the bookmarks of the last commit, which is their load."""

    address: Address
    loaded_at: list[str]


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
