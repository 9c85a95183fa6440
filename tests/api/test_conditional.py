"""Conditional requests: 304 for a current copy, and never for an outdated one."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from threading import Event, Thread
from typing import Any

import httpx
import pytest
from neo4j import GraphDatabase

from graph_service.api.engine import Engine
from graph_service.api.parameters import Parameters
from graph_service.api.responses import ANY_STATE, executed
from graph_service.error_codes import Code
from graph_service.model.json import Json
from graph_service.settings import (
    DatabaseSettings,
    FrontendSettings,
    ServeSettings,
    ServiceSettings,
)
from graph_service.store.driver import Database
from graph_service.store.read import Reader
from tests.api.serving import cold_app, served
from tests.api_schema import api_schema
from tests.graphs import run

PERU = '{ country(by: {iso3: "PER"}) { name } }'
BRAZIL = PERU.replace("PER", "BRA")
VARIED = "query ($i: String!) { country(by: {iso3: $i}) { name } }"
GRAPHQL, JSON = "application/graphql-response+json", "application/json"
INTROSPECTION = "{ __schema { queryType { name } } }"


@pytest.fixture(scope="module")
def service(own_catalogue: DatabaseSettings) -> Iterator[httpx.Client]:
    with served(own_catalogue) as client:
        yield client


@pytest.fixture
def peru(own_catalogue: DatabaseSettings) -> Iterator[DatabaseSettings]:
    """The catalogue; tests may change the name of Peru."""
    yield own_catalogue
    _rename(own_catalogue, "Perú")


def _rename(settings: DatabaseSettings, name: str) -> None:
    run(settings, "MATCH (n:Country {iso3: 'PER'}) SET n.name = $n, n.nameEs = $n", n=name)


def _get(client: httpx.Client, query: str = PERU, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/graphql", params={"query": query}, headers=named)


def test_an_answer_has_an_etag_and_can_be_revalidated(service: httpx.Client) -> None:
    first, second = _get(service), _get(service)
    assert first.json() == {"data": {"country": {"name": "Perú"}}}
    assert re.fullmatch(r'"[A-Za-z0-9_-]{24}-jb"', first.headers["etag"])
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["vary"] == "accept, accept-encoding"
    known = _get(service, if_none_match=first.headers["etag"])
    assert (known.status_code, known.content) == (304, b"")
    for name in ("etag", "cache-control", "vary"):
        assert known.headers[name] == first.headers[name]
    assert "content-type" not in known.headers


def test_the_etag_changes_only_with_the_answer(
    service: httpx.Client, peru: DatabaseSettings
) -> None:
    """Every write moves the bookmark."""
    tag = _get(service).headers["etag"]
    run(peru, "CREATE (n:Nothing) DELETE n")
    assert _get(service, if_none_match=tag).status_code == 304
    _rename(peru, "Piruw")
    changed = _get(service, if_none_match=tag)
    assert (changed.status_code, changed.json()["data"]["country"]["name"]) == (200, "Piruw")
    assert changed.headers["etag"] != tag
    _rename(peru, "Perú")
    assert _get(service, if_none_match=changed.headers["etag"]).headers["etag"] == tag
    assert _get(service, if_none_match=tag).status_code == 304


def test_values_of_if_none_match(service: httpx.Client) -> None:
    tag = _get(service).headers["etag"]
    for known in (
        tag,
        f"W/{tag}",
        f'"x", {tag}',
        f'"a,b",W/"c" ,{tag},',
        f'{tag}, "{"y" * 8000}"',
        "*",
    ):
        assert _get(service, if_none_match=known).status_code == 304, known
    for unknown in ("", '""', tag[1:-1], tag.upper(), tag[:-3] + '"', f'"x{tag[1:]}', '"*"', "W/*"):
        assert _get(service, if_none_match=unknown).status_code == 200, unknown
    both = [("if-none-match", '"x"'), ("if-none-match", tag)]
    assert service.get("/graphql", params={"query": PERU}, headers=both).status_code == 304


def test_an_etag_belongs_to_an_answer_and_a_media_type(service: httpx.Client) -> None:
    tag = _get(service, accept=JSON).headers["etag"]
    assert _get(service, accept="*/*").headers["etag"] == tag
    other = _get(service, accept=GRAPHQL, if_none_match=tag)
    assert (other.status_code, other.headers["etag"]) == (200, tag.replace("-j", "-g"))
    assert _get(service, accept=GRAPHQL, if_none_match=other.headers["etag"]).status_code == 304
    assert _get(service, BRAZIL, if_none_match=tag).status_code == 200
    for iso3, status in (("PER", 304), ("BRA", 200)):
        params = {"query": VARIED, "variables": f'{{"i": "{iso3}"}}'}
        response = service.get("/graphql", params=params, headers={"if-none-match": tag})
        assert response.status_code == status


def test_head_is_get_without_a_body(service: httpx.Client) -> None:
    got = _get(service)
    head = service.head("/graphql", params={"query": PERU})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]
    headers = {"if-none-match": got.headers["etag"]}
    assert service.head("/graphql", params={"query": PERU}, headers=headers).status_code == 304


def test_post_has_no_etag_and_ignores_conditions(service: httpx.Client) -> None:
    response = service.post("/graphql", json={"query": PERU}, headers={"if-none-match": "*"})
    assert response.status_code == 200
    assert not {"etag", "cache-control"} & set(response.headers)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("{ nope }", 400),
        ("{", 400),
        ("", 400),
        ("mutation { a }", 405),
        ('{ exchangeVisits(where: {date: {after: "soon"}}) { totalCount } }', 400),
    ],
)
def test_rejections_have_no_etag_and_are_not_stored(
    service: httpx.Client, query: str, status: int
) -> None:
    for known in ("*", '"x"'):
        response = _get(service, query, if_none_match=known)
        assert response.status_code == status
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers


def test_without_the_database(offline_service: httpx.Client) -> None:
    """Answers that don't need it have an ETag; nothing else gets a 304."""
    tag = _get(offline_service, INTROSPECTION).headers["etag"]
    assert _get(offline_service, INTROSPECTION, if_none_match=tag).status_code == 304
    away = _get(offline_service, if_none_match="*")
    assert (away.status_code, away.headers["cache-control"]) == (503, "no-store")


async def _app(
    settings: DatabaseSettings, **changed: Any
) -> AsyncIterator[tuple[httpx.AsyncClient, Engine]]:
    app = cold_app(ServeSettings(database=settings, service=ServiceSettings(**changed)))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
            yield client, app.graphql.engine


@pytest.mark.parametrize("mebibytes", [0, 16])
async def test_cache_control_is_a_setting_and_etags_need_no_cache(
    mebibytes: int, own_catalogue: DatabaseSettings
) -> None:
    frontends = FrontendSettings(cache_control="public, max-age=60")
    async for client, _ in _app(own_catalogue, response_cache_mib=mebibytes, frontends=frontends):
        first = await client.get("/graphql", params={"query": PERU})
        assert first.headers["cache-control"] == "public, max-age=60"
        headers = {"if-none-match": first.headers["etag"]}
        assert (
            await client.get("/graphql", params={"query": PERU}, headers=headers)
        ).status_code == 304


async def test_an_uncached_answer_is_confirmed_by_a_probe(
    database: Database, peru: DatabaseSettings
) -> None:
    engine = Engine(api_schema(), Reader(database, deadline=10), cache_bytes=1)
    cache = engine.cache
    assert cache is not None
    _, digest = await engine.answer_unless_known(Parameters(PERU, None, None), ())
    assert digest is not None
    assert (len(cache.store), cache.misses, cache.probe.started) == (0, 1, 0)
    outcome, same = await engine.answer_unless_known(Parameters(PERU, None, None), {digest})
    assert (outcome.status, same) == (304, digest)
    assert (cache.misses, cache.probe.started) == (1, 1)
    _rename(peru, "Piruw")
    outcome, other = await engine.answer_unless_known(Parameters(PERU, None, None), {digest})
    assert outcome.body == {"data": {"country": {"name": "Piruw"}}}
    assert other != digest
    assert (cache.misses, cache.probe.started) == (2, 2)


def test_only_snapshots_have_a_digest() -> None:
    state = frozenset({"FB:one"})
    assert executed({"data": {}}, state).is_snapshot
    assert executed({"data": {}}, ANY_STATE).is_snapshot
    assert not executed({"data": {}, "extensions": {"snapshot": False}}, None).is_snapshot
    error: Json = {"message": "No value.", "extensions": {"code": Code.NULL_VALUE}}
    assert not executed({"data": None, "errors": [error]}, state).is_snapshot


COMMIT_SECONDS = 4.0
READERS = 6
NAMES = ("Perú", "Piruw", "Peru")


class _Writer:
    """Renames Peru in a loop; counts commits when they start and when they are acknowledged."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._settings = settings
        self.started = self.acknowledged = 0
        self.enough = Event()
        self.thread = Thread(target=self._write)

    def _write(self) -> None:
        settings = self._settings
        with GraphDatabase.driver(settings.uri, auth=(settings.user, settings.password)) as driver:
            while not self.enough.is_set():
                self.started += 1
                driver.execute_query(
                    "MATCH (n:Country {iso3: 'PER'}) SET n.nameEs = $name, n.name = $name",
                    name=NAMES[self.started % 3],
                )
                self.acknowledged = self.started
                time.sleep((0.001, 0.01, 0.05)[self.started % 3])


async def test_a_304_is_never_outdated(peru: DatabaseSettings) -> None:
    """Clients revalidate in a loop; each time, their name is a possible one since the request."""
    _rename(peru, NAMES[0])
    writer = _Writer(peru)
    wrong: list[str] = []
    statuses: list[int] = []

    async def read(client: httpx.AsyncClient) -> None:
        tag, name = "", ""
        while time.monotonic() < ends:
            lowest = writer.acknowledged
            headers = {"if-none-match": tag}
            response = await client.get("/graphql", params={"query": PERU}, headers=headers)
            statuses.append(response.status_code)
            if response.status_code == 200:
                tag = response.headers.get("etag", "")
                name = response.json()["data"]["country"]["name"]
            possible = {NAMES[number % 3] for number in range(lowest, writer.started + 1)}
            if name not in possible:
                wrong.append(f"{response.status_code}: {name}, not one of {possible}")

    async for client, _ in _app(peru):
        writer.thread.start()
        ends = time.monotonic() + COMMIT_SECONDS
        try:
            await asyncio.gather(*(read(client) for _ in range(READERS)))
        finally:
            writer.enough.set()
            writer.thread.join()
    assert wrong == []
    # Otherwise the test proves nothing.
    assert statuses.count(304) > 50
    assert statuses.count(200) > 50
    assert writer.acknowledged > 20
