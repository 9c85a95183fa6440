"""The ledger of a transfer: every stage, also those that no event reached."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.explorer.parts.facts import Node, objects_in
from graph_service.model.enums import TransferPhase, TransferStage

_STAGE, _LINE, _SOURCE = 32, 24, 52
"""Heights of a row, of a line of a text in it, and of a source, in pixels."""
_LETTERS = 60
_ENDED = TransferPhase.ENDED.name


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
        """Whether no event reached any of its stages."""
        return not any(stage.events for stage in self.stages)


def ledger(events: Sequence[Node], language: str, *, with_ends: bool = False) -> tuple[Phase, ...]:
    """Return all phases and stages in their order, each with its events.

    Stages that end a transfer are left out unless an event reached them, or `with_ends`.
    """
    phases = (
        Phase(phase.label(language), tuple(_stages(phase.name, events, language, with_ends)))
        for phase in TransferPhase
    )
    return tuple(phase for phase in phases if phase.stages)


def _stages(phase: str, events: Sequence[Node], language: str, with_ends: bool) -> list[Stage]:
    found: list[Stage] = []
    for stage in TransferStage:
        reached = tuple(event for event in events if event["stage"] == stage.name)
        if stage.value.phase == phase and (reached or with_ends or phase != _ENDED):
            meaning = stage.value.meaning.in_language(language)
            found.append(Stage(stage.label(language), meaning, reached))
    return found


def stage_after(reached: str, language: str) -> Stage | None:
    """Return the stage after one, without events; None after the last one, and after an end.

    >>> stage_after("VISITED", "en").label
    'Feasibility assessed'
    """
    stages = [stage for stage in TransferStage if stage.phase is not TransferPhase.ENDED]
    after = dict(zip((stage.name for stage in stages), stages[1:], strict=False)).get(reached)
    return after and Stage(after.label(language), after.value.meaning.in_language(language), ())


def height_of(phases: Sequence[Phase]) -> int:
    """Return about how high a ledger and its sources are: by lines of 60 letters."""
    reached = [phase for phase in phases if not phase.is_silent]
    stages = [stage for phase in phases for stage in phase.stages]
    events = [event for stage in stages for event in stage.events]
    others = ", ".join(stage.label for stage in stages if not stage.events)
    texts = [str(text) for event in events for text in (event["note"], event["conclusion"]) if text]
    lines = len(events) + sum(math.ceil(len(text) / _LETTERS) for text in (*texts, others))
    sources = {str(source["id"]) for event in events for source in objects_in(event["sources"])}
    return (
        _STAGE * (sum(bool(stage.events) for stage in stages) + 2 * len(reached))
        + _LINE * lines
        + (_SOURCE * (len(sources) + 1) if sources else 0)
    )
