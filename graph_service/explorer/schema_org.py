"""Pages as data of schema.org, which search engines read: a data block, which is not executed.

A type has a class of schema.org if that says the same; entries of other types are a Thing.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.explorer.address import Address
from graph_service.explorer.downloads import release_of
from graph_service.explorer.facts import Node, objects_in
from graph_service.explorer.page import View
from graph_service.model.ids import node_iri, split_id
from graph_service.model.json import Json
from graph_service.model.publication import (
    DESCRIPTION,
    FORMAT_TITLES,
    LICENCE,
    PUBLISHER,
    TITLE,
    archive_path,
    doi_address,
)
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    INSTITUTION,
    PROGRAMME,
    SOURCE,
    TOPIC,
)

_CLASSES = {
    COUNTRY.name: "Country",
    EXCHANGE_VISIT.name: "Event",
    INSTITUTION.name: "Organization",
    PROGRAMME.name: "Project",
    SOURCE.name: "CreativeWork",
    TOPIC.name: "DefinedTerm",
}


def structured_data(
    public_url: str, address: Address, view: View, data: Node, *, has_archives: bool
) -> Mapping[str, Json] | None:
    """Return what a page is about: an entry with its sources, or the data set; else None."""
    entry = view.values.get("entry")
    page = f"{public_url}{address.plain()}"
    if view.status != 200:
        return None
    dataset = _dataset(public_url, address, data, has_archives=has_archives)
    if isinstance(entry, Mapping):
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "url": page,
            "name": view.title,
            "inLanguage": address.language,
            "isPartOf": dataset,
            "about": _thing(public_url, address, entry),
            "citation": [_citation(source) for source in objects_in(entry.get("sources"))],
        }
    if not address.segments:
        return {"@context": "https://schema.org", **dataset}
    return None


def _thing(public_url: str, address: Address, entry: Node) -> Mapping[str, Json]:
    identity = str(entry["id"])
    described = entry.get("summary") or entry.get("definition")
    return {
        "@type": _CLASSES.get(split_id(identity)[0], "Thing"),
        "@id": f"{public_url}{address.prefix}/id/{node_iri(identity)}",
        "name": entry["name"],
        **({"description": described} if described else {}),
    }


def _dataset(
    public_url: str, address: Address, data: Node, *, has_archives: bool
) -> Mapping[str, Json]:
    release = release_of(data) or {}
    version = str(release.get("version") or release.get("number"))
    return {
        "@type": "Dataset",
        "url": f"{public_url}{address.to()}",
        "name": TITLE.in_language(address.language),
        "description": DESCRIPTION.in_language(address.language),
        **({"identifier": doi} if (doi := doi_address()) else {}),
        "license": LICENCE.address,
        "creator": {"@type": "Organization", "name": PUBLISHER},
        "version": version,
        "dateModified": release.get("loadedAt"),
        "inLanguage": ["es", "en", "pt"],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "description": title.in_language(address.language),
                "contentUrl": public_url + archive_path(version, name),
                "encodingFormat": "application/zip",
            }
            for name, title in FORMAT_TITLES.items()
            if has_archives
        ],
    }


def _citation(source: Node) -> Mapping[str, Json]:
    url = source.get("url")
    return {"@type": "CreativeWork", "name": source["name"], **({"url": url} if url else {})}
