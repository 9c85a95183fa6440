"""What programs read of the site: robots.txt, llms.txt, sitemaps and OpenSearch."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.static_files import generated_response, service_url
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.parts.templates import environment, words_of
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


def crawler_routes(prefix: str, *, has_mcp: bool) -> list[Route]:
    """Return the routes; robots.txt is only valid at the root of a host."""
    texts = {"robots.txt": "text/plain", "llms.txt": "text/markdown"}
    values = {"prefix": prefix, "folders": TYPE_FOLDERS, "has_mcp": has_mcp}
    return [
        Route(f"{prefix}/sitemap.xml", partial(_index, prefix)),
        Route(f"{prefix}/sitemap/{{name}}.xml", partial(_sitemap, prefix)),
        *(
            Route(f"{prefix}/{code}/opensearch.xml", partial(_open_search, prefix, code))
            for code in LANGUAGES
        ),
        *(Route(f"/{name}", partial(_text, name, kind, values)) for name, kind in texts.items()),
    ]


async def _text(
    template: str, media_type: str, values: Mapping[str, object], request: Request
) -> Response:
    """Answer with a template of text, which gets scheme and host of the service as `url`."""
    made = environment().get_template(template)
    content = f"{made.render(values, url=service_url(request))}\n"
    return await generated_response(request, content.encode(), media_type)


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
        paths = [page.path for page in PAGES if ANY not in page.path and "search" not in page.path]
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
    name = GOOD_PRACTICE.plural_label.in_language(language)
    values = {"prefix": prefix, "name": name, **words_of(language)}
    media_type = "application/opensearchdescription+xml"
    return await _text("opensearch.xml", media_type, values, request)


def _pair(row: object) -> tuple[str, str | None]:
    slug, changed = row if isinstance(row, list) else (row, None)
    return str(slug), str(changed) if changed else None


async def _xml(request: Request, text: str) -> Response:
    return await generated_response(request, text.encode(), "application/xml")
