"""What belongs to a link beside its slug, and how it is written in brackets."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model.declare import Edge, Kind, Property
from graph_service.model.edge_types import properties_of
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
    if prop.enum is not None:
        return f"{prop.name}={'/'.join(terms(prop.enum, language))}"
    if prop.kind is Kind.BOOLEAN:
        return f"{prop.name}=true/false"
    if prop.bounds is not None:
        return "{}={}…{}".format(prop.name, *prop.bounds)
    return f"{prop.name}=… …" if prop.many else f'{prop.name}="…"'
