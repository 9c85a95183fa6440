"""Every statement on the page of an entry has its sources."""

from __future__ import annotations

import pytest

from graph_service.explorer.pages.entries import PAGES, EntryPage
from graph_service.explorer.parts.operations import Selected
from graph_service.model.graph import RELATIONS, Relation

CITATIONS = ("citedBy", "sources")
"""What cites a source needs no source."""


def _has_sources(entry: Selected, field: Selected, relation: Relation) -> bool:
    """Whether an edge is shown with its sources, or the node at its end with its own.

    A part of an entry, such as a detail, has its own.
    """
    if relation.one:
        edges = [edge for edge in entry.fields if edge.name == relation.edge_field]
    else:
        edges = [inside for inside in field.fields if inside.name in ("edges", "nodes")]
    if not relation.target.entry:
        nodes = [inside for edge in edges for inside in (edge, *edge.fields)]
        edges = [node for node in nodes if node.name in ("node", "nodes")]
    return bool(edges) and all("sources" in [f.name for f in edge.fields] for edge in edges)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.node_type.name)
def test_every_statement_has_its_sources(page: EntryPage) -> None:
    roots = page.node_type.root or ()
    (entry,) = (f for f in page.operation.root.fields if f.name in roots)
    relations = RELATIONS[page.node_type.name]
    without = [
        field.key
        for field in entry.fields
        if (relation := relations.get(field.name))
        and field.name not in CITATIONS
        and not _has_sources(entry, field, relation)
    ]
    assert without == []
