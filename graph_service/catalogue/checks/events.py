"""The events of a transfer: gaps, dates and stages that go back, decisions, repeated events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_service.catalogue.entries import Entry, Part
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Decision, TransferPhase, TransferStage

from .fields import date_in, problem_at

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


_Log = Sequence[tuple[str, Part]]
"""Events in the order of their positions, each with its field."""


def events_in_order(log: _Log) -> Iterator[Problem]:
    """Yield the events whose date is earlier than that of an event before them."""
    latest: tuple[PartialDate, Part] | None = None
    for field, part in log:
        date = date_in(part.entry.values, "date")
        if date is None:
            continue
        if latest is not None and latest[0].is_after(date):
            message = _(
                "{value} in {field} is earlier than {earlier} of the event at position {position}:"
                " correct one of the dates, or the positions",
                earlier=latest[0].date.edtf,
                position=latest[1].position,
            )
            edtf = date.date.edtf
            yield problem_at(part.entry, f"{field}.date", Rule.DATES_ORDER, message, value=edtf)
        first = date.not_before
        if first is not None and (latest is None or first > (latest[0].not_before or first)):
            latest = (date, part)


def event_doubts(transfer: Entry) -> Iterator[Problem]:
    """Yield the weak spots of a transfer's events, in their order."""
    log = transfer.events
    positions = [part.position for _field, part in log]
    missing = [n for n in range(1, max(positions, default=0)) if n not in positions][:9]
    if missing and len(positions) == len(transfer.parts):
        message = _(
            "no event at these positions: {missing}; positions run from 1 without gaps",
            missing=tuple(map(str, missing)),
        )
        yield problem_at(transfer, "events", Rule.POSITIONS, message)
    yield from _going_back(log)
    for number, (field, part) in enumerate(log):
        before = [earlier for _field, earlier in log[:number]]
        same = next((earlier for earlier in before if _is_same(earlier, part)), None)
        if same is not None:
            message = _(
                "{field} repeats the event at position {position}: remove one of them, or write"
                " what distinguishes it, such as its date",
                field=field,
                position=same.position,
            )
            yield problem_at(part.entry, f"{field}.stage", Rule.EVENT_REPEATED, message)
        yield from _decisions(field, part, before)


def _going_back(log: _Log) -> Iterator[Problem]:
    """Yield the events at an earlier stage than the furthest before them."""
    furthest: tuple[TransferStage, Part] | None = None
    for field, part in log:
        stage = _stage(part)
        if stage is None:
            continue
        if furthest is not None and _contradicts(stage, part, *furthest):
            last, before = furthest
            message = _(
                "{stage} in {field} comes after {last} at position {position}, which is a later"
                " stage: correct one of the stages, the positions or the dates",
                stage=shown_term(stage),
                last=shown_term(last),
                position=before.position,
            )
            yield problem_at(part.entry, f"{field}.stage", Rule.STAGE_BACK, message)
        elif stage not in _AT_ANY_TIME and (furthest is None or _goes_on(stage, furthest[0])):
            furthest = stage, part


def _goes_on(stage: TransferStage, last: TransferStage) -> bool:
    """Whether a stage is further than the last, or the transfer begins again at another phase."""
    return stage.phase != last.phase or stage.rank > last.rank


def _contradicts(stage: TransferStage, part: Part, last: TransferStage, before: Part) -> bool:
    """Whether an event can't follow another one; dates show that a practice went back."""
    if stage in _BEFORE_USE and last.phase in _USE:
        return True
    date, earlier = date_in(part.entry.values, "date"), date_in(before.entry.values, "date")
    is_later = date and earlier and date.is_after(earlier)
    return not is_later and _precedes(stage, last)


def _precedes(stage: TransferStage, last: TransferStage) -> bool:
    """Whether a stage is earlier than another one in every transfer.

    Phases follow one another (EPIS), as do some stages of one phase: by the internship model of IOM
    (identified, documented, visited), or by what they mean. Others have no order in these sources:
    some see a practice before it is presented, and extend it before its means are their own.
    """
    if stage in _AT_ANY_TIME or stage.rank > last.rank:
        return False
    return stage.phase != last.phase or (stage, last) in _IN_ORDER


def _stage(part: Part) -> TransferStage | None:
    stage = part.entry.values.get("stage")
    return stage if isinstance(stage, TransferStage) else None


def _is_same(one: Part, other: Part) -> bool:
    """Whether two events differ in their position only."""
    first, second = one.entry, other.entry
    return {**first.values, "position": 0} == {**second.values, "position": 0} and {
        (x.edge.name, x.target) for x in first.links
    } == {(x.edge.name, x.target) for x in second.links}


def _decisions(field: str, part: Part, before: Sequence[Part]) -> Iterator[Problem]:
    stage = _stage(part)
    if stage is None:
        return
    if "decision" in part.entry.values and stage not in _WITH_DECISION:
        message = _(
            "a decision at stage {stage} in {field}: remove it, or correct the stage to one of"
            " {decided}",
            stage=shown_term(stage),
            field=field,
            decided=tuple(map(shown_term, _WITH_DECISION)),
        )
        yield problem_at(part.entry, f"{field}.decision", Rule.DECISION, message)
    rejected = [e for e in before if e.entry.values.get("decision") is Decision.REJECT]
    if rejected and stage in _AFTER_DECIDING:
        message = _(
            "{stage} in {field}, although the practice was rejected at position {position}: correct"
            " the stage or the decision, or write the event at which the decision changed",
            stage=shown_term(stage),
            position=rejected[-1].position,
        )
        yield problem_at(part.entry, f"{field}.stage", Rule.DECISION, message)
