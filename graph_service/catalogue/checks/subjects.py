"""Weak spots of visits and transfers beside the practices and visits that they name.

A visit shows a practice of a country that takes part, once it has begun; a transfer arises from a
visit in which a recipient took part.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Level
from graph_service.model.types import EXCHANGE_VISIT, GOOD_PRACTICE, KNOWLEDGE_TRANSFER

from .doubts import weak_link, weak_spot
from .home_countries import HomeCountries

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
