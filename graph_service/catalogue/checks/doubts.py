"""Weak spots of one entry that may be mistakes: it contradicts itself, or nobody took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.files.scalars import today
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Wording, _
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
_IN_A_COUNTRY = (Level.SUBNATIONAL, Level.NATIONAL)


def doubts(entry: Entry) -> Iterator[Problem]:
    """Yield the weak spots of an entry that may be mistakes."""
    yield from _nobody(entry)
    yield from _both_sides(entry)
    yield from _future(entry, "")
    if entry.type is EXCHANGE_VISIT:
        yield from _roles(entry)
        if entry.values.get("modality") is Modality.VIRTUAL and "place" in entry.values:
            message = _(
                "the visit was virtual, but has a {field}: delete it, or correct {other}",
                field="place",
                other="modality",
            )
            yield weak_spot(entry, Rule.VIRTUAL_PLACE, message, "place")
        elif _VIRTUAL.fullmatch(str(entry.values.get("place", ""))):
            message = _(
                "{value} in {field} is not a place: write {term} in {other}",
                value=quoted(str(entry.values["place"])),
                field="place",
                term=shown_term(Modality.VIRTUAL),
                other="modality",
            )
            yield weak_spot(entry, Rule.VIRTUAL_PLACE, message, "place")
        yield from _year_as_number(entry)
    if entry.type is INSTITUTION:
        yield from _country(entry)
    if entry.type is GOOD_PRACTICE:
        yield from _number_of_countries(entry)
    yield from _status(entry)
    yield from _assumed(entry)
    if entry.type is COUNTRY and entry.slug != str(entry.values.get("iso3", entry.slug)).lower():
        message = _(
            "the slug of a country is its code in {field} in small letters, here {slug}:"
            " correct one of them",
            field="iso3",
            slug=f"{entry.values['iso3']}".lower(),
        )
        yield weak_spot(entry, Rule.COUNTRIES, message, "iso3")


def weak_spot(entry: Entry, rule: Rule, message: Wording, field: str) -> Problem:
    """Return a weak spot at a field of an entry, or at the entry if it lacks the field."""
    return Problem(place=entry.place_of(field), rule=rule, field=field, message=message)


def weak_link(entry: Entry, link: Link, rule: Rule, message: Wording) -> Problem:
    """Return a weak spot at the target of a link."""
    place = entry.place_of(link.path)
    return Problem(place=place, rule=rule, field=link.path, message=message, value=link.target)


def _nobody(entry: Entry) -> Iterator[Problem]:
    """Yield the kinds of edges that an entry should have, but has none of: hosts, recipients."""
    expected = _EXPECTED[entry.type.name]
    present = {link.edge.name for link in entry.links} if expected else set()
    for name, fields in expected.items():
        if name not in present:
            message = _("nothing in {fields}: fill in at least one, if it is known", fields=fields)
            yield weak_spot(entry, Rule.NOBODY, message, fields[0])


def _both_sides(entry: Entry) -> Iterator[Problem]:
    """Yield targets on both sides: a host that visits itself.

    Countries often are: institutions of a country visit others of the same country.
    """
    for link in entry.links:
        opposite = link.edge.opposite
        if opposite is None or _meets_as_equal(entry, link):
            continue
        for other in entry.links_of(opposite, link.edge.target):
            if other.target == link.target:
                message = _(
                    "{value} is in {field} and in {other}: remove one, unless both are true",
                    value=link.target,
                    field=link.edge.forward,
                    other=other.edge.forward,
                )
                rule = Rule.BOTH_SIDES if link.edge.target is COUNTRY else Rule.SELF_EXCHANGE
                yield weak_link(entry, link, rule, message)


def _meets_as_equal(entry: Entry, link: Link) -> bool:
    """Whether all parties of a meeting are its hosts."""
    return link.facts.get("role") is ExchangeRole.PEER and entry.values.get("kind") not in _ONE_WAY


def _future(entry: Entry, inside: str) -> Iterator[Problem]:
    now = today()
    for name, value in entry.values.items():
        if name in _MAY_BE_AHEAD or not isinstance(value, PartialDate):
            continue
        if name == "date" and entry.values.get("status") is VisitStatus.ANNOUNCED:
            continue
        if value.date.earliest and value.date.earliest > now:
            field = f"{inside}{name}"
            yield weak_spot(entry, Rule.FUTURE, _ahead(entry, value.date.edtf, field), field)
    for number, part in enumerate(entry.parts, start=1):
        yield from _future(part.entry, f"{part.edge.forward}[{number}].")


def _ahead(entry: Entry, value: str, field: str) -> Wording:
    if entry.type is EXCHANGE_VISIT and field == "date":
        return _(
            "{value} in {field} is in the future: correct it, or write {term} in {other}",
            value=value,
            field=field,
            term=shown_term(VisitStatus.ANNOUNCED),
            other="status",
        )
    return _(
        "{value} in {field} is in the future: correct it, or leave it out until it has happened",
        value=value,
        field=field,
    )


def _roles(visit: Entry) -> Iterator[Problem]:
    kind = visit.values.get("kind")
    visitors = [link for link in visit.links if link.edge.name == "ATTENDED_BY"]
    roles = {link.facts.get("role") for link in visitors}
    if isinstance(kind, ExchangeKind) and kind in _ONE_WAY and roles == {_ONE_WAY[kind]}:
        link = visitors[0]
        message = _(
            "all visitors have the role {role}, although the kind is {kind}: correct the"
            " roles or the kind",
            role=shown_term(_ONE_WAY[kind]),
            kind=shown_term(kind),
        )
        yield weak_spot(visit, Rule.ROLES, message, link.edge.forward)


def _year_as_number(visit: Entry) -> Iterator[Problem]:
    """Yield a number of participants that is the year of the visit: the wrong cell was copied."""
    number, date = visit.values.get("participants"), visit.values.get("date")
    if isinstance(number, int) and isinstance(date, PartialDate) and number == date.date.year:
        message = _(
            "{value} in {field} is also the year in {other}: correct it, unless it is true",
            value=str(number),
            field="participants",
            other="date",
        )
        yield weak_spot(visit, Rule.TEXT_REPEATED, message, "participants")


def _country(institution: Entry) -> Iterator[Problem]:
    level, kind = institution.values.get("level"), institution.values.get("kind")
    edges = {link.edge.name for link in institution.links}
    has_country = "IN_COUNTRY" in edges
    if isinstance(level, Level) and level in _IN_A_COUNTRY and not has_country:
        message = _(
            "an institution at level {level} without a country: write it in {field}, or"
            " correct {other}",
            level=shown_term(level),
            field="country",
            other="level",
        )
    elif has_country and kind is InstitutionKind.INTERGOVERNMENTAL_BODY:
        message = _(
            "an intergovernmental body that belongs to one country: remove {field}, or"
            " correct {other}",
            field="country",
            other="kind",
        )
    elif has_country and "HAS_MEMBER" in edges:
        message = _(
            "member countries of an institution that belongs to one country: remove"
            " {field} or {other}",
            field="country",
            other="memberCountries",
        )
    else:
        return
    yield weak_spot(institution, Rule.COUNTRIES, message, "country")


def _number_of_countries(practice: Entry) -> Iterator[Problem]:
    level = practice.values.get("level")
    number = sum(link.edge.name == "IN_COUNTRY" for link in practice.links)
    if isinstance(level, Level) and number != _COUNTRIES.get(level, number):
        message = _(
            "{number} countries in {field}, but an entry at level {level} has {wanted}:"
            " correct one of them",
            number=number,
            field="countries",
            level=shown_term(level),
            wanted=_COUNTRIES[level],
        )
        yield weak_spot(practice, Rule.COUNTRIES, message, "countries")


def _status(entry: Entry) -> Iterator[Problem]:
    status, as_of = entry.values.get("status"), entry.values.get("statusAsOf")
    started = entry.values.get("started")
    if entry.type in _DATED_STATUS and (status is None) is not (as_of is None):
        message = _(
            "{field} without {name}: write both, or neither",
            field="status" if status else "statusAsOf",
            name="statusAsOf" if status else "status",
        )
        yield weak_spot(entry, Rule.STATUS, message, "status" if status else "statusAsOf")
    if isinstance(started, PartialDate) and isinstance(as_of, PartialDate):
        if status is PracticeStatus.PLANNED or not started.is_after(as_of):
            return
        message = _(
            "{value} in {field} is earlier than {earlier} in {other}: correct one of them",
            value=as_of.date.edtf,
            field="statusAsOf",
            earlier=started.date.edtf,
            other="started",
        )
        yield weak_spot(entry, Rule.STATUS, message, "statusAsOf")


def _assumed(entry: Entry) -> Iterator[Problem]:
    """Yield an assumed entry that doesn't say which of its edges are assumed."""
    if entry.values.get("basis") is not Basis.ASSUMED:
        return
    if not any(link.basis is Basis.ASSUMED for link in entry.links):
        message = _(
            "{field} is {basis}, but no edge is: write `basis: {basis}` at those that no source"
            " states",
            field="basis",
            basis=Basis.ASSUMED.name,
        )
        yield weak_spot(entry, Rule.ASSUMED_EDGES, message, "basis")
