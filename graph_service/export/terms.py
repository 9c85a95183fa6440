"""The model's names → terms of RDF: a standard's where one means the same, else our own.

SKOS for topics and vocabularies, ORG for institutions, PROV for sources, Dublin Core for the rest.
A standard's term stands here only where its definition holds for all that the model has under that
name: GOVERNED_BY is wider than org:subOrganizationOf, so it keeps a name of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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

CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Country": ("dcterms:Location",),
        "Institution": ("org:Organization",),
        "Topic": ("skos:Concept",),
        "Source": ("prov:Entity", "dcterms:BibliographicResource"),
    }
)
"""What a type is, beside its own class."""

PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "Country.name": "skos:prefLabel",
        "Institution.name": "skos:prefLabel",
        "Topic.name": "skos:prefLabel",
        "name": "dcterms:title",
        "slug": "dcterms:identifier",
        "note": "skos:editorialNote",
        "formerNames": "skos:altLabel",
        "otherNames": "skos:altLabel",
        "Topic.definition": "skos:definition",
        "GoodPractice.summary": "dcterms:abstract",
        "Source.publisher": "dc:publisher",
        "Source.language": "dcterms:language",
        "Source.published": "dcterms:issued",
        "licence": "dc:rights",
        "sources": "prov:wasDerivedFrom",
    }
)
"""Terms of properties, by name, or by type and name where they hold for that type alone."""

EDGES: Mapping[str, str] = MappingProxyType(
    {
        "ABOUT": "dcterms:subject",
        "BROADER": "skos:broader",
        "CITES": "prov:wasDerivedFrom",
        "COVERS": "dcterms:spatial",
        "HAS_EVENT": "dcterms:hasPart",
        "HAS_MEMBER": "org:hasMember",
        "PART_OF": "dcterms:isPartOf",
        "REPLACES": "dcterms:replaces",
        "SUCCEEDS": "dcterms:replaces",
    }
)
"""Terms of relationship types."""

LICENCES: Mapping[str, str] = MappingProxyType(
    {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}
)
"""The address of a licence, by the name that a release gives it."""


def own(name: str) -> str:
    """Give a term of our own."""
    return f"v:{name}"


def property_term(owner: str, name: str) -> str:
    """Give the term of a property of a type of nodes or edges."""
    return PROPERTIES.get(f"{owner}.{name}") or PROPERTIES.get(name) or own(name)


def edge_term(name: str) -> str:
    """Give the term of a relationship type: ATTENDED_BY gives v:attendedBy."""
    first, *others = name.lower().split("_")
    return EDGES.get(name) or own(first + "".join(word.capitalize() for word in others))


def vocabulary_iri(enum: str, name: str | None = None) -> str:
    """Give where a vocabulary, or one of its terms, is, from the base."""
    return f"vocabulary/{enum}/{name}" if name else f"vocabulary/{enum}"


def node_iri(identity: str) -> str:
    """Give where a node is, from the base: as it stands, Type:slug would be of a scheme Type."""
    return identity.replace(":", "/", 1)
