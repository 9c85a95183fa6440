"""What a valid entry lacks, which a steward may want to add: sources, dates, Portuguese."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.comments import names_schema, schema_line
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.catalogue.suggest.values import is_date
from graph_service.i18n import _
from graph_service.model.declare import Property
from graph_service.model.enums import Basis, ReadExtent
from graph_service.model.graph import PROPERTIES
from graph_service.model.types import ASSUMED_FIELDS, READ_ON, SOURCE

from .doubts import doubts
from .events import event_doubts
from .labels import labels_of_terms
from .problem_at import problem_at

_MISPLACED_HYPHEN = re.compile(r"^-|-$|--")


def weak_spots(entry: Entry) -> Iterator[Problem]:
    """Yield the weak spots of an entry and its parts."""
    if not names_schema(entry):
        found = problem_at(entry, "", Rule.NO_SCHEMA, _("the file doesn't name its schema"))
        line = _("as its first line: {line}", line=schema_line(entry.type))
        yield replace(found, place=Place(file=entry.start.file), allowed=line)
    yield from _slug(entry)
    if entry.type is not SOURCE:
        yield from _sources(entry)
    elif entry.values.get("readExtent") is ReadExtent.EXCERPT:
        message = _("only a part of the source was read")
        yield problem_at(entry, "readExtent", Rule.EXCERPT_ONLY, message)
    yield from _portuguese(entry)
    yield from doubts(entry)
    yield from event_doubts(entry)
    yield from labels_of_terms(entry)
    yield from _entry_and_parts(entry, "")


def _slug(entry: Entry) -> Iterator[Problem]:
    message = None
    if entry.slug.isdecimal() or is_date(entry.slug):
        message = _("the slug {slug} is only a number or a date: choose one that names the entry")
    elif _MISPLACED_HYPHEN.search(entry.slug):
        message = _("the slug {slug} has a hyphen at an end, or two in a row: leave them out")
    if message is not None:
        yield Problem(
            place=entry.start,
            rule=Rule.NAME_STYLE,
            message=replace(message, values={"slug": quoted(entry.slug)}),
            value=entry.slug,
        )


def _entry_and_parts(entry: Entry, inside: str) -> Iterator[Problem]:
    yield from _dates(entry, inside)
    yield from _assumed(entry, inside)
    for number, part in enumerate(entry.parts, start=1):
        at = f"{inside}{part.edge.forward}[{number}]."
        if part.basis is Basis.ASSUMED:
            yield _assumption(part.entry, f"{at}basis")
        yield from _entry_and_parts(part.entry, at)


def _sources(entry: Entry) -> Iterator[Problem]:
    if not entry.cited:
        yield problem_at(entry, "sources", Rule.NO_SOURCE, _("no source"))
    elif len(entry.cited) == 1:
        yield problem_at(entry, "sources", Rule.ONE_SOURCE, _("a single source"))


def _portuguese(entry: Entry) -> Iterator[Problem]:
    missing = [
        prop.name
        for prop in PROPERTIES[entry.type.name].values()
        # Other names needn't have translations.
        if prop.kind.has_languages and not prop.many and "pt" not in _languages(entry, prop)
    ]
    if missing:
        message = _("no Portuguese in {fields}", fields=missing)
        yield problem_at(entry, missing[0], Rule.NO_PORTUGUESE, message)


def _languages(entry: Entry, prop: Property) -> Collection[str]:
    """Return the languages of a text; Portuguese if the entry lacks the text."""
    texts = entry.values.get(prop.name)
    return texts.keys() if isinstance(texts, Mapping) else ("pt",)


def _dates(entry: Entry, inside: str) -> Iterator[Problem]:
    props = PROPERTIES[entry.type.name].values()
    dates = [p.name for p in props if p.kind.is_temporal and not p.derived and p is not READ_ON]
    if dates and not any(name in entry.values for name in dates):
        message = _("no date in {fields}", fields=[inside + name for name in dates])
        yield problem_at(entry, inside + dates[0], Rule.NO_DATE, message)


def _assumed(entry: Entry, inside: str) -> Iterator[Problem]:
    if entry.values.get("basis") is Basis.ASSUMED:
        yield _assumption(entry, f"{inside}basis")
    names = entry.values.get(ASSUMED_FIELDS.name, ())
    for name in names if isinstance(names, list | tuple) else ():
        yield _assumption(entry, f"{inside}{name}")
    for link in entry.links:
        if link.basis is Basis.ASSUMED:
            yield _assumption(entry, link.path)


def _assumption(entry: Entry, field: str) -> Problem:
    return problem_at(entry, field, Rule.ASSUMED, _("{field} is assumed"))
