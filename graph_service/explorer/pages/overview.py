"""What came of visits and transfers, and what isn't known: /en/overview."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.country_flows import ENDS
from graph_service.explorer.parts.facts import (
    Node,
    count_of,
    facet_counts,
    nodes_of,
    object_in,
    objects_in,
    release_of,
)
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.reach import USED, age_of
from graph_service.explorer.parts.tables import Table
from graph_service.model.enums import ExchangeKind, ReadExtent, TransferPhase, TransferStage
from graph_service.model.json import Json
from graph_service.model.types import EXCHANGE_VISIT, KNOWLEDGE_TRANSFER

_OUTCOMES = ("held", "heldShowing", "heldFollowed", "heldUsed", "heldAgreed")
"""What may have come of visits that took place, by the names of their counts."""
_TO_SEE = (ExchangeKind.INTERNSHIP, ExchangeKind.STUDY_VISIT, ExchangeKind.EXPERT_MISSION)
"""The visits to see a practice, or to teach it; others are meetings and trainings."""
_AGES = ((0, 2), (2, 3), (3, 5), (5, 10), (10, 10_000))
"""Years since the last known fact: at least, and less than."""
_UNDATED = (-1, 0)
_OPEN = (TransferPhase.EXPLORATION, TransferPhase.PREPARATION, *USED)
"""The phases of transfers that have not ended."""
_GAPS = {
    "countriesWithoutPractices": "practices",
    "countriesNeverHosting": "hostedVisits",
    "countriesNeverVisiting": "attendedVisits",
    "countriesWithoutCoordination": "institutions",
}
"""What isn't known of countries, with the field that has it."""
_TO_ASK = (TransferPhase.EXPLORATION.name, TransferPhase.PREPARATION.name)


@dataclass(frozen=True)
class Step:
    """The transfers that came as far as a stage, and no further as far as is known.

    Attributes:
        label: the name of the stage.
        meaning: what it says, in a sentence.
        count: the number of transfers.
        transfers: the first of them.
        address: the list of them.
        percent: the length of its bar.
    """

    label: str
    meaning: str
    count: int
    transfers: tuple[Node, ...]
    address: Address
    percent: int


@dataclass(frozen=True)
class PhaseSteps:
    """A phase with its stages, and the list of its transfers."""

    label: str
    count: int
    address: Address
    steps: tuple[Step, ...]


class OverviewPage(Page):
    """The funnel of transfers, and gaps."""

    path = ("overview",)
    template = "overview.html"
    operation = read_operation("overview")

    def table(self, _: Address, data: Node) -> Table:
        """Return every count of the page, by its name in the operation, also by stage and age."""
        counts: list[tuple[str, Cell]] = []
        for field in self.operation.root.fields:
            connection = data[field.key]
            if isinstance(connection, Mapping) and isinstance(connection.get("totalCount"), int):
                counts.append((field.key, count_of(connection)))
        stages = [
            (f"transfers {name}", count) for name, count in facet_counts(data["transfers"]).items()
        ]
        visits = [
            (f"{name} {kind}", count)
            for name in _OUTCOMES
            for kind, count in facet_counts(data[name]).items()
        ]
        ages = [
            (f"transfers {phase.name} {f'from {low} years' if high else 'undated'}", count)
            for (low, high), numbers in zip((*_AGES, _UNDATED), _by_age(data), strict=True)
            for phase, count in zip(_OPEN, numbers, strict=True)
        ]
        gaps = [(name, count_of(found)) for name, found in _gaps(data).items()]
        return Table(("what", "count"), (*counts, *gaps, *stages, *visits, *ages))

    def view(self, address: Address, data: Node) -> View:
        """Show what came of visits, the funnel, and how long ago anything was last known."""
        title = address.gettext("How far things came, and what isn't known")
        cases = address.to(str(KNOWLEDGE_TRANSFER.folder)).with_values("with", ENDS)
        phases = _phases(data["transfers"], address.language, cases)
        counted = zip(TransferPhase, phases, strict=True)
        return View(
            title=title,
            values={
                "cases": cases,
                "used": sum(found.count for phase, found in counted if phase in USED),
                "phases": phases,
                "visits": _visits(data, address),
                "ages": _AGES,
                "gaps": _gaps(data),
                "open_phases": [phase.label(address.language) for phase in _OPEN],
                "by_age": _by_age(data),
                "to_ask": _to_ask(data),
            },
        )


def _visits(data: Node, address: Address) -> list[tuple[str, Address | None, list[int]]]:
    """Return what came of visits: of each kind to see a practice, of the others, and of all."""
    by_kind = [facet_counts(data[name]) for name in _OUTCOMES]
    seen = [[counts.get(kind.name, 0) for counts in by_kind] for kind in _TO_SEE]
    totals = [count_of(data[name]) for name in _OUTCOMES]
    others = [total - sum(column) for total, *column in zip(totals, *seen, strict=True)]
    lists = [address.to(str(EXCHANGE_VISIT.folder), kind=kebab_case(kind.name)) for kind in _TO_SEE]
    labels = [kind.label(address.language) for kind in _TO_SEE]
    labels += [address.gettext("Meetings, trainings and others"), address.gettext("All")]
    return list(zip(labels, (*lists, None, None), (*seen, others, totals), strict=True))


def _gaps(data: Node) -> dict[str, Node]:
    """Return the countries of which nothing of a kind is known, and the sources read in part."""
    nodes = nodes_of(data["countries"])
    found: dict[str, Node] = {}
    for name, field in _GAPS.items():
        without = [node for node in nodes if not count_of(node[field])]
        found[name] = {"totalCount": len(without), "nodes": without}
    excerpts = facet_counts(data["sources"]).get(ReadExtent.EXCERPT.name, 0)
    return {**found, "sourcesReadInPart": {"totalCount": excerpts}}


def _to_ask(data: Node) -> list[tuple[Node, Node | None, Node]]:
    """Return what was shown, explored or prepared, the oldest last known fact first.

    Each is a transfer, or a practice with the country to which it was only shown; then what has the
    stage and the last known fact.
    """
    transfers = [n for n in nodes_of(data["transfers"]) if n["phase"] in _TO_ASK]
    found: list[tuple[Node, Node | None, Node]] = [(node, None, node) for node in transfers]
    for country in nodes_of(data["countries"]):
        edges = objects_in(object_in(country["onlyShown"]).get("edges"))
        found += [(object_in(edge["node"]), country, edge) for edge in edges]
    return sorted(found, key=lambda each: -_age(each[2], data))


def _age(known: Node, data: Node) -> int:
    """Return how many years ago the last known fact was at least; -1 if no date is known."""
    date, release = object_in(known["lastKnown"]), release_of(data)
    return age_of(date, release) if date and release else -1


def _by_age(data: Node) -> list[list[int]]:
    """Return the numbers of transfers by age, the last row of undated ones, and by phase."""
    known = Counter((node["phase"], _age(node, data)) for node in nodes_of(data["transfers"]))
    return [
        [
            sum(n for (name, age), n in known.items() if name == phase.name and low <= age < high)
            for phase in _OPEN
        ]
        for low, high in (*_AGES, _UNDATED)
    ]


def _phases(transfers: Json, language: str, cases: Address) -> list[PhaseSteps]:
    """Return all phases with their stages, also those that no transfer reached.

    Args:
        transfers: the answer.
        language: of labels.
        cases: the list of all.
    """
    counts = facet_counts(transfers)
    most = max(counts.values(), default=1)
    nodes = nodes_of(transfers)
    found: list[PhaseSteps] = []
    for phase in TransferPhase:
        steps = tuple(
            Step(
                label=stage.label(language),
                meaning=stage.value.meaning.in_language(language),
                count=counts.get(stage.name, 0),
                transfers=tuple(node for node in nodes if node["stage"] == stage.name),
                address=cases.with_values("stage", (kebab_case(stage.name),)),
                percent=math.ceil(100 * counts.get(stage.name, 0) / most),
            )
            for stage in TransferStage
            if stage.value.phase == phase.name
        )
        target = cases.with_values("phase", (kebab_case(phase.name),))
        count = sum(step.count for step in steps)
        found.append(PhaseSteps(phase.label(language), count, target, steps))
    return found


PAGES = (OverviewPage(),)
