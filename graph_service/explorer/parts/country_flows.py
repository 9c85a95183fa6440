"""Who learned from whom: the pairs of countries in an answer, as rows and a matrix.

What was shown is not learned yet: each pair has the furthest phase of its transfers. The map is in
`atlas`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import (
    Node,
    count_of,
    facet_counts,
    nodes_of,
    number_in,
    object_in,
)
from graph_service.explorer.parts.reach import USED, last_day
from graph_service.model.enums import Basis, TransferPhase
from graph_service.model.json import Json

SHADES = 4
"""The number of shades of a matrix."""
ENDS = ("originCountries", "targetCountries")
"""The fields of a transfer with the countries at its ends."""
_PROGRESS = {
    **dict.fromkeys((phase.name for phase in reversed(USED)), "used"),
    TransferPhase.PREPARATION.name: "prepared",
    TransferPhase.EXPLORATION.name: "seen",
    TransferPhase.ENDED.name: "ended",
}
"""How phases are drawn, the furthest first."""


@dataclass(frozen=True)
class Flow:
    """What one country gave to another, or what it hosted for it.

    Attributes:
        origin: the country that gave, or the host.
        target: the country that received, or the visitor.
        count: the number of transfers or visits.
        learning: the visits in which all visitors came to learn.
        teaching: the visits in which all visitors came as experts or advisers.
        address: the list of the transfers or visits that are counted.
        shade: 1 to SHADES, the darker the more.
        phase: the furthest phase of the transfers, with `phase` and `phaseLabel`, and of those that
            came so far the date of the last fact known and the basis, if the answer has them; empty
            for visits.
    """

    origin: Node
    target: Node
    count: int
    learning: int
    teaching: int
    address: Address
    shade: int
    phase: Node

    @property
    def progress(self) -> str:
        """How far its transfers came, as drawn: "used", "prepared", "seen" or "ended"."""
        return _PROGRESS.get(str(self.phase.get("phase")), "")

    @property
    def pair(self) -> tuple[Json, Json]:
        """The ids of both ends."""
        return self.origin["id"], self.target["id"]

    @property
    def is_domestic(self) -> bool:
        """Whether it begins and ends in the same country, so that no drawing shows it."""
        return self.origin["id"] == self.target["id"]

    @property
    def width(self) -> float:
        """The width of its line on the map."""
        return round(0.8 + math.sqrt(self.count) * 0.5, 1)

    @property
    def mutual(self) -> int:
        """The visits among peers, with several roles, or with unknown ones."""
        return self.count - self.learning - self.teaching


@dataclass(frozen=True)
class Matrix:
    """All flows by their ends.

    Attributes:
        origins: the rows.
        targets: the columns.
        cells: the flows by the ids of both ends.
    """

    origins: tuple[Node, ...]
    targets: tuple[Node, ...]
    cells: Mapping[tuple[Json, Json], Flow]


@dataclass(frozen=True)
class FlowLine:
    """A flow in a drawing: its path, and "gave", "received" or "other" as `kind_of` says."""

    flow: Flow
    path: str
    kind: str


@dataclass(frozen=True)
class Cases:
    """The transfers of an answer from the government of a country to that of another.

    Attributes:
        known: how many there are, also those in which a practice was only seen.
        used: how many of these are known to have come into use.
        years: the first and the last year of the last known facts of the used ones, if any.
        within: how many others stayed within one country, so that no drawing shows them.
        known_list: the list of all.
        used_list: the list of those that came into use.
    """

    known: int
    used: int
    years: tuple[int, int] | None
    within: int
    known_list: Address
    used_list: Address


def cases_of(data: Node, listed: Address) -> Cases:
    """Return the transfers between governments.

    What organizations brought has no country of origin, and what countries made together none that
    gave it: neither is among them.

    Args:
        data: the answer; its `paired` transfers have a country at both ends.
        listed: the list of all transfers, filtered by those parameters that the answer is.
    """
    paired = nodes_of(data["paired"])
    ends = [[{country["id"] for country in nodes_of(n[end])} for end in ENDS] for n in paired]
    within = [
        str(node["phase"])
        for node, (origins, targets) in zip(paired, ends, strict=True)
        if targets <= origins
    ]
    chosen = listed.values("phase")
    # A facet counts also the values that are not chosen.
    used = {p.name: key for p in USED if (key := kebab_case(p.name)) in chosen or not chosen}
    counts, both = facet_counts(data["paired"]), listed.with_values("with", ENDS)
    days = [last_day(node.get("lastKnown")) for node in paired if node["phase"] in used]
    years = sorted(day.year for day in days if day)
    return Cases(
        known=count_of(data["paired"]) - len(within),
        used=sum(counts.get(name, 0) - within.count(name) for name in used),
        years=(years[0], years[-1]) if years else None,
        within=len(within),
        known_list=both,
        used_list=both.with_values("phase", used.values()),
    )


def flows_of(data: Node, list_address: Callable[[Node, Node], Address]) -> list[Flow]:
    """Return the flows between countries in an answer, those that came furthest first.

    Args:
        data: the answer, with `flows`; of visits also with `learning` and `teaching`.
        list_address: the list of the transfers or visits between two countries.
    """
    pairs = [node for node in nodes_of(data["flows"]) if _country(node, "from")]
    learning, teaching = (_counts(data.get(name)) for name in ("learning", "teaching"))
    most = max((number_in(pair["count"]) for pair in pairs), default=1)
    found = []
    for pair in pairs:
        origin, target = _country(pair, "from"), _country(pair, "to")
        key, count = (origin["id"], target["id"]), number_in(pair["count"])
        found.append(
            Flow(
                origin,
                target,
                count,
                learning.get(key, 0),
                teaching.get(key, 0),
                list_address(origin, target),
                math.ceil(SHADES * count / most),
                _phase(pair),
            )
        )
    return sorted(found, key=lambda flow: [*_PROGRESS.values(), ""].index(flow.progress))


def matrix_of(flows: Sequence[Flow]) -> Matrix:
    """Return the matrix of flows, its rows and columns by name."""
    origins = {str(flow.origin["name"]): flow.origin for flow in flows}
    targets = {str(flow.target["name"]): flow.target for flow in flows}
    return Matrix(
        tuple(origins[name] for name in sorted(origins)),
        tuple(targets[name] for name in sorted(targets)),
        {flow.pair: flow for flow in flows},
    )


def kind_of(flow: Flow, chosen: str | None) -> str:
    """Return "gave" or "received" from the chosen country's view, "other" without one."""
    return {flow.origin["slug"]: "gave", flow.target["slug"]: "received"}.get(chosen, "other")


def touches(flow: Flow, chosen: str | None) -> bool:
    """Whether a flow begins or ends in the chosen country; every flow does if there is none."""
    return chosen is None or chosen in (flow.origin["slug"], flow.target["slug"])


def _phase(pair: Node) -> Node:
    """Return how far the transfers of a pair came, the last fact known of these and their basis."""
    if "phase" not in pair:
        return {}
    known = [node for node in nodes_of(pair.get("transfers")) if node["phase"] == pair["phase"]]
    bases = [node.get("basis") for node in known]
    return {
        "phase": pair["phase"],
        "phaseLabel": pair["phaseLabel"],
        "lastKnown": known[0]["lastKnown"] if known else None,
        "basis": Basis.STATED.name if Basis.STATED.name in bases else next(iter(bases), None),
    }


def _counts(connection: Json) -> Mapping[tuple[Json, Json], int]:
    return {
        (object_in(node["from"])["key"], object_in(node["to"])["key"]): number_in(node["count"])
        for node in nodes_of(connection)
    }


def _country(node: Node, side: str) -> Node:
    return object_in(object_in(node[side]).get("country"))
