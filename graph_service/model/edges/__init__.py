"""All types of edges, each declared once, with the fields at both ends.

Every edge also has `sources` (slugs; by default those of the entry that declares it), `basis` and
`note`.
"""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.labels import Labels
from graph_service.model.types import NODE_TYPES, RELEASE, SOURCE

from . import exchanges, practices

EDGES = (*practices.EDGES, *exchanges.EDGES)
"""All types of edges except CITES."""

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
        description="The sources cited.",
        reverse_description="The entries that cite the source.",
    )
    for node_type in NODE_TYPES
    if node_type not in (SOURCE, RELEASE)
)
"""The edges to sources, one for each type that cites."""
