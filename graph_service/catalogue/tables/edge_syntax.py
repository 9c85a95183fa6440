"""The properties of a link, and how brackets name them: `hnd (PEER, note="came by itself")`.

A link may have the facts of its edge, and what every edge has (`model.edge_properties`): a term by
its name or its label in any language, anything else as name=value, with quotes around a text. The
parser of brackets is in `links`. In a file, the same properties are a mapping (`files.links`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graph_service.catalogue.suggest.terms import term_name
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import properties_of
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.text import fold

from .values import NO, YES, terms


@cache
def link_properties(edge: Edge) -> Mapping[str, Property]:
    """Return the properties that a link of an edge may have, by name."""
    return {prop.name: prop for prop in properties_of(edge)}


def find_property(edge: Edge, name: str) -> Property | None:
    """Return the property with a name, or with a label in any language."""
    for prop in properties_of(edge):
        if fold(name) in map(fold, (prop.name, *prop.label)):
            return prop
    return None


def property_of_term(edge: Edge, text: str) -> tuple[Property, str] | None:
    """Return the property that a term alone sets, and the term: "Par" → role, PEER.

    Of several properties with the term, it is the last one: STATED is the basis of the edge, which
    comes after the basis of its role.
    """
    for prop in reversed(properties_of(edge)):
        if prop.enum is not None and (term := term_name(prop.enum, text)):
            return prop, term
    return None


def written(edge: Edge, prop: Property, text: str, language: str) -> str:
    """Return a property with its value as brackets have it; a term without its name if possible."""
    found = property_of_term(edge, text) if prop.enum is not None else None
    if found is not None and found[0] is prop:
        return text
    return f"{prop.label.in_language(language)}={text}"


def syntax_of(prop: Property, language: str | None = None) -> str:
    """Return how a property is written, with its label and terms in a language.

    >>> from graph_service.model.edge_properties import BASIS
    >>> syntax_of(BASIS), syntax_of(BASIS, "es")
    ('basis=STATED/INFERRED/ASSUMED', 'Sustento=Lo dice la fuente/Se deduce/Se supone')
    """
    name = prop.label.in_language(language) if language else prop.name
    return f"{name}={_VALUES[prop.kind](prop, language)}"


def _terms(prop: Property, language: str | None) -> str:
    return "/".join(terms(prop.vocabulary, language))


def _number(prop: Property, _language: str | None) -> str:
    return "{}…{}".format(*prop.bounds) if prop.bounds else "…"


def _boolean(_prop: Property, language: str | None) -> str:
    return "/".join(x.in_language(language) for x in (YES, NO)) if language else "true/false"


def _text(prop: Property, _language: str | None) -> str:
    return "… …" if prop.many else '"…"'


_VALUES = by_kind(
    {
        (Kind.TEXT, Kind.TEXTS, Kind.STRING, Kind.URL): _text,
        Kind.DATE: lambda _prop, _language: "EDTF",
        Kind.INT: _number,
        Kind.BOOLEAN: _boolean,
        Kind.ENUM: _terms,
    },
    WRITTEN,
)
