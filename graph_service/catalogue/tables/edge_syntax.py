"""What belongs to a link beside its slug, and how it is written in brackets."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model.declare import Edge, Property
from graph_service.model.edge_types import properties_of
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import WRITTEN, by_kind
from graph_service.model.text import fold

from .values import terms


def facts_of(edge: Edge) -> Mapping[str, Property]:
    """Give what a link may have of its own, by name."""
    return {prop.name: prop for prop in properties_of(edge)}


def fact_named(edge: Edge, name: str) -> Property | None:
    """Give what is named as in files, or as a column."""
    for prop in facts_of(edge).values():
        if fold(name) in map(fold, (prop.name, *prop.label)):
            return prop
    return None


def form(prop: Property, language: str | None = None) -> str:
    """Say how a fact is written, its terms by their labels in a language: role=Par/Observa."""
    return f"{prop.name}={_VALUES[prop.kind](prop, language)}"


def _terms(prop: Property, language: str | None) -> str:
    return "/".join(terms(Kind.ENUM.vocabulary(prop), language))


def _number(prop: Property, _language: str | None) -> str:
    return "{}…{}".format(*prop.bounds) if prop.bounds else "…"


def _text(prop: Property, _language: str | None) -> str:
    return "… …" if prop.many else '"…"'


_VALUES = by_kind(
    {
        (Kind.TEXT, Kind.STRING, Kind.URL, Kind.DATE): _text,
        Kind.INT: _number,
        Kind.BOOLEAN: lambda _prop, _language: "true/false",
        Kind.ENUM: _terms,
    },
    WRITTEN,
)
