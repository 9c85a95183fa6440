"""Sitemaps: the addresses of all pages in all languages, with their last change.

A sitemap may have 50,000 addresses and 50 MB; one of 2,000 entries in three languages has 6,000
addresses in 4 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from graph_service.explorer.address import Address
from graph_service.explorer.languages import LANGUAGES

ENTRIES = 2_000
"""Entries per sitemap."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_index(base: str, counts: Mapping[str, int]) -> str:
    """Return the index: a sitemap of the lists, then those of the entries of each folder.

    >>> "<loc>https://a.example/sitemap/topics-2.xml</loc>" in sitemap_index(
    ...     "https://a.example", {"topics": 2_001}
    ... )
    True
    """
    names = ["pages", *(name for folder in counts for name in _names(folder, counts[folder]))]
    locations = "".join(
        f"<sitemap><loc>{escape(f'{base}/sitemap/{name}.xml')}</loc></sitemap>\n" for name in names
    )
    return f'{_HEAD}<sitemapindex xmlns="{_SCHEMA}">\n{locations}</sitemapindex>\n'


def sitemap(public_url: str, pages: Iterable[tuple[Address, str | None]]) -> str:
    """Return a sitemap of pages, each in all languages, with the time of the last change."""
    items = "".join(
        item for address, changed in pages for item in _items(public_url, address, changed)
    )
    schemas = f'xmlns="{_SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {schemas}>\n{items}</urlset>\n"


def _names(folder: str, count: int) -> Iterator[str]:
    for number in range(1, -(-count // ENTRIES) + 1):
        yield f"{folder}-{number}"


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
