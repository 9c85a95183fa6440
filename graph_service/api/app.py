"""The application: routes, and what all requests share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from graph_service.api.graphql import GraphQLEndpoint
from graph_service.api.health import healthz, readyz
from graph_service.api.schema import compiled_schema
from graph_service.settings import ServeSettings
from graph_service.store.driver import open_database
from graph_service.store.read import Reader

DEADLINE = 10.0
"""How many seconds an operation may take."""
_MEBIBYTE = 1024 * 1024


async def _schema(request: Request) -> Response:
    """Answer GET /schema.graphql."""
    return PlainTextResponse(request.app.state.sdl)


def create_app(settings: ServeSettings) -> Starlette:
    """Make the application for a database; it connects when the first request comes."""
    graphql = GraphQLEndpoint()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with open_database(settings.database) as database:
            app.state.reader = Reader(database, deadline=DEADLINE)
            schema = compiled_schema(
                app.state.reader, cache_bytes=settings.response_cache_mib * _MEBIBYTE
            )
            graphql.engine = schema.engine
            app.state.sdl = schema.as_str()
            yield

    return Starlette(
        lifespan=lifespan,
        routes=[
            Route("/graphql", graphql, methods=["GET", "POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            Route("/schema.graphql", _schema),
        ],
    )
