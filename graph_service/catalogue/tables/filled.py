"""An entry → the cells of its rows; importing them changes nothing.

A transfer has one row for each of its events; its own fields are in the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.entries import Entry, Link
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import BASIS, SOURCES, properties_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import PROPERTIES, edges_of
from graph_service.model.storage import Value
from graph_service.model.vocabulary import Vocabulary

from .columns import BASIS_OF_PART, columns_of, owned_edge
from .links import written
from .rows import escape
from .values import EMPTY_LIST, NO, YES

Path = tuple[str, ...]


def entry_rows(entry: Entry, language: str) -> Iterator[list[str]]:
    """Yield the rows of an entry, with terms by their labels in a language."""
    columns = columns_of(entry.type)
    owned = owned_edge(entry.type)
    slug: dict[Path, str] = {("slug",): entry.slug}
    own = slug | dict(_cells(entry, language))
    parts = (
        [_part(owned, part.entry, part.basis, language) for part in entry.parts] if owned else []
    )
    for number in range(max(len(parts), 1)):
        cells = (own if number == 0 else slug) | dict(parts[number] if parts else {})
        yield [cells.get(column.path, "") for column in columns]


def _part(edge: Edge, entry: Entry, basis: Basis, language: str) -> Mapping[Path, str]:
    cells = {(edge.forward, *path): text for path, text in _cells(entry, language)}
    if basis is not Basis.STATED:
        cells[edge.forward, BASIS_OF_PART.name] = basis.label(language)
    return cells


def _cells(entry: Entry, language: str) -> Iterator[tuple[Path, str]]:
    for prop in PROPERTIES[entry.type.name].values():
        if prop.name in entry.values and not prop.derived:
            yield from _value_cells(prop, entry.values[prop.name], language)
    for edge in edges_of(entry.type):
        links = [link for link in entry.links if link.edge is edge]
        if links:
            separator = "; "
            yield (edge.forward,), separator.join(_link(link, language) for link in links)
        elif edge.empty is not None and edge.forward in entry.places:
            yield (edge.forward,), EMPTY_LIST


def _value_cells(prop: Property, value: Value, language: str) -> Iterator[tuple[Path, str]]:
    match value:
        case Mapping():
            for name, text in value.items():
                path = (prop.name, name)
                if isinstance(text, list | tuple):
                    yield path, _items(prop, text, language)
                else:
                    yield path, str(text)
        case PartialDate():
            yield (prop.name,), value.date.edtf
            if value.qualifier is not DateQualifier.AT:
                yield (prop.name, "qualifier"), value.qualifier.label(language)
        case list() | tuple():
            yield (prop.name,), _items(prop, value, language)
        case _:
            yield (prop.name,), _text(value, language)


def _items(prop: Property, values: Sequence[object], language: str) -> str:
    texts = [_text(value, language) for value in values]
    if prop.enum or prop.names:
        return "; ".join(texts)
    return "\n".join(map(escape, texts))


def _link(link: Link, language: str) -> str:
    facts: list[str] = []
    for prop in properties_of(link.edge):
        if prop.name in link.facts:
            text = _fact(link.facts[prop.name], language)
            facts.append(written(link.edge, prop, text, language))
        elif prop is BASIS and link.basis is not Basis.STATED:
            facts.append(link.basis.label(language))
        elif prop is SOURCES and link.sources:
            slugs = " ".join(link.sources)
            facts.append(f"{prop.label.in_language(language)}={slugs}")
    return f"{link.target} ({', '.join(facts)})" if facts else link.target


def _fact(value: Value, language: str) -> str:
    match value:
        case str():
            return '"{}"'.format(value.replace('"', '""'))
        case PartialDate():
            return value.date.edtf
    return _text(value, language)


def _text(value: object, language: str) -> str:
    match value:
        case Vocabulary():
            return value.label(language)
        case bool():
            return (YES if value else NO).in_language(language)
    return str(value)
