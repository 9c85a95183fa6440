"""Weak spots of an entry beside those that it names: a visit later than what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Place, Problem, Rule
from graph_service.i18n import Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import ExchangeRole, Level
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    TOPIC,
)
from graph_service.model.vocabulary import Vocabulary

from .doubts import weak_link, weak_spot
from .homes import HomeCountries


class _Succession(NamedTuple):
    """What follows an earlier entry: when, and its link to that."""

    date: PartialDate
    slug: str
    place: Place
    field: str


class Across:
    """Compares entries with those that they refer to; entries arrive in the order of the types."""

    def __init__(self, homes: HomeCountries) -> None:
        """Set up checks; `homes` knows the institutions before what they take part in."""
        self._homes = homes
        self._founded: dict[str, PartialDate] = {}
        self._owners: dict[str, tuple[str, ...]] = {}
        self._visits: dict[str, PartialDate] = {}
        self._schemes: dict[str, object] = {}
        self._successions: list[_Succession] = []
        self._editions: list[_Succession] = []
        self._topics: list[tuple[str, Vocabulary, Place, str]] = []

    def check(self, entry: Entry) -> Iterator[Problem]:
        """Yield the weak spots of an entry beside earlier ones, and remember it."""
        self._remember_topics(entry)
        date = entry.values.get("date")
        if entry.type is INSTITUTION:
            self._institution(entry)
        elif entry.type is GOOD_PRACTICE:
            owners = entry.links_of("OWNED_BY", INSTITUTION)
            self._owners[entry.slug] = tuple(link.target for link in owners)
        elif entry.type is TOPIC:
            self._schemes[entry.slug] = entry.values.get("scheme")
        elif entry.type is EXCHANGE_VISIT:
            if isinstance(date, PartialDate):
                self._visits[entry.slug] = date
                self._editions += _successions(entry, "FOLLOWS", date)
            yield from self._roles(entry)
        elif entry.type is KNOWLEDGE_TRANSFER:
            yield from self._late_visits(entry)
            yield from self._owner_elsewhere(entry)

    def rest(self) -> Iterator[Problem]:
        """Yield the weak spots that need all entries; call it after the last."""
        founded = _(
            "{value} in {field} was founded later ({date}) than its successor ({other}):"
            " correct a date, or exchange the two"
        )
        yield from _reversed(self._successions, self._founded, founded)
        visited = _(
            "{value} in {field} took place later ({date}) than the visit that follows it"
            " ({other}): correct a date, or exchange the two"
        )
        yield from _reversed(self._editions, self._visits, visited)
        for slug, scheme, place, field in self._topics:
            if slug in self._schemes and self._schemes[slug] is not scheme:
                message = _(
                    "{value} in {field} is not a topic of the scheme {scheme}: choose one, or"
                    " correct the scheme of the topic",
                    value=slug,
                    field=field,
                    scheme=shown_term(scheme),
                )
                yield _weak(place, Rule.TOPIC_SCHEME, field, message, slug)

    def _remember_topics(self, entry: Entry) -> None:
        for link in entry.links:
            if link.edge.scheme is not None:
                place = entry.place_of(link.path)
                self._topics.append((link.target, link.edge.scheme, place, link.path))
        for part in entry.parts:
            self._remember_topics(part.entry)

    def _institution(self, entry: Entry) -> None:
        founded = entry.values.get("founded")
        if isinstance(founded, PartialDate):
            self._founded[entry.slug] = founded
            self._successions += _successions(entry, "SUCCEEDS", founded)

    def _roles(self, visit: Entry) -> Iterator[Problem]:
        """Yield the countries that came for something else than all their institutions."""
        roles: dict[str, set[object]] = {}
        for link in visit.links_of("ATTENDED_BY", INSTITUTION):
            country = self._homes.of.get(link.target, "")
            if "role" in link.facts:
                roles.setdefault(country, set()).add(link.facts["role"])
        for link in visit.links_of("ATTENDED_BY", COUNTRY):
            role, own = link.facts.get("role"), roles.get(link.target, set())
            if isinstance(role, ExchangeRole) and len(own) == 1 and role not in own:
                message = _(
                    "{value} in {field} has the role {role}, but its institutions have another:"
                    " correct one of them",
                    value=link.target,
                    field=link.path,
                    role=shown_term(role),
                )
                yield weak_link(visit, link, Rule.ROLES, message)

    def _late_visits(self, transfer: Entry) -> Iterator[Problem]:
        log = transfer.events
        date = log[-1][1].entry.values.get("date") if log else None
        for link in transfer.links_of("ARISING_FROM", EXCHANGE_VISIT):
            visit = self._visits.get(link.target)
            if visit is not None and isinstance(date, PartialDate) and visit.is_after(date):
                message = _(
                    "{value} in {field} took place ({date}) after the last event of the transfer"
                    " that it led to ({other}): correct a date, or remove the visit",
                    value=link.target,
                    field=link.path,
                    date=visit.date.edtf,
                    other=date.date.edtf,
                )
                yield weak_link(transfer, link, Rule.VISIT_LATE, message)

    def _owner_elsewhere(self, transfer: Entry) -> Iterator[Problem]:
        """Yield a practice whose owners are neither the origin nor in an origin country.

        Cooperation agencies pass on what others own.
        """
        home = self._homes.of
        origins = {link.target for link in transfer.links_of("FROM", INSTITUTION)}
        origins -= self._homes.abroad
        countries = {link.target for link in transfer.links_of("FROM", COUNTRY)}
        countries |= {home[slug] for slug in origins if slug in home}
        for link in transfer.links_of("TRANSFERS", GOOD_PRACTICE):
            owners = self._owners.get(link.target, ())
            homes = {home[slug] for slug in owners if slug in home}
            is_known = len(homes) > 0 and len(countries) > 0 and all(x in home for x in owners)
            if is_known and not homes & countries and not origins & set(owners):
                message = _(
                    "the owners of {value} are in {homes}, but the transfer comes from"
                    " {countries}: correct the practice or the origin",
                    value=link.target,
                    homes=sorted(homes),
                    countries=sorted(countries),
                )
                yield weak_link(transfer, link, Rule.OWNER_ELSEWHERE, message)


def _successions(entry: Entry, edge: str, date: PartialDate) -> Iterator[_Succession]:
    """Yield what an entry of this date follows, which has its type."""
    for link in entry.links_of(edge, entry.type):
        yield _Succession(date, link.target, entry.place_of(link.path), link.path)


def _reversed(
    successions: Iterable[_Succession], dates: Mapping[str, PartialDate], message: Wording
) -> Iterator[Problem]:
    """Yield the successions whose earlier entry is the later one."""
    for date, slug, place, field in successions:
        earlier = dates.get(slug)
        if earlier is not None and earlier.is_after(date):
            values = {"date": earlier.date.edtf, "other": date.date.edtf}
            found = replace(message, values={"value": slug, "field": field, **values})
            yield _weak(place, Rule.SUCCESSOR_OLDER, field, found, slug)


def _weak(place: Place, rule: Rule, field: str, message: Wording, value: str) -> Problem:
    return Problem(place=place, rule=rule, field=field, message=message, value=value)


_OF_A_COUNTRY = (Level.SUBNATIONAL, Level.NATIONAL, Level.BINATIONAL)
"""The levels of practices that belong to one or two countries."""


class Subjects:
    """Compares visits and transfers with what they name; entries arrive in the order of types."""

    def __init__(self, homes: HomeCountries) -> None:
        """Set up checks; `homes` knows the institutions before what they take part in."""
        self._homes = homes
        self._countries: dict[str, frozenset[str]] = {}
        self._started: dict[str, PartialDate] = {}
        self._present: dict[str, frozenset[str]] = {}

    def check(self, entry: Entry) -> Iterator[Problem]:
        """Yield the weak spots of a visit or a transfer; remember practices and visits."""
        if entry.type is GOOD_PRACTICE:
            self._add_practice(entry)
        elif entry.type is EXCHANGE_VISIT:
            parties = ("HOSTED_BY", "ATTENDED_BY", "HELD_IN")
            self._present[entry.slug] = self._homes.taking_part(entry, *parties)
            yield from self._visit(entry)
        elif entry.type is KNOWLEDGE_TRANSFER:
            yield from self._transfer(entry)

    def _add_practice(self, practice: Entry) -> None:
        if practice.values.get("level") in _OF_A_COUNTRY:
            owners = ("IN_COUNTRY", "OWNED_BY", "OPERATED_BY")
            self._countries[practice.slug] = self._homes.taking_part(practice, *owners)
        if isinstance(started := practice.values.get("started"), PartialDate):
            self._started[practice.slug] = started

    def _visit(self, visit: Entry) -> Iterator[Problem]:
        present = self._present[visit.slug]
        for link in visit.links_of("SHOWED", GOOD_PRACTICE):
            homes = self._countries.get(link.target)
            if homes and present and not homes & present:
                message = _(
                    "{value} in {field} is a practice of {homes}, but {countries} took part:"
                    " correct the practice, or add who took part",
                    value=link.target,
                    field=link.path,
                    homes=sorted(homes),
                    countries=sorted(present),
                )
                yield weak_link(visit, link, Rule.COUNTRIES, message)
            yield from self._too_early(visit, link, "date")

    def _transfer(self, transfer: Entry) -> Iterator[Problem]:
        targets = self._homes.taking_part(transfer, "TO")
        for link in transfer.links_of("ARISING_FROM", EXCHANGE_VISIT):
            present = self._present.get(link.target)
            if present and targets and not present & targets:
                message = _(
                    "{countries} took part in {value}, in {field}, but the transfer goes to"
                    " {homes}: correct the visit or the recipients",
                    value=link.target,
                    field=link.path,
                    countries=sorted(present),
                    homes=sorted(targets),
                )
                yield weak_link(transfer, link, Rule.COUNTRIES, message)
        for link in transfer.links_of("TRANSFERS", GOOD_PRACTICE):
            for field, part in transfer.events:
                yield from self._too_early(part.entry, link, f"{field}.date")

    def _too_early(self, entry: Entry, link: Link, field: str) -> Iterator[Problem]:
        """Yield the date of a visit or an event before the practice began."""
        date, started = entry.values.get("date"), self._started.get(link.target)
        if isinstance(date, PartialDate) and started is not None and started.is_after(date):
            message = _(
                "{value} in {field} is before the start of {practice} ({date}): correct one"
                " of the dates, or the practice",
                value=date.date.edtf,
                field=field,
                practice=link.target,
                date=started.date.edtf,
            )
            yield weak_spot(entry, Rule.TOO_EARLY, message, field)
