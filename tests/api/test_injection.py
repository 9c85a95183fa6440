"""Text from clients is only ever a parameter, whatever its place and content."""

import json
import random
import re
from collections.abc import AsyncIterator, Generator, Sequence
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph_service.api.engine import Engine
from graph_service.error_codes import Code
from graph_service.errors import DatabaseFailed
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import TYPES
from graph_service.model.indexes import FULL_TEXT
from graph_service.model.json import Json
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from graph_service.store.deadline import Deadline
from graph_service.store.driver import Database
from graph_service.store.read import Answer, QueryParameters, Reader, Steps
from graph_service.store.schema import _names
from tests.api.places import Place, places
from tests.api.serving import cold_app
from tests.api_schema import api_schema
from tests.sizes import size

CYPHER = (
    "' OR 1=1 //",
    '"}) DETACH DELETE n //',
    "\\' \\u0027 }) CREATE (:Pwned) RETURN [1] AS row //",
    "$p0 ${p0} {p0} $text",
    "*/ CREATE (:Pwned) /*",
    "1; CREATE (:Pwned);",
    "x\n}\nCALL () { CREATE (:Pwned) }\nRETURN [1] AS row",
)
BACKTICK = ("`", "x` ) MATCH (n) DETACH DELETE n //", "``", "\\u0060) CREATE (:Pwned) //")
LUCENE = ("*:*", "slug:a OR NOT b~2 AND [a TO z]", '+-&&||!(){}[]^"~*?:\\/', '"((((', "/.*/")
REGULAR = (".*", "(a+)+$", "[", "(?i)p.r.", "\\Q\\E")
CONTROL = (
    "\0",
    "a\0b\x1b[31m\x7f\x85",
    "\r\n\r\nHTTP/1.1 200 OK",
    "\u2028\u202e\ufeff\ufffe\u200b",
)
OTHERS = ("", " ", "x" * 300, "مرحبا بالعالم", "👩‍👩‍👧‍👦🏴‍☠️", "e\u0301İıßﬁ")
FAMILIES = (CYPHER, BACKTICK, LUCENE, REGULAR, CONTROL, OTHERS)
PAYLOADS = [payload for family in FAMILIES for payload in family]
LONE = r'"\ud800"'
"""A lone surrogate, as JSON can write it."""
PLACES = list(places(api_schema()))
TRIED = size("TRIED_PLACES", small=len(PLACES) // 12, whole=len(PLACES))
"""Neo4j takes 0.1 s to plan the statement of a place."""
STATEMENTS = sorted((Path(__file__).parents[1] / "cases").glob("*/statement.cypher"))
Sent = list[tuple[str, QueryParameters]]


@pytest.fixture(scope="module")
async def client(catalogue: DatabaseSettings) -> AsyncIterator[httpx.AsyncClient]:
    app = cold_app(ServeSettings(database=catalogue, service=ServiceSettings(response_cache_mib=0)))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://x") as opened,
    ):
        yield opened


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The statements sent to the database from now on, with their parameters."""
    seen: Sent = []
    read = Reader.read_in_steps

    async def recorded(self: Reader, steps: Steps, deadline: Deadline | None = None) -> Answer:
        def noted() -> Generator[tuple[str, QueryParameters], list[Json], Sequence[Json]]:
            running = steps()
            step = next(running)
            while True:
                seen.append(step)
                row = yield step
                try:
                    step = running.send(row)
                except StopIteration as end:
                    answer: Sequence[Json] = end.value
                    return answer

        return await read(self, noted, deadline)

    monkeypatch.setattr(Reader, "read_in_steps", recorded)
    return seen


async def _send(client: httpx.AsyncClient, query: str, text: str) -> httpx.Response:
    """Send an operation with a text, given as JSON."""
    content = f'{{"query": {json.dumps(query)}, "variables": {{"text": {text}}}}}'
    headers = {"content-type": "application/json"}
    return await client.post("/graphql", content=content, headers=headers)


def _check(response: httpx.Response, what: str) -> None:
    """Check that an operation is answered, or rejected for the client's input."""
    codes = {error["extensions"]["code"] for error in response.json().get("errors", ())}
    assert codes <= {Code.BAD_USER_INPUT}, (what, response.text[:500])
    assert response.status_code == (400 if codes else 200), what


async def _try(client: httpx.AsyncClient, place: Place, texts: Sequence[str], sent: Sent) -> Sent:
    """Send texts for a place; return its statements, which are the same for all texts."""
    started = len(sent)
    for text in texts:
        _check(await _send(client, place.operation, json.dumps(text)), f"{place.name}: {text!r}")
    # A second one looks for former keys, if no node has the key, or filters the hits of a search,
    # which itself takes three.
    statements = {statement for statement, _ in sent[started:]}
    assert len(statements) <= 5, (place.name, statements)
    return sent[started:]


@pytest.mark.proof
async def test_no_variable_reaches_a_statement(
    client: httpx.AsyncClient, catalogue_database: Database, sent: Sent
) -> None:
    """Each place is tried with one text of each family, so each text is tried at many places."""
    before = await Reader(catalogue_database, deadline=10).newest()
    reached = whole = 0
    tried = random.Random(0).sample(PLACES, TRIED)
    for place in tried:
        # The next texts follow once these have reached a statement, so that all do. That of a
        # search has only words of them.
        texts = [family[whole % len(family)] for family in FAMILIES]
        statements = await _try(client, place, texts, sent)
        reached += bool(statements)
        whole += _given(texts[0], statements)
    assert len(PLACES) > 400
    # Others are rejected as cursors or dates, before there is a statement.
    assert reached > TRIED / 3
    assert [text for text in (*CYPHER, *BACKTICK) if not _given(text, sent)] == []
    _check_names({statement for statement, _ in sent})
    # There was no commit at all.
    assert await Reader(catalogue_database, deadline=10).newest() == before


def _given(text: str, sent: Sent) -> bool:
    """Return whether a text is in a parameter as it was written."""
    return any(repr(text)[1:-1] in repr(value) for _, given in sent for value in given.values())


LITERALS = [
    "{ search(text: %s) { nodes { id } } }",
    "{ country(by: {slug: %s}) { id } nodes(ids: [%s]) { id } }",
    "{ countries(where: {name: {contains: %s, startsWith: %s}}) { nodes { id } } }",
]


@pytest.mark.parametrize("operation", LITERALS)
async def test_no_literal_reaches_a_statement(
    client: httpx.AsyncClient, sent: Sent, operation: str
) -> None:
    for text in PAYLOADS:
        literal = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
        query = operation.replace("%s", literal)
        response = await client.post("/graphql", json={"query": query})
        _check(response, query)
    assert len({statement for statement, _ in sent}) <= 5


@pytest.mark.parametrize("place", PLACES[:3], ids=lambda place: place.name)
async def test_lone_surrogates_are_rejected(client: httpx.AsyncClient, place: Place) -> None:
    as_variable = await _send(client, place.operation, LONE)
    written = place.operation.replace("$text: ID!", "").replace("$text", LONE)
    in_operation = await client.post("/graphql", json={"query": written.replace("query ()", "")})
    for response, code in (
        (as_variable, Code.BAD_REQUEST),
        (in_operation, Code.GRAPHQL_PARSE_FAILED),
    ):
        assert (response.status_code, _code(response)) == (400, code)
    in_url = await client.get("/graphql?query=%7b__typename%7d&operationName=%ed%a0%80")
    assert _code(in_url) == Code.BAD_REQUEST


def _code(response: httpx.Response) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


# Identifiers


NAMES = {name for names in _names().values() for name in names} | TYPES.keys()
TERMS = {term.name for enum in VOCABULARIES for term in enum} | {
    node_type.enum_name for node_type in TYPES.values() if node_type.entry
}
CYPHERS = (
    "ALL AND AS BY CALL CASE COLLECT CONTAINS COUNT DESC DISTINCT ELSE END EXISTS IN IS LIMIT"
    " MATCH NOT NULL OPTIONAL OR ORDER RETURN SKIP STARTS THEN UNION UNWIND WHEN WHERE WITH"
    " YIELD all any coalesce collect count db elementId false found fulltext head how index key"
    " keys labels left limit min node none queryNodes range reduce replace score size split"
    " substring sum toLower toString true word year"
)
LITERALS_OF_OURS = re.compile(
    r"[ ,+|/():^.\d_-]*|\\n| (es|en|pt)_| z_linked:/((from|to|by)_)?|(in|by)_"
)
"""What the compiler writes between words of texts and of queries of the full-text index."""
OURS = re.compile(
    r"[a-z]{1,2}\d*(_\d+)?|named\d*|row\d*|cited|place|release|nodes"
    "|asked|best|concepts|corrected|found|having|hits|how|instead|lists|numbers?|query|rank|relaxed"
    "|scores?|text|truncated"
)


def _check_names(statements: set[str]) -> None:
    """Check that all names in statements are Cypher's, the model's or made by the compiler."""
    for statement in statements:
        literals = set(re.findall("'([^']*)'", statement))
        others = literals - TERMS - NAMES - {index.name for index in FULL_TEXT}
        assert all(map(LITERALS_OF_OURS.fullmatch, others)), (others, statement)
        bare = re.sub("'[^']*'", "", statement).replace("=~", "")
        assert not set(bare) & set('`"\\;#@%^&~?'), statement
        assert "//" not in bare
        assert "/*" not in bare
        for word in set(re.findall("[A-Za-z_][A-Za-z_0-9]*", bare)):
            known = word in NAMES or word in CYPHERS.split() or OURS.fullmatch(word)
            assert known, f"{word} in {statement}"


def test_identifiers_come_from_the_model() -> None:
    assert len(STATEMENTS) > 25
    _check_names({path.read_text() for path in STATEMENTS})


# Reading only


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Pwned) RETURN [1] AS row",
        "MATCH (n) DETACH DELETE n RETURN [1] AS row",
        "MATCH (n:Country) SET n.name = 'x' RETURN [1] AS row",
        "MERGE (n:Pwned) RETURN [1] AS row",
        "CREATE INDEX pwned FOR (n:Country) ON (n.name)",
        "CALL db.createLabel('Pwned') RETURN [1] AS row",
    ],
)
async def test_the_database_rejects_writes(database: Database, statement: str) -> None:
    """Even if a bug of the compiler produced a write, its sessions can't execute it."""
    reader = Reader(database, deadline=10)
    before = await reader.newest()
    with pytest.raises(DatabaseFailed, match=r"Neo\.ClientError\.Statement\.AccessMode"):
        await reader.read(statement, {})
    assert await reader.newest() == before


# Search


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(codec="utf-8"), max_size=200))
@example("\0")
@example("x" * 300)
async def test_search_answers_any_text(catalogue_engine: Engine, text: str) -> None:
    outcome = await catalogue_engine.answer(
        "query ($text: String!) { search(text: $text) { nodes { id } } }", {"text": text}
    )
    assert (outcome.status, outcome.code) == (200, None)
