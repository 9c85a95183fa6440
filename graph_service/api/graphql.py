"""GraphQL over HTTP: a request → an operation; a result → a response.

Plain ASGI: Starlette's requests and responses would take longer than a cached answer does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from graphql import GraphQLError, OperationType, get_operation_ast, parse
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from graph_service.api.content_coding import (
    COMPRESSED_SHARE,
    IDENTITY,
    MIN_BYTES,
    Coding,
    Compressor,
)
from graph_service.api.engine import Engine
from graph_service.api.graphiql import graphiql_page
from graph_service.api.negotiation import (
    DEFAULT,
    MediaType,
    check_body_coding,
    check_body_type,
    etag,
    known_digests,
    negotiate,
    negotiate_coding,
    prefers_html,
)
from graph_service.api.parameters import PARSED_SHARE, Parameters, RequestParser
from graph_service.api.persisted_documents import PersistedDocuments
from graph_service.api.responses import DEFECT, NOT_MODIFIED, Result, refusal
from graph_service.error_codes import Code
from graph_service.errors import ALLOW, GraphServiceError, HttpRefused
from graph_service.settings import ServiceSettings
from graph_service.telemetry import CURRENT_REQUEST

logger = logging.getLogger(__name__)
MAX_URL = 16_000
"""Bytes of the query string."""
DRAIN_SECONDS = 1.0
"""How long a rejected client may continue to send before its connection is closed."""
_DRAIN_BYTES = 16 * 1024 * 1024
_LARGE = 16 * 1024
"""Parsing a body of more bytes may take a millisecond or more."""
_VARY = (b"vary", b"accept, accept-encoding")
_NO_STORE = (b"cache-control", b"no-store")
_Headers = Mapping[bytes, bytes]
_HeaderList = list[tuple[bytes, bytes]]


class GraphQLEndpoint:
    """Answers /graphql, as an ASGI application.

    Attributes:
        engine: answers operations; set before the first request arrives.
    """

    engine: Engine

    def __init__(self, documents: PersistedDocuments, service: ServiceSettings) -> None:
        """Set up the endpoint; the documents are the operations that have an id."""
        self._max_body = service.max_body
        self._parser = RequestParser(
            documents,
            max_values=service.operations.max_tokens,
            cache_bytes=service.cache_bytes // PARSED_SHARE,
        )
        self._cache_control = (b"cache-control", service.frontends.cache_control.encode())
        self._page = graphiql_page if service.graphiql else None
        self._compressor = Compressor(service.cache_bytes // COMPRESSED_SHARE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        method: str = scope["method"]
        if method == "OPTIONS":
            await _answer_options(send)
            return
        record = CURRENT_REQUEST.get()
        headers = _by_name(scope["headers"])
        media_type = DEFAULT
        coding = negotiate_coding(headers.get(b"accept-encoding"))
        unread = method not in ("GET", "HEAD")
        if self._page and not unread and prefers_html(headers.get(b"accept")):
            await self._page(scope, receive, send)
            return
        caching = [_NO_STORE]
        try:
            media_type = negotiate(headers.get(b"accept"))
            if len(scope["query_string"]) > MAX_URL:
                raise _too_long(scope["query_string"])
            if method == "POST":
                check_body_type(headers.get(b"content-type"))
                check_body_coding(headers.get(b"content-encoding"))
                body = await _read_body(headers, receive, self._max_body)
                unread = False
                parameters = await self._parameters(body)
            elif unread:
                message = "Send operations by POST, or queries by GET."
                raise HttpRefused(Code.METHOD_NOT_ALLOWED, message, ALLOW)
            else:
                parameters = self._parser.parse_query(scope["query_string"])
        except GraphServiceError as error:
            result = refusal(error)
        except ClientDisconnect:
            return
        else:
            record.text = parameters.query
            result, caching = await self._answer(parameters, method, media_type, coding, headers)
        record.operation, record.code = result.operation, result.code
        record.reason = result.reason
        content = result.content_for(record.id)
        if coding is not IDENTITY and len(content) >= MIN_BYTES:
            content = await self._compressor.compress(content, coding, is_cached=result.is_snapshot)
            caching.append((b"content-encoding", coding.name))
        await _respond(
            result,
            content,
            media_type,
            send,
            caching,
            receive if unread else None,
            empty=method == "HEAD",
        )

    async def _parameters(self, body: bytes) -> Parameters:
        """Parse a body; a large one in the worker, so that the event loop isn't blocked."""
        if (known := self._parser.known_body(body)) is not None:
            return known
        parse = partial(self._parser.parse_body, body)
        return await self.engine.worker.run(parse) if len(body) > _LARGE else parse()

    async def _answer(
        self,
        parameters: Parameters,
        method: str,
        media_type: MediaType,
        coding: Coding,
        headers: _Headers,
    ) -> tuple[Result, _HeaderList]:
        """Answer an operation, with the headers for caches."""
        try:
            if method == "POST":
                return await self.engine.answer_request(parameters), []
            known = known_digests(headers.get(b"if-none-match"), media_type, coding)
            result, digest = await self.engine.answer_unless_known(parameters, known)
        except Exception:
            logger.exception("An operation failed unexpectedly")
            return DEFECT, [_NO_STORE]
        if digest is not None:
            return result, [(b"etag", etag(digest, media_type, coding)), self._cache_control]
        if result.status != 200 and not _may_be_a_query(parameters, self.engine.limits.max_tokens):
            message = f"{method} accepts only queries, and the schema has nothing else."
            result = refusal(HttpRefused(Code.METHOD_NOT_ALLOWED, message, {"allow": "POST"}))
        return result, [_NO_STORE]


def _too_long(query_string: bytes) -> HttpRefused:
    return HttpRefused(
        Code.URL_TOO_LONG,
        f"The query string has {len(query_string):,} bytes, more than the limit of"
        f" {MAX_URL:,}: send the operation by POST.",
        allowed=MAX_URL,
        found=len(query_string),
    )


def _by_name(headers: list[tuple[bytes, bytes]]) -> _Headers:
    """Return the headers by name; repeated ones are joined by commas, as in HTTP."""
    found = dict(headers)
    if len(found) < len(headers):
        found.clear()
        for name, value in headers:
            found[name] = found[name] + b", " + value if name in found else value
    return found


def _may_be_a_query(parameters: Parameters, max_tokens: int) -> bool:
    """Whether the requested operation is neither a mutation nor a subscription."""
    try:
        document = parse(parameters.query, max_tokens=max_tokens)
        operation = get_operation_ast(document, parameters.operation_name)
    except (GraphQLError, RecursionError):
        return True
    return operation is None or operation.operation is OperationType.QUERY


async def _answer_options(send: Send) -> None:
    headers = [(b"allow", ALLOW["allow"].encode())]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _respond(
    result: Result,
    content: bytes,
    media_type: MediaType,
    send: Send,
    caching: _HeaderList,
    unread: Receive | None = None,
    *,
    empty: bool = False,
) -> None:
    """Send a response; if the body wasn't read, close the connection after it."""
    headers = [_VARY, *caching]
    if result.status != NOT_MODIFIED.status:
        headers += [
            (b"content-length", b"%d" % len(content)),
            (b"content-type", media_type.content_type),
        ]
    if result.headers:
        headers += [(name.encode(), value.encode()) for name, value in result.headers.items()]
    if unread is not None:
        headers.append((b"connection", b"close"))
    status = (result.json_status if media_type.is_named_json else None) or result.status
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if unread is not None:
        await send({"type": "http.response.body", "body": content, "more_body": True})
        await _drain(unread)
        content = b""
    await send({"type": "http.response.body", "body": b"" if empty else content})


async def _read_body(headers: Mapping[bytes, bytes], receive: Receive, max_bytes: int) -> bytes:
    """Return a body of at most `max_bytes`.

    If Content-Length is larger, the body isn't read. The server enforces that length; a chunked
    body has none, so received bytes are counted, too.

    Raises:
        HttpRefused: when the body is larger.
        ClientDisconnect: when the client disconnected before the body was complete.
    """
    content_length = headers.get(b"content-length", b"")
    if content_length.isdigit() and (len(content_length) > 18 or int(content_length) > max_bytes):
        raise _too_large(max_bytes)
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > max_bytes:
            raise _too_large(max_bytes)
        if not message.get("more_body"):
            return b"".join(parts)


def _too_large(max_bytes: int) -> HttpRefused:
    return HttpRefused(
        Code.BODY_TOO_LARGE,
        f"The body has more than {max_bytes:,} bytes: send a smaller request.",
        allowed=max_bytes,
    )


async def _drain(receive: Receive) -> None:
    """Receive and discard what a client still sends after the response, for a short time.

    Closing the connection while the client sends would reset it, and the response would be lost.
    """
    remaining = _DRAIN_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while remaining > 0:
                message = await receive()
                remaining -= len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    return
