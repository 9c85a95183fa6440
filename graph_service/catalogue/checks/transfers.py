"""Weak spots of the events of a transfer: gaps, stages that go back, decisions, repeated events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.entries import Entry, Part
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Shown, Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Decision, TransferPhase, TransferStage

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
_IN_ORDER = (
    (TransferStage.IDENTIFIED, TransferStage.DOCUMENTED),
    (TransferStage.IDENTIFIED, TransferStage.VISITED),
    (TransferStage.DOCUMENTED, TransferStage.VISITED),
    (TransferStage.PLANNED, TransferStage.ADAPTED),
    (TransferStage.PILOTED, TransferStage.IMPLEMENTED),
)
"""Stages of one phase, of which the first precedes the second."""
_USE = (TransferPhase.IMPLEMENTATION, TransferPhase.SUSTAINMENT)
_BEFORE_USE = (TransferStage.IDENTIFIED, TransferStage.NEVER_BEGUN)
"""Stages that no date can make true of a practice that was in use."""


def event_doubts(transfer: Entry) -> Iterator[Problem]:
    """Yield the weak spots of a transfer's events, in their order."""
    log = transfer.events
    yield from _gaps(transfer, [part.position for _field, part in log])
    yield from _going_back(log)
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


def _going_back(log: Sequence[tuple[str, Part]]) -> Iterator[Problem]:
    """Yield the events at an earlier stage than the furthest before them."""
    furthest: tuple[TransferStage, Part] | None = None
    for field, part in log:
        stage = _stage(part)
        if stage is None:
            continue
        if furthest is not None and (message := _contradiction(field, stage, part, *furthest)):
            yield _at(part, "stage", field, Rule.STAGE_BACK, message)
        elif stage not in _AT_ANY_TIME and (furthest is None or _goes_on(stage, furthest[0])):
            furthest = stage, part


def _goes_on(stage: TransferStage, last: TransferStage) -> bool:
    """Whether a stage is further than the last, or the transfer begins again at another phase."""
    return stage.phase != last.phase or stage.rank > last.rank


def _contradiction(
    field: str, stage: TransferStage, part: Part, last: TransferStage, before: Part
) -> Wording | None:
    """Return the message for an event that can't follow another one, or None."""
    values: Mapping[str, Shown] = {
        "stage": shown_term(stage),
        "field": f"{field}.stage",
        "last": shown_term(last),
        "position": before.position,
    }
    if stage in _BEFORE_USE and last.phase in _USE:
        return _(
            "{stage} in {field} comes after {last} at position {position}, when the practice was"
            " in use: correct one of the stages, or the positions",
            **values,
        )
    if _goes_back(stage, last) and not _is_later(part, before):
        return _(
            "{stage} in {field} comes after {last} at position {position}, which is a later stage:"
            " correct the stage or the position; if the practice went back to it, write the dates",
            **values,
        )
    return None


def _goes_back(stage: TransferStage, last: TransferStage) -> bool:
    """Whether a stage is earlier than another one in every transfer.

    Phases follow one another (EPIS), as do some stages of one phase: by the internship model of IOM
    (identified, documented, visited), or by what they mean. Others have no order in these sources:
    some see a practice before it is presented, and extend it before its means are their own.
    """
    if stage in _AT_ANY_TIME or stage.rank > last.rank:
        return False
    return stage.phase != last.phase or (stage, last) in _IN_ORDER


def _is_later(part: Part, before: Part) -> bool:
    """Whether dates show that an event happened after another one."""
    date, earlier = (each.entry.values.get("date") for each in (part, before))
    if not isinstance(date, PartialDate) or not isinstance(earlier, PartialDate):
        return False
    return date.is_after(earlier)


def _stage(part: Part) -> TransferStage | None:
    stage = part.entry.values.get("stage")
    return stage if isinstance(stage, TransferStage) else None


def _event(part: Part, field: str, before: Sequence[Part]) -> Iterator[Problem]:
    values, stage = part.entry.values, _stage(part)
    if stage is None:
        return
    for earlier in before:
        if _same(earlier, part):
            message = _(
                "{field} repeats the event at position {position}: remove one of them, or write"
                " what distinguishes it, such as its date",
                field=field,
                position=earlier.position,
            )
            yield _at(part, "stage", field, Rule.EVENT_REPEATED, message)
            break
    if "decision" in values and stage not in _WITH_DECISION:
        message = _(
            "a decision at stage {stage} in {field}: remove it, or correct the stage to one of"
            " {decided}",
            stage=shown_term(stage),
            field=field,
            decided=tuple(map(shown_term, _WITH_DECISION)),
        )
        yield _at(part, "decision", field, Rule.DECISION, message)
    rejected = [e for e in before if e.entry.values.get("decision") is Decision.REJECT]
    if rejected and stage in _AFTER_DECIDING:
        message = _(
            "{stage} in {field}, although the practice was rejected at position {position}: correct"
            " the stage or the decision, or write the event at which the decision changed",
            stage=shown_term(stage),
            field=f"{field}.stage",
            position=rejected[-1].position,
        )
        yield _at(part, "stage", field, Rule.DECISION, message)


def _same(one: Part, other: Part) -> bool:
    """Whether two events differ in their position only."""
    first, second = one.entry, other.entry
    return {**first.values, "position": 0} == {**second.values, "position": 0} and {
        (x.edge.name, x.target) for x in first.links
    } == {(x.edge.name, x.target) for x in second.links}


def _at(part: Part, name: str, field: str, rule: Rule, message: Wording) -> Problem:
    at = f"{field}.{name}"
    return Problem(place=part.entry.place_of(at), rule=rule, field=at, message=message)
