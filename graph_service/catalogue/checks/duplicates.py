"""Entries that seem to be there already under another slug.

Two institutions of one country with the same acronym or nearly the same name, two sources whose
addresses differ only in "www.", two visits with the same hosts, visitors and date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.catalogue.suggest.names import EntryNames, is_address
from graph_service.i18n import Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.text import fold
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    SOURCE,
    TOPIC,
)

from .near_names import NearNames

_SEVERAL = 2
_MOST = 20
"""Entries of one name that are compared with one another."""


class _Seen(NamedTuple):
    """What is remembered of an entry.

    Attributes:
        number: its number in the order of reading; the later of two is the duplicate.
        scope: entries of another scope may have its name: institutions of other countries.
        date: its first date; entries of other dates, which don't overlap, may have its name.
        others: the slugs that it refers to; it is not the same as these.
    """

    number: int
    slug: str
    place: Place
    scope: str
    date: PartialDate | None
    others: frozenset[str]
    url: str | None = None
    url_place: Place | None = None


@dataclass(kw_only=True)
class Duplicates:
    """Compares all entries with one another; `names` has their names at the end."""

    names: EntryNames
    _seen: dict[tuple[str, str], _Seen] = field(default_factory=dict)
    _connected: dict[tuple[str, ...], list[_Seen]] = field(default_factory=dict)
    _found: list[Problem] = field(default_factory=list)

    def add(self, entry: Entry, mentioned: Sequence[str]) -> None:
        """Remember an entry, and compare what it connects with earlier ones.

        Args:
            entry: the entry.
            mentioned: the slugs in its remarks: it is not the same as these.
        """
        if entry.type is COUNTRY:
            return
        url = entry.values.get("url")
        seen = _Seen(
            number=len(self._seen),
            slug=entry.slug,
            place=entry.place_of("name"),
            scope=_scope(entry),
            date=_date(entry),
            others=frozenset(
                (
                    *(link.target for link in entry.links if link.edge.target is entry.type),
                    *mentioned,
                )
            ),
            url=url if isinstance(url, str) else None,
            url_place=entry.places.get("url") if url else None,
        )
        self._seen[entry.type.name, entry.slug] = seen
        connected = _CONNECTED.get(entry.type.name)
        key = connected(entry, seen) if connected else None
        if key is not None:
            earlier = self._connected.setdefault(key, [])
            first = next((one for one in earlier if not _are_distinct(one, seen)), None)
            if first is not None:
                self._found.append(_likely(first, seen, _SAME_CONNECTIONS[entry.type.name]))
            elif len(earlier) < _MOST:
                earlier.append(seen)

    def errors(self) -> Iterator[Problem]:
        """Yield the sources whose addresses are the same; call it after the last entry."""
        for key, slugs in self.names.names(SOURCE.name).items():
            if len(slugs) < _SEVERAL or not is_address(key):
                continue
            first, *others = sorted(self._of(SOURCE.name, slugs), key=lambda seen: seen.number)
            for seen in others:
                if seen.url != first.url and seen.url and first.url:
                    yield Problem(
                        place=seen.url_place or seen.place,
                        rule=Rule.ADDRESS_TAKEN,
                        field="url",
                        value=seen.url,
                        message=_(
                            "{value} in {field} is the same page as that of the source {other}"
                            " ({place}), which exists already: cite {other} and leave this one out;"
                            " if both are cited, unite them with: seeds merge sources/{slug}"
                            " sources/{other}",
                            value=quoted(seen.url),
                            field="url",
                            slug=seen.slug,
                            other=first.slug,
                            place=first.place.brief,
                        ),
                    )

    def likely(self) -> Iterator[Problem]:
        """Yield the entries that seem to be there already; call it after the last entry."""
        yield from self._found
        reported = {(p.place, p.rule) for p in self._found}
        for type_name in {name: None for name, _slug in self._seen}:
            near: dict[str, list[tuple[str, str]]] = {}
            for key, slugs in self.names.names(type_name).items():
                if not is_address(key):
                    # Names of different scopes may be alike, so they aren't even compared.
                    for scope, slug in self._first_of_scopes(type_name, slugs).items():
                        near.setdefault(scope, []).append((key, slug))
                for first, other in self._pairs(type_name, slugs):
                    yield from _once(reported, _likely(first, other, _SAME_NAME))
            for pair in chain.from_iterable(map(_near_pairs, near.values())):
                for first, other in self._pairs(type_name, sorted(set(pair))):
                    yield from _once(reported, _likely(first, other, _NEAR_NAME))

    def _of(self, type_name: str, slugs: Sequence[str]) -> list[_Seen]:
        found = (self._seen.get((type_name, slug)) for slug in slugs)
        return [seen for seen in found if seen is not None]

    def _first_of_scopes(self, type_name: str, slugs: Sequence[str]) -> Mapping[str, str]:
        """Return the first slug of each scope."""
        if len(slugs) < _SEVERAL:  # nearly always
            return {seen.scope: seen.slug for seen in self._of(type_name, slugs)}
        return {seen.scope: seen.slug for seen in reversed(self._of(type_name, slugs))}

    def _pairs(self, type_name: str, slugs: Sequence[str]) -> Iterator[tuple[_Seen, _Seen]]:
        if len(slugs) < _SEVERAL:
            return
        by_scope: dict[str, list[_Seen]] = {}
        for other in sorted(self._of(type_name, slugs), key=lambda seen: seen.number):
            earlier = by_scope.setdefault(other.scope, [])
            first = next((one for one in earlier if not _are_distinct(one, other)), None)
            if first is not None:
                yield first, other
            elif len(earlier) < _MOST:
                earlier.append(other)


def _near_pairs(names: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the slugs of near names; most scopes have the names of one entry."""
    if len({slug for _key, slug in names}) < _SEVERAL:
        return
    near = NearNames()
    for key, slug in names:
        near.add(key, slug)
    yield from near.pairs()


def _once(reported: set[tuple[Place, Rule]], problem: Problem) -> Iterator[Problem]:
    if (problem.place, problem.rule) not in reported:
        reported.add((problem.place, problem.rule))
        yield problem


def _are_distinct(first: _Seen, other: _Seen) -> bool:
    return (
        first.scope != other.scope
        or (first.date is not None and other.date is not None and _differ(first.date, other.date))
        or first.slug in other.others
        or other.slug in first.others
    )


def _differ(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates can't be the same: 2018 may be 2018-10-09, whatever their qualifiers."""
    return _begins_after(one, other) or _begins_after(other, one)


def _begins_after(one: PartialDate, other: PartialDate) -> bool:
    first, last = one.date.earliest, other.date.latest
    return first is not None and last is not None and first > last


def _likely(first: _Seen, other: _Seen, why: Wording) -> Problem:
    return Problem(
        place=other.place,
        rule=Rule.DUPLICATE_LIKELY,
        field="name",
        value=other.slug,
        message=_(
            "{slug} and {other} ({place}) seem to be the same: {why}; if they are, keep"
            " one with the content of both (seeds merge unites them); if not, mention one"
            " in the note of the other",
            slug=other.slug,
            other=first.slug,
            place=first.place.brief,
            why=why,
        ),
    )


_SAME_NAME = _("the same name or acronym")
_NEAR_NAME = _("nearly the same name")
_SAME_CONNECTIONS: Mapping[str, Wording] = {
    EXCHANGE_VISIT.name: _("the same hosts, visitors and date"),
    KNOWLEDGE_TRANSFER.name: _("the same practice, origin and recipients"),
}


def _scope(entry: Entry) -> str:
    if entry.type in (INSTITUTION, GOOD_PRACTICE):
        return _targets(entry, "IN_COUNTRY")
    if entry.type is SOURCE:
        return fold(str(entry.values.get("publisher")))
    return str(entry.values.get("scheme")) if entry.type is TOPIC else ""


def _date(entry: Entry) -> PartialDate | None:
    dates = (value for value in entry.values.values() if isinstance(value, PartialDate))
    return next(dates, None)


def _targets(entry: Entry, edge: str) -> str:
    return " ".join(sorted(link.target for link in entry.links if link.edge.name == edge))


def _visit(entry: Entry, seen: _Seen) -> tuple[str, ...] | None:
    hosts, visitors = _targets(entry, "HOSTED_BY"), _targets(entry, "ATTENDED_BY")
    if not (hosts and visitors and seen.date):
        return None
    return (entry.type.name, hosts, visitors)


def _transfer(entry: Entry, _seen: _Seen) -> tuple[str, ...] | None:
    practice, origin, recipients = (_targets(entry, e) for e in ("TRANSFERS", "FROM", "TO"))
    return (entry.type.name, practice, origin, recipients) if practice and recipients else None


_CONNECTED: Mapping[str, Callable[[Entry, _Seen], tuple[str, ...] | None]] = {
    EXCHANGE_VISIT.name: _visit,
    KNOWLEDGE_TRANSFER.name: _transfer,
}
