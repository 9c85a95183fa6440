"""The explorer over HTTP: an address → its operation, executed in this process → a page.

Beside pages, suggestions for the search field while one types: /en/suggest.json?prefix=she.

Pages share the engine, its cache and its limits with /graphql. A rendered page is cached as it is
sent, by its coding, its address and the digest of the answer that it shows, so a page is never
older than its answer.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graph_service.api.content_coding import COMPRESSED_SHARE, IDENTITY, MIN_BYTES, Coding, compress
from graph_service.api.drawing import png_of
from graph_service.api.engine import Engine
from graph_service.api.negotiation import coding_for, prefers_html
from graph_service.api.parameters import Parameters
from graph_service.api.responses import Result, errors_content, on_defect, on_http_exception
from graph_service.api.spreadsheet import xlsx_of
from graph_service.api.static_files import file_response, generated_response, service_url
from graph_service.compiler.lru import LRU
from graph_service.error_codes import Code
from graph_service.errors import RETRY_SOON
from graph_service.explorer.downloads import (
    MAX_ROWS,
    MEDIA_TYPES,
    PAGE_SIZE,
    file_name,
    first_variables,
    merged,
)
from graph_service.explorer.pages.page import Page, next_address
from graph_service.explorer.pages.search import NOT_FOUND
from graph_service.explorer.parts.address import (
    DATA_FORMATS,
    FORMATS,
    TABLE_FORMATS,
    Address,
    AddressInvalid,
    parse_address,
)
from graph_service.explorer.parts.facts import Node, next_cursor, objects_in, release_of
from graph_service.explorer.parts.languages import LANGUAGES, preferred_language
from graph_service.explorer.parts.operations import Operation, operation_names, read_operation
from graph_service.explorer.parts.templates import ASSETS, assets
from graph_service.explorer.site import Site, present_address
from graph_service.explorer.visits import Visit, visits
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.settings import ServiceSettings
from graph_service.telemetry import CURRENT_REQUEST, shaping

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors {framing}"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY.format(framing="'none'"),
    "Referrer-Policy": "same-origin",
}
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_FRAMED = {"Content-Security-Policy": _POLICY.format(framing="*")}
"""Of embeds, which any site may show in a frame: they have no form and nothing to click away."""
_LONGEST_QUERY = 8_000
"""Characters of the parameters of an address, which a list repeats in the link of each filter."""
_LONGEST_PREFIX = 100
"""Characters for which there are suggestions."""
_NO_STORE = {"Cache-Control": "no-store"}
_BY_LANGUAGE = {"Vary": "Accept-Language", "Cache-Control": "no-cache"}
_FOR_A_DAY = {"Cache-Control": "public, max-age=86400"}
_MADE: Mapping[str, Callable[[bytes], bytes]] = {"png": png_of, "xlsx": xlsx_of}
"""Formats that a process of its own makes of what the site renders; they are compressed."""
_ICONS = ("favicon.ico", "apple-touch-icon.png")
"""Files that programs look for at the root of a host."""
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


class _Rendered(NamedTuple):
    """A page as it is sent, or its data in another format.

    Attributes:
        status: the HTTP status.
        content: the page or its format, or its compressed form; empty if the page has moved.
        headers: with an ETag: a hash of the content before that, and its coding.
        moved_to: the address to which it has moved, or "".
    """

    status: int
    content: bytes
    headers: Mapping[str, str]
    moved_to: str


class Pages:
    """Answers requests for pages.

    Attributes:
        engine: answers their operations; set before the first request arrives.
        documents: the texts of their operations, which are valid, as a test makes sure.
        routes: of all pages and their assets.
    """

    engine: Engine

    def __init__(self, service: ServiceSettings) -> None:
        prefix = service.explorer.path or ""
        self._prefix = prefix
        self._site = Site(
            prefix,
            "/graphql" if service.graphiql else "",
            service.contact,
            has_archives=service.export_space_mib > 0,
        )
        self._cache_control = service.frontends.cache_control
        self.documents = frozenset(read_operation(name).text for name in operation_names())
        self._rendered: LRU[tuple[str, bytes], _Rendered] = LRU(
            service.cache_bytes // COMPRESSED_SHARE
        )
        self._making = asyncio.Semaphore(1)  # or a crawler would take all cores
        homes = [Address(language, prefix=prefix) for language in LANGUAGES]
        self.routes = [
            Route(prefix or "/", self._choose_language),
            *(Route(f"{home}/suggest.json", partial(self._suggest, home)) for home in homes),
            *(
                Route(f"{home}{extension}", self._page)
                for home in homes
                for extension in ("", "/{path:path}", *(f".{name}" for name in FORMATS))
            ),
            *(
                Route(f"{prefix}/{ASSETS}/{asset.path}", partial(_asset, name, _FOR_EVER))
                for name, asset in assets().items()
            ),
            *(Route(f"/{name}", partial(_asset, name, _FOR_A_DAY)) for name in _ICONS),
        ]

    def usual(self) -> Iterator[tuple[Parameters, Visit]]:
        """Yield operations of pages like those that people visit, with these visits."""
        for visit in visits():
            page = self._site.find(visit.address) or NOT_FOUND
            variables = page.variables(visit.address)
            yield _parameters(page.operation, visit.address, variables), visit

    async def on_http_exception(self, request: Request, error: Exception) -> Response:
        """Answer an error at any path: as a page to browsers, as JSON to others."""
        is_page = request.url.path.startswith(f"{self._prefix}/")
        accept = request.headers.get("Accept", "").encode()
        if not isinstance(error, HTTPException) or error.status_code != 404 or not is_page:
            return await on_http_exception(request, error)
        home = self.preferred(request)
        path = request.url.path.removeprefix(self._prefix)
        address = parse_address(f"{home}{path}", request.url.query, self._prefix)
        present = address and present_address(address)
        if request.method in ("GET", "HEAD") and present and self._site.find(present):
            return RedirectResponse(str(present), 302, _BY_LANGUAGE)
        if prefers_html(accept):
            CURRENT_REQUEST.get().code = Code.NOT_FOUND
            return await self._not_found(request, home)
        return await on_http_exception(request, error)

    async def on_defect(self, request: Request, error: Exception) -> Response:
        """Answer an unexpected exception; the server logs it."""
        address = parse_address(request.url.path, "", self._prefix)
        if address is None:
            return await on_defect(request, error)
        CURRENT_REQUEST.get().code = Code.INTERNAL
        return self._problem(request, address, 500)

    async def _choose_language(self, request: Request) -> Response:
        """Redirect to the first page in the language that the reader prefers."""
        return RedirectResponse(str(self.preferred(request)), 302, _BY_LANGUAGE)

    async def _page(self, request: Request) -> Response:
        """Answer GET for a page, or for its data in another format."""
        path: str = request.scope["path"]
        query = request.scope["query_string"].decode("latin-1")
        address = parse_address(path, query, self._prefix)
        if address is None:
            return self._problem(request, parse_address(path, "", self._prefix), 400)
        present = present_address(address)
        if present != address or path.endswith("/"):
            return RedirectResponse(str(present), 308)
        page = self._site.find(address)
        if page is None or not self._site.has_format(page, address.format):
            return await self._not_found(request, address)
        try:
            variables = first_variables(page, address)
            if len(query) > _LONGEST_QUERY:
                raise AddressInvalid  # its title says enough
        except AddressInvalid as error:
            CURRENT_REQUEST.get().code = Code.BAD_USER_INPUT
            # Without the parameters, which may be long, in the links to other languages.
            return self._problem(request, address.plain(), 400, str(error))
        return await self._answer(request, page, address, variables)

    async def _answer(
        self,
        request: Request,
        page: Page,
        address: Address,
        variables: dict[str, Json],
        status: int = 200,
    ) -> Response:
        """Execute the operation of a page, and render it unless that was done for this answer.

        Its data in another format has all rows of a list, up to a limit.
        """
        results: list[Result] = []
        digests = b""
        is_over = False
        while not is_over:
            result, digest = await self._execute(_parameters(page.operation, address, variables))
            if digest is None:
                return self._failed(request, address, result)
            results.append(result)
            digests += digest
            is_data = address.format in DATA_FORMATS
            after = next_cursor(page.list_in(result.data)) if is_data else None
            is_over = after is None or len(results) * PAGE_SIZE >= MAX_ROWS
            variables = {**variables, "after": after}
        coding = IDENTITY if address.format in _MADE else coding_for(request)
        public_url = service_url(request)
        key = f"{coding.name.decode()} {status} {public_url}{address}", digests
        rendered = self._rendered.get(key)
        if rendered is None:
            answers = [result.data for result in results]
            if any(release_of(answer) != release_of(answers[0]) for answer in answers):
                return self._problem(request, address, 503)  # a load took place in between
            rendered = await self._render(page, address, merged(page, answers), coding, public_url)
            if rendered is None:
                return await self._not_found(request, address)
            self._rendered.add(key, rendered, len(rendered.content) + sum(map(len, key)))
        return self._respond(request, rendered)

    async def _execute(self, parameters: Parameters) -> tuple[Result, bytes | None]:
        """Execute an operation; without a digest, it failed."""
        result, digest = await self.engine.answer_unless_known(parameters, ())
        record = CURRENT_REQUEST.get()
        record.operation, record.code, record.reason = result.operation, result.code, result.reason
        if result.code is Code.NULL_VALUE and result.has_error_at("catalogue"):
            record.code = Code.NO_RELEASE  # the graph is empty
        return result, digest

    async def _render(
        self, page: Page, address: Address, data: Node, coding: Coding, public_url: str
    ) -> _Rendered | None:
        """Render a page, and compress it unless it is small; None if the answer has no entry."""
        with shaping():
            found = self._site.render(page, address, data, public_url)
        if found is None:
            return None
        content = found.content
        weak = "W/" if address.format == "xlsx" else ""
        digest = hashlib.blake2b(content, digest_size=18).hexdigest()
        headers = {
            **_HEADERS,
            **(_download_headers(page, address, data) if address.format else _HTML),
            **(_FRAMED if page.is_framed else {}),
            "Cache-Control": self._cache_control,
            "Content-Language": address.language,
            "Vary": "Accept-Encoding",
            # A workbook contains the time at which it was made.
            "ETag": f'{weak}"{digest}{coding.suffix.decode()}"',
        }
        if address.format in _MADE and not found.moved_to:
            async with self._making:
                content = await asyncio.to_thread(_MADE[address.format], content)
        if coding is not IDENTITY and len(content) >= MIN_BYTES:
            headers["Content-Encoding"] = coding.name.decode()
            content = await compress(content, coding)
        return _Rendered(found.status, content, headers, str(found.moved_to or ""))

    def _respond(self, request: Request, page: _Rendered) -> Response:
        """Send a page, or 304 if the client's copy is current."""
        if page.moved_to:
            return RedirectResponse(page.moved_to, 308, {"Cache-Control": self._cache_control})
        if page.status == 200 and page.headers["ETag"] in request.headers.get("If-None-Match", ""):
            headers = {k: v for k, v in page.headers.items() if k != "Content-Encoding"}
            return Response(status_code=304, headers=headers)
        return Response(page.content, page.status, page.headers)

    async def _suggest(self, home: Address, request: Request) -> Response:
        """Answer GET for suggestions: entries that have a word with this beginning."""
        text = request.query_params.get("prefix", "").strip()[:_LONGEST_PREFIX]
        operation = read_operation("autocomplete")
        result, _ = await self._execute(_parameters(operation, home, {"prefix": text}))
        if result.code is not None:
            is_invalid = result.code.status == 400
            code = result.code if is_invalid else Code.DATABASE_UNAVAILABLE
            content = errors_content(code, "No suggestions now.")
            return Response(content, 400 if is_invalid else 503, media_type="application/json")
        found = [
            {
                "label": one["label"],
                "matched": one["matched"],
                "type": TYPES[split_id(str(one["id"]))[0]].label.in_language(home.language),
                "address": str(home.to_entry(str(one["id"])) or home),
            }
            for one in objects_in(result.data["suggest"])
        ]
        content = orjson.dumps({"suggestions": found})
        return await generated_response(request, content, "application/json")

    async def _not_found(self, request: Request, address: Address) -> Response:
        """Answer 404 with the entries that have words of the address; 410 if it was removed."""
        lowered = replace(address, segments=tuple(part.lower() for part in address.segments))
        if lowered != address and re.fullmatch(r"[\w-]+", "".join(address.segments), re.ASCII):
            return RedirectResponse(str(lowered), 308, {"Cache-Control": self._cache_control})
        CURRENT_REQUEST.get().code = Code.NOT_FOUND
        if address.format:
            return self._problem(request, address, 404)
        variables = NOT_FOUND.variables(address)
        response = await self._answer(request, NOT_FOUND, address, variables, 404)
        if response.status_code in (404, 410):
            CURRENT_REQUEST.get().code = Code.NOT_FOUND
        return response

    def _failed(self, request: Request, address: Address, result: Result) -> Response:
        """Answer that the operation failed: by the address, or because of the database."""
        status = result.code.status if result.code else 503
        return self._problem(request, address, status if status in (400, 500) else 503)

    def _problem(
        self, request: Request, address: Address | None, status: int, message: str = ""
    ) -> Response:
        """Answer with a page that says what went wrong."""
        shown = address or self.preferred(request)
        code = CURRENT_REQUEST.get().code
        headers = {**_NO_STORE, **(RETRY_SOON if status == 503 else {})}
        if shown.format:
            title = message or self._site.problem_title(shown, status, code)
            content = errors_content(code or Code.DATABASE_UNAVAILABLE, title)
            return Response(content, status, headers, "application/json")
        html = self._site.render_problem(shown, status, code, message)
        headers = {**_HEADERS, **headers, "Content-Language": shown.language}
        return Response(html, status, headers, "text/html")

    def preferred(self, request: Request) -> Address:
        """Return the first page in the language that the reader prefers."""
        language = preferred_language(request.headers.get("Accept-Language", ""))
        return Address(language, prefix=self._prefix)


def _download_headers(page: Page, address: Address, data: Node) -> Mapping[str, str]:
    links = [f'<{replace(address, format="")}>; rel="alternate"; type="text/html"']
    following = next_address(address, page.list_in(data))
    if following and address.format in DATA_FORMATS:
        links.append(f'<{following}>; rel="next"')
    shown = "attachment" if address.format in (*TABLE_FORMATS, "bib", "ris") else "inline"
    return {
        "Content-Type": MEDIA_TYPES[address.format],
        "Content-Disposition": f'{shown}; filename="{file_name(address, data)}"',
        "Link": ", ".join(links),
        "X-Robots-Tag": "noindex",
    }


def _parameters(
    operation: Operation, address: Address, variables: Mapping[str, Json]
) -> Parameters:
    given = {**variables, "lang": address.language.upper()}
    return Parameters(operation.text, given, None)


def _asset(name: str, caching: Mapping[str, str], request: Request) -> Response:
    """Answer GET for an asset; Starlette runs this in a thread, since it isn't async."""
    asset = assets()[name]
    return file_response(request, asset.content, asset.media_type, {**_HEADERS, **caching})
