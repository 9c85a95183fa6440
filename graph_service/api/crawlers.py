"""What programs read of the site: robots.txt, llms.txt, the sitemap and OpenSearch."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph_service.api.static_files import generated_response, service_url
from graph_service.explorer.pages import PAGES
from graph_service.explorer.pages.page import ANY
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.parts.templates import environment, words_of
from graph_service.explorer.structured_data import sitemap
from graph_service.model.graph import TYPE_FOLDERS
from graph_service.model.types import COUNTRY, GOOD_PRACTICE
from graph_service.store.read import Reader

_IDS = f"""MATCH (n:{"|".join(t.name for t in TYPE_FOLDERS.values())}) WITH n ORDER BY n.id
OPTIONAL MATCH (release:Release {{number: n.updatedIn}})
RETURN collect([n.id, toString(release.loadedAt)]) AS row"""
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
        Route(f"{prefix}/sitemap.xml", partial(_sitemap, prefix)),
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


async def _sitemap(prefix: str, request: Request) -> Response:
    """Answer with the pages without parameters, those of pairs, and those of entries."""
    reader: Reader = request.app.state.reader
    pairs, entries = [(await reader.read(text, {})).row for text in (_PAIRS, _IDS)]
    home = Address(LANGUAGES[0], prefix=prefix)
    paths = [page.path for page in PAGES if ANY not in page.path and "search" not in page.path]
    paths += [(str(COUNTRY.folder), *map(str, pair)) for pair in pairs if isinstance(pair, list)]
    pages: list[tuple[Address, str | None]] = [(home.to(*path), None) for path in paths]
    pages += [(page, changed) for page, changed in map(partial(_entry, home), entries) if page]
    # Not on the event loop: writing 6,000 addresses takes a tenth of a second.
    content = await asyncio.to_thread(sitemap, service_url(request), pages)
    return await generated_response(request, content.encode(), "application/xml")


async def _open_search(prefix: str, language: str, request: Request) -> Response:
    """Answer with how a browser searches the pages of a language."""
    name = GOOD_PRACTICE.plural_label.in_language(language)
    values = {"prefix": prefix, "name": name, **words_of(language)}
    media_type = "application/opensearchdescription+xml"
    return await _text("opensearch.xml", media_type, values, request)


def _entry(home: Address, row: object) -> tuple[Address | None, str | None]:
    """Return the page of an entry, and when a load changed it last."""
    identity, changed = row if isinstance(row, list) else (row, None)
    return home.to_entry(str(identity)), str(changed) if changed else None
