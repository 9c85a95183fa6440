"""What is around a country or a practice, in two steps: /en/good-practices/gp-cri-eri/around.

From a practice to the countries that it reached, and on to other practices that reached these; from
a country to its practices and those that reached it, and on to the countries of these. What the
operation calls `next` is the second step. Other types had such a page once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph_service.explorer.pages import entries
from graph_service.explorer.pages.entries import EntryPage
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import Node, Section, nodes_of, sections_of
from graph_service.explorer.parts.operations import has_operation, read_operation
from graph_service.explorer.parts.tables import Table
from graph_service.model.json import Json

SIZE = 300
"""The width and height of the drawing: about a pixel each on a phone of 320 px."""
SPOT = 12
"""The radius of a neighbour: 24 px across on such a phone."""
RINGS = ((78.0, 14), (SIZE / 2 - SPOT - 2, 24))
"""The radius of the ring of each step, and how many neighbours have room on it."""
_COLUMNS = ("field", "label", "id", "name", "stage", "nextId", "nextName")

Point = tuple[float, float]


def rings_of(firsts: Sequence[Node], center: str) -> tuple[list[Node], list[Node]]:
    """Return the neighbours to draw: those of the first step, and of the second one.

    The second ring has those with most ties, each near the first neighbours that lead to it.
    """
    inner = [*{str(node["id"]): node for node in firsts}.values()][: RINGS[0][1]]
    drawn = {center, *(str(node["id"]) for node in inner)}
    ties: defaultdict[str, list[int]] = defaultdict(list)
    found: dict[str, Node] = {}
    for place, node in enumerate(inner):
        for other in nodes_of(node["next"]):
            if (key := str(other["id"])) not in drawn:
                ties[key].append(place)
                found[key] = other
    most = sorted(ties, key=lambda key: -len(ties[key]))[: RINGS[1][1]]
    outer = sorted(most, key=lambda key: sum(ties[key]) / len(ties[key]))
    return inner, [found[key] for key in outer]


def spots_of(rings: Sequence[Sequence[Node]]) -> Mapping[str, Point]:
    """Return the centre of each neighbour in the drawing, by its id."""
    return {
        str(node["id"]): _on_ring(place, len(ring), radius)
        for ring, (radius, _) in zip(rings, RINGS, strict=True)
        for place, node in enumerate(ring)
    }


def _on_ring(place: int, count: int, radius: float) -> Point:
    """Return a point of a ring, the first one above the middle.

    >>> _on_ring(0, 4, 100)
    (150.0, 50.0)
    """
    angle = 2 * math.pi * place / count
    x, y = SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)
    return round(x, 1), round(y, 1)


class AroundPage(Page):
    """What is around the entries of one type, in two steps, if there is an operation for that."""

    template = "around.html"

    def __init__(self, page: EntryPage) -> None:
        """Declare the page.

        Args:
            page: the page of the entry itself.
        """
        name = f"around-{kebab_case(str(page.entry))}"
        self.path = (page.path[0], ANY, "around")
        self.is_former = not has_operation(name)
        self.operation = page.operation if self.is_former else read_operation(name)
        self.entry = page.entry
        self._page = page

    def variables(self, address: Address) -> dict[str, Json]:
        """Look the entry up by the slug in the address."""
        return self._page.variables(address)

    def place(self, address: Address, data: Node) -> Address | None:
        """Return the present address; that of the entry if its type has no such page any more."""
        place = super().place(address, data)
        return place.parent() if place and self.is_former else place

    def table(self, address: Address, data: Node) -> Table:
        """Return one row per neighbour and neighbour of it."""
        rows = [
            (section.relation.name, section.label, str(one.node["id"]), str(one.node["name"]),
             str(one.edge["stageLabel"]) if one.edge.get("stageLabel") else None,
             *((str(other["id"]), str(other["name"])) if other else (None, None)))
            for section in self._sections(address, data)
            for one in section.statements
            for other in nodes_of(one.node["next"]) or (None,)
        ]  # fmt: skip
        return Table(_COLUMNS, tuple(rows))

    def view(self, address: Address, data: Node) -> View:
        """Show the neighbours of the entry and theirs."""
        entry, sections = self.entry_in(data), self._sections(address, data)
        firsts = [one.node for section in sections for one in section.statements]
        rings = rings_of(firsts, str(entry["id"]))
        drawn = [node for ring in rings for node in ring]
        return View(
            title=address.gettext("What is around {name}", name=entry["name"]),
            values={
                "entry": entry,
                "node_type": self._page.node_type,
                "sections": sections,
                "rings": rings,
                "spots": spots_of(rings),
                "numbers": {node["id"]: number for number, node in enumerate(drawn, start=1)},
                "size": SIZE,
                "radius": SPOT,
            },
        )

    def _sections(self, address: Address, data: Node) -> Sequence[Section]:
        """Return the relations of the first step."""
        selected = self.operation.root.field(str(self.entry))
        entry = self.entry_in(data)
        return sections_of(selected, entry, self._page.node_type, address.language)


PAGES = tuple(AroundPage(page) for page in entries.PAGES)
