"""All types of edges, each declared once, with the fields at both ends.

Every edge also has `sources` (slugs; by default those of the entry that declares it), `basis` and
`note`.
"""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.labels import Labels
from graph_service.model.types import NODE_TYPES, SOURCE

from . import derived, evaluations, exchanges, practices, transfers

EDGES = (*practices.EDGES, *exchanges.EDGES, *transfers.EDGES, *evaluations.EDGES)
"""All types of edges that files declare, except CITES."""
DERIVED = derived.EDGES
"""The types of edges that loads derive from others."""


def check_opposite(edge: Edge) -> None:
    """Check that an entry can have the edges that are declared as opposite.

    Raises:
        TypeError: if it can't, as the rule would never apply.
    """
    if edge.opposite is not None:
        names = sorted({other.name for other in EDGES if other.source is edge.source})
        if edge.opposite not in names:
            raise TypeError(f"{edge.name}: opposite is {edge.opposite}; allowed are {names}")


for _edge in EDGES:
    check_opposite(_edge)

CITES = tuple(
    Edge(
        name="CITES",
        source=node_type,
        target=SOURCE,
        forward="sources",
        reverse="citedBy",
        label=Labels("Fuentes", "Sources", "Fontes"),
        rdf="prov:wasDerivedFrom",
        required=bool(node_type.cited),
        meaning=Labels("Las fuentes citadas.", "The sources cited.", "As fontes citadas."),
        reverse_label=Labels("Citada por", "Cited by", "Citada por"),
        reverse_meaning=Labels(
            "Las entradas que citan la fuente.",
            "The entries that cite the source.",
            "As entradas que citam a fonte.",
        ),
    )
    for node_type in NODE_TYPES
    if node_type.cited is not None
)
"""The edges to sources, one for each type that cites."""
