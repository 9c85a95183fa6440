"""The page of an entry, /en/good-practices/gp-cri-eri, and /en/stories/prog-pasantias-piloto.

Its operation is named like the root field of its type: `good-practice` for goodPractice. A type
may have a template of its own in `entries`; the others show the fields that their operation
selects. The page of a transfer has a ledger: every stage, also those of which no source speaks. The
story of a programme has each of its visits, with what was shown, what is known of it since, and
what no source says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.explorer.pages.compare import TYPES
from graph_service.explorer.pages.embeds import FRAME, Embed, embed_address
from graph_service.explorer.pages.lists import list_of
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Section,
    facts_of,
    nodes_of,
    objects_in,
    sections_of,
)
from graph_service.explorer.parts.operations import has_operation, read_operation
from graph_service.explorer.parts.tables import Table, statements_table
from graph_service.explorer.parts.templates import has_template
from graph_service.model.declare import NodeType
from graph_service.model.enums import TransferPhase, TransferStage
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.types import KNOWLEDGE_TRANSFER

_STAGE, _LINE, _SOURCE = 32, 24, 52
"""Heights of a row, of a line of a text in it, and of a source, in pixels."""
_LETTERS = 60


@dataclass(frozen=True)
class Stage:
    """A stage, with the events of a transfer that reached it."""

    label: str
    meaning: str
    events: tuple[Node, ...]


@dataclass(frozen=True)
class Phase:
    """A phase with its stages."""

    label: str
    stages: tuple[Stage, ...]

    @property
    def is_silent(self) -> bool:
        """Whether no source says that the transfer reached any of its stages."""
        return not any(stage.events for stage in self.stages)


class EntryPage(Page):
    """The page of an entry of one type."""

    def __init__(self, node_type: NodeType, field: str, folder: str) -> None:
        """Declare the page.

        Args:
            node_type: the type of the entry.
            field: the root field that looks one up.
            folder: the part of the address before the slug.
        """
        name = kebab_case(field)
        self.node_type = node_type
        self.path = (folder, ANY)
        self.operation = read_operation(name)
        own = f"entries/{name}.html"
        self.template = own if has_template(own) else "entry.html"
        self.entry = field
        self._selected = self.operation.root.field(field)

    def variables(self, address: Address) -> dict[str, Json]:
        """Look the entry up by the slug in the address."""
        return {"slug": address.segments[1]}

    def sections(self, address: Address, data: Node) -> tuple[Section, ...]:
        """Return the relations of the entry."""
        entry = self.entry_in(data)
        return sections_of(self._selected, entry, self.node_type, address.language)

    def view(self, address: Address, data: Node) -> View:
        """Show the entry."""
        entry = self.entry_in(data)
        sections = self.sections(address, data)
        lists = {
            section.relation.name: list_of(section.relation, str(entry["slug"]), address)
            for section in sections
        }
        return View(
            title=str(entry["name"]),
            values={
                "entry": entry,
                "node_type": self.node_type,
                "comparable": TYPES,
                "facts": self._facts(address, data),
                "sections": sections,
                "lists": {name: found for name, found in lists.items() if found},
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return the values of the entry, and its statements about other entries."""
        facts, sections = self._facts(address, data), self.sections(address, data)
        return statements_table(self.entry_in(data), facts, sections)

    def _facts(self, address: Address, data: Node) -> tuple[Fact, ...]:
        entry = self.entry_in(data)
        return facts_of(self._selected, entry, self.node_type, address.language)


class TransferPage(EntryPage):
    """The page of a transfer."""

    parts = ("ledger",)

    def view(self, address: Address, data: Node) -> View:
        """Show the transfer with its ledger."""
        view = super().view(address, data)
        events = ledger(nodes_of(self.entry_in(data)["events"]), address.language)
        label = address.gettext("Ledger")
        embed = Embed(
            label, embed_address(address.plain(), "ledger", data), _height(events) + FRAME
        )
        return replace(view, values={**view.values, "ledger": events, "embeds": [embed]})


def ledger(events: Sequence[Node], language: str) -> tuple[Phase, ...]:
    """Return all phases and stages in their order, each with its events.

    Stages that end a transfer are left out unless an event reached them.
    """
    phases = (
        Phase(phase.label(language), tuple(_stages(phase.name, events, language)))
        for phase in TransferPhase
    )
    return tuple(phase for phase in phases if phase.stages)


def _stages(phase: str, events: Sequence[Node], language: str) -> list[Stage]:
    found: list[Stage] = []
    for stage in TransferStage:
        reached = tuple(event for event in events if event["stage"] == stage.name)
        if stage.value.phase == phase and (reached or phase != TransferPhase.ENDED.name):
            meaning = stage.value.meaning.in_language(language)
            found.append(Stage(stage.label(language), meaning, reached))
    return found


def _height(phases: Sequence[Phase]) -> int:
    """Return about how high a ledger and its sources are: by lines of 60 letters."""
    stages = [stage for phase in phases for stage in phase.stages]
    events = [event for stage in stages for event in stage.events]
    texts = [str(text) for event in events for text in (event["note"], event["conclusion"]) if text]
    lines = len(events) + sum(math.ceil(len(text) / _LETTERS) for text in texts)
    sources = {str(source["id"]) for event in events for source in objects_in(event["sources"])}
    return (
        _STAGE * (len(stages) + 2 * len(phases))
        + _LINE * lines
        + (_SOURCE * (len(sources) + 1) if sources else 0)
    )


@dataclass(frozen=True)
class Told:
    """A visit of a story.

    Attributes:
        visit: as the operation selects it.
        transfers: what came of it, each with the phases of its ledger.
    """

    visit: Node
    transfers: tuple[tuple[Node, tuple[Phase, ...]], ...]


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
        columns = ("id", "name", "date", "transferId", "transfer", "stage", "stageDate")
        rows = [
            (
                str(visit["id"]),
                str(visit["name"]),
                _edtf(visit["date"]),
                *(
                    (str(found["id"]), str(found["name"]), str(found["stageLabel"]))
                    if found
                    else (None, None, None)
                ),
                _edtf(found["stageDate"]) if found else None,
            )
            for visit in nodes_of(self.entry_in(data)["visits"])
            for found in (nodes_of(visit["transfers"]) or (None,))
        ]
        return Table(columns, tuple(rows))


def _transfers(visit: Node, language: str) -> list[tuple[Node, tuple[Phase, ...]]]:
    return [
        (transfer, ledger(nodes_of(transfer["events"]), language))
        for transfer in nodes_of(visit["transfers"])
    ]


def _edtf(date: Json) -> str | None:
    return str(date["edtf"]) if isinstance(date, Mapping) else None


def _pages() -> Iterator[EntryPage]:
    """Yield the pages of all types that have an operation."""
    for node_type in ENTRY_TYPES:
        if node_type.root and node_type.folder and has_operation(kebab_case(node_type.root[0])):
            kind = TransferPage if node_type is KNOWLEDGE_TRANSFER else EntryPage
            yield kind(node_type, node_type.root[0], node_type.folder)


PAGES = tuple(_pages())
STORIES = (StoryPage(),)
