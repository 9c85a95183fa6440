"""Strawberry with ordinary resolvers and DataLoaders over the official async driver.

The part of this service's schema that the bench asks for, written as Strawberry's documentation
teaches: types with methods, a DataLoader a relation, one query a batch (which gives one row with a
list, the driver's cheapest form), caches of parsed and validated documents.
"""

from __future__ import annotations

import enum
import os
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import strawberry
import uvicorn
from neo4j import AsyncDriver, AsyncGraphDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.websockets import WebSocket
from strawberry import Info
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader
from strawberry.extensions import ParserCache, ValidationCache

from graph_service.compiler.plan.search import phrase

_DATABASE = os.environ.get("NEO4J_DATABASE", "neo4j")
_PAGE = 20


@strawberry.enum
class Language(enum.Enum):
    ES = "Es"
    EN = "En"
    PT = "Pt"


@strawberry.enum
class Direction(enum.Enum):
    ASC = "ASC"


@strawberry.input
class Order:
    name: Direction
    lang: Language = Language.ES


@strawberry.input
class BySlug:
    slug: str


@strawberry.input
class ByIso3:
    iso3: str


def _shown(texts: Mapping[str, str | None], language: Language) -> Language | None:
    """Give the language that is shown where one is asked for: it, else es, en, pt."""
    order = (language, Language.ES, Language.EN, Language.PT)
    return next((x for x in order if texts[x.value] is not None), None)


@strawberry.type
class PartialDate:
    edtf: str
    earliest: str | None = None
    latest: str | None = None
    qualifier: str | None = None


@strawberry.interface
class Node:
    id: strawberry.ID


@strawberry.type
class Named(Node):
    """What has a name in three languages."""

    slug: str
    texts: strawberry.Private[Mapping[str, str | None]]

    @strawberry.field
    def name(self, lang: Language = Language.ES) -> str:
        found = _shown(self.texts, lang)
        return (self.texts[found.value] if found else None) or ""

    @strawberry.field
    def name_language(self, lang: Language = Language.ES) -> Language | None:
        return _shown(self.texts, lang)


@strawberry.type
class Hit(Named):
    """An entry of any type; sources have one name alone."""


@strawberry.type
class Source:
    id: strawberry.ID
    slug: str
    name: str
    url: str | None


@strawberry.type
class Topic(Named):
    @strawberry.field
    async def practices(
        self, info: Info, first: int = _PAGE, order_by: list[Order] | None = None
    ) -> GoodPracticeConnection:
        loader = info.context.related("topic_practices", first, order_by)
        return GoodPracticeConnection(nodes=await loader.load(self.id))


@strawberry.type
class Country(Named):
    iso3: str

    @strawberry.field
    async def institutions(
        self, info: Info, first: int = _PAGE, order_by: list[Order] | None = None
    ) -> InstitutionConnection:
        loader = info.context.related("institutions", first, order_by)
        return InstitutionConnection(nodes=await loader.load(self.id))


@strawberry.type
class Institution(Named):
    @strawberry.field
    async def owned_practices(
        self, info: Info, first: int = _PAGE, order_by: list[Order] | None = None
    ) -> GoodPracticeConnection:
        loader = info.context.related("owned_practices", first, order_by)
        return GoodPracticeConnection(nodes=await loader.load(self.id))


@strawberry.type
class KnowledgeTransfer(Named):
    stage: str
    stage_date: PartialDate | None


@strawberry.type
class GoodPractice(Named):
    summaries: strawberry.Private[Mapping[str, str | None]]
    themes: list[str]
    level: str
    status: str | None
    started: PartialDate | None
    status_as_of: PartialDate | None
    note: str | None

    @strawberry.field
    def summary(self, lang: Language = Language.ES) -> str | None:
        found = _shown(self.summaries, lang)
        return self.summaries[found.value] if found else None

    @strawberry.field
    async def sources(self, info: Info) -> list[Source]:
        found: list[Source] = await info.context.related("sources", 1000).load(self.id)
        return found

    @strawberry.field
    async def owners(self, info: Info, first: int = _PAGE) -> InstitutionConnection:
        return InstitutionConnection(
            nodes=await info.context.related("owners", first).load(self.id)
        )

    @strawberry.field
    async def countries(self, info: Info, first: int = _PAGE) -> CountryConnection:
        return CountryConnection(nodes=await info.context.related("countries", first).load(self.id))

    @strawberry.field
    async def topics(self, info: Info, first: int = _PAGE) -> TopicConnection:
        return TopicConnection(nodes=await info.context.related("topics", first).load(self.id))

    @strawberry.field
    async def transfers(
        self, info: Info, first: int = _PAGE, order_by: list[Order] | None = None
    ) -> KnowledgeTransferConnection:
        loader = info.context.related("transfers", first, order_by)
        return KnowledgeTransferConnection(nodes=await loader.load(self.id))


@strawberry.type
class GoodPracticeConnection:
    nodes: list[GoodPractice]


@strawberry.type
class InstitutionConnection:
    nodes: list[Institution]


@strawberry.type
class CountryConnection:
    nodes: list[Country]


@strawberry.type
class TopicConnection:
    nodes: list[Topic]


@strawberry.type
class KnowledgeTransferConnection:
    nodes: list[KnowledgeTransfer]


@strawberry.type
class SearchConnection:
    nodes: list[Hit]


@strawberry.type
class FlowEnd:
    key: strawberry.ID
    texts: strawberry.Private[Mapping[str, str | None]]

    @strawberry.field
    def label(self, lang: Language = Language.ES) -> str:
        found = _shown(self.texts, lang)
        return (self.texts[found.value] if found else None) or ""


@strawberry.type
class TransferFlow:
    from_: FlowEnd = strawberry.field(name="from")
    to: FlowEnd
    count: int

    same: bool = strawberry.field(name="self")


@strawberry.enum
class FlowKey(enum.Enum):
    COUNTRY = "COUNTRY"


Row: TypeAlias = Sequence[Any]


def _texts(values: Sequence[str | None]) -> dict[str, str | None]:
    return dict(zip(("Es", "En", "Pt"), values, strict=True))


def _date(
    edtf: str | None,
    earliest: str | None = None,
    latest: str | None = None,
    qualifier: str | None = None,
) -> PartialDate | None:
    if edtf is None:
        return None
    return PartialDate(edtf=edtf, earliest=earliest, latest=latest, qualifier=qualifier)


def _named(row: Row) -> dict[str, Any]:
    """Give what the first columns of everything with a name hold."""
    return {"id": row[0], "slug": row[1], "texts": _texts(row[2])}


@dataclass(frozen=True)
class Kind:
    """How a type is read: its label, its columns of a node `n`, and what a row becomes."""

    label: str
    columns: str
    make: Callable[..., Any]


def _practice(row: Row) -> GoodPractice:
    return GoodPractice(
        **_named(row),
        summaries=_texts(row[3]),
        themes=row[4],
        level=row[5],
        status=row[6],
        started=_date(*row[7]),
        status_as_of=_date(row[8]),
        note=row[9],
    )


def _source(row: Row) -> Source:
    return Source(id=row[0], slug=row[1], name=row[2], url=row[3])


_NAMED = "n.id, n.slug, [n.nameEs, n.nameEn, n.namePt]"
_PRACTICE = Kind(
    "GoodPractice",
    f"{_NAMED}, [n.summaryEs, n.summaryEn, n.summaryPt], n.themes, n.level, n.status,"
    " [n.started, toString(n.startedEarliest), toString(n.startedLatest), n.startedQualifier],"
    " n.statusAsOf, n.note",
    _practice,
)
_SOURCE = Kind("Source", "n.id, n.slug, n.name, n.url", _source)
_TOPIC = Kind("Topic", _NAMED, lambda row: Topic(**_named(row)))
_COUNTRY = Kind("Country", f"{_NAMED}, n.iso3", lambda row: Country(**_named(row), iso3=row[3]))
_INSTITUTION = Kind("Institution", _NAMED, lambda row: Institution(**_named(row)))
_TRANSFER = Kind(
    "KnowledgeTransfer",
    f"{_NAMED}, n.stage, n.stageDate",
    lambda row: KnowledgeTransfer(**_named(row), stage=row[3], stage_date=_date(row[4])),
)

_SEARCH = """
CALL db.index.fulltext.queryNodes('search', $phrase, {limit: 1000}) YIELD node, score
WITH node AS n, score ORDER BY score DESC, n.id LIMIT $first
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
WITH a, b, number ORDER BY number DESC, a.id, b.id
RETURN collect([a.id, b.id, number])"""

_RELATIONS = {
    "sources": ("GoodPractice", "-[:CITES]->", _SOURCE),
    "owners": ("GoodPractice", "-[:OWNED_BY]->", _INSTITUTION),
    "countries": ("GoodPractice", "-[:IN_COUNTRY]->", _COUNTRY),
    "topics": ("GoodPractice", "-[:ABOUT]->", _TOPIC),
    "transfers": ("GoodPractice", "<-[:TRANSFERS]-", _TRANSFER),
    "topic_practices": ("Topic", "<-[:ABOUT]-", _PRACTICE),
    "owned_practices": ("Institution", "<-[:OWNED_BY]-", _PRACTICE),
    "institutions": ("Country", "<-[:IN_COUNTRY]-", _INSTITUTION),
}


class Context:
    """One request's DataLoaders."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver
        self._loaders: dict[tuple[str, ...], DataLoader[Any, Any]] = {}

    async def rows(self, statement: str, **parameters: object) -> Any:
        async with self._driver.session(database=_DATABASE, default_access_mode="READ") as session:
            record = await (await session.run(statement, parameters)).single(strict=True)
            return record[0]

    def related(
        self, name: str, first: int, order_by: Sequence[Order] | None = None
    ) -> DataLoader[str, Any]:
        """Give the loader of a relation, as many of its nodes, in an order."""
        keys = tuple(f"n.nameKey{order.lang.value}" for order in order_by or ())
        key = (name, str(first), *keys)
        if key not in self._loaders:
            self._loaders[key] = DataLoader(partial(self._related, name, first, keys))
        return self._loaders[key]

    async def _related(
        self, name: str, first: int, keys: Sequence[str], ids: list[str]
    ) -> list[Any]:
        source, arrow, kind = _RELATIONS[name]
        order = ", ".join((*keys, "n.id"))
        found = await self.rows(
            f"UNWIND $ids AS id MATCH (s:{source} {{id: id}})"
            f" CALL (s) {{ MATCH (s){arrow}(n:{kind.label}) WITH n ORDER BY {order} LIMIT $first"
            f" RETURN collect([{kind.columns}]) AS items }}"
            " RETURN collect([id, items])",
            ids=ids,
            first=first,
        )
        items = {identity: [kind.make(row) for row in rows] for identity, rows in found}
        return [items[identity] for identity in ids]

    def by(self, kind: Kind, key: str) -> DataLoader[str, Any]:
        """Give the loader of a type's nodes by a unique property."""
        at = (kind.label, key)
        if at not in self._loaders:
            self._loaders[at] = DataLoader(partial(self._by, kind, key))
        return self._loaders[at]

    async def _by(self, kind: Kind, key: str, values: list[str]) -> list[Any]:
        found = await self.rows(
            f"UNWIND $values AS value MATCH (n:{kind.label} {{{key}: value}})"
            f" RETURN collect([value, [{kind.columns}]])",
            values=values,
        )
        nodes = {value: kind.make(row) for value, row in found}
        return [nodes.get(value) for value in values]


@strawberry.type
class Query:
    @strawberry.field
    async def good_practice(self, info: Info, by: BySlug) -> GoodPractice | None:
        found: GoodPractice | None = await info.context.by(_PRACTICE, "slug").load(by.slug)
        return found

    @strawberry.field
    async def topic(self, info: Info, by: BySlug) -> Topic | None:
        found: Topic | None = await info.context.by(_TOPIC, "slug").load(by.slug)
        return found

    @strawberry.field
    async def country(self, info: Info, by: ByIso3) -> Country | None:
        found: Country | None = await info.context.by(_COUNTRY, "iso3").load(by.iso3)
        return found

    @strawberry.field
    async def search(self, info: Info, text: str, first: int = _PAGE) -> SearchConnection:
        rows = await info.context.rows(_SEARCH, phrase=phrase(text), first=first)
        return SearchConnection(nodes=[Hit(**_named(row)) for row in rows])

    @strawberry.field
    async def transfer_flows(self, info: Info, by: FlowKey = FlowKey.COUNTRY) -> list[TransferFlow]:
        pairs = await info.context.rows(_FLOWS)
        ids = dict.fromkeys(end for pair in pairs for end in pair[:2])
        countries = await info.context.by(_COUNTRY, "id").load_many(ids)
        ends = {c.id: FlowEnd(key=c.id, texts=c.texts) for c in countries}
        return [
            TransferFlow(from_=ends[a], to=ends[b], count=number, same=a == b)
            for a, b, number in pairs
        ]

    @strawberry.field
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        kinds = {"GoodPractice": _PRACTICE, "Topic": _TOPIC}
        loads = [info.context.by(kinds[i.partition(":")[0]], "id").load(i) for i in ids]
        return [await load for load in loads]


class App(GraphQL[Context, None]):
    """Strawberry's own ASGI application, with this project's context."""

    def __init__(self, holder: dict[str, AsyncDriver]) -> None:
        schema = strawberry.Schema(Query, extensions=[ParserCache, ValidationCache])
        super().__init__(schema, graphql_ide=None, subscription_protocols=())
        self._holder = holder

    async def get_context(
        self, request: Request | WebSocket, response: Response | WebSocket
    ) -> Any:
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
            yield

    return Starlette(lifespan=lifespan, routes=[Route("/graphql", App(holder))])


if __name__ == "__main__":
    uvicorn.run(
        create_app(),
        port=int(os.environ["PORT"]),
        loop="uvloop",
        http="httptools",
        log_level="warning",
        access_log=False,
        server_header=False,
    )
