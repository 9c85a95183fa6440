"""Weak spots of valid entries, which a steward may want to improve."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.files.comments import names_schema, schema_line
from graph_service.catalogue.model_messages import writable_terms
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.catalogue.suggest.values import is_date
from graph_service.i18n import _
from graph_service.model.declare import Property
from graph_service.model.enums import Basis, Language, ReadExtent
from graph_service.model.graph import PROPERTIES
from graph_service.model.types import ASSUMED_FIELDS, READ_ON, SOURCE

from .doubts import doubts, weak_spot
from .labels import labels_of_terms
from .texts import texts_of
from .transfers import event_doubts

_MISPLACED_HYPHEN = re.compile(r"^-|-$|--")


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
    if entry.slug.isdecimal() or is_date(entry.slug):
        message = _(
            "the slug {slug} is only a number or a date: choose one that names the entry",
            slug=quoted(entry.slug),
        )
        yield Problem(place=entry.start, rule=Rule.NAME_STYLE, message=message, value=entry.slug)
    if _MISPLACED_HYPHEN.search(entry.slug):
        message = _(
            "the slug {slug} begins or ends with a hyphen, or has two in a row: leave them out",
            slug=quoted(entry.slug),
        )
        near = "-".join(filter(None, entry.slug.split("-")))
        yield Problem(
            place=entry.start,
            rule=Rule.NAME_STYLE,
            message=message,
            value=entry.slug,
            suggestion=near or None,
        )
    if entry.type is not SOURCE:
        yield from _sources(entry)
    elif entry.values.get("readExtent") is ReadExtent.EXCERPT:
        message = _("only a part of the source was read")
        yield weak_spot(entry, Rule.EXCERPT_ONLY, message, "readExtent")
    yield from _portuguese(entry)
    yield from _note_languages(entry)
    yield from doubts(entry)
    if entry.parts:
        yield from event_doubts(entry)
    yield from labels_of_terms(entry)
    yield from _entry_and_parts(entry, "")


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
        yield weak_spot(entry, Rule.NO_SOURCE, _("no source"), "sources")
    elif len(entry.cited) == 1:
        yield weak_spot(entry, Rule.ONE_SOURCE, _("a single source"), "sources")


def _portuguese(entry: Entry) -> Iterator[Problem]:
    # Other names needn't have translations.
    found = PROPERTIES[entry.type.name].values()
    texts = (p for p in found if p.kind.has_languages and not p.many)
    missing = [p.name for p in texts if p.name in entry.values and "pt" not in _languages(entry, p)]
    if missing:
        message = _("no Portuguese in {fields}", fields=missing)
        yield weak_spot(entry, Rule.NO_PORTUGUESE, message, missing[0])


def _note_languages(entry: Entry) -> Iterator[Problem]:
    """Yield the notes whose language no field states, once for a note and disputed points."""
    seen: set[str] = set()
    for text in texts_of(entry):
        stated = text.prop.language_in
        if stated is None or text.language is not None:
            continue
        field = f"{text.field.rpartition('.')[0]}.{stated}".lstrip(".")
        if field not in seen:
            seen.add(field)
            yield Problem(
                place=text.place,
                rule=Rule.NO_LANGUAGE,
                field=field,
                message=_("{field} without {name}", field=text.field, name=field),
                allowed=writable_terms(Language),
            )


def _dates(entry: Entry, inside: str) -> Iterator[Problem]:
    props = PROPERTIES[entry.type.name].values()
    dates = [p.name for p in props if p.kind.is_temporal and not p.derived and p is not READ_ON]
    if dates and not any(name in entry.values for name in dates):
        message = _("no date in {fields}", fields=[inside + name for name in dates])
        yield weak_spot(entry, Rule.NO_DATE, message, inside + dates[0])


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
    return weak_spot(entry, Rule.ASSUMED, _("{field} is assumed", field=field), field)


def _languages(entry: Entry, prop: Property) -> Collection[str]:
    texts = entry.values[prop.name]
    return texts.keys() if isinstance(texts, Mapping) else ()
