"""Limits of an operation: the limit itself passes, and one more is rejected with a remedy.

Nothing here needs a database, as limits are checked before a statement is sent.
"""

import json
from typing import Any, NamedTuple

import httpx
import pytest
from graphql import get_introspection_query

from graph_service.compiler.compiler import Compiler
from graph_service.errors import LimitExceeded
from graph_service.model.json import Json
from graph_service.settings import DEFAULT_LIMITS
from tests.api.serving import details_of
from tests.conftest import ROOT

ELSEWHERE = "split it into several requests"
IDS = "select many entries by nodes(ids:)"
FROM_IDS = "split it into several requests that continue from ids"
BY_WHERE = "query ($w: TopicWhere) { topics(where: $w) { totalCount } }"  # 19 tokens


class Edge(NamedTuple):
    """An operation at a limit, and one beyond it; `what` and `remedy` are in its message."""

    within: str
    beyond: str
    limit: str
    found: int
    allowed: int
    what: str
    remedy: str
    variables: tuple[Any, Any] = (None, None)


def _refusal(compiler: Compiler, text: str, variables: Any = None) -> tuple[str, Any, Any, Any]:
    """Return the message and details of a rejected operation."""
    with pytest.raises(LimitExceeded) as caught:
        compiler.execution(text, variables)
    details = dict(caught.value.details)
    return caught.value.message, details["limit"], details.get("found"), details["allowed"]


def _aliases(count: int, field: str = "id") -> str:
    """Return a field this many times, each with another response key."""
    return " ".join(f"a{n}: {field}" for n in range(count))


def _tokens(count: int) -> str:
    """Return an operation with this many tokens: 20, plus the list."""
    slugs = " ".join(f'"{n}"' for n in range(count - 20))
    return "{ topics(where: {slug: {in: [" + slugs + "]}}) { totalCount } }"


def _nested(levels: int, step: str, inner: str, end: str) -> str:
    return step * levels + inner + end * levels


def _where(levels: int) -> str:
    """Two brackets are around the condition, and one inside."""
    return "{ topics(where: " + _nested(levels, "{not: ", "{}", "}") + ") { totalCount } }"


def _chain(fragments: int) -> str:
    links = " ".join(f"fragment F{n} on Topic {{ ...F{n + 1} }}" for n in range(1, fragments))
    return f"{{ topics {{ nodes {{ ...F1 }} }} }} {links} fragment F{fragments} on Topic {{ id }}"


def _relations(levels: int) -> str:
    step, end = "parts(first: 1) { nodes { ", " } }"
    return "{ programmes { nodes { " + _nested(levels, step, "id", end) + " } } }"


def _spreads(more: str) -> str:
    """Return 2 + 62 * 16 selections and more: a fragment's selections count for each spread."""
    spreads = " ".join(["...F"] * 62)
    return (
        f"{{ topics {{ nodes {{ {spreads} {more} }} }} }} fragment F on Topic {{ {_aliases(15)} }}"
    )


def _lists(aliases: int) -> str:
    """Return 14 lists, each with an alias, and with this many aliases in it."""
    lists = " ".join(f"r{n}: topics {{ nodes {{ ...F }} }}" for n in range(14))
    return (
        f"{{ {lists} }} fragment F on Topic {{ slug ...G }}"
        f" fragment G on Topic {{ {_aliases(aliases)} }}"
    )


def _slugs(count: int) -> Json:
    """Return variables with this many values; 5 are the objects and the names in them."""
    return {"w": {"slug": {"in": [str(n) for n in range(count - 5)]}}}


def _deep(levels: int) -> Json:
    where: Json = {}
    for _ in range(levels - 1):
        where = {"not": where}
    return {"w": where}


TEN = " ".join(f"t{n}: topics {{ totalCount }}" for n in range(10))
MORE = " ".join(f"c{n}: countries {{ totalCount }}" for n in range(10))
ROOTS = ("rootFields", 21, 20, "The operation has 21 root fields")
ELSE = f"{IDS}, other fields in several requests"
DIRECTIVE = "... @include(if: true) { ... @skip(if: false) { id } } " * 25
TOO_DEEP = ("depth", 51, 50, "The text is nested 51 levels deep", FROM_IDS)
EDGES = {
    "tokens": Edge(
        _tokens(2_000), _tokens(2_001),
        "tokens", 2_001, 2_000, "The text has 2,001 tokens", ELSEWHERE,
    ),
    "tokens of variables": Edge(  # they let no more through than the text
        BY_WHERE, BY_WHERE, "tokens", 2_001, 2_000,
        "The text and its variables have 2,001 tokens and values", ELSEWHERE,
        (_slugs(2_000 - 19), _slugs(2_001 - 19)),
    ),
    "depth of variables": Edge(
        BY_WHERE, BY_WHERE, "depth", 51, 50, "A variable is nested 51 levels deep", FROM_IDS,
        (_deep(50), _deep(51)),
    ),
    "depth": Edge(_where(47), _where(48), *TOO_DEEP),
    "depth through fragments": Edge(_chain(47), _chain(48), *TOO_DEEP),
    "relations": Edge(
        _relations(10), _relations(11), "relations", 11, 10,
        "Relations are nested at least 11 levels deep in the selection",
        "request less at a time, and continue from ids",
    ),
    "selections": Edge(
        _spreads("a: slug b: slug c: slug d: slug e: slug f: slug"),
        _spreads("a: slug b: slug c: slug d: slug e: slug f: slug g: slug"),
        "selections", 1_001, 1_000, "The text has 1,001 selections with fragments expanded",
        ELSEWHERE,
    ),
    "aliases of one fragment that is spread often": Edge(
        _lists(13), _lists(14), "allAliases", 210, 200,
        "The operation has 210 aliases, counted for each field that a fragment is spread under",
        f"{IDS}, or send several requests",
    ),
    "root fields": Edge(
        f"{{ {TEN} {MORE} }}", f"{{ {TEN} {MORE} programmes {{ totalCount }} }}", *ROOTS, ELSE
    ),
    "root fields in a fragment": Edge(
        f"{{ {TEN} {MORE} }}", f"{{ {TEN} ...F }} fragment F on Query {{ {MORE} __typename }}",
        *ROOTS, ELSE,
    ),
    "root fields in inline fragments": Edge(
        f"{{ {TEN} {MORE} }}", f"{{ {TEN} ... on Query {{ {MORE} }} ... {{ a: __typename }} }}",
        *ROOTS, ELSE,
    ),
    "directives": Edge(
        f"{{ topics {{ nodes {{ {DIRECTIVE} }} }} }}",
        f"{{ topics {{ nodes {{ {DIRECTIVE} slug @include(if: true) }} }} }}",
        "directives", 51, 50, "The text has 51 directives",
        "put one on a fragment instead of one on each of its fields",
    ),
}  # fmt: skip


ALIASES = {
    "id": (
        "{ topics { nodes { %s } } }",
        "{ topics { edges { ... { node { ... on Topic { %s } } } } } }",
        "{ topics { nodes { ...F } } } fragment F on Topic { %s }",
        "{ topics { nodes { ...F } } } fragment F on Topic { ... @include(if: false) { %s } }",
        "{ topics { ...C } } fragment C on TopicConnection { nodes { ... on Topic { %s } } }",
        '{ node(id: "Topic:x") { %s } }',
        '{ search(text: "x") { nodes { %s } } }',
        "query ($n: Boolean = true) { topics { nodes @skip(if: $n) { %s } } }",
    ),
    "__typename": ("{ %s }",),
    "__schema { queryType { name } }": ("{ %s }",),
    'topic(by: {slug: "a"}) { id }': ("{ %s }",),
}
"""Fields, and where they are selected several times."""


@pytest.mark.parametrize(
    ("text", "field"), [(text, field) for field, texts in ALIASES.items() for text in texts]
)
def test_aliases(text: str, field: str, compiler: Compiler) -> None:
    name = field.partition(" ")[0].partition("(")[0]
    what = f'The field "{name}" has 16 response keys in a selection set'
    within, beyond = (text % _aliases(count, field) for count in (15, 16))
    _check(Edge(within, beyond, "aliases", 16, 15, what, IDS), compiler)


@pytest.mark.parametrize("edge", EDGES.values(), ids=EDGES)
def test_a_limit(edge: Edge, compiler: Compiler) -> None:
    _check(edge, compiler)


def _check(edge: Edge, compiler: Compiler) -> None:
    within, beyond = edge.variables
    assert compiler.execution(edge.within, within) is not None
    message = f"{edge.what}, more than the limit of {edge.allowed:,}: {edge.remedy}."
    expected = (message, edge.limit, edge.found, edge.allowed)
    assert _refusal(compiler, edge.beyond, beyond) == expected


def test_what_is_counted_before_anything_else_is_checked(compiler: Compiler) -> None:
    """Tokens and directives of invalid documents; levels of fragments that aren't relations."""
    for text in ("[" * 3_000, "#\n" * 3_000, "{ a }" + " ! " * 3_000, '"a" ' * 3_000):
        assert _refusal(compiler, text)[1] == "tokens"
    assert _refusal(compiler, "{ topics " + "@a" * 500 + " { id } }")[1:] == ("directives", 500, 50)
    inline = "{ topics { nodes " + _nested(48, "{ ... ", "{ id }", " }") + " } }"
    assert _refusal(compiler, inline)[1:] == ("depth", 51, 50)


def test_variables_that_are_not_declared_are_ignored(compiler: Compiler) -> None:
    """As GraphQL over HTTP requires."""
    assert compiler.execution("{ topics { totalCount } }", {"w": _deep(51)}) is not None


# Selections


def test_merged_selections_count_together(compiler: Compiler) -> None:
    """Selections are merged across fragments and repeated fields, also without an alias."""
    first, second = _aliases(8), " ".join(f"b{n}: id" for n in range(7))
    for parts in (
        "{ topics { nodes { %s ...F } } } fragment F on Topic { %s }",
        "{ topics { nodes { %s } nodes { %s } } }",
        "{ topics { ... { nodes { %s } } } topics { nodes { %s } } }",
    ):
        assert compiler.execution(parts % (first, second)) is not None
        assert _refusal(compiler, parts % (first, second + " id"))[1:] == ("aliases", 16, 15)


def test_one_key_is_one_alias(compiler: Compiler) -> None:
    """Fragments of several components select the same field: it is answered once."""
    side = " ".join(f"... on Topic {{ a{n}: id }}" for n in range(15))
    parents = " ".join(f"r{n}: topics {{ nodes {{ {_aliases(15)} }} }}" for n in range(3))
    for text in (
        "{ topics { nodes { " + "id " * 60 + "} } }",
        "{ topics { nodes { " + side + side + _aliases(15) + " } } }",
        f"{{ {parents} }}",
    ):
        assert compiler.execution(text) is not None


def test_operations_of_a_document(compiler: Compiler) -> None:
    text = " ".join(f"query Q{n} {{ topics {{ totalCount }} }}" for n in range(20))
    assert compiler.execution(text, operation_name="Q7") is not None
    message = "The text has 21 operations, more than the limit of 20: send only the operation to"
    expected = (f"{message} execute.", "operations", 21, 20)
    assert _refusal(compiler, f"{text} query Q20 {{ topics {{ totalCount }} }}") == expected


def test_selections_of_all_operations_of_a_document(compiler: Compiler) -> None:
    """All are validated, whichever is requested."""
    fields = "topics { nodes { " + "id " * 50 + "} }"
    text = " ".join(f"query Q{n} {{ {fields} }}" for n in range(20))
    with pytest.raises(LimitExceeded) as caught:
        compiler.execution(text, operation_name="Q0")
    assert caught.value.details["limit"] == "selections"


def test_a_selection_counts_for_every_type_of_a_node(compiler: Compiler) -> None:
    """Otherwise a document of a hundred bytes would take half a minute to plan."""
    step, end = "sources { citedBy { nodes { ", " } } }"
    text = '{ search(text: "a") { nodes { %s } } }'
    assert compiler.execution(text % _nested(1, step, "id", end)) is not None
    message, limit, found, allowed = _refusal(compiler, text % _nested(4, step, "id", end))
    assert message.startswith("The operation has at least 1,00")
    assert message.endswith(
        " selections, counted for each type of a node, more than the limit of 1,000: select"
        " fields of sources and other relations in a fragment on one type."
    )
    assert (limit, allowed) == ("selections", 1_000)
    assert found > 1_000


# Introspection


def test_introspection_passes(compiler: Compiler) -> None:
    assert compiler.execution(get_introspection_query()) is not None


def test_repeated_introspection(compiler: Compiler) -> None:
    """Otherwise it would take seconds of CPU time."""
    query = get_introspection_query().replace("__schema", "s: __schema", 1)
    head, tail = query.split("{", 1)
    body = tail[: tail.index("fragment FullType")].rstrip().removesuffix("}")
    four = "".join(body.replace("s: __schema", f"s{n}: __schema") for n in range(4))
    message, limit, found, allowed = _refusal(
        compiler, f"{head} {{ {four} }} {query[query.index('fragment FullType') :]}"
    )
    assert message.startswith("The operation costs ")
    assert (limit, allowed) == ("cost", DEFAULT_LIMITS.max_cost)
    assert found > allowed


def test_introspection_of_lists_in_lists(compiler: Compiler) -> None:
    text = '{ __type(name: "Query") { fields { type { fields { type { %s { name } } } } } } }'
    assert (
        compiler.execution('{ __type(name: "Query") { fields { type { fields { name } } } } }')
        is not None
    )
    for name in ("fields", "interfaces", "possibleTypes", "inputFields"):
        message, limit, found, allowed = _refusal(compiler, text % name)
        assert message == (
            "Introspection may nest fields, inputFields, interfaces and possibleTypes 2 levels"
            " deep: select types by name, with __type(name:), in several requests."
        )
        assert (limit, found, allowed) == ("introspectionDepth", None, 2)


# Over HTTP


def test_a_rejection_over_http(offline_service: httpx.Client) -> None:
    query = f"{{ {_aliases(16, '__typename')} }}"
    message = 'The field "__typename" has 16 response keys in a selection set'
    message += f", more than the limit of 15: {IDS}."
    details = {"code": "LIMIT_EXCEEDED", "limit": "aliases", "found": 16, "allowed": 15}
    for response in (
        offline_service.post("/graphql", json={"query": query}),
        offline_service.get("/graphql", params={"query": query}),
    ):
        assert response.status_code == 400
        assert [error["message"] for error in response.json()["errors"]] == [message]
        assert details_of(response) == details


def test_batches_are_rejected(offline_service: httpx.Client) -> None:
    response = offline_service.post("/graphql", json=[{"query": "{ __typename }"}] * 2)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["message"] == (
        'Send one JSON object with "query". Batches are not supported: request several fields'
        " in one operation, and many entries through nodes(ids:)."
    )


def test_the_cost_is_reported_on_request(offline_service: httpx.Client) -> None:
    query, requested = "{ vocabulary { name } }", {"cost": True}
    for _ in range(2):
        for response in (
            offline_service.post("/graphql", json={"query": query, "extensions": requested}),
            offline_service.get(
                "/graphql", params={"query": query, "extensions": json.dumps(requested)}
            ),
        ):
            extensions = response.json()["extensions"]
            assert extensions["cost"].keys() == {"requested", "used", "limit"}
            assert extensions["cost"]["limit"] == DEFAULT_LIMITS.max_cost
        assert "extensions" not in offline_service.post("/graphql", json={"query": query}).json()
    refused = {"query": query, "extensions": {"cost": "yes"}}
    assert "extensions" not in offline_service.post("/graphql", json=refused).json()


# Operations of real clients


def test_every_case_passes_with_headroom(compiler: Compiler) -> None:
    """All known operations of frontends use less than half of each limit."""
    for folder in sorted((ROOT / "tests" / "cases").iterdir()):
        text = (folder / "operation.graphql").read_text()
        file = folder / "variables.json"
        variables = json.loads(file.read_text()) if file.exists() else {}
        execution = compiler.execution(text, variables)
        assert execution.cost < DEFAULT_LIMITS.max_cost / 2, folder.name
        assert compiler._documents.read(text).tokens < DEFAULT_LIMITS.max_tokens / 2
