"""The GraphQL types that the benchmark uses, with their resolvers."""

from __future__ import annotations

import enum
from collections.abc import Mapping

import strawberry
from strawberry import Info

PAGE = 20


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


def _available_language(texts: Mapping[str, str | None], language: Language) -> Language | None:
    """Return the first language with a text: the requested one, then es, en, pt."""
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
    """A node with a name in three languages."""

    slug: str
    texts: strawberry.Private[Mapping[str, str | None]]

    @strawberry.field
    def name(self, lang: Language = Language.ES) -> str:
        found = _available_language(self.texts, lang)
        return (self.texts[found.value] if found else None) or ""

    @strawberry.field
    def name_language(self, lang: Language = Language.ES) -> Language | None:
        return _available_language(self.texts, lang)


@strawberry.type
class Hit(Named):
    """An entry of any type; sources have only one name."""


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
        self, info: Info, first: int = PAGE, order_by: list[Order] | None = None
    ) -> GoodPracticeConnection:
        loader = info.context.related("topic_practices", first, order_by)
        return GoodPracticeConnection(nodes=await loader.load(self.id))


@strawberry.type
class Country(Named):
    iso3: str

    @strawberry.field
    async def institutions(
        self, info: Info, first: int = PAGE, order_by: list[Order] | None = None
    ) -> InstitutionConnection:
        loader = info.context.related("institutions", first, order_by)
        return InstitutionConnection(nodes=await loader.load(self.id))


@strawberry.type
class Institution(Named):
    @strawberry.field
    async def owned_practices(
        self, info: Info, first: int = PAGE, order_by: list[Order] | None = None
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
        found = _available_language(self.summaries, lang)
        return self.summaries[found.value] if found else None

    @strawberry.field
    async def sources(self, info: Info) -> list[Source]:
        found: list[Source] = await info.context.related("sources", 1000).load(self.id)
        return found

    @strawberry.field
    async def owners(self, info: Info, first: int = PAGE) -> InstitutionConnection:
        return InstitutionConnection(
            nodes=await info.context.related("owners", first).load(self.id)
        )

    @strawberry.field
    async def countries(self, info: Info, first: int = PAGE) -> CountryConnection:
        return CountryConnection(nodes=await info.context.related("countries", first).load(self.id))

    @strawberry.field
    async def topics(self, info: Info, first: int = PAGE) -> TopicConnection:
        return TopicConnection(nodes=await info.context.related("topics", first).load(self.id))

    @strawberry.field
    async def transfers(
        self, info: Info, first: int = PAGE, order_by: list[Order] | None = None
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
        found = _available_language(self.texts, lang)
        return (self.texts[found.value] if found else None) or ""


@strawberry.type
class TransferFlow:
    from_: FlowEnd = strawberry.field(name="from")
    to: FlowEnd
    count: int

    same: bool = strawberry.field(name="self")


@strawberry.type
class FlowConnection:
    nodes: list[TransferFlow]


@strawberry.enum
class FlowKey(enum.Enum):
    COUNTRY = "COUNTRY"
