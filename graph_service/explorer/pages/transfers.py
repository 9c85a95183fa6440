"""The page of a transfer: its ledger lists every stage, also those of which no source speaks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph_service.explorer.address import Address
from graph_service.explorer.facts import Node, items_in, nodes_of, objects_in
from graph_service.explorer.page import Embed, View
from graph_service.explorer.pages.embeds import FRAME, embed_address
from graph_service.explorer.pages.entries import EntryPage
from graph_service.explorer.texts import translations
from graph_service.model.enums import TransferPhase, TransferStage

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


class TransferPage(EntryPage):
    """The page of a transfer."""

    parts = ("ledger",)

    def view(self, address: Address, data: Node) -> View | None:
        """Show the transfer with its ledger."""
        view = super().view(address, data)
        entry = view.values.get("entry") if view else None
        if view is None or not isinstance(entry, Mapping):
            return view
        events = ledger(nodes_of(entry["events"]), address.language)
        label = translations(address.language).gettext("Ledger")
        embed = Embed(
            label, embed_address(address.plain(), "ledger", data), _height(events) + FRAME
        )
        return replace(view, values={**view.values, "ledger": events, "embeds": [embed]})


def _height(phases: Sequence[Phase]) -> int:
    """Return about how high a ledger and its sources are: by lines of 60 letters."""
    stages = [stage for phase in phases for stage in phase.stages]
    events = [event for stage in stages for event in stage.events]
    texts = [
        str(text)
        for event in events
        for text in (event["note"], event["conclusion"], *items_in(event["barriers"]))
        if text
    ]
    lines = len(events) + sum(math.ceil(len(text) / _LETTERS) for text in texts)
    sources = {str(source["id"]) for event in events for source in objects_in(event["sources"])}
    return (
        _STAGE * (len(stages) + 2 * len(phases))
        + _LINE * lines
        + (_SOURCE * (len(sources) + 1) if sources else 0)
    )
