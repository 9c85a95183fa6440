"""Weak spots beside sources: days of newspapers, and owners that no words name."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.model_messages import shown_term
from graph_service.catalogue.problems import Problem, Rule
from graph_service.catalogue.suggest.names import name_key, names_of
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier, SourceKind
from graph_service.model.types import GOOD_PRACTICE, INSTITUTION, SOURCE

from .duplicates import content
from .fields import date_in, problem_at, problem_at_link
from .known_entries import KnownEntries


def beside_sources(known: KnownEntries) -> Iterator[Problem]:
    """Yield the weak spots of all entries beside what they cite."""
    for entry in known:
        yield from _days_of_press(entry, (), known)
    for practice in known.of(GOOD_PRACTICE):
        yield from _unnamed_owners(practice, known)


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
    for number, part in enumerate(entry.parts, start=1):
        at = f"{inside}{part.edge.forward}[{number}]."
        yield from _days_of_press(part.entry, cited, known, at)


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
