"""How large a bench is: the graph, and how long each part of the measuring takes."""

from __future__ import annotations

from dataclasses import dataclass

PRACTICES_A_TOPIC = 250
"""On average; so a topic has as many practices in a small graph as in a large one."""
_STEP = 500


@dataclass(frozen=True, kw_only=True)
class GraphSize:
    """How many entries of each type are generated."""

    practices: int
    institutions: int
    countries: int = 40
    programmes: int = 40

    def __post_init__(self) -> None:
        if self.practices % _STEP:
            raise ValueError(f"{self.practices} practices; allowed: multiples of {_STEP}")

    @property
    def topics(self) -> int:
        """Practices have one topic and two in turn."""
        return self.practices * 3 // 2 // PRACTICES_A_TOPIC

    @property
    def visits(self) -> int:
        return self.practices * 3 // 10

    @property
    def transfers(self) -> int:
        return self.practices * 6 // 10

    @property
    def agreements(self) -> int:
        return self.practices // 250

    @property
    def sources(self) -> int:
        return self.practices // 25

    @property
    def towns(self) -> int:
        """Places that names are made of; so a town has as many practices in any graph."""
        return self.practices // 50


@dataclass(frozen=True, kw_only=True)
class Windows:
    """How long is measured, in seconds.

    Attributes:
        fast: a window of an operation that takes a few milliseconds.
        slow: a window of one that takes more.
        alone: a window with one client.
        warm: before each window, unmeasured.
        first: before the first window of a contender and operation, unmeasured.
        settle: at most, until a database that was just started is as fast as it gets.
        pause: between two windows.
    """

    fast: float
    slow: float
    alone: float
    warm: float
    first: float
    settle: float
    pause: float
    rounds: int


@dataclass(frozen=True, kw_only=True)
class Size:
    """One size of the bench.

    Attributes:
        name: as in SIZE=….
        graph: what everything runs on.
        tenth: what growth is measured against.
        agreeing: how many sets of variables of each operation all must answer alike.
    """

    name: str
    graph: GraphSize
    tenth: GraphSize
    windows: Windows
    agreeing: int
    new_operations: int


SIZES = {
    "full": Size(
        name="full",
        graph=GraphSize(practices=100_000, institutions=400),
        tenth=GraphSize(practices=10_000, institutions=400),
        windows=Windows(fast=5, slow=10, alone=3, warm=1, first=4, settle=45, pause=0.3, rounds=2),
        agreeing=40,
        new_operations=200,
    ),
    "small": Size(
        name="small",
        graph=GraphSize(practices=5_000, institutions=60),
        tenth=GraphSize(practices=500, institutions=60),
        windows=Windows(
            fast=0.5, slow=1, alone=0.4, warm=0.1, first=0.3, settle=2, pause=0.05, rounds=1
        ),
        agreeing=10,
        new_operations=10,
    ),
}
