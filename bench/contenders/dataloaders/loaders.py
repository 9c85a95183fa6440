"""DataLoaders: one per relation, with one query per batch."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from neo4j import AsyncDriver
from strawberry.dataloader import DataLoader

from bench.contenders.dataloaders.types import (
    Country,
    GoodPractice,
    Institution,
    KnowledgeTransfer,
    Order,
    PartialDate,
    Source,
    Topic,
)

_DATABASE = os.environ.get("NEO4J_DATABASE", "neo4j")

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


def named(row: Row) -> dict[str, Any]:
    """Return the arguments of a `Named` type from the first columns of its row."""
    return {"id": row[0], "slug": row[1], "texts": _texts(row[2])}


@dataclass(frozen=True)
class Kind:
    """How to read a type: its label, its columns for a node `n`, and the constructor from a row."""

    label: str
    columns: str
    make: Callable[..., Any]


def _practice(row: Row) -> GoodPractice:
    return GoodPractice(
        **named(row),
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
PRACTICE = Kind(
    "GoodPractice",
    f"{_NAMED}, [n.summaryEs, n.summaryEn, n.summaryPt], n.themes, n.level, n.status,"
    " [n.started, toString(n.startedEarliest), toString(n.startedLatest), n.startedQualifier],"
    " n.statusAsOf, n.note",
    _practice,
)
_SOURCE = Kind("Source", "n.id, n.slug, n.name, n.url", _source)
TOPIC = Kind("Topic", _NAMED, lambda row: Topic(**named(row)))
COUNTRY = Kind("Country", f"{_NAMED}, n.iso3", lambda row: Country(**named(row), iso3=row[3]))
_INSTITUTION = Kind("Institution", _NAMED, lambda row: Institution(**named(row)))
_TRANSFER = Kind(
    "KnowledgeTransfer",
    f"{_NAMED}, n.stage, n.stageDate",
    lambda row: KnowledgeTransfer(**named(row), stage=row[3], stage_date=_date(row[4])),
)


_RELATIONS = {
    "sources": ("GoodPractice", "-[:CITES]->", _SOURCE),
    "owners": ("GoodPractice", "-[:OWNED_BY]->", _INSTITUTION),
    "countries": ("GoodPractice", "-[:IN_COUNTRY]->", COUNTRY),
    "topics": ("GoodPractice", "-[:ABOUT]->", TOPIC),
    "transfers": ("GoodPractice", "<-[:TRANSFERS]-", _TRANSFER),
    "topic_practices": ("Topic", "<-[:ABOUT]-", PRACTICE),
    "owned_practices": ("Institution", "<-[:OWNED_BY]-", PRACTICE),
    "institutions": ("Country", "<-[:IN_COUNTRY]-", _INSTITUTION),
}


class Context:
    """The DataLoaders of one request."""

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
        """Return the loader of the first nodes of a relation, in the given order."""
        keys = tuple(f"n.z_nameKey{order.lang.value}" for order in order_by or ())
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
        """Return the loader of a type's nodes by a unique property."""
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
