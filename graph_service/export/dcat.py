"""The DCAT record: the document's release, licence, size and checksum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from graph_service.model.json import Json
from graph_service.store.changes import Properties

from .output import Written
from .rdf_terms import LICENCES, node_iri

RECORD = "dataset.jsonld"


def dataset_record(release: Properties, written: Written) -> Mapping[str, Json]:
    """Return the record of a dataset whose only distribution is the document."""
    issued = release.get("loadedAt")
    return {
        "@id": f"{node_iri(str(release['id']))}/dataset",
        "@type": "dcat:Dataset",
        "dcterms:identifier": str(release["id"]),
        "dcterms:title": str(release["name"]),
        "dcterms:issued": {
            "@value": issued.isoformat() if isinstance(issued, dt.datetime) else None,
            "@type": "xsd:dateTime",
        },
        **_licence(release.get("licence")),
        "prov:wasDerivedFrom": {"@id": node_iri(str(release["id"]))},
        "dcat:distribution": {
            "@type": "dcat:Distribution",
            "dcterms:title": written.name,
            "dcat:mediaType": {
                "@id": "https://www.iana.org/assignments/media-types/application/ld+json"
            },
            "dcat:byteSize": {"@value": str(written.bytes), "@type": "xsd:nonNegativeInteger"},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@value": written.sha256, "@type": "xsd:hexBinary"},
            },
        },
    }


def _licence(name: object) -> Mapping[str, Json]:
    """Return the licence by its URL if known, else by its name."""
    if name is None:
        return {}
    address = LICENCES.get(str(name))
    return {"dcterms:license": {"@id": address}} if address else {"dc:rights": str(name)}
