"""The site as data for programs: schema.org in its pages, and the sitemap.

A page has a data block of schema.org, which search engines read and browsers don't execute. A type
has a class of schema.org if that says the same; entries of other types are a Thing. A sitemap may
have 50,000 addresses and 50 MB; 2,000 entries in three languages have 6,000 addresses in 4 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from graph_service.explorer.pages.page import View
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node, nodes_of, object_in, objects_in, release_of
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.model.enums import VisitStatus
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
_EVENT_STATUS: Mapping[Json, str] = {
    None: "https://schema.org/EventScheduled",  # it took place
    VisitStatus.CANCELLED.name: "https://schema.org/EventCancelled",
}
_DAYS = r"(\d{4}(?:-\d\d){0,2})(?:/(\d{4}(?:-\d\d){0,2}))?"
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


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
    described = entry.get("summary")
    return {
        "@type": _CLASSES.get(split_id(identity)[0], "Thing"),
        "@id": f"{public_url}{address.prefix}/id/{node_iri(identity)}",
        "name": entry["name"],
        **({"description": described} if described else {}),
        **(_event(entry) if "hostInstitutions" in entry else {}),
    }


def _event(visit: Node) -> Mapping[str, Json]:
    """Return when and where a visit was and who hosted it, as far as sources say so."""
    date = object_in(visit.get("date"))
    days = re.fullmatch(_DAYS, str(date.get("edtf"))) if date.get("qualifier") == "AT" else None
    start, end = days.groups() if days else (None, None)
    countries = [str(country["name"]) for country in nodes_of(visit["hostCountries"])]
    place = visit.get("place") or ", ".join(countries)
    hosts = nodes_of(visit["hostInstitutions"])
    found: Mapping[str, Json] = {
        "startDate": start,
        "endDate": end,
        "eventStatus": _EVENT_STATUS.get(visit.get("status")),
        "location": {"@type": "Place", "name": place} if place else None,
        "organizer": [{"@type": "Organization", "name": host["name"]} for host in hosts],
    }
    return {name: value for name, value in found.items() if value}


def _dataset(
    public_url: str, address: Address, data: Node, *, has_archives: bool
) -> Mapping[str, Json]:
    release = release_of(data) or {}
    version = str(release.get("version"))
    return {
        "@type": "Dataset",
        "url": f"{public_url}{address.to()}",
        "name": TITLE.in_language(address.language),
        "description": DESCRIPTION.in_language(address.language),
        **({"identifier": doi} if (doi := doi_address()) else {}),
        "license": LICENCE.address,
        "creator": {"@type": "Organization", "name": PUBLISHER.in_language(address.language)},
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


def sitemap(public_url: str, pages: Iterable[tuple[Address, str | None]]) -> str:
    """Return a sitemap of pages, each in all languages, with the time of the last change."""
    items = "".join(
        item for address, changed in pages for item in _items(public_url, address, changed)
    )
    schemas = f'xmlns="{_SITEMAP_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_XML_HEAD}<urlset {schemas}>\n{items}</urlset>\n"


def _items(public_url: str, address: Address, changed: str | None) -> Iterator[str]:
    addresses = {code: f"{public_url}{address.in_language(code)}" for code in LANGUAGES}
    alternates = {**addresses, "x-default": f"{public_url}{address.for_others()}"}
    links = "".join(
        f"<xhtml:link rel='alternate' hreflang='{code}' href={quoteattr(target)}/>"
        for code, target in alternates.items()
    )
    date = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
    for target in addresses.values():
        yield f"<url><loc>{escape(target)}</loc>{date}{links}</url>\n"
