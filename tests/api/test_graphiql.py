"""GraphiQL's page at /graphql and its files; neither needs a database."""

import asyncio
import hashlib
import json
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bench import npm
from graph_service.api.content_coding import MIN_BYTES
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.settings import ServeSettings, ServiceSettings
from tests.api.serving import NO_DATABASE, cold_app
from tests.api_schema import api_schema
from tests.conftest import ROOT

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FILES = ROOT / "graph_service/api/graphiql/files"
LOADED = {
    "graphiql.js": "text/javascript; charset=utf-8",
    "graphiql.css": "text/css; charset=utf-8",
    "favicon.svg": "image/svg+xml",
    "licences.txt": "text/plain; charset=utf-8",
}
PAGES = {f"page.{language}.html" for language in LANGUAGES}
COMPOSED = {"Go back to", "Execute query (Ctrl-Enter)", "Stop query (Ctrl-Enter)"}
"""Texts that GraphiQL composes: its files have no literal of them."""
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
}


def _client(settings: ServiceSettings) -> httpx.AsyncClient:
    app = cold_app(ServeSettings(database=NO_DATABASE, service=settings))
    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:9000")


@pytest.fixture(scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with _client(ServiceSettings()) as opened:
        yield opened


def _check_policy(response: httpx.Response) -> None:
    assert set(response.headers["content-security-policy"].split("; ")) == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"


def test_translated_texts_are_those_of_graphiql() -> None:
    """An upgrade may change its texts; a name of the schema must not be translated."""
    texts = json.loads((FILES.parent / "source/interface.json").read_text())
    built = (FILES / "graphiql.js").read_text()
    literals = {t: built.count(f'"{t}"') - built.count(f'"{t}":{{') for t in texts}
    assert {text for text, times in literals.items() if times < 1} == COMPOSED
    for text, languages in texts.items():
        assert {*languages} - {"within"} == {*LANGUAGES} - {"en"}
        assert "within" in languages or text not in api_schema().type_map


@pytest.mark.parametrize("query", ["", "?query={catalogue{release{name}}}", "?other=1"])
async def test_a_browser_gets_the_page(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"/graphql{query}", headers={"accept": CHROME})
    assert answer.status_code == 200
    assert answer.text == (FILES / "page.es.html").read_text()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    _check_policy(answer)


@pytest.mark.parametrize(
    ("accepted", "language", "title"),
    [
        ("es-HN,es;q=0.9,en;q=0.8", "es", "Buenas prácticas contra la trata de personas"),
        ("en-GB", "en", "Good practices against trafficking in persons"),
        ("fr, pt-BR;q=0.7, en;q=0.3", "pt", "Boas práticas contra o tráfico de pessoas"),
    ],
)
async def test_the_page_is_in_the_language_of_the_browser(
    client: httpx.AsyncClient, accepted: str, language: str, title: str
) -> None:
    headers = {"accept": CHROME, "accept-language": accepted}
    answer = await client.get("/graphql", headers=headers)
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert f"<title>{title} · GraphiQL</title>" in answer.text
    assert "{{" not in answer.text


def test_all_languages_have_the_same_texts() -> None:
    texts = json.loads((FILES.parent / "source" / "texts.json").read_text())
    assert set(texts) == set(LANGUAGES)
    assert {tuple(texts[language]) for language in texts} == {tuple(texts["en"])}
    assert {tuple(texts[language]["search"]) for language in texts} == {("name", "about", "text")}
    (fields,) = {tuple(name for name, _ in texts[language]["fields"]) for language in texts}
    assert len(fields) == 10
    query = api_schema().query_type
    assert query is not None
    assert {*fields} <= {*query.fields}


@pytest.mark.parametrize(
    "accept",
    [
        "*/*",
        "text/*",
        "application/json",
        "text/html, application/json",
        "text/html;q=0.9, application/graphql-response+json;q=0.9",
        "text/html;q=0",
        "text/html;q=0.5, */*",
    ],
)
async def test_programs_do_not_get_the_page(client: httpx.AsyncClient, accept: str) -> None:
    answer = await client.get("/graphql", headers={"accept": accept})
    assert answer.status_code in (400, 406)
    assert "json" in answer.headers["content-type"]


async def test_post_is_always_an_operation(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{ a }"}, headers={"accept": "text/html"})
    assert answer.status_code == 406


@pytest.mark.parametrize("name", LOADED)
async def test_the_files_of_the_page(client: httpx.AsyncClient, name: str) -> None:
    plain = await client.get(f"/graphiql/{name}", headers={"accept-encoding": "identity"})
    assert (plain.status_code, plain.content) == (200, (FILES / name).read_bytes())
    assert plain.headers["content-type"] == LOADED[name]
    _check_policy(plain)
    packed = await client.get(f"/graphiql/{name}", headers={"accept-encoding": "gzip"})
    is_packed = len(plain.content) >= MIN_BYTES
    assert packed.headers.get("content-encoding") == ("gzip" if is_packed else None)
    assert packed.content == plain.content
    assert packed.headers["vary"] == "Accept-Encoding"
    assert (packed.headers["etag"] != plain.headers["etag"]) == is_packed
    again = await client.get(
        f"/graphiql/{name}",
        headers={"accept-encoding": "identity", "if-none-match": plain.headers["etag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_the_page_loads_only_these_files(client: httpx.AsyncClient) -> None:
    page = (await client.get("/graphql", headers={"accept": CHROME})).text
    named = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert {f"graphiql/{name}" for name in LOADED} - set(named) == {"graphiql/licences.txt"}
    assert len(named) == 3
    assert {path.name for path in FILES.iterdir()} == {*LOADED, *PAGES}
    assert (await client.get("/graphiql/page.en.html")).status_code == 404


async def test_graphiql_can_be_turned_off() -> None:
    async with _client(ServiceSettings(graphiql=False)) as client:
        answers = await asyncio.gather(
            client.get("/graphql", headers={"accept": CHROME}),
            client.get("/graphql", headers={"accept": "text/html"}),
            client.get("/graphiql/graphiql.js"),
        )
    assert [answer.status_code for answer in answers] == [400, 406, 404]
    assert all("json" in answer.headers["content-type"] for answer in answers)


@pytest.mark.http
def test_the_files_are_built_from_the_lock_file(cache: Path, tmp_path: Path) -> None:
    """`make graphiql` builds them; they are never edited by hand."""
    folder = npm.install(FILES.parent / "source", cache)
    subprocess.run(["node", "build.mjs", str(tmp_path / "files")], cwd=folder, check=True)
    assert _digests(FILES) == _digests(tmp_path / "files")


def _digests(folder: Path) -> dict[str, str]:
    """Return digests, as pytest takes minutes to compare megabytes on one line."""
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir()}
