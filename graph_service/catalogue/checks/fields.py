"""The texts of an entry, and problems at them and at its other fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.problems import Place, Problem, Rule, printable
from graph_service.i18n import Shown, Wording
from graph_service.model.declare import Kind, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.edges import EDGES
from graph_service.model.edtf import PartialDate
from graph_service.model.graph import LISTED, PROPERTIES
from graph_service.model.kinds import WRITTEN, by_kind
from graph_service.model.storage import Value

_MAX_SUGGESTED = 100
_IS_PROSE_KIND = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING): True,
        (Kind.URL, Kind.INT, Kind.BOOLEAN, Kind.DATE, Kind.ENUM): False,
    },
    WRITTEN,
)


class Text(NamedTuple):
    """A text of an entry.

    Attributes:
        entry: the entry, or its part.
        prop: the property that contains it.
        field: the path of the field, such as "name.es" or "events[2].note".
        text: the text, stripped.
        language: its language, if its field has one.
    """

    entry: Entry
    prop: Property
    field: str
    text: str
    language: str | None = None

    @property
    def is_name(self) -> bool:
        """Whether it is the name of its entry."""
        return self.prop.name == "name"


def _is_prose(prop: Property) -> bool:
    """Whether the values of a property are texts for readers, not codes or addresses."""
    is_code = prop.code or prop.derived or prop.pattern or prop.name == "formerSlugs"
    return not is_code and _IS_PROSE_KIND[prop.kind]


def _prose(properties: Iterable[Property]) -> Mapping[str, Property]:
    return {prop.name: prop for prop in properties if _is_prose(prop)}


_PROSE = {node_type.name: _prose(PROPERTIES[node_type.name].values()) for node_type in LISTED}
_PROSE_OF_EDGES = {edge.name: _prose(properties_of(edge)) for edge in EDGES}


def texts_of(entry: Entry, inside: str = "") -> Iterator[Text]:
    """Yield the texts of an entry, its links and its parts, except codes and addresses."""
    yield from _texts_in(entry, entry.values, _PROSE[entry.type.name], inside)
    for link in entry.links:
        if link.facts:
            prose = _PROSE_OF_EDGES.get(link.edge.name, {})
            yield from _texts_in(entry, link.facts, prose, f"{link.path}.")
    for part in entry.parts:
        yield from texts_of(part.entry, f"{part.path}.")


def _texts_in(
    entry: Entry, values: Mapping[str, Value], prose: Mapping[str, Property], inside: str
) -> Iterator[Text]:
    """Yield the texts among the values of an entry or a link, whose paths begin with `inside`."""
    for name, value in values.items():
        if (prop := prose.get(name)) is not None:
            field = f"{inside}{name}"
            yield from _texts(Text(entry, prop, field, ""), value)


def _texts(base: Text, value: Value) -> Iterator[Text]:
    """Yield the texts of a value: itself, one per language, or one per item."""
    if isinstance(value, str):
        yield base._replace(text=value)
    elif isinstance(value, Mapping):
        for language, text in value.items():
            inner = base._replace(field=f"{base.field}.{language}", language=language)
            yield from _texts(inner, text)
    elif isinstance(value, list | tuple):
        for number, text in enumerate(value, start=1):
            yield base._replace(field=f"{base.field}[{number}]", text=f"{text}")


def problem_at(
    entry: Entry,
    field: str,
    rule: Rule,
    message: Wording,
    /,
    *,
    value: str | None = None,
    place: Place | None = None,
    allowed: Shown | None = None,
    suggestion: str | None = None,
    **values: Shown,
) -> Problem:
    """Return a problem at a field of an entry, or at the entry if it lacks the field.

    Args:
        entry: the entry or part.
        field: the path of the field; it fills in {field} in the message.
        rule: the rule.
        message: the message.
        value: what is written there; it fills in {value}.
        place: the place, if it isn't that of the field.
        allowed: the valid values.
        suggestion: the value that was probably meant.
        values: more values of the message.
    """
    shown: dict[str, Shown] = {"field": field, **message.values, **values}
    if value is not None:
        shown.setdefault("value", printable(value))
    place, message = place or entry.place_of(field), replace(message, values=shown)
    return Problem(place, rule, message, field, value, allowed, suggestion)


def problem_at_link(
    entry: Entry, link: Link, rule: Rule, message: Wording, /, **values: Shown
) -> Problem:
    """Return a problem at the target of a link, which fills in {value} in the message."""
    message = replace(message, values={**message.values, **values})
    return problem_at(entry, link.path, rule, message, value=link.target)


def problem_in(
    text: Text,
    rule: Rule,
    message: Wording,
    /,
    *,
    value: str | None = None,
    suggestion: str | None = None,
    **values: Shown,
) -> Problem:
    """Return a problem with a text; suggestions that are too long to read are left out."""
    if suggestion is not None and len(suggestion) > _MAX_SUGGESTED:
        suggestion = None
    message = replace(message, values={**message.values, **values})
    value = text.text if value is None else value
    return problem_at(text.entry, text.field, rule, message, value=value, suggestion=suggestion)


def date_in(values: Mapping[str, object], name: str) -> PartialDate | None:
    """Return the date of a property, if it has one."""
    value = values.get(name)
    return value if isinstance(value, PartialDate) else None


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())
