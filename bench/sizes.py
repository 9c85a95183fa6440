"""Sizes of the benchmark: how large the graph is and how long each measurement takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

PRACTICES_PER_TOPIC = 250
"""On average: a topic has as many practices in a small graph as in a large one."""
_STEP = 500


@dataclass(frozen=True, kw_only=True)
class GraphSize:
    """The number of entries of each type."""

    practices: int
    institutions: int
    countries: int = 40
    programmes: int = 40

    def __post_init__(self) -> None:
        if self.practices % _STEP:
            raise ValueError(f"{self.practices} practices; allowed: multiples of {_STEP}")

    @property
    def topics(self) -> int:
        """Practices have one topic and two topics in turn."""
        return self.practices * 3 // 2 // PRACTICES_PER_TOPIC

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
        """Towns in generated names: a town has as many practices in any graph."""
        return self.practices // 50


@dataclass(frozen=True, kw_only=True)
class Windows:
    """Lengths of the measurements in seconds.

    Attributes:
        fast: a window for an operation that takes a few milliseconds.
        slow: a window for a slower one.
        one_client: a window with one client.
        warm: warm-up before each window.
        first: warm-up before the first window of a contender and operation.
        warm_up: most time to warm up a database that has just started.
        pause: pause before each window.
        rounds: number of windows per contender, operation and number of clients.
    """

    fast: float
    slow: float
    one_client: float
    warm: float
    first: float
    warm_up: float
    pause: float
    rounds: int


@dataclass(frozen=True, kw_only=True)
class Size:
    """One size of the benchmark.

    Attributes:
        name: the value of SIZE.
        graph: the graph that everything runs on.
        tenth: the graph with a tenth of the practices, to measure growth.
        windows: how long to measure.
        compared: sets of variables per operation for which all contenders' answers are compared.
        new_operations: repetitions when measuring operations seen for the first time.
        first_visits: whether first visits of pages are measured, which takes some minutes.
        environment: settings of this service, in addition to those of its contenders.
        jvm_options: options of a managed Neo4j's Java.
    """

    name: str
    graph: GraphSize
    tenth: GraphSize
    windows: Windows
    compared: int
    new_operations: int
    first_visits: bool
    environment: Mapping[str, str] = field(default_factory=dict)
    jvm_options: tuple[str, ...] = ()


_SMALL = GraphSize(practices=500, institutions=60)
_FULL = Size(
    name="full",
    graph=GraphSize(practices=100_000, institutions=400),
    tenth=GraphSize(practices=10_000, institutions=400),
    windows=Windows(
        fast=5, slow=10, one_client=3, warm=1, first=4, warm_up=45, pause=0.3, rounds=2
    ),
    compared=40,
    new_operations=200,
    first_visits=True,
)
SIZES = {
    "full": _FULL,
    "million": replace(
        _FULL,
        name="million",
        graph=GraphSize(practices=1_000_000, institutions=400),
        tenth=_FULL.graph,
        first_visits=False,  # they don't depend on the size
    ),
    "small": Size(
        name="small",
        # Growth is that of the graph over itself: starting another Neo4j took a quarter of the run.
        graph=_SMALL,
        tenth=_SMALL,
        windows=Windows(
            fast=0.1, slow=0.1, one_client=0.1, warm=0, first=0, warm_up=0.1, pause=0, rounds=1
        ),
        compared=5,
        new_operations=3,
        first_visits=False,
        environment={"WARM_UP": "off"},
        jvm_options=("-XX:TieredStopAtLevel=1",),  # Neo4j starts in half the time
    ),
}
