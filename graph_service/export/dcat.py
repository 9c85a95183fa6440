"""The DCAT record: what DCAT-AP 3 requires and recommends, as far as the catalogue knows it.

It lacks the day of publication, as archives have nothing of a database, and the size of archives,
as none can have its own. Resources of other catalogues have their class beside them, so that the
record can be validated without downloading anything.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from graph_service.model import publication
from graph_service.model.ids import node_iri
from graph_service.model.json import Json
from graph_service.model.labels import Labels
from graph_service.model.text import FALLBACK
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT

from .selection import Job

RECORD = "dataset.jsonld"
"""The releases and their formats, at the host of the base IRI, as the service has them."""
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_LANGUAGES = ("SPA", "ENG", "POR")


_FILE_TYPES = {
    "csv": "CSV",
    "jsonl": "JSON",
    "graphml": "XML",
    "edge-lists": "CSV",
    "json-ld": "JSON_LD",
    "cypher": "TXT",
}
"""The types of the formats' files, in the EU's authority table."""


def dataset_record(job: Job, name: str, content: bytes) -> Mapping[str, Json]:
    """Return the record of a dataset; its distributions are a document and all archives.

    Args:
        job: what is exported; it says which countries and years the record covers.
        name: of the document beside the record.
        content: of that document.
    """
    licence = _resource(publication.LICENCE.address, "dcterms:LicenseDocument")
    document: Json = {
        "@type": "dcat:Distribution",
        "dcterms:title": name,
        "dcterms:description": text_in("en", "The whole graph as one JSON-LD document."),
        "dcat:accessURL": {"@id": publication.ARCHIVES},
        "dcterms:license": licence,
        "dcterms:format": _file_type("JSON_LD"),
        "dcat:mediaType": _media_type("application/ld+json"),
        "dcat:byteSize": typed(str(len(content)), "xsd:nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _resource("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": typed(hashlib.sha256(content).hexdigest(), "xsd:hexBinary"),
        },
    }
    archives: list[Json] = [
        {
            "@type": "dcat:Distribution",
            "dcterms:title": each + publication.ARCHIVE_SUFFIX,
            "dcterms:description": texts_in_all(title),
            "dcat:accessURL": {"@id": publication.ARCHIVES},
            "dcat:downloadURL": {"@id": publication.archive_path(job.version, each)},
            "dcterms:license": licence,
            "dcterms:format": _file_type(_FILE_TYPES[each]),
            "dcat:packageFormat": _media_type("application/zip"),
        }
        for each, title in publication.FORMAT_TITLES.items()
    ]
    return {
        "@id": f"{publication.archive_path(job.version, 'json-ld')}#dataset",
        "@type": "dcat:Dataset",
        "dcterms:identifier": job.version,
        "dcat:version": job.version,
        **({"dcat:isVersionOf": {"@id": doi}} if (doi := publication.doi_address()) else {}),
        "dcterms:title": texts_in_all(publication.TITLE),
        "dcterms:description": texts_in_all(publication.DESCRIPTION),
        "dcterms:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": texts_in_all(publication.PUBLISHER),
        },
        **_contact(),
        "dcat:keyword": [text_in("en", word) for word in publication.KEYWORDS],
        "dcat:theme": {
            **_resource(f"{_EU}/data-theme/JUST", "skos:Concept"),
            "skos:prefLabel": text_in("en", "Justice, legal system and public safety"),
        },
        "dcterms:language": [
            _resource(f"{_EU}/language/{code}", "dcterms:LinguisticSystem") for code in _LANGUAGES
        ],
        "dcterms:accessRights": _resource(f"{_EU}/access-right/PUBLIC", "dcterms:RightsStatement"),
        **_covered(job),
        "dcterms:license": licence,
        "dcat:distribution": [document, *archives],
    }


def _covered(job: Job) -> Mapping[str, Json]:
    """Return the countries that the catalogue covers, and the period of the visits."""
    countries: list[Json] = [
        _resource(node_iri(row.id), "dcterms:Location")
        for row in job.nodes_of(COUNTRY)
        if row.properties.get("inRegion") is True
    ]
    days = [
        day
        for row in job.nodes_of(EXCHANGE_VISIT)
        for day in map(row.properties.get, ("dateEarliest", "dateLatest"))
        if isinstance(day, dt.date)
    ]
    covered: dict[str, Json] = {"dcterms:spatial": countries} if countries else {}
    if days:
        covered["dcterms:temporal"] = {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": typed(min(days).isoformat(), "xsd:date"),
            "dcat:endDate": typed(max(days).isoformat(), "xsd:date"),
        }
    return covered


def _contact() -> Mapping[str, Json]:
    address = publication.CONTACT
    if address is None:
        return {}
    term = "vcard:hasEmail" if address.startswith("mailto:") else "vcard:hasURL"
    return {"dcat:contactPoint": {"@type": "vcard:Kind", term: {"@id": address}}}


def text_in(language: str, text: str) -> Mapping[str, Json]:
    """Return a literal of a text in a language."""
    return {"@value": text, "@language": language}


def texts_in_all(labels: Labels) -> Json:
    """Return the literals of a text in the catalogue's languages."""
    return [text_in(language, labels.in_language(language)) for language in FALLBACK]


def typed(text: str, datatype: str) -> Mapping[str, Json]:
    """Return a literal of a datatype."""
    return {"@value": text, "@type": datatype}


def _file_type(name: str) -> Json:
    return _resource(f"{_EU}/file-type/{name}", "dcterms:MediaTypeOrExtent")


def _media_type(name: str) -> Json:
    return _resource(f"{_MEDIA_TYPES}/{name}", "dcterms:MediaType")


def _resource(iri: str, kind: str) -> Mapping[str, Json]:
    """Return a resource of another catalogue with its class."""
    return {"@id": iri, "@type": kind}
