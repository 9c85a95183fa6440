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


def check_edge(edge: Edge) -> None:
    """Check that the names in a declaration lead somewhere, or its rules would never apply.

    Raises:
        TypeError: if the entry has no opposite edges, or the target no scheme.
    """
    beside = sorted({other.name for other in EDGES if other.source is edge.source})
    if edge.opposite is not None and edge.opposite not in beside:
        raise TypeError(f"{edge.name}: opposite is {edge.opposite}, which is none of {beside}")
    schemes = [prop.enum for prop in edge.target.properties if prop.name == "scheme"]
    if edge.scheme is not None and type(edge.scheme) not in schemes:
        raise TypeError(f"{edge.name}: {edge.target.name} has no scheme {edge.scheme.name}")


for _edge in EDGES:
    check_edge(_edge)

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
