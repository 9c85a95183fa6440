"""The DCAT record: what DCAT-AP 3 requires and recommends, as far as the catalogue knows it.

A contact point is recommended too, but nobody is declared. Resources of other catalogues have their
class beside them, so that the record can be validated without downloading anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.model.edtf import PartialDate
from graph_service.model.ids import node_iri
from graph_service.model.json import Json
from graph_service.model.publication import (
    ARCHIVE_SUFFIX,
    ARCHIVES,
    DESCRIPTION,
    KEYWORDS,
    PUBLISHER,
    archive_path,
    doi_address,
)
from graph_service.model.storage import Value
from graph_service.store.changes import Properties

from .folder import Written
from .rdf_terms import LICENCES
from .selection import FormatSummary

RECORD = "dataset.jsonld"
"""The releases and their formats, at the host of the base IRI, as the service has them."""
_EU = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
_LANGUAGES = ("SPA", "ENG", "POR")


@dataclass
class Coverage:
    """What the entries are about.

    Attributes:
        countries: the ids of the countries that the catalogue covers.
        days: the first and the last possible day of each visit.
    """

    countries: list[str] = field(default_factory=list)
    days: list[dt.date] = field(default_factory=list)

    def add_country(self, identity: str, values: Mapping[str, Value]) -> None:
        """Add a country, if the catalogue covers it."""
        if values.get("inRegion") is True:
            self.countries.append(identity)

    def add_date(self, value: Value | None) -> None:
        """Add the date of a visit, as far as its year is known."""
        if isinstance(value, PartialDate):
            self.days += [day for day in (value.date.earliest, value.date.latest) if day]


def dataset_record(
    release: Properties, written: Written, formats: Sequence[FormatSummary], coverage: Coverage
) -> Mapping[str, Json]:
    """Return the record of a dataset; its distributions are the document and all archives.

    Args:
        release: the current release.
        written: the document beside the record.
        formats: all formats; each is an archive.
        coverage: the countries and the period.
    """
    issued = release.get("loadedAt")
    licence = _licence(release.get("licence"))
    version = str(release["version"]) if "version" in release else None
    document: Json = {
        "@type": "dcat:Distribution",
        "dcterms:title": written.name,
        "dcterms:description": _english("The whole graph as one JSON-LD document."),
        "dcat:accessURL": {"@id": ARCHIVES},
        **licence,
        "dcterms:format": _file_type("JSON_LD"),
        "dcat:mediaType": _media_type("application/ld+json"),
        "dcat:byteSize": {"@value": str(written.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _resource("spdx:checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"),
            "spdx:checksumValue": {"@value": written.sha256, "@type": "xsd:hexBinary"},
        },
    }
    archives: list[Json] = [
        {
            "@type": "dcat:Distribution",
            "dcterms:title": each.name + ARCHIVE_SUFFIX,
            "dcterms:description": _english(each.title),
            "dcat:accessURL": {"@id": ARCHIVES},
            **({"dcat:downloadURL": {"@id": archive_path(version, each.name)}} if version else {}),
            **licence,
            "dcterms:format": _file_type(each.file_type),
            "dcat:packageFormat": _media_type("application/zip"),
        }
        for each in formats
    ]
    return {
        "@id": f"{node_iri(str(release['id']))}/dataset",
        "@type": "dcat:Dataset",
        "dcterms:identifier": str(release["id"]),
        **({"dcat:version": version} if version else {}),
        **({"dcat:isVersionOf": {"@id": doi}} if (doi := doi_address()) else {}),
        "dcterms:title": str(release["name"]),
        "dcterms:description": _english(DESCRIPTION.en),
        "dcterms:publisher": {"@type": "foaf:Agent", "foaf:name": PUBLISHER},
        "dcat:keyword": [_english(word) for word in KEYWORDS],
        "dcat:theme": {
            **_resource(f"{_EU}/data-theme/JUST", "skos:Concept"),
            "skos:prefLabel": _english("Justice, legal system and public safety"),
        },
        "dcterms:language": [
            _resource(f"{_EU}/language/{code}", "dcterms:LinguisticSystem") for code in _LANGUAGES
        ],
        "dcterms:accessRights": _resource(f"{_EU}/access-right/PUBLIC", "dcterms:RightsStatement"),
        **_covered(coverage),
        "dcterms:issued": {
            "@value": issued.isoformat() if isinstance(issued, dt.datetime) else None,
            "@type": "xsd:dateTime",
        },
        **licence,
        "prov:wasDerivedFrom": {"@id": node_iri(str(release["id"]))},
        "dcat:distribution": [document, *archives],
    }


def _covered(coverage: Coverage) -> Mapping[str, Json]:
    covered: dict[str, Json] = {}
    if coverage.countries:
        covered["dcterms:spatial"] = [
            _resource(node_iri(country), "dcterms:Location") for country in coverage.countries
        ]
    if coverage.days:
        covered["dcterms:temporal"] = {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": _day(min(coverage.days)),
            "dcat:endDate": _day(max(coverage.days)),
        }
    return covered


def _day(day: dt.date) -> Json:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _english(text: str) -> Mapping[str, Json]:
    return {"@value": text, "@language": "en"}


def _file_type(name: str) -> Json:
    return _resource(f"{_EU}/file-type/{name}", "dcterms:MediaTypeOrExtent")


def _media_type(name: str) -> Json:
    return _resource(f"{_MEDIA_TYPES}/{name}", "dcterms:MediaType")


def _resource(iri: str, kind: str) -> Mapping[str, Json]:
    """Return a resource of another catalogue with its class."""
    return {"@id": iri, "@type": kind}


def _licence(name: object) -> Mapping[str, Json]:
    """Return the licence by its URL if known, else by its name."""
    if name is None:
        return {}
    address = LICENCES.get(str(name))
    if address is None:
        return {"dc:rights": str(name)}
    return {"dcterms:license": _resource(address, "dcterms:LicenseDocument")}
