"""The DCAT record: what the document is, of which release, and how to tell that it is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from graph_service.model.json import Json
from graph_service.store.changes import Properties

from .files import Written
from .terms import LICENCES, node_iri

RECORD = "dataset.jsonld"


def dataset_record(release: Properties, written: Written) -> Mapping[str, Json]:
    """Give the record of a dataset with one distribution, the document."""
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
    """Give the licence by its address where it is known, else in words."""
    if name is None:
        return {}
    address = LICENCES.get(str(name))
    return {"dcterms:license": {"@id": address}} if address else {"dc:rights": str(name)}
