"""Random decisions, driven by hypothesis, which shrinks towards the first and likely options."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Chances:
    """Draws decisions from a random source."""

    random: Random

    def number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def sometimes(self, percent: int) -> bool:
        """Return True in this percentage of cases; shrinks to False."""
        return self.number(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options; shrinks to the first."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], counts: Sequence[int]) -> list[T]:
        """Return different options; their number is one of the counts."""
        rest = list(options)
        count = min(self.pick(counts), len(rest))
        return [rest.pop(self.number(0, len(rest) - 1)) for _ in range(count)]
