"""How far transfers came, and what isn't known: /en/overview. Each number links to its list."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.csv_lines import Cell
from graph_service.explorer.pages.page import Page, View
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import Node, count_of, facet_counts, nodes_of
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.tables import Table
from graph_service.model.enums import TransferPhase, TransferStage
from graph_service.model.json import Json
from graph_service.model.types import KNOWLEDGE_TRANSFER


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
        """Return every count of the page, by its name in the operation, and the stages."""
        counts: list[tuple[str, Cell]] = []
        for field in self.operation.root.fields:
            connection = data[field.key]
            if isinstance(connection, Mapping) and isinstance(connection.get("totalCount"), int):
                counts.append((field.key, count_of(connection)))
        stages = [
            (f"transfers {name}", count) for name, count in facet_counts(data["transfers"]).items()
        ]
        return Table(("what", "count"), (*counts, *stages))

    def view(self, address: Address, data: Node) -> View:
        """Show the funnel, from the furthest stage on."""
        title = address.gettext("How far things came, and what isn't known")
        return View(title=title, values={"phases": _phases(data["transfers"], address)})


def _phases(transfers: Json, address: Address) -> list[PhaseSteps]:
    """Return all phases with their stages, also those that no transfer reached."""
    counts = facet_counts(transfers)
    most = max(counts.values(), default=1)
    nodes = nodes_of(transfers)
    folder = str(KNOWLEDGE_TRANSFER.folder)
    found: list[PhaseSteps] = []
    for phase in TransferPhase:
        steps = tuple(
            Step(
                label=stage.label(address.language),
                meaning=stage.value.meaning.in_language(address.language),
                count=counts.get(stage.name, 0),
                transfers=tuple(node for node in nodes if node["stage"] == stage.name),
                address=address.to(folder, stage=kebab_case(stage.name)),
                percent=math.ceil(100 * counts.get(stage.name, 0) / most),
            )
            for stage in TransferStage
            if stage.value.phase == phase.name
        )
        target = address.to(folder, phase=kebab_case(phase.name))
        count = sum(step.count for step in steps)
        found.append(PhaseSteps(phase.label(address.language), count, target, steps))
    return found


PAGES = (OverviewPage(),)
