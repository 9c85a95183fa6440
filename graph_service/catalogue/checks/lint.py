"""Weak spots of valid entries, which a steward may want to improve."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.schemas import names_schema, schema_line
from graph_service.catalogue.problems import Place, Problem, Rule
from graph_service.i18n import Wording, _, counted
from graph_service.model.declare import Property
from graph_service.model.enums import Basis, ReadExtent
from graph_service.model.graph import PROPERTIES
from graph_service.model.types import SOURCE

from .doubt_rules import DOUBTS, OFTEN_TRUE
from .doubts import doubts
from .transfers import event_doubts

SUMMARIES: Mapping[Rule, Callable[[int], Wording]] = {
    Rule.NO_SOURCE: lambda n: counted(
        "{number:,} entry without a source", "{number:,} entries without a source", n
    ),
    Rule.ONE_SOURCE: lambda n: counted(
        "{number:,} entry with a single source", "{number:,} entries with a single source", n
    ),
    Rule.EXCERPT_ONLY: lambda n: counted(
        "{number:,} source read only in part", "{number:,} sources read only in part", n
    ),
    Rule.ASSUMED: lambda n: counted(
        "{number:,} assumed statement", "{number:,} assumed statements", n
    ),
    Rule.NO_DATE: lambda n: counted(
        "{number:,} entry or event without a date", "{number:,} entries or events without a date", n
    ),
    Rule.NO_PORTUGUESE: lambda n: counted(
        "{number:,} entry without Portuguese", "{number:,} entries without Portuguese", n
    ),
    Rule.NO_SCHEMA: lambda n: counted(
        "{number:,} file that doesn't name its schema",
        "{number:,} files that don't name their schema",
        n,
    ),
    Rule.PERSONAL_DATA_LIKELY: lambda n: counted(
        "{number:,} text that seems to name a person",
        "{number:,} texts that seem to name a person",
        n,
    ),
    Rule.DUPLICATE_LIKELY: lambda n: counted(
        "{number:,} entry that seems to be there already",
        "{number:,} entries that seem to be there already",
        n,
    ),
    Rule.REFERENCE_LIKELY: lambda n: counted(
        "{number:,} text that refers to an unknown entry",
        "{number:,} texts that refer to an unknown entry",
        n,
    ),
    Rule.LANGUAGE_LIKELY: lambda n: counted(
        "{number:,} text that seems to be in another language",
        "{number:,} texts that seem to be in another language",
        n,
    ),
    Rule.NAME_STYLE: lambda n: counted(
        "{number:,} name in an unusual style", "{number:,} names in an unusual style", n
    ),
    Rule.TYPOGRAPHY: lambda n: counted(
        "{number:,} text with unusual blanks", "{number:,} texts with unusual blanks", n
    ),
    **DOUBTS,
}
"""The rules for weak spots, each with the message for a number of them."""

LIKELY_MISTAKES = frozenset(
    (
        Rule.PERSONAL_DATA_LIKELY,
        Rule.DUPLICATE_LIKELY,
        Rule.REFERENCE_LIKELY,
        Rule.LANGUAGE_LIKELY,
        Rule.NAME_STYLE,
        Rule.TYPOGRAPHY,
        *(DOUBTS.keys() - OFTEN_TRUE),
    )
)
"""The weak spots that are listed even if nobody asks: probably something was written wrong."""


def weak_spots(entry: Entry) -> Iterator[Problem]:
    """Yield the weak spots of an entry and its parts."""
    if not names_schema(entry):
        line = schema_line(entry.type)
        yield Problem(
            place=Place(file=entry.start.file),
            rule=Rule.NO_SCHEMA,
            message=_("the file doesn't name its schema"),
            allowed=_("as its first line: {line}", line=line),
        )
    if entry.type is not SOURCE:
        yield from _sources(entry)
    elif entry.values.get("readExtent") is ReadExtent.EXCERPT:
        message = _("only a part of the source was read")
        yield _weak(entry, Rule.EXCERPT_ONLY, message, "readExtent")
    yield from _portuguese(entry)
    yield from doubts(entry)
    if entry.parts:
        yield from event_doubts(entry)
    yield from _entry_and_parts(entry, "")


def _entry_and_parts(entry: Entry, inside: str) -> Iterator[Problem]:
    yield from _dates(entry, inside)
    yield from _assumed(entry, inside)
    for number, part in enumerate(entry.parts, start=1):
        at = f"{inside}{part.edge.forward}[{number}]."
        if part.basis is Basis.ASSUMED:
            yield _assumption(part.entry.places.get("basis") or part.entry.start, f"{at}basis")
        yield from _entry_and_parts(part.entry, at)


def _sources(entry: Entry) -> Iterator[Problem]:
    if not entry.cited:
        yield _weak(entry, Rule.NO_SOURCE, _("no source"), "sources")
    elif len(entry.cited) == 1:
        yield _weak(entry, Rule.ONE_SOURCE, _("a single source"), "sources")


def _portuguese(entry: Entry) -> Iterator[Problem]:
    texts = (p for p in PROPERTIES[entry.type.name].values() if p.kind.has_languages)
    missing = [p.name for p in texts if p.name in entry.values and "pt" not in _languages(entry, p)]
    if missing:
        message = _("no Portuguese in {fields}", fields=missing)
        yield _weak(entry, Rule.NO_PORTUGUESE, message, missing[0])


def _dates(entry: Entry, inside: str) -> Iterator[Problem]:
    props = PROPERTIES[entry.type.name].values()
    dates = [p.name for p in props if p.kind.is_temporal and not p.derived]
    if dates and not any(name in entry.values for name in dates):
        message = _("no date in {fields}", fields=[inside + name for name in dates])
        yield _weak(entry, Rule.NO_DATE, message, dates[0], inside)


def _assumed(entry: Entry, inside: str) -> Iterator[Problem]:
    if entry.values.get("basis") is Basis.ASSUMED:
        yield _assumption(entry.places["basis"], f"{inside}basis")
    for link in entry.links:
        if link.basis is Basis.ASSUMED:
            yield _assumption(link.target.place or entry.start, link.path)


def _assumption(place: Place, field: str) -> Problem:
    message = _("{field} is assumed", field=field)
    return Problem(place=place, rule=Rule.ASSUMED, field=field, message=message)


def _languages(entry: Entry, prop: Property) -> Collection[str]:
    texts = entry.values[prop.name]
    return texts.keys() if isinstance(texts, Mapping) else ()


def _weak(entry: Entry, rule: Rule, message: Wording, name: str, inside: str = "") -> Problem:
    place = entry.places.get(name) or entry.start
    return Problem(place=place, rule=rule, field=inside + name, message=message)
