"""Weak spots beside sources: days of newspapers, owners that no words name, what was negotiated."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.catalogue.suggest.names import name_key, names_of
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import AgreementStatus, Basis, DateQualifier, SourceKind
from graph_service.model.types import AGREEMENT, GOOD_PRACTICE, INSTITUTION, SOURCE

from .duplicates import are_linked, content
from .fields import date_in, problem_at, problem_at_link
from .known_entries import KnownEntries


def beside_sources(known: KnownEntries) -> Iterator[Problem]:
    """Yield the weak spots of all entries beside what they cite."""
    for entry in known:
        yield from _days_of_press(entry, entry.cited, known)
    for practice in known.of(GOOD_PRACTICE):
        yield from _unnamed_owners(practice, known)
    yield from _negotiated(known)


def _days_of_press(
    entry: Entry, cited: Sequence[str], known: KnownEntries, inside: str = ""
) -> Iterator[Problem]:
    """Yield the days of visits and events on which only the press that is cited came out."""
    date = date_in(entry.values, "date")
    if date is not None and (day := _day(date)) is not None:
        same = [
            source
            for source in filter(None, (known.get(SOURCE, slug) for slug in cited))
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
    for number, part in enumerate(entry.parts, start=1):
        at = f"{inside}{part.edge.forward}[{number}]."
        yield from _days_of_press(part.entry, part.entry.cited or cited, known, at)


def _day(date: PartialDate) -> datetime.date | None:
    """Return the day that a date says; None if it says a period, or is qualified."""
    return date.not_before if date.not_before == date.date.latest else None


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


def _negotiated(known: KnownEntries) -> Iterator[Problem]:
    """Yield the agreements beside one of the same parties that is said to be negotiated."""
    agreements = [(entry, _parties(entry)) for entry in known.of(AGREEMENT)]
    for first, parties in agreements:
        if first.values.get("status") is AgreementStatus.NEGOTIATED and len(parties) > 1:
            for other, others in agreements:
                if first is not other and parties == others and not are_linked(first, other, known):
                    message = _(
                        "{other} ({place}), of the same parties, is under negotiation: if this is"
                        " what came of it, unite them (seeds merge); if not, mention one in the"
                        " note of the other",
                        other=first.slug,
                        place=first.place_of("name").brief,
                    )
                    yield problem_at(other, "name", Rule.NEGOTIATED, message)


def _parties(agreement: Entry) -> frozenset[str]:
    return frozenset(link.target for link in agreement.links_of("SIGNED_BY"))
