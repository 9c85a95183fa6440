"""The root fields and the server: Strawberry's own ASGI application with one driver."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import strawberry
from neo4j import AsyncDriver, AsyncGraphDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry import Info
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from bench.contenders.dataloaders.loaders import COUNTRY, PRACTICE, TOPIC, Context, named
from bench.contenders.dataloaders.types import (
    PAGE,
    ByIso3,
    BySlug,
    Country,
    FlowConnection,
    FlowEnd,
    FlowKey,
    GoodPractice,
    Hit,
    Node,
    SearchConnection,
    Topic,
    TransferFlow,
)
from bench.contenders.serving import serve, tune
from bench.search_query import search_query

_SEARCH = """
CALL db.index.fulltext.queryNodes('search', $phrase, {limit: 1000}) YIELD node, score
WITH node AS n, score + node.z_searchRank AS score
ORDER BY score DESC, n.id LIMIT $first
RETURN collect(
  [n.id, n.slug, [coalesce(n.nameEs, CASE WHEN n:Source THEN n.name END), n.nameEn, n.namePt]]
)"""
_FLOWS = """
MATCH (a:Country)
CALL (a) {
  MATCH (a)<-[:FROM]-(t)-[:TO]->(b)
  WITH b, count(*) AS number WHERE b:Country
  RETURN b, number
}
WITH a, b, number ORDER BY number DESC, a.id, b.id LIMIT $first
RETURN collect([a.id, b.id, number])"""


@strawberry.type
class Query:
    @strawberry.field
    async def good_practice(self, info: Info, by: BySlug) -> GoodPractice | None:
        found: GoodPractice | None = await info.context.by(PRACTICE, "slug").load(by.slug)
        return found

    @strawberry.field
    async def topic(self, info: Info, by: BySlug) -> Topic | None:
        found: Topic | None = await info.context.by(TOPIC, "slug").load(by.slug)
        return found

    @strawberry.field
    async def country(self, info: Info, by: ByIso3) -> Country | None:
        found: Country | None = await info.context.by(COUNTRY, "iso3").load(by.iso3)
        return found

    @strawberry.field
    async def search(self, info: Info, text: str, first: int = PAGE) -> SearchConnection:
        rows = await info.context.rows(_SEARCH, phrase=search_query(text), first=first)
        return SearchConnection(nodes=[Hit(**named(row)) for row in rows])

    @strawberry.field
    async def transfer_flows(
        self, info: Info, by: FlowKey = FlowKey.COUNTRY, first: int = PAGE
    ) -> FlowConnection:
        pairs = await info.context.rows(_FLOWS, first=first)
        ids = dict.fromkeys(end for pair in pairs for end in pair[:2])
        countries = await info.context.by(COUNTRY, "id").load_many(ids)
        ends = {c.id: FlowEnd(key=c.id, texts=c.texts) for c in countries}
        flows = [
            TransferFlow(from_=ends[a], to=ends[b], count=number, same=a == b)
            for a, b, number in pairs
        ]
        return FlowConnection(nodes=flows)

    @strawberry.field
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        kinds = {"GoodPractice": PRACTICE, "Topic": TOPIC}
        loads = [info.context.by(kinds[i.partition(":")[0]], "id").load(i) for i in ids]
        return [await load for load in loads]


class App(GraphQL[Context, None]):
    """Strawberry's own ASGI application, with the DataLoaders as context and orjson as encoder."""

    def __init__(self, holder: dict[str, AsyncDriver]) -> None:
        schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._holder = holder

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Context:
        return Context(self._holder["driver"])


def create_app() -> Starlette:
    holder: dict[str, AsyncDriver] = {}

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncGraphDatabase.driver(
            os.environ["NEO4J_URI"],
            auth=(os.environ["NEO4J_USER"], os.environ["NEO4J_PASSWORD"]),
            notifications_min_severity="OFF",
            telemetry_disabled=True,
        ) as driver:
            holder["driver"] = driver
            tune()
            yield

    return Starlette(lifespan=lifespan, routes=[Route("/graphql", App(holder))])


if __name__ == "__main__":
    serve(create_app())
