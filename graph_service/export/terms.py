"""The model's names → terms of RDF: a standard's where one means the same, else our own.

The model declares a standard's term only where its definition holds for all that the model has
under that name: GOVERNED_BY is wider than org:subOrganizationOf, so it keeps a name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph_service.model.declare import Property
from graph_service.model.edge_types import EdgeType

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

LICENCES: Mapping[str, str] = MappingProxyType(
    {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}
)
"""The address of a licence, by the name that a release gives it."""


def own(name: str) -> str:
    """Give a term of our own."""
    return f"v:{name}"


def property_term(prop: Property) -> str:
    """Return the term of a property."""
    return prop.rdf or own(prop.name)


def edge_term(edge_type: EdgeType) -> str:
    """Return the term of a relationship type: ATTENDED_BY gives v:attendedBy."""
    first, *others = edge_type.name.lower().split("_")
    return edge_type.rdf or own(first + "".join(word.capitalize() for word in others))


def vocabulary_iri(enum: str, name: str | None = None) -> str:
    """Give where a vocabulary, or one of its terms, is, from the base."""
    return f"vocabulary/{enum}/{name}" if name else f"vocabulary/{enum}"


def node_iri(identity: str) -> str:
    """Give where a node is, from the base: as it stands, Type:slug would be of a scheme Type."""
    return identity.replace(":", "/", 1)
