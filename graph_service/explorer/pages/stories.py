"""The story of a programme, /en/stories/prog-pasantias-piloto.

It has each of its visits, with what was shown, what is known of it since, and what no source says.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, nodes_of
from graph_service.explorer.parts.ledger import Phase, ledger
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.reach import shown_since
from graph_service.explorer.parts.tables import Table, date_cells
from graph_service.model.json import Json


@dataclass(frozen=True)
class Told:
    """A visit of a story.

    Attributes:
        visit: as the operation selects it.
        transfers: what came of it, each with the phases of its ledger, and with the later visits
            that showed its practice to a recipient.
    """

    visit: Node
    transfers: tuple[tuple[Node, tuple[Phase, ...], list[Node]], ...]


class StoryPage(Page):
    """The story of a programme."""

    path = ("stories", ANY)
    template = "story.html"
    operation = read_operation("story")
    entry = "programme"

    def variables(self, address: Address) -> dict[str, Json]:
        """Look the programme up by the slug in the address."""
        return {"slug": address.segments[-1]}

    def view(self, address: Address, data: Node) -> View:
        """Show the visits."""
        programme = self.entry_in(data)
        visits = [
            Told(visit, tuple(_transfers(visit, address.language)))
            for visit in nodes_of(programme["visits"])
        ]
        return View(str(programme["name"]), {"programme": programme, "visits": visits})

    def table(self, _: Address, data: Node) -> Table:
        """Return one row per visit and transfer, with the furthest stage that is known."""
        columns = (
            "id",
            "name",
            "date",
            "transferId",
            "transfer",
            "stage",
            "stageDate",
            "lastKnown",
        )
        rows = [
            (
                str(visit["id"]),
                str(visit["name"]),
                date_cells(visit["date"])[0],
                *(
                    (str(found["id"]), str(found["name"]), str(found["stageLabel"]))
                    if found
                    else (None, None, None)
                ),
                *(date_cells(found and found[key])[0] for key in ("stageDate", "lastKnown")),
            )
            for visit in nodes_of(self.entry_in(data)["visits"])
            for found in (nodes_of(visit["transfers"]) or (None,))
        ]
        return Table(columns, tuple(rows))


def _transfers(visit: Node, language: str) -> list[tuple[Node, tuple[Phase, ...], list[Node]]]:
    return [
        (transfer, ledger(nodes_of(transfer["events"]), language), shown_since(transfer))
        for transfer in nodes_of(visit["transfers"])
    ]


PAGES = (StoryPage(),)
