"""Texts that say nothing new: a summary like the name, an acronym that the name repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import _
from graph_service.model.declare import Property
from graph_service.model.edge_properties import QUOTE
from graph_service.model.graph import PROPERTIES

from .texts import Text, problem_in

_ACRONYM = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ-]{1,11})\)")
"""A name with an acronym at its end: "Comisión Interinstitucional (CICESCT)"."""
_SIGN = r"(?:\s[-–—/]|[:,;])\s+"
"""Between a name and its acronym."""


def repeats(entry: Entry, texts: Iterable[Text]) -> Iterator[Problem]:
    """Yield the fields that repeat another, and names that contain the acronym."""
    seen: dict[str, Text] = {}
    for text in filter(lambda found: _is_prose(found.prop), texts):
        first = seen.setdefault(_key(text.text), text)
        if first.prop.name != text.prop.name:
            message = _(
                "{field} repeats {other}: write what it adds, or leave it out",
                field=text.field,
                other=first.field,
            )
            yield problem_in(text, Rule.TEXT_REPEATED, message)
        elif text.is_name and "acronym" in PROPERTIES[entry.type.name]:
            yield from _acronym(text, str(entry.values.get("acronym", "")))


def _acronym(text: Text, own: str) -> Iterator[Problem]:
    found = _ACRONYM.fullmatch(text.text)
    if found is None and own and text.text.endswith(own):
        found = re.fullmatch(rf"(?P<name>.+?){_SIGN}(?P<acronym>{re.escape(own)})", text.text)
    if found is not None:
        message = _(
            "the acronym {value} is in {field}: write it in {other} only",
            value=quoted(found["acronym"]),
            field=text.field,
            other="acronym",
        )
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=found["name"])


def _is_prose(prop: Property) -> bool:
    """Whether the field has sentences; other names and quotes may well be equal to the name."""
    is_text = prop.kind.has_languages and not prop.many
    return (is_text or prop.remark) and prop is not QUOTE


def _key(text: str) -> str:
    return text.casefold().rstrip(". ")
