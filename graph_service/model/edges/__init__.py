"""The types of edges, each once, with the field on either end.

Every edge also carries `sources` (slugs; those of the entry that declares it, where it has none of
its own), `basis` and `note`.
"""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.labels import Labels
from graph_service.model.types import NODE_TYPES, RELEASE, SOURCE

from . import exchanges, practices

EDGES = (*practices.EDGES, *exchanges.EDGES)
"""All types of edges but CITES."""

CITES = tuple(
    Edge(
        name="CITES",
        source=node_type,
        target=SOURCE,
        forward="sources",
        reverse="citedBy",
        label=Labels("Fuentes", "Sources", "Fontes"),
        rdf="prov:wasDerivedFrom",
        required=node_type.cited,
        description="The sources that say so.",
    )
    for node_type in NODE_TYPES
    if node_type not in (SOURCE, RELEASE)
)
"""The edges to sources, one for every type that cites."""
