"""The model's names → RDF terms: a standard term if the model declares one, else our own.

A standard term is declared only if its definition holds for all values: GOVERNED_BY is wider than
org:subOrganizationOf, so it has a term of our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from graph_service.model.declare import Property
from graph_service.model.graph import EdgeType
from graph_service.model.publication import LICENCE

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

LICENCES: Mapping[str, str] = MappingProxyType({LICENCE.name: LICENCE.address})
"""The URL of a licence, by its name in a release."""


def own(name: str) -> str:
    """Return a term of our own vocabulary."""
    return f"v:{name}"


def property_term(prop: Property) -> str:
    """Return the term of a property."""
    return prop.rdf or own(prop.name)


def edge_term(edge_type: EdgeType) -> str:
    """Return the term of a relationship type, such as v:attendedBy for ATTENDED_BY."""
    first, *rest = edge_type.name.lower().split("_")
    return edge_type.rdf or own(first + "".join(word.capitalize() for word in rest))


def vocabulary_iri(enum: str, name: str | None = None) -> str:
    """Return the IRI of a vocabulary or one of its terms, relative to the base."""
    return f"vocabulary/{enum}/{name}" if name else f"vocabulary/{enum}"
