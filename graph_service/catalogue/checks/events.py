"""The events of a transfer: gaps, dates and stages that go back, decisions, repeated events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.catalogue.entries import Entry, Part
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import TransferPhase, TransferStage
from graph_service.model.storage import Value

from .fields import date_in, problem_at

_WITH_DECISION = (
    TransferStage.DECIDED,
    TransferStage.PLANNED,
    TransferStage.DISCONTINUED,
    TransferStage.NEVER_BEGUN,
)
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


class _Event(NamedTuple):
    """An event of a transfer, and its stage."""

    stage: TransferStage
    part: Part


def events_in_order(log: Sequence[Part]) -> Iterator[Problem]:
    """Yield the events whose date is earlier than that of an event before them."""
    latest: tuple[PartialDate, Part] | None = None
    for part in log:
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
            yield problem_at(part.entry, f"{part.path}.date", Rule.DATES_ORDER, message, value=edtf)
        first = date.earliest
        if first is not None and (latest is None or first > (latest[0].earliest or first)):
            latest = (date, part)


def event_doubts(transfer: Entry) -> Iterator[Problem]:
    """Yield the weak spots of a transfer's events, in their order."""
    log = transfer.events
    positions = [part.position for part in log]
    missing = [n for n in range(1, max(positions, default=0)) if n not in positions][:9]
    if missing and len(positions) == len(transfer.parts):
        message = _(
            "no event at these positions: {missing}; positions run from 1 without gaps",
            missing=tuple(map(str, missing)),
        )
        yield problem_at(transfer, "events", Rule.POSITIONS, message)
    before: list[_Event] = []
    furthest: _Event | None = None
    for part in log:
        stage = part.entry.values.get("stage")
        if not isinstance(stage, TransferStage):
            continue
        event = _Event(stage, part)
        if furthest is not None and _contradicts(event, furthest):
            message = _(
                "{stage} in {field} comes after {last} at position {position}, which is a later"
                " stage: correct one of the stages, the positions or the dates",
                stage=shown_term(stage),
                last=shown_term(furthest.stage),
                position=furthest.part.position,
            )
            yield problem_at(part.entry, f"{part.path}.stage", Rule.STAGE_BACK, message)
        elif stage not in _AT_ANY_TIME and (
            furthest is None  # from an earlier phase, a transfer begins again
            or stage.phase != furthest.stage.phase
            or stage.rank > furthest.stage.rank
        ):
            furthest = event
        yield from _repeated(event, before)
        yield from _decision(event)
        before.append(event)


def _contradicts(event: _Event, last: _Event) -> bool:
    """Whether an event can't follow another one; dates show that a practice went back.

    Phases follow one another (EPIS), as do some stages of one phase: by the internship model of IOM
    (identified, documented, visited), or by what they mean. Others have no order in these sources:
    some see a practice before it is presented, and extend it before its means are their own.
    """
    stage, other = event.stage, last.stage
    if stage in _BEFORE_USE and other.phase in _USE:
        return True
    if stage in _AT_ANY_TIME or stage.rank > other.rank:
        return False
    date, earlier = (date_in(each.part.entry.values, "date") for each in (event, last))
    is_later = date and earlier and date.is_after(earlier)
    return not is_later and (stage.phase != other.phase or (stage, other) in _IN_ORDER)


def _repeated(event: _Event, before: Sequence[_Event]) -> Iterator[Problem]:
    content = _without_position(event)
    same = next((earlier for earlier in before if _without_position(earlier) == content), None)
    if same is not None:
        message = _(
            "{field} repeats the event at position {position}: remove one of them, or write"
            " what distinguishes it, such as its date",
            field=event.part.path,
            position=same.part.position,
        )
        yield problem_at(event.part.entry, f"{event.part.path}.stage", Rule.EVENT_REPEATED, message)


def _without_position(event: _Event) -> tuple[dict[str, Value], set[tuple[str, str]]]:
    entry = event.part.entry
    links = {(link.edge.name, link.target) for link in entry.links}
    return {**entry.values, "position": 0}, links


def _decision(event: _Event) -> Iterator[Problem]:
    entry, stage = event.part.entry, event.stage
    if "decision" in entry.values and stage not in _WITH_DECISION:
        message = _(
            "a decision at stage {stage} in {field}: remove it, or correct the stage to one of"
            " {decided}",
            stage=shown_term(stage),
            field=event.part.path,
            decided=tuple(map(shown_term, _WITH_DECISION)),
        )
        yield problem_at(entry, f"{event.part.path}.decision", Rule.DECISION, message)
    elif stage is TransferStage.DECIDED and "decision" not in entry.values:
        message = _("no decision in {field}: write what was decided, if it is known")
        yield problem_at(entry, f"{event.part.path}.decision", Rule.NO_DECISION, message)
