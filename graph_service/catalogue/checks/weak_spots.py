"""What a valid entry lacks, such as sources and dates, and what in it may be a mistake."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.field_values import today
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import (
    Basis,
    ExchangeKind,
    ExchangeRole,
    InstitutionKind,
    Level,
    Modality,
    ReadExtent,
    VisitStatus,
)
from graph_service.model.graph import PROPERTIES, edges_of
from graph_service.model.search_text import texts_of
from graph_service.model.types import (
    ASSUMED_FIELDS,
    CHECKED_ON,
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    READ_ON,
    SOURCE,
)

from .contradictions import IS_VIRTUAL
from .details import detail_doubts
from .events import event_doubts
from .fields import problem_at, problem_at_link

_ONE_WAY = (ExchangeKind.INTERNSHIP, ExchangeKind.STUDY_VISIT, ExchangeKind.EXPERT_MISSION)
"""Kinds of visits that go to another institution."""
_COUNTRIES = {Level.SUBNATIONAL: 1, Level.NATIONAL: 1, Level.BINATIONAL: 2}
"""The number of countries of a practice, by level."""
_MAY_BE_AHEAD = ("expires",)
"""Dates that are in the future as long as an agreement is in force."""
_READING = (CHECKED_ON, READ_ON)
"""Dates of the editors' work, which don't date an entry."""


def weak_spots(entry: Entry) -> Iterator[Problem]:
    """Yield the weak spots of an entry and its parts."""
    if entry.type is SOURCE:
        if entry.values.get("readExtent") is ReadExtent.EXCERPT:
            message = _("only a part of the source was read")
            yield problem_at(entry, "readExtent", Rule.EXCERPT_ONLY, message)
    elif not entry.cited and entry.type.cited is not None:
        yield problem_at(entry, "sources", Rule.NO_SOURCE, _("no source"))
    elif len(entry.cited) == 1:
        yield problem_at(entry, "sources", Rule.ONE_SOURCE, _("a single source"))
    yield from _portuguese(entry)
    yield from _nobody(entry)
    yield from _both_sides(entry)
    yield from _status(entry)
    yield from _assumed_edges(entry)
    if entry.type is EXCHANGE_VISIT:
        yield from _place(entry)
    elif entry.type is INSTITUTION:
        yield from _country(entry)
    elif entry.type is GOOD_PRACTICE:
        yield from _number_of_countries(entry)
        yield from detail_doubts(entry)
    elif entry.type is KNOWLEDGE_TRANSFER:
        yield from event_doubts(entry)
    yield from _entry_and_parts(entry, "")


def _entry_and_parts(entry: Entry, inside: str) -> Iterator[Problem]:
    yield from _dates(entry, inside)
    yield from _future(entry, inside)
    yield from _assumed(entry, inside)
    for part in entry.parts:
        if part.basis is Basis.ASSUMED:
            yield _assumption(part.entry, f"{part.path}.basis")
        yield from _entry_and_parts(part.entry, f"{part.path}.")


def _portuguese(entry: Entry) -> Iterator[Problem]:
    props = PROPERTIES[entry.type.name].values()
    # Other names needn't have translations.
    names = [prop.name for prop in props if prop.kind.has_languages and not prop.many]
    texts = {name: dict(texts_of(entry.values[name])) for name in names if name in entry.values}
    missing = [name for name, written in texts.items() if "pt" not in written]
    if missing:
        message = _("no Portuguese in {fields}", fields=missing)
        yield problem_at(entry, missing[0], Rule.NO_PORTUGUESE, message)


def _dates(entry: Entry, inside: str) -> Iterator[Problem]:
    props = PROPERTIES[entry.type.name].values()
    dates = [p.name for p in props if p.kind.is_temporal and not p.derived and p not in _READING]
    if dates and not any(name in entry.values for name in dates):
        message = _("no date in {fields}", fields=[inside + name for name in dates])
        yield problem_at(entry, inside + dates[0], Rule.NO_DATE, message)


def _assumed(entry: Entry, inside: str) -> Iterator[Problem]:
    if entry.values.get("basis") is Basis.ASSUMED:
        yield _assumption(entry, f"{inside}basis")
    for name in entry.listed(ASSUMED_FIELDS.name):
        yield _assumption(entry, f"{inside}{name}")
    for link in entry.links:
        if link.basis is Basis.ASSUMED:
            yield _assumption(entry, link.path)


def _assumption(entry: Entry, field: str) -> Problem:
    return problem_at(entry, field, Rule.ASSUMED, _("{field} is assumed"))


def _nobody(entry: Entry) -> Iterator[Problem]:
    """Yield the kinds of edges that an entry should have, but has none of: hosts, recipients."""
    edges = edges_of(entry.type)
    for name in dict.fromkeys(edge.name for edge in edges if edge.expected):
        if not entry.links_of(name):
            fields = [edge.forward for edge in edges if edge.name == name]
            message = _("nothing in {fields}: fill in at least one, if it is known", fields=fields)
            yield problem_at(entry, fields[0], Rule.NOBODY, message)


def _both_sides(entry: Entry) -> Iterator[Problem]:
    """Yield targets on both sides: a host that visits itself.

    Countries often are: institutions of a country visit others of the same country.
    """
    message = _("{value} is in {field} and in {other}: remove one, unless both are true")
    for link in entry.links:
        is_meeting = entry.values.get("kind") not in _ONE_WAY
        if link.edge.opposite is None or (
            is_meeting and link.facts.get("role") is ExchangeRole.PEER  # all parties are hosts
        ):
            continue
        for other in entry.links_of(link.edge.opposite, link.edge.target):
            if other.target == link.target:
                rule = Rule.BOTH_SIDES if link.edge.target is COUNTRY else Rule.SELF_EXCHANGE
                fields = {"field": link.edge.forward, "other": other.edge.forward}
                yield problem_at_link(entry, link, rule, message, **fields)


def _future(entry: Entry, inside: str) -> Iterator[Problem]:
    for name, value in entry.values.items():
        if name in _MAY_BE_AHEAD or not isinstance(value, PartialDate):
            continue
        is_visit = entry.type is EXCHANGE_VISIT and name == "date"
        if is_visit and entry.values.get("status") is VisitStatus.ANNOUNCED:
            continue
        if value.date.earliest and value.date.earliest > today():
            message = (
                _(
                    "{value} in {field} is in the future: correct it, or write {term} in {other}",
                    term=shown_term(VisitStatus.ANNOUNCED),
                    other="status",
                )
                if is_visit
                else _(
                    "{value} in {field} is in the future: correct it, or leave it out until it has"
                    " happened"
                )
            )
            edtf = value.date.edtf
            yield problem_at(entry, f"{inside}{name}", Rule.FUTURE, message, value=edtf)


def _status(entry: Entry) -> Iterator[Problem]:
    status, as_of = entry.values.get("status"), entry.values.get("statusAsOf")
    if "statusAsOf" in PROPERTIES[entry.type.name] and (status is None) is not (as_of is None):
        message = _("{field} without {name}: write both, or neither")
        field, name = ("status", "statusAsOf") if status else ("statusAsOf", "status")
        yield problem_at(entry, field, Rule.STATUS, message, name=name)


def _assumed_edges(entry: Entry) -> Iterator[Problem]:
    """Yield an assumed entry that doesn't say which of its edges are assumed."""
    is_assumed = entry.values.get("basis") is Basis.ASSUMED
    if is_assumed and not any(link.basis is Basis.ASSUMED for link in entry.links):
        message = _(
            "{field} is {basis}, but no edge is: write `basis: {basis}` at those that no source"
            " states",
            basis=Basis.ASSUMED.name,
        )
        yield problem_at(entry, "basis", Rule.ASSUMED_EDGES, message)


def _place(visit: Entry) -> Iterator[Problem]:
    place = visit.values.get("place")
    if isinstance(place, str) and visit.values.get("modality") is Modality.VIRTUAL:
        yield problem_at(visit, "place", Rule.VIRTUAL_PLACE, IS_VIRTUAL, value=place)


def _country(institution: Entry) -> Iterator[Problem]:
    level, kind = institution.values.get("level"), institution.values.get("kind")
    if not institution.links_of("IN_COUNTRY"):
        if isinstance(level, Level) and level in (Level.SUBNATIONAL, Level.NATIONAL):
            message = _(
                "an institution at level {level} without a country: write it in {field}, or"
                " correct {other}",
                level=shown_term(level),
                other="level",
            )
            yield problem_at(institution, "country", Rule.COUNTRIES, message)
        return
    message = _(
        "{field} says that the institution belongs to one country, {other} that it doesn't: remove"
        " or correct one of them"
    )
    if kind is InstitutionKind.INTERGOVERNMENTAL_BODY:
        yield problem_at(institution, "country", Rule.COUNTRIES, message, other="kind")
    elif institution.links_of("HAS_MEMBER"):
        yield problem_at(institution, "country", Rule.COUNTRIES, message, other="memberCountries")


def _number_of_countries(practice: Entry) -> Iterator[Problem]:
    level = practice.values.get("level")
    number = len(practice.links_of("IN_COUNTRY"))
    if isinstance(level, Level) and number != _COUNTRIES.get(level, number):
        message = _(
            "{number} countries in {field}, but an entry at level {level} has {wanted}:"
            " correct one of them",
            number=number,
            level=shown_term(level),
            wanted=_COUNTRIES[level],
        )
        yield problem_at(practice, "countries", Rule.COUNTRIES, message)
