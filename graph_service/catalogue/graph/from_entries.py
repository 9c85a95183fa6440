"""A folder of seeds → the graph to be stored: a node per entry, an edge per link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.document.text_links import with_shown_names
from graph_service.catalogue.document.trees import Documents, document_entry
from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.files.read import read_folder
from graph_service.console import OnStep, ignore_steps
from graph_service.model.edge_properties import BASIS, details_of
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import node_id
from graph_service.model.storage import StoredValue, Value, stored, stored_node
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph import Graph

from .derive import with_derived


def wanted_graph(seeds: Path, on_step: OnStep = ignore_steps) -> Graph:
    """Return the graph that a folder of seeds describes.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    return _graph(read_catalogue(read_folder(seeds), on_step))


def graph_of(documents: Documents) -> Graph:
    """Return the graph of entries, with all that is derived from them."""
    entries = [document_entry(identity, document) for identity, document in documents.items()]
    return _graph(sorted(entries, key=lambda entry: ENTRY_TYPES.index(entry.type)))


def _graph(entries: Iterable[Entry]) -> Graph:
    graph, derived = Graph(), [*with_derived(entries)]
    former = {slug: entry for entry in derived for slug in entry.former_slugs}
    by_slug = {**former, **{entry.slug: entry for entry in derived}}
    names = {slug: entry.values["name"] for slug, entry in by_slug.items()}
    for entry in derived:
        graph.add(*rows_of(entry, names))
    return graph


def rows_of(entry: Entry, names: Mapping[str, Value]) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Return the nodes and edges of an entry and its parts, after `with_derived`.

    Args:
        entry: the entry.
        names: of all entries, by slug, for links in texts.
    """
    entries = [entry, *(part.entry for part in entry.parts)]
    return [_node(e, names) for e in entries], [edge for e in entries for edge in _edges(e, names)]


def _node(entry: Entry, names: Mapping[str, Value]) -> NodeRow:
    values, written = with_shown_names(entry.values, names)
    properties = {**stored_node(entry.type, entry.slug, values), **written}
    return NodeRow(label=entry.type.name, id=entry.id, properties=properties)


def _edges(entry: Entry, names: Mapping[str, Value]) -> Iterator[EdgeRow]:
    for link in entry.links:
        yield EdgeRow(
            type=link.edge.name,
            source=entry.id,
            target=node_id(link.edge.target.name, link.target),
            properties=_edge_properties(link, names),
        )
    for part in entry.parts:
        yield EdgeRow(
            type=part.edge.name,
            source=entry.id,
            target=part.entry.id,
            properties={
                **stored(BASIS, part.basis),
                "sources": [*(part.entry.cited or entry.cited)],
            },
        )


def _edge_properties(link: Link, names: Mapping[str, Value]) -> Mapping[str, StoredValue]:
    facts, written = with_shown_names(link.facts, names)
    properties: dict[str, StoredValue] = {**stored(BASIS, link.basis), **written}
    if link.edge.name != "CITES":
        properties["sources"] = [*link.sources]
    for prop in details_of(link.edge):
        if prop.name in facts:
            properties |= stored(prop, facts[prop.name])
    return {name: value for name, value in properties.items() if value is not None}
