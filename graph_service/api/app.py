"""The application: routes, and what all requests share."""

from __future__ import annotations

import asyncio
import gc
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from functools import partial

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.api.archives import Archives
from graph_service.api.assistants import MCP, Assistants
from graph_service.api.crawlers import crawler_routes
from graph_service.api.engine import Engine
from graph_service.api.exports import export_routes
from graph_service.api.graphiql import graphiql_files
from graph_service.api.graphql import GraphQLEndpoint
from graph_service.api.identifiers import base_iri_of, identifier_routes
from graph_service.api.metrics import Metrics
from graph_service.api.middleware import READINESS, Cors, Instrumentation, Observer, log_access
from graph_service.api.openapi import openapi_route
from graph_service.api.pages import Pages
from graph_service.api.persisted_documents import read_persisted_documents
from graph_service.api.readiness import WarmUp, healthz, readyz
from graph_service.api.responses import on_defect, on_http_exception, on_service_error
from graph_service.api.schema import build_schema, core_schema
from graph_service.api.static_files import browser_files, file_response
from graph_service.api.traces import Traces
from graph_service.errors import GraphServiceError
from graph_service.explorer.parts.address import FORMATS
from graph_service.explorer.parts.templates import load_templates
from graph_service.model import publication
from graph_service.model.search_meaning import load_labels
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from graph_service.store.driver import open_database
from graph_service.store.heartbeat import Heartbeat
from graph_service.store.read import Reader

_GRAPHQL, _SDL = "/graphql", "/schema.graphql"
_READ = "GET, HEAD"


class App(Starlette):
    """The application; operations bypass middleware and routing, which cost as much as a cache hit.

    Middleware does not run for /graphql; put such logic in the endpoint.

    Attributes:
        graphql: the endpoint of operations.
        endpoints: by path; these bypass routing.
        public: what pages of any origin may read, by GET and without credentials.
        is_public: whether a path has such data.
        instrumentation: all requests pass through it.
    """

    graphql: GraphQLEndpoint
    endpoints: Mapping[str, ASGIApp]
    public: ASGIApp
    is_public: Callable[[str], object]
    instrumentation: Instrumentation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            await self.instrumentation(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def answer(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer a request, inside the instrumentation."""
        path = scope["path"]
        found = self.endpoints.get(path) or (self.public if self.is_public(path) else self.route)
        return found(scope, receive, send)

    async def route(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request through middleware and routing."""
        await super().__call__(scope, receive, send)


def _tune_garbage_collector() -> None:
    """Let the garbage collector skip permanent objects, and run once per large answer.

    Rows are lists of lists, so an answer creates thousands of objects, all alive until it is sent.
    With a schema of some 100,000 objects, collections took a third of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


def _shorten_switch_interval() -> None:
    """Let the event loop continue after 1 ms instead of 5 while a thread works.

    An answer takes some twenty turns of the loop, so these waits add up.
    """
    sys.setswitchinterval(0.001)


def _schema(request: Request) -> Response:
    """Answer GET /schema.graphql; Starlette runs this in a thread, since it isn't async."""
    return file_response(request, request.app.state.sdl, "text/plain")


async def rehearse(
    service: ServiceSettings,
    database_settings: Callable[[], DatabaseSettings],
    is_over: Callable[[], bool],
) -> None:
    """Let Neo4j plan what pages read before the service starts, until it is over.

    The JVM compiles the planner meanwhile; if the catalogue is there, the plans stay.

    Args:
        service: the settings of the service.
        database_settings: waits until the database runs.
        is_over: whether the service is about to start.
    """
    if not (service.warm_up and service.explorer.on):
        return
    pages = Pages(service)
    schema = core_schema(build_schema())
    async with open_database(database_settings()) as database:
        reader = Reader(database, deadline=service.times.operation)
        engine = Engine(schema, reader, limits=service.operations, valid=pages.documents)
        await WarmUp(engine, reader, database, None).rehearse(pages, is_over)


def create_app(settings: ServeSettings) -> App:
    """Create the application; it connects to the database at the first request.

    Raises:
        SettingsInvalid: when the trusted documents are invalid.
        StartRefused: when a package that the settings need isn't installed.
    """
    service = settings.service
    frontends, prefix = service.frontends, service.explorer.path or ""
    documents = read_persisted_documents(service)
    graphql = GraphQLEndpoint(documents, service)
    pages = Pages(service) if service.explorer.on else None
    metrics = Metrics(service.metrics.operations) if service.metrics.on else None
    traces = Traces(settings.database.database) if service.traces.on else None
    assistants = Assistants(service) if service.mcp and pages else None

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            database = await stack.enter_async_context(open_database(settings.database))
            reader = app.state.reader = Reader(database, deadline=service.times.operation)
            schema = build_schema()
            engine = schema.engine = Engine(
                core_schema(schema),
                reader,
                cache_bytes=service.cache_bytes,
                max_staleness=service.max_staleness,
                max_reads=service.capacity.max_reads,
                disclosure=frontends.disclosure,
                limits=service.operations,
                valid=pages.documents if pages else (),
            )
            graphql.engine = app.state.engine = engine
            await stack.enter_async_context(
                assistants.running(engine) if assistants else nullcontext()
            )
            load_labels()  # before the service is ready, or the first readers would wait for it
            if pages is not None:
                load_templates()
                pages.engine = engine
            app.state.sdl = schema.as_str().encode()
            app.state.archives = Archives(
                settings.database,
                service.export_space_mib * 1024 * 1024,
                base_iri_of(service) if pages else None,
                service.export_folder,
            )
            stack.push_async_callback(app.state.archives.close)
            if traces is not None:
                stack.callback(traces.close)
            if metrics is not None:
                await stack.enter_async_context(metrics.running(reader, engine))
            heartbeat = Heartbeat(
                database,
                reader,
                seconds=service.times.database,
                note_contact=engine.cache.note_contact if engine.cache else None,
            )
            beating = asyncio.create_task(heartbeat.run())
            stack.callback(beating.cancel)
            app.state.warm_up = None
            if service.warm_up:
                app.state.warm_up = WarmUp(engine, reader, database, metrics)
                texts = [*documents.texts, *(assistants.texts if assistants else ())]
                warming = asyncio.create_task(app.state.warm_up.run(pages, texts))
                stack.callback(warming.cancel)
            _tune_garbage_collector()
            _shorten_switch_interval()
            yield

    app = App(
        lifespan=lifespan,
        routes=[
            Route("/healthz", healthz),
            Route(READINESS, readyz),
            *([Route(_SDL, _schema)] if frontends.disclosure.introspection else ()),
            *((metrics.route,) if metrics else ()),
            *(export_routes(pages) if service.export_space_mib else ()),
            *((graphiql_files,) if service.graphiql else ()),
            browser_files,
            *((assistants.route(),) if assistants else ()),
            *(
                (
                    *identifier_routes(prefix),
                    *crawler_routes(prefix, has_mcp=service.mcp),
                    openapi_route(prefix, has_archives=service.export_space_mib > 0),
                )
                if pages
                else ()
            ),
            *(pages.routes if pages else ()),
        ],
        exception_handlers={
            HTTPException: pages.on_http_exception if pages else on_http_exception,
            GraphServiceError: on_service_error,
            Exception: pages.on_defect if pages else on_defect,
        },
    )
    # A redirect would contain the Host header, which a client can choose freely.
    app.router.redirect_slashes = False
    app.state.public_url = service.public_url
    app.graphql = graphql
    app.public = Cors(app.route, frozenset("*"), _READ)
    data = "|".join(name for name in FORMATS if name != "png")
    app.is_public = re.compile(rf"{prefix}/id/|{publication.ARCHIVES}|.*\.({data})$").match
    app.endpoints = {_GRAPHQL: graphql}
    if origins := frontends.origins:
        app.endpoints = {
            _GRAPHQL: Cors(graphql, origins, "GET, HEAD, POST"),
            _SDL: Cors(app.route, origins, _READ),
            MCP: Cors(app.route, origins, "POST"),
        }
    observers: list[Observer] = [partial(log_access, service.logs.slow)]
    if traces is not None:
        observers.append(traces.observe)
    if metrics is not None:
        observers.append(metrics.observe)
    app.instrumentation = Instrumentation(app.answer, observers)
    if metrics is not None:
        metrics.instrumentation = app.instrumentation
    return app
