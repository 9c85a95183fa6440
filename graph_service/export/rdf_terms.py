"""The model's names → RDF terms: a standard term if the model declares one, else our own.

A standard term is declared only if its definition holds for all values: GOVERNED_BY is wider than
org:subOrganizationOf, so it has a term of our own. Countries also have the IRIs of Wikidata, and of
the EU's authority table of ISO 3166-1 codes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_WIKIDATA = "http://www.wikidata.org/entity/"
_ISO = "http://publications.europa.eu/resource/authority/country/"
_IDS = """
    ABW Q21203, ARG Q414, AUT Q40, BLZ Q242, BOL Q750, BRA Q155, CAN Q16, CHL Q298,
    COL Q739, CRI Q800, CUW Q25279, DOM Q786, ECU Q736, ESP Q29, FRA Q142, GBR Q145,
    GTM Q774, GUY Q734, HND Q783, ITA Q38, MEX Q96, NIC Q811, PAN Q804, PER Q419,
    PRT Q45, PRY Q733, SLV Q792, SUR Q730, TTO Q754, URY Q77, USA Q30, VEN Q717
"""
WIKIDATA_IDS: Mapping[str, str] = MappingProxyType(
    dict(pair.split() for pair in _IDS.replace("\n", "").split(","))
)
"""ISO 3166-1 alpha-3 → Wikidata; compared with country-coder 5.6.1, which maps ISO codes to it."""


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


def country_links(iso3: str) -> Sequence[str]:
    """Return the IRIs of a country elsewhere.

    >>> country_links("HND")[0]
    'http://www.wikidata.org/entity/Q783'
    """
    wikidata = WIKIDATA_IDS.get(iso3)
    return (*([_WIKIDATA + wikidata] if wikidata else ()), _ISO + iso3)
