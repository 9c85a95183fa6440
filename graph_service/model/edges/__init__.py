"""All types of edges, each declared once, with the fields at both ends.

Every edge also has `sources` (slugs; by default those of the entry that declares it), `basis` and
`note`.
"""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.labels import Labels
from graph_service.model.types import CHANGE, NODE_TYPES, RELEASE, SOURCE

from . import evaluations, exchanges, practices, transfers

EDGES = (*practices.EDGES, *exchanges.EDGES, *transfers.EDGES, *evaluations.EDGES)
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
        meaning=Labels("Las fuentes citadas.", "The sources cited.", "As fontes citadas."),
        reverse_label=Labels("Citada por", "Cited by", "Citada por"),
        reverse_meaning=Labels(
            "Las entradas que citan la fuente.",
            "The entries that cite the source.",
            "As entradas que citam a fonte.",
        ),
    )
    for node_type in NODE_TYPES
    if node_type not in (SOURCE, RELEASE, CHANGE)
)
"""The edges to sources, one for each type that cites."""
