"""What programs read of the site: robots.txt, llms.txt, sitemaps and OpenSearch."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from xml.sax.saxutils import escape, quoteattr

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.static_files import generated_response, service_url
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.structured_data import (
    SITEMAP_ENTRIES,
    sitemap,
    sitemap_index,
)
from graph_service.model.graph import TYPE_FOLDERS
from graph_service.model.types import COUNTRY, GOOD_PRACTICE
from graph_service.store.read import Reader

_COUNTS = f"RETURN [{', '.join(f'COUNT {{ (:{t.name}) }}' for t in TYPE_FOLDERS.values())}] AS row"
_SLUGS = """MATCH (n:{label}) WHERE n.id > '' WITH n ORDER BY n.id SKIP $skip LIMIT $limit
OPTIONAL MATCH (release:Release {{number: n.updatedIn}})
RETURN collect([n.slug, toString(release.loadedAt)]) AS row"""
_PAIRS = """MATCH (a:Country), (b:Country) WHERE a.slug < b.slug
AND (EXISTS { (a)-[:TRANSFER_FLOW|VISIT_FLOW]-(b) }
OR EXISTS { (a)<-[:SIGNED_BY]-(:Agreement)-[:SIGNED_BY]->(b) })
WITH a, b ORDER BY a.slug, b.slug RETURN collect([a.slug, b.slug]) AS row"""
"""The pairs of countries between which a visit, a transfer or an agreement is known."""
_LLMS = """# Good practices against trafficking in persons

> A knowledge graph of good practices against trafficking in persons, exchange visits and
> transfers of knowledge between governments of Latin America and the Caribbean. Every statement
> names its sources.

- {base}/en, {base}/es, {base}/pt: pages in English, Spanish and Portuguese.
- Lists: {lists}. Filters are parameters, such as {base}/en/good-practices?themes=protection.
- Every page has its data: {base}/en/topics.csv and {base}/en/topics.json, for example.
- {url}/openapi.json: these addresses, their parameters and their answers in OpenAPI.
- {base}/id/Type/slug: an entry as HTML, JSON-LD or JSON, by Accept.
- {url}/graphql: the GraphQL API; {url}/schema.graphql: its schema.
{mcp}- {url}/export/: the whole catalogue in several formats.
- {base}/sitemap.xml: all pages; {base}/en/new.atom and {base}/en/releases.atom: feeds.

What is not in the catalogue is not known to it; that does not mean that it did not happen.
"Visited" does not mean "adopted". "Inferred" and "assumed" mark what no source states. Cite the
version of the release.
"""
_MCP = "- {url}/mcp: the same for assistants (MCP, streamable HTTP).\n"
_OPEN_SEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name}</ShortName><Description>{description}</Description>
<Url type="text/html" template={template}/>
</OpenSearchDescription>
"""
"""A ShortName has at most 16 characters."""


def crawler_routes(prefix: str, *, has_mcp: bool) -> list[Route]:
    """Return the routes; robots.txt is only valid at the root of a host."""
    return [
        Route(f"{prefix}/sitemap.xml", partial(_index, prefix)),
        Route(f"{prefix}/sitemap/{{name}}.xml", partial(_sitemap, prefix)),
        *(
            Route(f"{prefix}/{code}/opensearch.xml", partial(_open_search, prefix, code))
            for code in LANGUAGES
        ),
        Route("/robots.txt", partial(_robots, prefix)),
        Route("/llms.txt", partial(_llms, prefix, _MCP if has_mcp else "")),
    ]


async def _robots(prefix: str, request: Request) -> Response:
    address = f"{service_url(request)}{prefix}/sitemap.xml"
    # Only queries in addresses, which are endless: llms.txt sends programs to the endpoint itself.
    text = f"User-agent: *\nDisallow: /graphql?*\nDisallow: {prefix}/*/search\nSitemap: {address}\n"
    return await generated_response(request, text.encode(), "text/plain")


async def _llms(prefix: str, mcp: str, request: Request) -> Response:
    url = service_url(request)
    base = f"{url}{prefix}"
    lists = ", ".join(f"{base}/en/{folder}" for folder in TYPE_FOLDERS)
    content = _LLMS.format(base=base, url=url, lists=lists, mcp=mcp.format(url=url))
    return await generated_response(request, content.encode(), "text/markdown")


async def _index(prefix: str, request: Request) -> Response:
    reader: Reader = request.app.state.reader
    found = (await reader.read(_COUNTS, {})).row
    counts = {folder: int(str(n)) for folder, n in zip(TYPE_FOLDERS, found, strict=True)}
    return await _xml(request, sitemap_index(f"{service_url(request)}{prefix}", counts))


async def _sitemap(prefix: str, request: Request) -> Response:
    """Answer with the sitemap of the pages without entries and of pairs, or of some entries."""
    name = request.path_params["name"]
    match = re.fullmatch(r"([a-z-]+)-([1-9]\d{0,5})", name)
    home = Address(LANGUAGES[0], prefix=prefix)
    url = service_url(request)
    if name == "pages":
        shown = [page for page in PAGES if not page.is_former]
        paths = [page.path for page in shown if ANY not in page.path and "search" not in page.path]
        pairs = (await request.app.state.reader.read(_PAIRS, {})).row
        paths += [
            (str(COUNTRY.folder), *map(str, pair)) for pair in pairs if isinstance(pair, list)
        ]
        return await _xml(request, sitemap(url, [(home.to(*path), None) for path in paths]))
    if match is None or match[1] not in TYPE_FOLDERS:
        raise HTTPException(404)
    folder, number = match[1], int(match[2])
    reader: Reader = request.app.state.reader
    statement = _SLUGS.format(label=TYPE_FOLDERS[folder].name)
    skipped = (number - 1) * SITEMAP_ENTRIES
    read = await reader.read(statement, {"skip": skipped, "limit": SITEMAP_ENTRIES})
    if not read.row:
        raise HTTPException(404)
    pages = [(home.to(folder, str(slug)), changed) for slug, changed in map(_pair, read.row)]
    # Not on the event loop: writing 6,000 addresses takes a tenth of a second.
    return await _xml(request, await asyncio.to_thread(sitemap, url, pages))


async def _open_search(prefix: str, language: str, request: Request) -> Response:
    """Answer with how a browser searches the pages of a language."""
    home = Address(language, prefix=prefix)
    content = _OPEN_SEARCH.format(
        name=escape(GOOD_PRACTICE.plural_label.in_language(language)),
        description=escape(home.gettext("Search the catalogue")),
        template=quoteattr(f"{service_url(request)}{home.to('search')}?q={{searchTerms}}"),
    )
    media_type = "application/opensearchdescription+xml"
    return await generated_response(request, content.encode(), media_type)


def _pair(row: object) -> tuple[str, str | None]:
    slug, changed = row if isinstance(row, list) else (row, None)
    return str(slug), str(changed) if changed else None


async def _xml(request: Request, text: str) -> Response:
    return await generated_response(request, text.encode(), "application/xml")
