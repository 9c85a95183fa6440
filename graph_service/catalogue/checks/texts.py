"""The texts of an entry, each with its field, its language and its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place, Problem, Rule
from graph_service.i18n import Wording
from graph_service.model.declare import Kind, NodeType, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.edges import EDGES
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
        type: the type of the entry, or of its part.
        prop: the property that contains it.
        field: the path of the field, such as "name.es" or "events[2].note".
        text: the text, stripped.
        place: its place in the file, or its cell.
        language: its language, if its field has one, or another field states it.
    """

    type: NodeType
    prop: Property
    field: str
    text: str
    place: Place
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
    for number, part in enumerate(entry.parts, start=1):
        yield from texts_of(part.entry, f"{inside}{part.edge.forward}[{number}].")


def _texts_in(
    entry: Entry, values: Mapping[str, Value], prose: Mapping[str, Property], inside: str
) -> Iterator[Text]:
    """Yield the texts among the values of an entry or a link, whose paths begin with `inside`."""
    for name, value in values.items():
        if (prop := prose.get(name)) is not None:
            field = f"{inside}{name}"
            base = Text(
                type=entry.type,
                prop=prop,
                field=field,
                text="",
                place=entry.place_of(field),
                language=prop.language_of(values),
            )
            yield from _texts(base, value, entry.places)


def _texts(base: Text, value: Value, places: Mapping[str, Place]) -> Iterator[Text]:
    """Yield the texts of a value: itself, one per language, or one per item."""
    if isinstance(value, str):
        yield base._replace(text=value)
    elif isinstance(value, Mapping):
        for language, text in value.items():
            field = f"{base.field}.{language}"
            place = places.get(field, base.place)
            inner = base._replace(field=field, place=place, language=language)
            yield from _texts(inner, text, places)
    elif isinstance(value, list | tuple):
        for number, text in enumerate(value, start=1):
            field = f"{base.field}[{number}]"
            yield base._replace(text=f"{text}", field=field, place=places.get(field, base.place))


def problem_in(
    text: Text,
    rule: Rule,
    message: Wording,
    *,
    value: str | None = None,
    suggestion: str | None = None,
) -> Problem:
    """Return a problem with a text; suggestions that are too long to read are left out."""
    if suggestion is not None and len(suggestion) > _MAX_SUGGESTED:
        suggestion = None
    return Problem(
        place=text.place,
        rule=rule,
        field=text.field,
        value=text.text if value is None else value,
        message=message,
        suggestion=suggestion,
    )


def phrases(text: str) -> frozenset[str]:
    """Return the words or phrases that bars separate in a text.

    >>> sorted(phrases("por definir | pendiente"))
    ['pendiente', 'por definir']
    """
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))
