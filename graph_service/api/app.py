"""The application: routes, and what all requests share."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from graph_service.api.archives import Archives
from graph_service.api.browser import browser_files
from graph_service.api.exports import export_routes
from graph_service.api.graphiql import graphiql_files, graphiql_page
from graph_service.api.graphql import GraphQLEndpoint
from graph_service.api.health import healthz, readyz
from graph_service.api.refused import failed, refused
from graph_service.api.schema import compiled_schema
from graph_service.settings import ServeSettings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader

DEADLINE = 10.0
"""How many seconds an operation may take."""
_MEBIBYTE = 1024 * 1024


class App(Starlette):
    """Takes operations past middleware and routing, which cost as much as a kept answer.

    So whatever is to hold for operations too has to stand in their endpoint.

    Attributes:
        graphql: the endpoint of operations.
    """

    graphql: GraphQLEndpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] == "/graphql":
            await self.graphql(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def _spare_collections() -> None:
    """Let the garbage collector pass over what stays, and run once for a large answer, not often.

    Rows are lists of lists, so that an answer makes thousands of objects, all alive until it is
    sent. Beside a schema of some 100,000 objects, a third of the time went into collections.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


async def _schema(request: Request) -> Response:
    """Answer GET /schema.graphql."""
    return PlainTextResponse(request.app.state.sdl)


def create_app(settings: ServeSettings) -> App:
    """Make the application for a database; it connects when the first request comes."""
    service = settings.service
    graphql = GraphQLEndpoint(service.http, page=graphiql_page if service.graphiql else None)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_database(settings.database) as database:
            app.state.reader = Reader(database, deadline=DEADLINE)
            schema = compiled_schema(
                app.state.reader,
                cache_bytes=service.response_cache_mib * _MEBIBYTE,
                limits=service.operations,
                operation_cache_bytes=service.operation_cache_mib * _MEBIBYTE,
            )
            graphql.engine = schema.engine
            app.state.sdl = schema.as_str()
            app.state.archives = Archives(settings.database, service.export_space_mib * _MEBIBYTE)
            _spare_collections()
            try:
                yield
            finally:
                await app.state.archives.close()

    app = App(
        lifespan=lifespan,
        routes=[
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/schema.graphql", _schema),
            *(export_routes() if service.export_space_mib else ()),
            *((graphiql_files,) if service.graphiql else ()),
            browser_files,
        ],
        exception_handlers={HTTPException: refused, Exception: failed},
    )
    # A redirection would name the host that the client says it asked: any host that it likes.
    app.router.redirect_slashes = False
    app.graphql = graphql
    return app
