"""Weak spots of one entry that may be mistakes: it contradicts itself, or nobody took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_service.catalogue.entries import Entry, Link
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
    PracticeStatus,
    VisitStatus,
)
from graph_service.model.graph import edges_of
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    NODE_TYPES,
)

from .problem_at import problem_at, problem_at_link

_ONE_WAY = {
    ExchangeKind.INTERNSHIP: ExchangeRole.EXPERT,
    ExchangeKind.STUDY_VISIT: ExchangeRole.EXPERT,
    ExchangeKind.EXPERT_MISSION: ExchangeRole.LEARNER,
}
"""Kinds of visits that go to another institution, each with the role that its visitors don't all
have: experts travel to learners, and learners to experts."""
_COUNTRIES = {Level.SUBNATIONAL: 1, Level.NATIONAL: 1, Level.BINATIONAL: 2}
"""The number of countries of a practice, by level."""
_EXPECTED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    t.name: {
        name: tuple(e.forward for e in edges_of(t) if e.name == name)
        for name in dict.fromkeys(e.name for e in edges_of(t) if e.expected)
    }
    for t in NODE_TYPES
}
"""The fields of each relation that a type should have, by type and relation."""
_DATED_STATUS = tuple(
    t for t in NODE_TYPES if {"status", "statusAsOf"} <= {prop.name for prop in t.properties}
)
_MAY_BE_AHEAD = ("expires",)
"""Dates that are in the future as long as an agreement is in force."""
_VIRTUAL = re.compile(
    r"(?:(?:por|via|vía) )?(?:zoom|(?:microsoft )?teams|google meet|webex|skype|virtual(?:mente)?"
    r"|en l[ií]nea|on-?line|videoconferencia|internet)",
    re.IGNORECASE,
)
IS_VIRTUAL = _(
    "{value} in {field}, but the visit was virtual: remove it, or correct {other}", other="modality"
)
"""The message for a place or a country of a virtual visit."""


def doubts(entry: Entry) -> Iterator[Problem]:
    """Yield the weak spots of an entry that may be mistakes."""
    yield from _nobody(entry)
    yield from _both_sides(entry)
    yield from _future(entry, "")
    yield from _status(entry)
    yield from _assumed(entry)
    if entry.type is EXCHANGE_VISIT:
        yield from _roles(entry)
        yield from _place(entry)
    elif entry.type is INSTITUTION:
        yield from _country(entry)
    elif entry.type is GOOD_PRACTICE:
        yield from _number_of_countries(entry)
    elif entry.type is COUNTRY:
        yield from _slug_of_country(entry)


def _nobody(entry: Entry) -> Iterator[Problem]:
    """Yield the kinds of edges that an entry should have, but has none of: hosts, recipients."""
    present = {link.edge.name for link in entry.links}
    for name, fields in _EXPECTED[entry.type.name].items():
        if name not in present:
            message = _("nothing in {fields}: fill in at least one, if it is known", fields=fields)
            yield problem_at(entry, fields[0], Rule.NOBODY, message)


def _both_sides(entry: Entry) -> Iterator[Problem]:
    """Yield targets on both sides: a host that visits itself.

    Countries often are: institutions of a country visit others of the same country.
    """
    message = _("{value} is in {field} and in {other}: remove one, unless both are true")
    for link in entry.links:
        opposite = link.edge.opposite
        if opposite is None or _meets_as_equal(entry, link):
            continue
        for other in entry.links_of(opposite, link.edge.target):
            if other.target == link.target:
                rule = Rule.BOTH_SIDES if link.edge.target is COUNTRY else Rule.SELF_EXCHANGE
                fields = {"field": link.edge.forward, "other": other.edge.forward}
                yield problem_at_link(entry, link, rule, message, **fields)


def _meets_as_equal(entry: Entry, link: Link) -> bool:
    """Whether all parties of a meeting are its hosts."""
    return link.facts.get("role") is ExchangeRole.PEER and entry.values.get("kind") not in _ONE_WAY


def _future(entry: Entry, inside: str) -> Iterator[Problem]:
    now = today()
    for name, value in entry.values.items():
        if name in _MAY_BE_AHEAD or not isinstance(value, PartialDate):
            continue
        is_visit = entry.type is EXCHANGE_VISIT and name == "date"
        if is_visit and entry.values.get("status") is VisitStatus.ANNOUNCED:
            continue
        if value.date.earliest and value.date.earliest > now:
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
    for number, part in enumerate(entry.parts, start=1):
        yield from _future(part.entry, f"{part.edge.forward}[{number}].")


def _status(entry: Entry) -> Iterator[Problem]:
    status, as_of = entry.values.get("status"), entry.values.get("statusAsOf")
    started = entry.values.get("started")
    if entry.type in _DATED_STATUS and (status is None) is not (as_of is None):
        message = _("{field} without {name}: write both, or neither")
        field, name = ("status", "statusAsOf") if status else ("statusAsOf", "status")
        yield problem_at(entry, field, Rule.STATUS, message, name=name)
    if (
        isinstance(started, PartialDate)
        and isinstance(as_of, PartialDate)
        and started.is_after(as_of)
        and status is not PracticeStatus.PLANNED
    ):
        message = _(
            "{value} in {field} is earlier than {earlier} in {other}: correct one of them",
            earlier=started.date.edtf,
            other="started",
        )
        yield problem_at(entry, "statusAsOf", Rule.STATUS, message, value=as_of.date.edtf)


def _assumed(entry: Entry) -> Iterator[Problem]:
    """Yield an assumed entry that doesn't say which of its edges are assumed."""
    is_assumed = entry.values.get("basis") is Basis.ASSUMED
    if is_assumed and not any(link.basis is Basis.ASSUMED for link in entry.links):
        message = _(
            "{field} is {basis}, but no edge is: write `basis: {basis}` at those that no source"
            " states",
            basis=Basis.ASSUMED.name,
        )
        yield problem_at(entry, "basis", Rule.ASSUMED_EDGES, message)


def _roles(visit: Entry) -> Iterator[Problem]:
    kind = visit.values.get("kind")
    visitors = [link for link in visit.links if link.edge.name == "ATTENDED_BY"]
    roles = {link.facts.get("role") for link in visitors}
    if isinstance(kind, ExchangeKind) and kind in _ONE_WAY and roles == {_ONE_WAY[kind]}:
        message = _(
            "all visitors have the role {role}, although the kind is {kind}: correct the"
            " roles or the kind",
            role=shown_term(_ONE_WAY[kind]),
            kind=shown_term(kind),
        )
        yield problem_at(visit, visitors[0].edge.forward, Rule.ROLES, message)


def _place(visit: Entry) -> Iterator[Problem]:
    place = visit.values.get("place")
    is_virtual = visit.values.get("modality") is Modality.VIRTUAL
    if isinstance(place, str) and (is_virtual or _VIRTUAL.fullmatch(place)):
        yield problem_at(visit, "place", Rule.VIRTUAL_PLACE, IS_VIRTUAL, value=place)


def _country(institution: Entry) -> Iterator[Problem]:
    level, kind = institution.values.get("level"), institution.values.get("kind")
    edges = {link.edge.name for link in institution.links}
    if "IN_COUNTRY" not in edges:
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
    elif "HAS_MEMBER" in edges:
        yield problem_at(institution, "country", Rule.COUNTRIES, message, other="memberCountries")


def _number_of_countries(practice: Entry) -> Iterator[Problem]:
    level = practice.values.get("level")
    number = sum(link.edge.name == "IN_COUNTRY" for link in practice.links)
    if isinstance(level, Level) and number != _COUNTRIES.get(level, number):
        message = _(
            "{number} countries in {field}, but an entry at level {level} has {wanted}:"
            " correct one of them",
            number=number,
            level=shown_term(level),
            wanted=_COUNTRIES[level],
        )
        yield problem_at(practice, "countries", Rule.COUNTRIES, message)


def _slug_of_country(country: Entry) -> Iterator[Problem]:
    code = str(country.values.get("iso3", country.slug)).lower()
    if code != country.slug:
        message = _(
            "the slug of a country is its code in {field} in small letters, here {slug}:"
            " correct one of them",
            slug=code,
        )
        yield problem_at(country, "iso3", Rule.COUNTRIES, message)
