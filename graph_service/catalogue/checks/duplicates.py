"""Entries that seem to be there already under another slug.

Two institutions of one country with the same acronym or nearly the same name, two sources whose
addresses differ only in "www.", two visits with the same hosts, visitors and date.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.catalogue.suggest.names import address_key, is_address, names_of
from graph_service.i18n import Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.graph import ENTRY_TYPES
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

from .known_entries import KnownEntries
from .near_names import NearNames
from .problem_at import problem_at

_MOST = 20
"""Entries of one name that are compared with one another."""
_SAME_NAME = _("the same name or acronym")
_NEAR_NAME = _("nearly the same name")
_CONNECTIONS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], Wording]] = {
    EXCHANGE_VISIT.name: (
        ("HOSTED_BY", "ATTENDED_BY"),
        ("HOSTED_BY", "ATTENDED_BY"),
        _("the same hosts, visitors and date"),
    ),
    KNOWLEDGE_TRANSFER.name: (
        ("TRANSFERS", "FROM", "TO"),
        ("TRANSFERS", "TO"),
        _("the same practice, origin and recipients"),
    ),
}
"""The edges that are compared, those that must be there, and what two entries then have."""


def same_addresses(known: KnownEntries) -> Iterator[Problem]:
    """Yield the sources whose addresses are those of earlier ones, written otherwise."""
    for first, *others in _groups(known.of(SOURCE), _address):
        for other in others:
            url = str(other.values["url"])
            if url != first.values["url"]:
                message = _(
                    "{value} in {field} is the same page as that of the source {other}"
                    " ({place}), which exists already: cite {other} and leave this one out;"
                    " if both are cited, unite them with: seeds merge sources/{slug}"
                    " sources/{other}",
                    value=quoted(url),
                    slug=other.slug,
                    other=first.slug,
                    place=first.place_of("name").brief,
                )
                yield problem_at(other, "url", Rule.ADDRESS_TAKEN, message, value=url)


def likely_duplicates(known: KnownEntries) -> Iterator[Problem]:
    """Yield the entries that seem to be there already."""
    for node_type in ENTRY_TYPES:
        entries = known.of(node_type)
        pairs = chain(_connected(entries), _named_alike(entries))
        reported: set[str] = set()
        for first, other, why in pairs if node_type is not COUNTRY else ():
            if other.slug not in reported and not _are_distinct(first, other, known):
                reported.add(other.slug)
                message = _(
                    "{slug} and {other} ({place}) seem to be the same: {why}; if they are, keep"
                    " one with the content of both (seeds merge unites them); if not, mention one"
                    " in the note of the other",
                    slug=other.slug,
                    other=first.slug,
                    place=first.place_of("name").brief,
                    why=why,
                )
                yield problem_at(other, "name", Rule.DUPLICATE_LIKELY, message, value=other.slug)


_Pair = tuple[Entry, Entry, Wording]


def _connected(entries: Iterable[Entry]) -> Iterator[_Pair]:
    for group in _groups(entries, _connections):
        for first, other in _pairs(group):
            yield first, other, _CONNECTIONS[first.type.name][2]


def _named_alike(entries: Iterable[Entry]) -> Iterator[_Pair]:
    """Yield the entries of one scope with the same name, then those with near names."""
    for group in _groups(entries, lambda entry: [_scope(entry)]):
        by_name: dict[str, list[Entry]] = {}
        for entry in group:
            for key in dict.fromkeys(names_of(entry)):
                by_name.setdefault(key, []).append(entry)
        for same in by_name.values():
            for first, other in _pairs(same):
                yield first, other, _SAME_NAME
        near, slugs = NearNames(), [entry.slug for entry in group]
        for key, (entry, *_others) in by_name.items():
            if not is_address(key):
                near.add(key, entry.slug)
        for pair in near.pairs():
            one, two = sorted(map(slugs.index, pair))
            if one != two:
                yield group[one], group[two], _NEAR_NAME


def _groups(
    entries: Iterable[Entry], keys: Callable[[Entry], Iterable[Hashable]]
) -> Iterator[Sequence[Entry]]:
    """Yield the entries that share a key, if there are several."""
    groups: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            groups.setdefault(key, []).append(entry)
    return (group for group in groups.values() if len(group) > 1)


def _pairs(group: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    for number, other in enumerate(group):
        for first in group[: min(number, _MOST)]:
            yield first, other


def _address(source: Entry) -> Iterator[str]:
    if "url" in source.values:
        yield address_key(str(source.values["url"]))


def _connections(entry: Entry) -> Iterator[Hashable]:
    """Yield what a visit or a transfer connects, if enough of it is known."""
    if entry.type.name not in _CONNECTIONS:
        return
    compared, needed, _why = _CONNECTIONS[entry.type.name]
    is_dated = entry.type is not EXCHANGE_VISIT or _date(entry) is not None
    if is_dated and all(_targets(entry, edge) for edge in needed):
        yield tuple(_targets(entry, edge) for edge in compared)


def _scope(entry: Entry) -> str:
    """Return where a name is unique: institutions of different countries may share one."""
    if entry.type in (INSTITUTION, GOOD_PRACTICE):
        return _targets(entry, "IN_COUNTRY")
    if entry.type is SOURCE:
        return fold(str(entry.values.get("publisher")))
    return str(entry.values.get("scheme")) if entry.type is TOPIC else ""


def _targets(entry: Entry, edge: str) -> str:
    return " ".join(sorted(link.target for link in entry.links if link.edge.name == edge))


def _date(entry: Entry) -> PartialDate | None:
    dates = (value for value in entry.values.values() if isinstance(value, PartialDate))
    return next(dates, None)


def _are_distinct(first: Entry, other: Entry, known: KnownEntries) -> bool:
    """Whether one names the other, or their dates can't be the same."""
    one, two = _date(first), _date(other)
    if one is not None and two is not None and (_is_before(one, two) or _is_before(two, one)):
        return True
    return first.slug in _named(other, known) or other.slug in _named(first, known)


def _named(entry: Entry, known: KnownEntries) -> set[str]:
    links = (link.target for link in entry.links if link.edge.target is entry.type)
    return {*links, *(slug for _text, slug in known.mentions(entry))}


def _is_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date ends before another begins, whatever their qualifiers."""
    last, first = one.date.latest, other.date.earliest
    return first is not None and last is not None and last < first
