"""Weak spots of an entry beside those that it names: a visit later than what came of it.

So are the days and owners beside what the cited sources say.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.catalogue.suggest.names import name_key, names_of
from graph_service.i18n import Wording, _
from graph_service.model.declare import NodeType
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier, Level, SourceKind
from graph_service.model.graph import edges_of
from graph_service.model.storage import Value
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    GOOD_PRACTICE,
    INSTITUTION,
    SOURCE,
)

from .duplicates import content
from .fields import date_in, problem_at, problem_at_link
from .known_entries import KnownEntries, links_of


def across(known: KnownEntries) -> Iterator[Problem]:
    """Yield the weak spots of all entries beside those that they name."""
    for entry in known:
        yield from _wrong_order(entry, known)
        yield from _lone_parties(entry, known)
        yield from _wrong_countries(entry, known)
        yield from _days_of_press(entry, (), known)
    yield from _isolated(known)
    for practice in known.of(GOOD_PRACTICE):
        yield from _unnamed_owners(practice, known)


def _first_date(entry: Entry) -> PartialDate | None:
    """Return the date of a visit or an evaluation, or when a transfer began."""
    dates = (date_in(part.entry.values, "date") for part in entry.events)
    return date_in(entry.values, "date") or next(filter(None, dates), None)


def _last_event(transfer: Entry) -> PartialDate | None:
    return date_in(transfer.events[-1].entry.values, "date") if transfer.events else None


class _OrderRule(NamedTuple):
    """An order of the dates, or the numbers, of an entry and of another one that it names.

    Attributes:
        rule: the rule that is reported.
        edges: how the entry names the other one.
        target: the type of that.
        other: the date or number of the other one.
        message: with the {name} of the other date, the other {date}, and {own} date.
        date: returns the date of an entry that doesn't have the same property.
        is_last: whether the other date is the later one, rather than the earlier one.
    """

    rule: Rule
    edges: tuple[str, ...]
    target: NodeType
    other: str
    message: Wording = _(
        "{name} of {value} in {field} is {date}, which is later than {own} in this entry: correct"
        " one of them, or the link"
    )
    date: Callable[[Entry], PartialDate | None] = _first_date
    is_last: bool = False


_TAKE_PART = ("HOSTED_BY", "ATTENDED_BY")
_FOUNDED_LATER = _(
    "{value} in {field} was founded later ({date}): correct a date, or write its predecessor"
)
_DISSOLVED_EARLIER = _(
    "{value} in {field} was dissolved earlier ({date}): correct a date, or write its successor"
)
_ORDER_RULES = (
    _OrderRule(Rule.NOT_THEN, _TAKE_PART, INSTITUTION, "founded", _FOUNDED_LATER),
    _OrderRule(
        Rule.NOT_THEN, _TAKE_PART, INSTITUTION, "dissolved", _DISSOLVED_EARLIER, is_last=True
    ),
    _OrderRule(Rule.SUCCESSOR_OLDER, ("SUCCEEDS",), INSTITUTION, "founded"),
    _OrderRule(Rule.SUCCESSOR_OLDER, ("FOLLOWS",), EXCHANGE_VISIT, "date"),
    _OrderRule(Rule.SUCCESSOR_OLDER, ("FOLLOWS",), EXCHANGE_VISIT, "edition"),
    _OrderRule(Rule.TOO_EARLY, ("SHOWED", "TRANSFERS", "EVALUATES"), GOOD_PRACTICE, "started"),
    _OrderRule(Rule.VISIT_LATE, ("ARISING_FROM",), EXCHANGE_VISIT, "date", date=_last_event),
)


def _wrong_order(entry: Entry, known: KnownEntries) -> Iterator[Problem]:
    for rule in _ORDER_RULES:
        for link, target in known.linked(entry, rule.edges, rule.target):
            own, other = (e.values.get(rule.other) for e in (entry, target))
            own = own or rule.date(entry)
            if _is_after(own, other) if rule.is_last else _is_after(other, own):
                values = {"name": rule.other, "date": _shown(other), "own": _shown(own)}
                yield problem_at_link(entry, link, rule.rule, rule.message, **values)


def _is_after(one: Value | None, other: Value | None) -> bool:
    """Whether a date is certainly later than another, or a number greater."""
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.is_after(other)
    return isinstance(one, int) and isinstance(other, int) and one > other


def _shown(value: Value | None) -> str:
    return value.date.edtf if isinstance(value, PartialDate) else f"{value}"


def _lone_parties(entry: Entry, known: KnownEntries) -> Iterator[Problem]:
    """Yield the only party of an agreement; a network, which has no country, is several."""
    for name, least in {e.name: e.expected for e in edges_of(entry.type)}.items():
        links = entry.links_of(name)
        if 0 < len(links) < least and known.countries(entry, (name,)):
            message = _("{value} is the only one in {field}: add the others, if they are known")
            yield problem_at_link(entry, links[0], Rule.ONE_PARTY, message)


class _CountryRule(NamedTuple):
    """An entry has a country of another one that it names.

    Attributes:
        rule: the rule that is reported.
        edge: how the entry names the other one.
        target: the type of that; only countries that an entry itself names are compared with those
            of institutions.
        there: the edges to countries and institutions of the other one.
        here: those of the entry.
    """

    rule: Rule
    edge: str
    target: NodeType
    there: tuple[str, ...]
    here: tuple[str, ...]


_OF_VISIT = (*_TAKE_PART, "HELD_IN")
_OF_PRACTICE = ("IN_COUNTRY", "OWNED_BY", "OPERATED_BY")
_COUNTRY_RULES = (
    *(
        _CountryRule(Rule.COUNTRIES, edge, INSTITUTION, ("IN_COUNTRY",), (edge,))
        for edge in (*_TAKE_PART, "FROM", "TO", "SIGNED_BY")
    ),
    _CountryRule(Rule.COUNTRIES, "OWNED_BY", INSTITUTION, ("IN_COUNTRY",), ("IN_COUNTRY",)),
    _CountryRule(Rule.COUNTRIES, "SHOWED", GOOD_PRACTICE, _OF_PRACTICE, _OF_VISIT),
    _CountryRule(Rule.COUNTRIES, "ARISING_FROM", EXCHANGE_VISIT, _OF_VISIT, ("TO",)),
    _CountryRule(Rule.OWNER_ELSEWHERE, "TRANSFERS", GOOD_PRACTICE, ("OWNED_BY",), ("FROM",)),
)
_EVERYWHERE = (Level.REGIONAL, Level.GLOBAL)
"""The levels of practices that don't belong to one or two countries."""


def _wrong_countries(entry: Entry, known: KnownEntries) -> Iterator[Problem]:
    for rule in _COUNTRY_RULES:
        linked = [*known.linked(entry, (rule.edge,), rule.target)]
        if not linked:
            continue
        here = (
            {link.target for edge in rule.here for link in entry.links_of(edge, COUNTRY)}
            if rule.target is INSTITUTION
            else known.countries(entry, rule.here)
        )
        elsewhere: list[tuple[Link, frozenset[str]]] = []
        for link, other in linked:
            there = known.countries(other, rule.there)
            is_everywhere = other.values.get("level") in _EVERYWHERE
            if here and there and not here & there and not other.is_agency and not is_everywhere:
                elsewhere.append((link, there))
        if entry.type is GOOD_PRACTICE and len(elsewhere) < len(linked):
            continue  # one owner in the country is enough
        for link, there in elsewhere:
            message = _(
                "{value} in {field} is of {homes}, not of {countries}: add the country, or correct"
                " the link"
            )
            values = {"homes": sorted(there), "countries": sorted(here)}
            yield problem_at_link(entry, link, rule.rule, message, **values)


_OF_EVERY_ONE = ("IN_COUNTRY", "CITES")
"""Edges that say where an institution is and who mentions it, but not what it does."""


def _isolated(known: KnownEntries) -> Iterator[Problem]:
    """Yield the institutions whose only edges are to their country and their sources."""
    links = [(entry, link) for each in known for entry, link in links_of(each)]
    named = {link.target for _entry, link in links if link.edge.target is INSTITUTION}
    for institution in known.of(INSTITUTION):
        is_named = institution.slug in named
        if not is_named and all(x.edge.name in _OF_EVERY_ONE for x in institution.links):
            message = _("no relation to any entry but its country and its sources")
            yield problem_at(institution, "", Rule.ISOLATED, message)


def _days_of_press(
    entry: Entry, of_whole: Sequence[Entry], known: KnownEntries, inside: str = ""
) -> Iterator[Problem]:
    """Yield the days of visits and events on which only the press that is cited came out."""
    cited = [source for _, source in known.linked(entry, ("CITES",), SOURCE)] or of_whole
    date = date_in(entry.values, "date")
    if date is not None and (day := _day(date)) is not None:
        same = [
            source
            for source in cited
            if (published := date_in(source.values, "published")) and _day(published) == day
        ]
        if same and all(source.values.get("kind") is SourceKind.PRESS for source in same):
            message = _(
                "{value} in {field} is the day on which {source} came out: unless its text says"
                " that it was this day, write the qualifier {term}",
                source=same[0].slug,
                term=shown_term(DateQualifier.REPORTED),
            )
            field = f"{inside}date"
            yield problem_at(entry, field, Rule.DAY_OF_PRESS, message, value=date.date.edtf)
    for part in entry.parts:
        yield from _days_of_press(part.entry, cited, known, f"{part.path}.")


def _day(date: PartialDate) -> datetime.date | None:
    """Return the day that a date says; None if it says a period, or is qualified."""
    return date.earliest if date.earliest == date.date.latest else None


def _unnamed_owners(practice: Entry, known: KnownEntries) -> Iterator[Problem]:
    """Yield the owners for which words are cited that have no word of their names."""
    for link, owner in known.linked(practice, ("OWNED_BY",), INSTITUTION):
        quote = link.facts.get("quote")
        if quote and link.basis is Basis.STATED:
            words = content(name_key(str(quote)))
            if words.isdisjoint(word for name in names_of(owner) for word in content(name)):
                message = _(
                    "the words cited for {value} in {field} don't name it: cite others, or write"
                    " `basis: {basis}`",
                    basis=Basis.INFERRED.name,
                )
                yield problem_at_link(practice, link, Rule.OWNER_UNNAMED, message)
