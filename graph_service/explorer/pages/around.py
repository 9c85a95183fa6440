"""What is around an entry: /en/good-practices/gp-cri-eri/around.

Its neighbours are those of the page of the entry, so it shows the answer to the same operation:
as a list, and as a drawing in which each neighbour leads to what is around it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph_service.explorer.pages import entries
from graph_service.explorer.pages.entries import EntryPage
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, Section
from graph_service.explorer.parts.tables import Table, neighbours_table
from graph_service.model.json import Json

SIZE = 300
"""The width and height of the drawing: about a pixel each on a phone of 320 px."""
SPOT = 12
"""The radius of a neighbour: 24 px across on such a phone."""
_RINGS = ((SIZE / 2 - SPOT - 2, 32), (SIZE / 2 - 3 * SPOT - 6, 24))
"""The radius of each ring, and how many neighbours have room on it."""
_FEW = 12
_FEW_RADIUS = 100.0


@dataclass(frozen=True)
class Neighbour:
    """An entry that is related to another.

    Attributes:
        number: its number on the page, in the list and in the drawing.
        node: the entry.
        address: what is around it; None if it has no page.
        x: of its centre in the drawing; None if there is no room for it.
        y: likewise.
    """

    number: int
    node: Node
    address: Address | None
    x: float | None
    y: float | None


@dataclass(frozen=True)
class Group:
    """The neighbours of one relation."""

    section: Section
    neighbours: tuple[Neighbour, ...]


def groups_of(sections: Sequence[Section], address: Address) -> tuple[Group, ...]:
    """Return the neighbours by relation, each with its place in the drawing."""
    total = sum(len(section.statements) for section in sections)
    found: list[Group] = []
    number = 0
    for section in sections:
        neighbours: list[Neighbour] = []
        for statement in section.statements:
            number += 1
            x, y = spot(number - 1, total)
            target = address.to_entry(str(statement.node["id"]))
            around = replace(target, segments=(*target.segments, "around")) if target else None
            neighbours.append(Neighbour(number, statement.node, around, x, y))
        found.append(Group(section, tuple(neighbours)))
    return tuple(found)


def spot(place: int, total: int) -> tuple[float, float] | tuple[None, None]:
    """Return the centre of a neighbour by its place among all; None if there is no room.

    >>> spot(0, 4)
    (150.0, 50.0)
    """
    if total <= _FEW:
        return _on_ring(place, total, _FEW_RADIUS)
    before = 0
    for radius, room in _RINGS:
        on_ring = min(room, total - before)
        if place < before + on_ring:
            return _on_ring(place - before, on_ring, radius)
        before += on_ring
    return None, None


def _on_ring(place: int, count: int, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * place / count
    x, y = SIZE / 2 + radius * math.sin(angle), SIZE / 2 - radius * math.cos(angle)
    return round(x, 1), round(y, 1)


class AroundPage(Page):
    """What is around the entries of one type."""

    template = "around.html"

    def __init__(self, page: EntryPage) -> None:
        """Declare the page.

        Args:
            page: the page of the entry itself.
        """
        self.path = (page.path[0], ANY, "around")
        self.operation = page.operation
        self.entry = page.entry
        self._page = page

    def variables(self, address: Address) -> dict[str, Json]:
        """Look the entry up by the slug in the address."""
        return self._page.variables(address)

    def table(self, address: Address, data: Node) -> Table:
        """Return the neighbours: one row per statement about each."""
        return neighbours_table(self._neighbouring(address, data))

    def view(self, address: Address, data: Node) -> View:
        """Show the neighbours of the entry."""
        entry = self.entry_in(data)
        return View(
            title=address.gettext("What is around {name}", name=entry["name"]),
            values={
                "entry": entry,
                "node_type": self._page.node_type,
                "groups": groups_of(self._neighbouring(address, data), address),
                "size": SIZE,
                "radius": SPOT,
            },
        )

    def _neighbouring(self, address: Address, data: Node) -> Sequence[Section]:
        """Return the relations to entries with pages; the steps of a transfer are part of it.

        Derived ones repeat others.
        """
        return [
            section
            for section in self._page.sections(address, data)
            if any(target.folder for target in section.relation.targets)
            and not section.relation.derived
        ]


PAGES = tuple(AroundPage(page) for page in entries.PAGES)
