"""What can't be true within one entry: dates in the wrong order, a venue of a virtual visit."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry, Part
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Modality


def contradictions(entry: Entry) -> Iterator[Problem]:
    """Yield the contradictions of an entry; a date without a day is wrong only if every day is."""
    yield from _dates_in_order(entry)
    if entry.parts:
        yield from _events_in_order(entry)
    if entry.values.get("modality") is Modality.VIRTUAL:
        yield from _venues(entry)


def _dates_in_order(entry: Entry) -> Iterator[Problem]:
    for earlier, later in entry.type.ordered:
        first, last = entry.values.get(earlier), entry.values.get(later)
        if (
            isinstance(first, PartialDate)
            and isinstance(last, PartialDate)
            and first.is_after(last)
        ):
            message = _(
                "{value} in {field} is earlier than {earlier} in {other}: correct one of them",
                value=last.date.edtf,
                field=later,
                earlier=first.date.edtf,
                other=earlier,
            )
            yield _problem(entry, later, Rule.DATES_ORDER, message, value=last.date.edtf)


def _events_in_order(entry: Entry) -> Iterator[Problem]:
    latest: tuple[PartialDate, Part] | None = None
    for field, part in entry.events:
        date = part.entry.values.get("date")
        if not isinstance(date, PartialDate):
            continue
        if latest is not None and latest[0].is_after(date):
            yield _too_early(part, f"{field}.date", date, latest)
        first = date.not_before
        if first is not None and (latest is None or first > (latest[0].not_before or first)):
            latest = (date, part)


def _too_early(
    part: Part, field: str, date: PartialDate, latest: tuple[PartialDate, Part]
) -> Problem:
    earlier, before = latest
    message = _(
        "{value} in {field} is earlier than {earlier} of the event at position {position}:"
        " correct one of the dates, or the positions",
        value=date.date.edtf,
        field=field,
        earlier=earlier.date.edtf,
        position=before.position,
    )
    return _problem(
        part.entry, "date", Rule.DATES_ORDER, message, value=date.date.edtf, field=field
    )


def _venues(visit: Entry) -> Iterator[Problem]:
    for link in visit.links:
        if link.edge.name == "HELD_IN":
            message = _(
                "{value} in {field}, but the visit was virtual: remove it, or correct {other}",
                value=link.target.slug,
                field=link.edge.forward,
                other="modality",
            )
            yield _problem(visit, link.edge.forward, Rule.VENUE, message, value=link.target.slug)
            return


def _problem(
    entry: Entry, name: str, rule: Rule, message: Wording, *, value: str, field: str | None = None
) -> Problem:
    place = entry.places.get(name) or entry.start
    return Problem(place=place, rule=rule, field=field or name, message=message, value=value)
