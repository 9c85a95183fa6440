"""Entries that seem to be there already under another slug.

Two institutions of one country with the same acronym or nearly the same name ("Fiscalía contra la
Trata de Personas" ~ "Fiscalía Especial contra la Trata de Personas"), two sources whose addresses
differ only in "www.", two visits with the same hosts, visitors and date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from rapidfuzz import fuzz

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

from .fields import problem_at, words
from .known_entries import KnownEntries
from .references import mentions_in

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
_NO_CONTENT = words(
    """
    de del la el los las y en para por con contra a al e o un una su se que the of and in for to
    on against an by from with as do da das em no na os ao
    """
)
_NUMERALS = words(
    """
    primer primera primero segunda segundo tercer tercera tercero cuarta cuarto quinta quinto
    sexta sexto septima septimo octava octavo novena noveno decima decimo first second third
    fourth fifth sixth seventh eighth ninth tenth uno dos tres cuatro cinco one two three norte
    sur este oeste north south east west
    """
)
_ROMAN = re.compile("[ivx]{1,5}")
_MIN_WORDS = 3
_MIN_LETTERS = 5
_LIKENESS = 75
_MOST_DIFFERENT = 2
"""Words that are in one of two names: one of each."""


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
            if other.slug not in reported and not _are_distinct(first, other):
                reported.add(other.slug)
                message = _(
                    "{slug} and {other} ({place}) seem to be the same: {why}; if they are, keep"
                    " one with the content of both (seeds merge unites them); if not, write"
                    " [[{other}]] into the note of {slug}",
                    slug=other.slug,
                    other=first.slug,
                    place=first.place_of("name").brief,
                    why=why,
                )
                yield problem_at(other, "name", Rule.DUPLICATE_LIKELY, message, value=other.slug)


_Pair = tuple[Entry, Entry, Wording]


def _connected(entries: Iterable[Entry]) -> Iterator[_Pair]:
    for group in _groups(entries, _connections):
        for first, other in combinations(group, 2):
            yield first, other, _CONNECTIONS[first.type.name][2]


def _named_alike(entries: Iterable[Entry]) -> Iterator[_Pair]:
    """Yield the entries of one scope with the same name, then those with near names."""
    for group in _groups(entries, lambda entry: [_scope(entry)]):
        by_name: dict[str, list[Entry]] = {}
        for entry in group:
            for key in dict.fromkeys(names_of(entry)):
                by_name.setdefault(key, []).append(entry)
        for same in by_name.values():
            for first, other in combinations(same, 2):
                yield first, other, _SAME_NAME
        named = [
            (entry, words)
            for key, (entry, *_others) in by_name.items()
            if not is_address(key) and len(words := content(key)) >= _MIN_WORDS
        ]
        for (first, words), (other, others) in combinations(named, 2):
            if first is not other and _are_near(words, others):
                yield first, other, _NEAR_NAME


def _groups(
    entries: Iterable[Entry], keys: Callable[[Entry], Iterable[Hashable]]
) -> Iterator[Sequence[Entry]]:
    """Yield the entries that share a key, if there are several."""
    groups: dict[Hashable, list[Entry]] = {}
    for entry in entries:
        for key in dict.fromkeys(keys(entry)):
            groups.setdefault(key, []).append(entry)
    return (group for group in groups.values() if len(group) > 1)


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
    return " ".join(sorted(link.target for link in entry.links_of(edge)))


def _date(entry: Entry) -> PartialDate | None:
    dates = (value for value in entry.values.values() if isinstance(value, PartialDate))
    return next(dates, None)


def _are_distinct(first: Entry, other: Entry) -> bool:
    """Whether one names the other, also by a link in a note, or their dates can't be the same."""
    one, two = _date(first), _date(other)
    if one is not None and two is not None and (_is_before(one, two) or _is_before(two, one)):
        return True
    return first.slug in _named(other) or other.slug in _named(first)


def _named(entry: Entry) -> set[str]:
    links = (link.target for link in entry.links if link.edge.target is entry.type)
    return {*links, *(slug.strip("[]") for _text, slug in mentions_in(entry))}


def _is_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date ends before another begins, whatever their qualifiers."""
    last, first = one.date.latest, other.date.earliest
    return first is not None and last is not None and last < first


def content(key: str) -> frozenset[str]:
    """Return the words of a name, as `name_key` returns it, without articles and plurals."""
    return frozenset(_stem(word) for word in key.split() if word not in _NO_CONTENT)


def _stem(word: str) -> str:
    if len(word) < _MIN_LETTERS or not word.endswith("s"):
        return word
    return word.removesuffix("es") if word.endswith("es") else word.removesuffix("s")


def _are_near(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two names differ in one word at most, unless it tells them apart."""
    different = words ^ others
    if len(different) > _MOST_DIFFERENT or any(map(_tells_apart, different)):
        return False
    if len(words) == len(others) and different:
        word, other = different
        is_long = min(len(word), len(other)) >= _MIN_LETTERS
        return is_long and fuzz.ratio(word, other) > _LIKENESS
    return not different or (len(different) == 1 and len(words | others) > _MIN_WORDS)


def _tells_apart(word: str) -> bool:
    """Whether a word is a number, a letter or a direction: "segunda", "ii", "2018", "norte"."""
    is_number = word in _NUMERALS or not word.isalpha() or bool(_ROMAN.fullmatch(word))
    return is_number or len(word) == 1
