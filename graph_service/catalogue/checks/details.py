"""What a practice tells: nothing of how it works, numbers without a date, copied words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import _
from graph_service.model.edge_properties import QUOTE
from graph_service.model.enums import Aspect
from graph_service.model.types import DETAIL

from .fields import Text, problem_at, problem_in, texts_of

_NUMBER = re.compile(
    r"(?<=\w )[A-Z]\w* \d[\d.-]*"  # a name: la Línea 145, la Ley 27.508
    r"|(?P<found>[$€] ?\d[\d.,]*|\d[\d.,]* ?%"
    # "ninety persons" is none, nor is 2018; a length of time is a rule more often than a count
    r"|(?<![\w.,])(?!(?:19|20)\d\d\b)\d[\d.,]* (?!hora|día|mes|año|minuto|semana|hour|day|month"
    r"|year|minute|week)[a-zé]{3,})"
)
"""Amounts, shares and counts."""
_MAX_COPIED = 12
"""Words in a row that a text may share with the quote from its source."""


def detail_doubts(practice: Entry) -> Iterator[Problem]:
    """Yield the weak spots of a practice's details, and one if none tells how it works."""
    details = [part for part in practice.parts if part.entry.type is DETAIL]
    if not any(part.entry.values.get("aspect") is Aspect.HOW_IT_WORKS for part in details):
        message = _("no detail in {field} tells how the practice works: add one, if a source does")
        yield problem_at(practice, "details", Rule.NOT_TOLD, message)
    for part in details:
        inside = f"{part.path}."
        texts = [text for text in texts_of(part.entry, inside) if text.prop.name == "text"]
        yield from _undated(part, texts)
        for link in part.entry.links:
            yield from _copied(link, texts)


def _undated(part: Part, texts: Sequence[Text]) -> Iterator[Problem]:
    values = part.entry.values
    if "asOf" in values or values.get("aspect") is Aspect.LEGAL_BASIS:
        return
    for text in texts:
        number = next((m["found"] for m in _NUMBER.finditer(text.text) if m["found"]), None)
        if number is not None:
            message = _("{number} in {field} without a date: write when it was so in {other}")
            other = f"{part.path}.asOf"
            yield problem_in(text, Rule.UNDATED, message, number=quoted(number), other=other)
            return


def _copied(link: Link, texts: Sequence[Text]) -> Iterator[Problem]:
    quote = f" {' '.join(_words(str(link.facts.get(QUOTE.name, ''))))} "
    for text in texts:
        found = _words(text.text)
        starts = range(len(found) - _MAX_COPIED)
        copied = (found[start : start + _MAX_COPIED + 1] for start in starts)
        first = next((some for some in copied if f" {' '.join(some)} " in quote), None)
        if first is not None:
            message = _(
                "{field} repeats more than {count} words of the quote from {source}, from {words}:"
                " tell it in words of your own"
            )
            words = quoted(" ".join(first[:4]))
            yield problem_in(
                text,
                Rule.QUOTE_COPIED,
                message,
                count=_MAX_COPIED,
                source=link.target,
                words=words,
            )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
