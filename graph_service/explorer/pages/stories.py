"""The story of a programme, /en/stories/prog-pasantias-piloto.

It has a map, and a chapter for each of its visits: what sources say, what is known since, what was
looked for and not found, and which stage would be next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.atlas import drawing_of
from graph_service.explorer.parts.country_flows import flows_of
from graph_service.explorer.parts.facts import Node, nodes_of, object_in, objects_in
from graph_service.explorer.parts.ledger import Phase, Stage, ledger, stage_after
from graph_service.explorer.parts.operations import read_operation
from graph_service.explorer.parts.reach import shown_since
from graph_service.explorer.parts.tables import Table, date_cells

_COLUMNS = (
    "id", "name", "date", "transferId", "transfer", "stage", "stageDate", "lastKnown",
)  # fmt: skip
_QUOTED = (
    "hostCountries", "hostInstitutions", "visitorCountries", "visitorInstitutions", "practices",
)  # fmt: skip


class Result(NamedTuple):
    """A transfer of a visit, with its ledger, what was since, and the stage that would be next."""

    transfer: Node
    phases: tuple[Phase, ...]
    since: list[Node]
    next: Stage | None


@dataclass(frozen=True)
class Told:
    """A visit of a story.

    Attributes:
        visit: as the operation selects it.
        quotes: what sources say of it and of its transfers, each with its sources.
        results: its transfers.
    """

    visit: Node
    quotes: Mapping[str, list[Node]]
    results: tuple[Result, ...]


class StoryPage(Page):
    """The story of a programme."""

    path = ("stories", ANY)
    template = "story.html"
    operation = read_operation("story")
    entry = "programme"

    def view(self, address: Address, data: Node) -> View:
        """Show the visits."""
        programme = self.entry_in(data)
        visits = nodes_of(programme["visits"])
        visits_page = address.to("exchanges", "visits")
        flows = flows_of(data, lambda _, __: visits_page)
        values = {
            "programme": programme,
            "visits": [Told(v, _quotes(v), tuple(_results(v, address.language))) for v in visits],
            # A transfer of several visits is told once, after the last of them.
            "last_chapters": {
                transfer["id"]: chapter
                for chapter, visit in enumerate(visits, 1)
                for transfer in nodes_of(visit["transfers"])
            },
            "drawing": drawing_of(nodes_of(data["countries"]), flows, None),
            "visits_page": visits_page,
        }
        return View(str(programme["name"]), values)

    def table(self, _: Address, data: Node) -> Table:
        """Return one row per visit and transfer, with the furthest stage that is known."""
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
        return Table(_COLUMNS, tuple(rows))


def _results(visit: Node, language: str) -> Iterator[Result]:
    for transfer in nodes_of(visit["transfers"]):
        phases = ledger(nodes_of(transfer["events"]), language)
        following = stage_after(str(transfer["stage"]), language)
        yield Result(transfer, phases, shown_since(transfer), following)


def _quotes(visit: Node) -> Mapping[str, list[Node]]:
    """Return the quotes with their sources, without those that are part of another one."""
    found: dict[str, list[Node]] = {}
    for entry in (visit, *nodes_of(visit["transfers"])):
        edges = [e for name in _QUOTED for e in objects_in(object_in(entry.get(name)).get("edges"))]
        for stated in (*objects_in(entry["citations"]), *edges):
            if quote := stated["quote"]:
                sources = objects_in(stated.get("sources") or [stated.get("source")])
                found.setdefault(str(quote), [*sources])
    return {q: sources for q, sources in found.items() if not any(q in o for o in found if o != q)}


PAGES = (StoryPage(),)
