"""The ceiling: hand-written Cypher through the official async driver, behind Starlette.

No GraphQL: one route per operation. Each statement returns one row with one positional list, since
the driver takes 40-55 µs per record. CALL subqueries, COLLECT, pattern comprehensions and maps were
tried for each statement; the fastest was chosen. With SAME_DATA=on, three of them read what loads
derive from the graph.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
from neo4j import AsyncGraphDatabase
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bench.contenders import same_data
from bench.contenders.serving import serve, tune
from bench.search_query import search_query

_DATABASE = os.environ.get("NEO4J_DATABASE", "neo4j")

_PRACTICE = """
MATCH (p:GoodPractice {slug: $slug})
RETURN [
  p.id, p.nameEs, p.nameEn, p.namePt, coalesce(p.summaryEn, p.summaryEs, p.summaryPt),
  p.themes, p.level, p.status,
  p.started, toString(p.startedEarliest), toString(p.startedLatest), p.startedQualifier,
  p.statusAsOf, p.note,
  COLLECT { MATCH (p)-[:CITES]->(s:Source) RETURN [s.slug, s.name, s.url] ORDER BY s.id }
] AS row"""

_TOPIC_PAGE = """
MATCH (t:Topic {slug: $topic})
RETURN [
  t.name,
  COLLECT {
    MATCH (t)<-[:ABOUT]-(p:GoodPractice)
    WITH p ORDER BY p.z_nameKeyEs, p.id LIMIT 50
    RETURN [
      p.slug,
      p.name,
      COLLECT { MATCH (p)-[:OWNED_BY]->(o:Institution) RETURN o.name ORDER BY o.id LIMIT 20 },
      COLLECT { MATCH (p)-[:IN_COUNTRY]->(c:Country) RETURN c.iso3 ORDER BY c.id LIMIT 20 },
      COLLECT { MATCH (p)-[:ABOUT]->(a:Topic) RETURN [a.slug, a.name] ORDER BY a.id LIMIT 20 }
    ]
  }
] AS row"""

_THREE_LEVELS = """
MATCH (c:Country {iso3: $iso3})
RETURN [
  c.name,
  COLLECT {
    MATCH (c)<-[:IN_COUNTRY]-(i:Institution)
    WITH i ORDER BY i.z_nameKeyEs, i.id LIMIT 10
    RETURN [
      i.slug,
      i.name,
      COLLECT {
        MATCH (i)<-[:OWNED_BY]-(p:GoodPractice)
        WITH p ORDER BY p.z_nameKeyEs, p.id LIMIT 5
        RETURN [
          p.slug,
          p.name,
          COLLECT {
            MATCH (p)<-[:TRANSFERS]-(t:KnowledgeTransfer)
            RETURN [t.slug, t.name, t.stage, t.stageDate] ORDER BY t.z_nameKeyEs, t.id LIMIT 5
          }
        ]
      }
    ]
  }
] AS row"""

_BY_IDS = """
UNWIND $ids AS id
MATCH (p:GoodPractice {id: id})
RETURN collect([p.id, p.slug, p.name, p.themes, p.level, p.status, p.started]) AS row"""

_SEARCH = """
CALL db.index.fulltext.queryNodes('search', $phrase, {limit: 1000}) YIELD node, score
WITH node, score + node.z_searchRank AS score
ORDER BY score DESC, node.id LIMIT 20
RETURN collect([node.id, node.slug, node.name]) AS row"""

_FLOWS = (Path(__file__).parent / "peer" / "flows.cypher").read_text()

if os.environ.get("SAME_DATA") == "on":
    _TOPIC_PAGE, _THREE_LEVELS, _FLOWS = (
        same_data.TOPIC_PAGE,
        same_data.THREE_LEVELS,
        same_data.FLOWS,
    )

_LANGUAGES = {"ES": (1, 2, 3), "EN": (2, 1, 3), "PT": (3, 1, 2)}


async def _row(request: Request, statement: str, **parameters: object) -> list[Any] | None:
    """Run a statement and return the list in its row; None without a row."""
    async with request.app.state.driver.session(
        database=_DATABASE, default_access_mode="READ"
    ) as session:
        record = await (await session.run(statement, parameters)).single()
        return record[0] if record else None


def _json(value: object) -> Response:
    return Response(orjson.dumps(value), media_type="application/json")


def _edtf(text: str | None) -> dict[str, str] | None:
    return None if text is None else {"edtf": text}


async def practice(request: Request) -> Response:
    """Answer GET /practice/{slug} in English, falling back to Spanish, then Portuguese."""
    row = await _row(request, _PRACTICE, slug=request.path_params["slug"])
    if row is None:
        return _json(None)
    es, en, pt = row[1:4]
    started = row[8] and {
        "edtf": row[8],
        "earliest": row[9],
        "latest": row[10],
        "qualifier": row[11],
    }
    return _json(
        {
            "id": row[0],
            "slug": request.path_params["slug"],
            "name": en or es or pt,
            "nameLanguage": "EN" if en else "ES" if es else "PT",
            "summary": row[4],
            "themes": row[5],
            "level": row[6],
            "status": row[7],
            "started": started,
            "statusAsOf": _edtf(row[12]),
            "note": row[13],
            "sources": [{"slug": s, "name": name, "url": url} for s, name, url in row[14]],
        }
    )


async def topic_page(request: Request) -> Response:
    """Answer GET /topics/{slug}/practices: the first 50 by Spanish name."""
    row = await _row(request, _TOPIC_PAGE, topic=request.path_params["slug"])
    if row is None:
        return _json(None)
    practices = [
        {
            "slug": slug,
            "name": name,
            "owners": [{"name": owner} for owner in owners],
            "countries": [{"iso3": iso3} for iso3 in countries],
            "topics": [{"slug": s, "name": n} for s, n in topics],
        }
        for slug, name, owners, countries, topics in row[1]
    ]
    return _json({"name": row[0], "practices": practices})


async def three_levels(request: Request) -> Response:
    """Answer GET /countries/{iso3}: its institutions, their practices and transfers."""
    row = await _row(request, _THREE_LEVELS, iso3=request.path_params["iso3"])
    if row is None:
        return _json(None)
    return _json({"name": row[0], "institutions": [_institution(*i) for i in row[1]]})


def _institution(slug: str, name: str, practices: Sequence[Any]) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name,
        "ownedPractices": [
            {
                "slug": practice_slug,
                "name": practice_name,
                "transfers": [
                    {"slug": s, "name": n, "stage": stage, "stageDate": _edtf(date)}
                    for s, n, stage, date in transfers
                ],
            }
            for practice_slug, practice_name, transfers in practices
        ],
    }


async def by_ids(request: Request) -> Response:
    """Answer POST /practices, whose body is a list of ids."""
    row = await _row(request, _BY_IDS, ids=orjson.loads(await request.body()))
    return _json(
        [
            {
                "id": identity,
                "slug": slug,
                "name": name,
                "themes": themes,
                "level": level,
                "status": status,
                "started": _edtf(started),
            }
            for identity, slug, name, themes, level, status, started in row or ()
        ]
    )


async def search(request: Request) -> Response:
    """Answer GET /search?text=…: the best 20 hits of all types."""
    row = await _row(request, _SEARCH, phrase=search_query(request.query_params["text"]))
    return _json([{"id": i, "slug": slug, "name": name} for i, slug, name in row or ()])


async def flows(request: Request) -> Response:
    """Answer GET /flows?lang=…: how many transfers lead from country to country: 1,000 pairs."""
    row = await _row(request, _FLOWS)
    order = _LANGUAGES[request.query_params["lang"]]
    countries, pairs = row or ((), ())
    ends = {
        c[0]: {"key": c[0], "label": next(c[at] for at in order if c[at] is not None)}
        for c in countries
    }
    return _json(
        [
            {"from": ends[a], "to": ends[b], "count": number, "self": a == b}
            for a, b, number in pairs
        ]
    )


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    uri, user = os.environ["NEO4J_URI"], os.environ["NEO4J_USER"]
    async with AsyncGraphDatabase.driver(
        uri,
        auth=(user, os.environ["NEO4J_PASSWORD"]),
        notifications_min_severity="OFF",
        telemetry_disabled=True,
    ) as driver:
        app.state.driver = driver
        tune()
        yield


app = Starlette(
    lifespan=_lifespan,
    routes=[
        Route("/practice/{slug}", practice),
        Route("/topics/{slug}/practices", topic_page),
        Route("/countries/{iso3}", three_levels),
        Route("/search", search),
        Route("/flows", flows),
        Route("/practices", by_ids, methods=["POST"]),
    ],
)

if __name__ == "__main__":
    serve(app)
