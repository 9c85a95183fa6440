"""What hypothesis decides. It shrinks towards the first option, and towards what is likely."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Chances:
    """Decisions, taken by a source of chance that hypothesis drives."""

    random: Random

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def sometimes(self, percent: int) -> bool:
        """Give True in so many of a hundred cases; shrinks to False."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """Give one of several; shrinks to the first."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], counts: Sequence[int]) -> list[T]:
        """Give as many of several as one of the counts says, each once."""
        rest = list(options)
        count = min(self.pick(counts), len(rest))
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in range(count)]
