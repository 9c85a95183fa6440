"""The limit on nested relations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph_service.errors import exceeded

MAX_NESTING = 10
"""Neo4j 2026.08.1 plans a statement of 10 levels in 0.2 s, of 14 in 1 s, of 18 in 16 s: the time
nearly doubles with each level."""


class Nesting:
    """Counts the levels of relations around the field that is being planned."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._depth = 0

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Enter a relation while the block runs.

        Raises:
            LimitExceeded: if there are too many levels.
        """
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise exceeded(
                "relations",
                self._depth,
                MAX_NESTING,
                message=f"Relations are nested at least {{found}} levels deep in {self._where}",
                remedy="request less at a time, and continue from ids",
            )
        try:
            yield
        finally:
            self._depth -= 1
