"""Weak spots of the events of a transfer: gaps, stages that go back, decisions, repeated events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_service.catalogue.entries import Entry, Part
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Decision, TransferStage

_STAGES = tuple(TransferStage)
_ENDED = (TransferStage.DISCONTINUED, TransferStage.NEVER_BEGUN)
_AFTER_DECIDING = tuple(
    stage for stage in _STAGES if stage.rank > TransferStage.DECIDED.rank and stage not in _ENDED
)
"""Stages that don't follow a rejection."""
_WITH_DECISION = (TransferStage.DECIDED, TransferStage.PLANNED, *_ENDED)
_AT_ANY_TIME = (
    TransferStage.REQUESTED,
    TransferStage.FEASIBILITY_ASSESSED,
    TransferStage.DECIDED,
    TransferStage.STAFF_TRAINED,
)
"""Steps that often follow use: a formal act, an assessment, support for what is in use."""


def event_doubts(transfer: Entry) -> Iterator[Problem]:
    """Yield the weak spots of a transfer's events, in their order."""
    log = transfer.events
    yield from _gaps(transfer, [part.position for _field, part in log])
    for index, (field, part) in enumerate(log):
        yield from _event(part, field, [earlier for _field, earlier in log[:index]])


def _gaps(transfer: Entry, positions: Sequence[int]) -> Iterator[Problem]:
    missing = [n for n in range(1, max(positions, default=0)) if n not in positions][:9]
    if missing and len(positions) == len(transfer.parts):
        message = _(
            "no event at these positions: {missing}; positions run from 1 without gaps",
            missing=tuple(map(str, missing)),
        )
        place = transfer.place_of("events")
        yield Problem(place=place, rule=Rule.POSITIONS, field="events", message=message)


def _event(part: Part, field: str, before: Sequence[Part]) -> Iterator[Problem]:
    values, stage = part.entry.values, part.entry.values.get("stage")
    if not isinstance(stage, TransferStage):
        return
    ordered = [each for each in before if each.entry.values.get("stage") not in _AT_ANY_TIME]
    last = ordered[-1].entry.values.get("stage") if ordered else None
    if isinstance(last, TransferStage) and _goes_back(part, stage, ordered[-1], last):
        message = _(
            "{stage} in {field} comes after {last} at position {position}: stages seldom go back",
            stage=stage.name,
            field=f"{field}.stage",
            last=last.name,
            position=ordered[-1].position,
        )
        yield _at(part, "stage", field, Rule.STAGE_BACK, message)
    for earlier in before:
        if _same(earlier, part):
            message = _(
                "{field} repeats the event at position {position}",
                field=field,
                position=earlier.position,
            )
            yield _at(part, "stage", field, Rule.EVENT_REPEATED, message)
            break
    if "decision" in values and stage not in _WITH_DECISION:
        message = _(
            "a decision at stage {stage} in {field}; its stage is {decided}",
            stage=stage.name,
            field=field,
            decided=TransferStage.DECIDED.name,
        )
        yield _at(part, "decision", field, Rule.DECISION, message)
    rejected = [e for e in before if e.entry.values.get("decision") is Decision.REJECT]
    if rejected and stage in _AFTER_DECIDING:
        message = _(
            "{stage} in {field}, although the practice was rejected at position {position}",
            stage=stage.name,
            field=f"{field}.stage",
            position=rejected[-1].position,
        )
        yield _at(part, "stage", field, Rule.DECISION, message)


def _goes_back(part: Part, stage: TransferStage, before: Part, last: TransferStage) -> bool:
    """Whether a stage is of an earlier phase than the last, and no dates show that it came later.

    Within a phase, the order varies: some study a practice before they see it.
    """
    if stage in _AT_ANY_TIME or stage.rank > last.rank or stage.phase == last.phase:
        return False
    date, earlier = (each.entry.values.get("date") for each in (part, before))
    if isinstance(date, PartialDate) and isinstance(earlier, PartialDate):
        return not date.is_after(earlier)
    return True


def _same(one: Part, other: Part) -> bool:
    """Whether two events differ in their position only."""
    first, second = one.entry, other.entry
    return {**first.values, "position": 0} == {**second.values, "position": 0} and {
        (x.edge.name, x.target) for x in first.links
    } == {(x.edge.name, x.target) for x in second.links}


def _at(part: Part, name: str, field: str, rule: Rule, message: Wording) -> Problem:
    at = f"{field}.{name}"
    return Problem(place=part.entry.place_of(at), rule=rule, field=at, message=message)
