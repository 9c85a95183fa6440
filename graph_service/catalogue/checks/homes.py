"""Weak spots beside institutions: founded later, of another country, or named by no entry."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.problems import Place, Problem, Rule
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import InstitutionKind
from graph_service.model.types import (
    AGREEMENT,
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
)

from .doubts import weak_link


class HomeCountries:
    """Remembers the country of each institution; institutions arrive before what they take part in.

    Attributes:
        of: the slug of its country, by the slug of the institution.
        abroad: the slugs of cooperation agencies, which work in other countries.
    """

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.abroad: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Remember an institution; entries of other types are ignored."""
        if entry.type is not INSTITUTION:
            return
        for link in entry.links_of("IN_COUNTRY", COUNTRY):
            self.of[entry.slug] = link.target
        if entry.values.get("kind") is InstitutionKind.COOPERATION_AGENCY:
            self.abroad.add(entry.slug)

    def taking_part(self, entry: Entry, *edges: str) -> frozenset[str]:
        """Return the countries at the other end of edges, and those of the institutions there."""
        linked = [link for link in entry.links if link.edge.name in edges]
        named = {link.target for link in linked if link.edge.target is COUNTRY}
        homes = {self.of.get(link.target) for link in linked if link.edge.target is INSTITUTION}
        return frozenset(named.union(home for home in homes if home is not None))


_TAKE_PART = ("HOSTED_BY", "ATTENDED_BY")


class Homes:
    """Compares entries with their institutions; entries arrive in the order of the types."""

    def __init__(self, homes: HomeCountries) -> None:
        """Set up checks; `homes` knows the institutions before what they take part in."""
        self._homes = homes
        self._countries: set[str] = set()
        self._lives: dict[str, tuple[object, object]] = {}

    def check(self, entry: Entry) -> Iterator[Problem]:
        """Yield the weak spots of an entry, and remember countries and institutions."""
        if entry.type is COUNTRY:
            self._countries.add(entry.slug)
        elif entry.type is INSTITUTION:
            for link in entry.links_of("IN_COUNTRY", COUNTRY):
                yield from self._prefix(entry, link)
            self._lives[entry.slug] = entry.values.get("founded"), entry.values.get("dissolved")
        elif entry.type is EXCHANGE_VISIT:
            yield from self._not_then(entry)
            yield from self._elsewhere(entry, "HOSTED_BY", "HOSTED_BY")
            yield from self._elsewhere(entry, "ATTENDED_BY", "ATTENDED_BY")
        elif entry.type is KNOWLEDGE_TRANSFER:
            yield from self._elsewhere(entry, "FROM", "FROM")
            yield from self._elsewhere(entry, "TO", "TO")
        elif entry.type is AGREEMENT:
            yield from self._elsewhere(entry, "SIGNED_BY", "SIGNED_BY")
        elif entry.type is GOOD_PRACTICE:
            yield from self._elsewhere(entry, "OWNED_BY", "IN_COUNTRY")

    def _prefix(self, institution: Entry, link: Link) -> Iterator[Problem]:
        code, country = institution.slug.partition("-")[0], link.target
        if code in self._countries and code != country:
            message = _(
                "the slug starts with {code}, but {field} is {value}: correct one of them",
                code=code,
                field=link.path,
                value=country,
            )
            yield weak_link(institution, link, Rule.COUNTRIES, message)

    def _not_then(self, visit: Entry) -> Iterator[Problem]:
        """Yield the institutions that were founded later, or dissolved earlier."""
        date = visit.values.get("date")
        if not isinstance(date, PartialDate):
            return
        for link in visit.links:
            founded, dissolved = self._lives.get(link.target, (None, None))
            if link.edge.name not in _TAKE_PART or link.edge.target is not INSTITUTION:
                continue
            if isinstance(founded, PartialDate) and founded.is_after(date):
                message = _(
                    "{value} in {field} was founded later ({date}): correct a date, or write its"
                    " predecessor",
                    value=link.target,
                    field=link.path,
                    date=founded.date.edtf,
                )
                yield weak_link(visit, link, Rule.NOT_THEN, message)
            elif isinstance(dissolved, PartialDate) and date.is_after(dissolved):
                message = _(
                    "{value} in {field} was dissolved earlier ({date}): correct a date, or write"
                    " its successor",
                    value=link.target,
                    field=link.path,
                    date=dissolved.date.edtf,
                )
                yield weak_link(visit, link, Rule.NOT_THEN, message)

    def _elsewhere(self, entry: Entry, bodies: str, places: str) -> Iterator[Problem]:
        """Yield the institutions of countries that the entry doesn't name, if it names any."""
        countries = {link.target for link in entry.links_of(places, COUNTRY)}
        if not countries:
            return
        found = entry.links_of(bodies, INSTITUTION)
        institutions = [link for link in found if link.target not in self._homes.abroad]
        homes = {self._homes.of.get(link.target) for link in institutions}
        if entry.type is GOOD_PRACTICE and homes & {None, *countries}:
            return  # one owner in the country is enough
        for link in institutions:
            home = self._homes.of.get(link.target)
            if home is not None and home not in countries:
                message = _(
                    "{value} in {field} is of {home}, which is not one of the countries: add the"
                    " country, or correct the institution",
                    value=link.target,
                    field=link.path,
                    home=home,
                )
                yield weak_link(entry, link, Rule.COUNTRIES, message)


_OF_EVERY_ONE = frozenset(("IN_COUNTRY", "CITES"))
"""Edges that say where an institution is and who mentions it, but not what it does."""


class Isolated:
    """Finds institutions whose only edges are to their country and their sources."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {}
        self._named: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Remember an entry, and the institutions that it names."""
        if entry.type is INSTITUTION:
            self._places[entry.slug] = entry.start
        for link in entry.links:
            if link.edge.target is INSTITUTION:
                self._named.add(link.target)
            if entry.type is INSTITUTION and link.edge.name not in _OF_EVERY_ONE:
                self._named.add(entry.slug)
        for part in entry.parts:
            self.add(part.entry)

    def weak_spots(self) -> Iterator[Problem]:
        """Yield a problem per isolated institution; call it after the last entry."""
        for slug, place in self._places.items():
            if slug not in self._named:
                yield Problem(
                    place=place,
                    rule=Rule.ISOLATED,
                    message=_("no relation to any entry but its country and its sources"),
                )
