"""Turns measurements into the figures that have targets."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bench.first_visits import Visits
from bench.growth import Growth
from bench.measure import CLIENTS, Measured
from bench.operations import MIXED, NULL, OPERATIONS

RATIO_CLIENTS, ALONE = CLIENTS
"""Ratios compare rates at the first number of clients, those with `alone` in their name at one."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """The target of a figure; a figure without bounds is only reported.

    Attributes:
        title: the figure's title in the table.
        least: lower bound.
        most: upper bound.
    """

    title: str
    least: float | None = None
    most: float | None = None

    def is_met(self, value: float) -> bool | None:
        """Whether a figure meets the target; None if it has no bound."""
        if self.least is not None:
            return value >= self.least
        return None if self.most is None else value <= self.most


TARGETS: Mapping[str, Target] = {
    "ceiling_geomean": Target(title="uncached over the ceiling, geometric mean", least=1.4),
    "ceiling_min": Target(title="uncached over the ceiling, worst"),
    "ceiling_alone_geomean": Target(title="the same with one client, geometric mean"),
    "ceiling_mixed": Target(title="uncached over the ceiling, mixed traffic"),
    "ceiling_same_data_geomean": Target(
        title="uncached over the ceiling with derived data, geometric mean", least=0.95
    ),
    "peer_geomean": Target(title="uncached over @neo4j/graphql, geometric mean"),
    "peer_topic_page": Target(title="uncached over @neo4j/graphql, topic page"),
    "peer_jit_geomean": Target(
        title="uncached over @neo4j/graphql with graphql-jit, geometric mean", least=3.5
    ),
    "peer_jit_min": Target(title="uncached over @neo4j/graphql with graphql-jit, worst", least=1.7),
    "peer_jit_alone_geomean": Target(title="the same with one client, geometric mean"),
    "peer_jit_mixed": Target(title="uncached over @neo4j/graphql with graphql-jit, mixed traffic"),
    "cached_three_level": Target(title="cached over uncached, three levels"),
    "cached_flows": Target(title="cached over uncached, flows"),
    "cached_min_of_null_route": Target(title="cached over /healthz, worst"),
    "cached_min_of_asgi": Target(
        title="cached, gzip, over a minimal ASGI application, worst", least=0.45
    ),
    "first_page_p95_ms": Target(title="first visit of a page after a start, p95 in ms", most=250),
    "first_filter_p95_ms": Target(title="first use of filters after a start, p95 in ms", most=120),
    **{
        f"growth_{operation.name}": Target(
            title=f"time per request at ten times the practices, {operation.name}", most=1.3
        )
        for operation in OPERATIONS
    },
}


def ratios(
    measured: Sequence[Measured], growth: Mapping[str, Growth], visits: Mapping[str, Visits]
) -> Mapping[str, float]:
    """Return the ratios of requests per second, the growth of time, and times of first visits.

    Raises:
        KeyError: if an operation or a contender that they need wasn't measured.
    """
    rate = {(m.contender, m.operation, m.clients): m.rate for m in measured}

    def over(contender: str, clients: int = RATIO_CLIENTS) -> Callable[[str], float]:
        """Return the ratio of this service's rate to a contender's, by operation."""
        return lambda name: rate["uncached", name, clients] / rate[contender, name, clients]

    def each(ratio: Callable[[str], float]) -> Sequence[float]:
        return [ratio(operation.name) for operation in OPERATIONS]

    def worst(contender: str, empty: str) -> float:
        """Return the least rate of a contender over that of an empty route."""
        names = [operation.name for operation in OPERATIONS]
        least = min(rate[contender, name, RATIO_CLIENTS] for name in names)
        return least / rate[empty, NULL.name, RATIO_CLIENTS]

    def same_data(name: str) -> float:
        """Return the ratio to the ceiling with derived data, if it has a statement of its own."""
        has_own = ("ceiling_same_data", name, RATIO_CLIENTS) in rate
        return over("ceiling_same_data" if has_own else "ceiling")(name)

    def cached(name: str) -> float:
        return rate["cached", name, RATIO_CLIENTS] / rate["uncached", name, RATIO_CLIENTS]

    ceiling, peer, jit = over("ceiling"), over("neo4j_graphql"), over("neo4j_graphql_jit")
    mean = statistics.geometric_mean
    return {
        "ceiling_geomean": mean(each(ceiling)),
        "ceiling_min": min(each(ceiling)),
        "ceiling_alone_geomean": mean(each(over("ceiling", ALONE))),
        "ceiling_mixed": ceiling(MIXED.name),
        "ceiling_same_data_geomean": mean(each(same_data)),
        "peer_geomean": mean(each(peer)),
        "peer_topic_page": peer("topic_page"),
        "peer_jit_geomean": mean(each(jit)),
        "peer_jit_min": min(each(jit)),
        "peer_jit_alone_geomean": mean(each(over("neo4j_graphql_jit", ALONE))),
        "peer_jit_mixed": jit(MIXED.name),
        "cached_three_level": cached("three_levels"),
        "cached_flows": cached("flows"),
        "cached_min_of_null_route": worst("cached", "cached"),
        "cached_min_of_asgi": worst("cached_gzip", "asgi"),
        **{name: visits[series].p95 for name, series in _FIRST_VISITS.items() if series in visits},
        **{f"growth_{name}": found.time for name, found in growth.items()},
    }


_FIRST_VISITS = {"first_page_p95_ms": "start_page", "first_filter_p95_ms": "start_filter"}
"""The series of first visits that have targets: those after a start and its warm-up."""
