"""Limits of an operation: the limit itself passes, and one more is rejected with a remedy.

Nothing here needs a database, as limits are checked before a statement is sent.
"""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from graphql import get_introspection_query

from graph_service.compiler.compiler import Compiler
from graph_service.errors import LimitExceeded
from graph_service.model.json import Json
from graph_service.settings import DEFAULT_LIMITS
from tests.api.serving import NO_DATABASE, details_of, served
from tests.conftest import ROOT

ELSEWHERE = "split it into several requests"
IDS = "select many entries by nodes(ids:)"
FROM_IDS = "split it into several requests that continue from ids"


def refusal(compiler: Compiler, text: str, variables: dict[str, Json] | None = None) -> Any:
    """Return the message and details of a rejected operation."""
    with pytest.raises(LimitExceeded) as caught:
        compiler.execution(text, variables)
    details = dict(caught.value.details)
    return (
        caught.value.message,
        details["limit"],
        details.get("found"),
        details["allowed"],
    )


def passes(compiler: Compiler, text: str, variables: dict[str, Json] | None = None) -> bool:
    return compiler.execution(text, variables) is not None


# Tokens


def _tokens(count: int) -> str:
    """Return an operation with this many tokens: 20, plus the list."""
    slugs = " ".join(f'"{n}"' for n in range(count - 20))
    return "{ topics(where: {slug: {in: [" + slugs + "]}}) { totalCount } }"


def test_tokens(compiler: Compiler) -> None:
    assert passes(compiler, _tokens(2_000))
    assert refusal(compiler, _tokens(2_001)) == (
        f"The text has 2,001 tokens, more than the limit of 2,000: {ELSEWHERE}.",
        "tokens",
        2_001,
        2_000,
    )


def test_tokens_of_invalid_documents(compiler: Compiler) -> None:
    """They are rejected for their number of tokens, before anything else is checked."""
    for text in ("[" * 3_000, "#\n" * 3_000, "{ a }" + " ! " * 3_000, '"a" ' * 3_000):
        assert refusal(compiler, text)[1] == "tokens"


def test_values_of_variables_count_as_tokens(compiler: Compiler) -> None:
    """They count as if they were in the document: variables let no more through."""
    text = "query ($w: TopicWhere) { topics(where: $w) { totalCount } }"  # 19 tokens

    def variables(count: int) -> dict[str, Json]:
        # 5 of them are the objects and the names in them.
        return {"w": {"slug": {"in": [str(n) for n in range(count - 5)]}}}

    assert passes(compiler, text, variables(2_000 - 19))
    message = (
        "The text and its variables have 2,001 tokens and values, more than the limit of 2,000"
    )
    assert refusal(compiler, text, variables(2_001 - 19)) == (
        f"{message}: {ELSEWHERE}.",
        "tokens",
        2_001,
        2_000,
    )


# Depth


def _nested_not(levels: int) -> str:
    return "{not: " * levels + "{}" + "}" * levels


def test_depth_of_a_text(compiler: Compiler) -> None:
    text = "{ topics(where: %s) { totalCount } }"  # two brackets around, and one inside
    assert passes(compiler, text % _nested_not(47))
    expected = (
        f"The text is nested 51 levels deep, more than the limit of 50: {FROM_IDS}.",
        "depth",
        51,
        50,
    )
    assert refusal(compiler, text % _nested_not(48)) == expected


def test_depth_of_variables(compiler: Compiler) -> None:
    text = "query ($w: TopicWhere) { topics(where: $w) { totalCount } }"

    def variables(levels: int) -> dict[str, Json]:
        where: Json = {}
        for _ in range(levels - 1):
            where = {"not": where}
        return {"w": where}

    assert passes(compiler, text, variables(50))
    message = f"A variable is nested 51 levels deep, more than the limit of 50: {FROM_IDS}."
    assert refusal(compiler, text, variables(51)) == (message, "depth", 51, 50)
    # Undeclared variables are ignored, as GraphQL over HTTP requires.
    assert passes(compiler, "{ topics { totalCount } }", variables(51))


def _chain(fragments: int) -> str:
    links = " ".join(f"fragment F{n} on Topic {{ ...F{n + 1} }}" for n in range(1, fragments))
    return f"{{ topics {{ nodes {{ ...F1 }} }} }} {links} fragment F{fragments} on Topic {{ id }}"


def test_depth_through_fragments(compiler: Compiler) -> None:
    assert passes(compiler, _chain(47))
    message = f"The text is nested 51 levels deep, more than the limit of 50: {FROM_IDS}."
    assert refusal(compiler, _chain(48)) == (message, "depth", 51, 50)


def test_depth_through_inline_fragments(compiler: Compiler) -> None:
    text = "{ topics { nodes " + "{ ... " * 48 + "{ id }" + " }" * 48 + " } }"
    assert refusal(compiler, text)[1:] == ("depth", 51, 50)


def test_relations(compiler: Compiler) -> None:
    def nested(levels: int) -> str:
        step, end = "narrower(first: 1) { nodes { ", " } }"
        return "{ topics { nodes { " + step * levels + "id" + end * levels + " } } }"

    assert passes(compiler, nested(10))
    assert refusal(compiler, nested(11)) == (
        (
            "Relations are nested at least 11 levels deep in the selection, more than the limit of"
            " 10: request less at a time, and continue from ids."
        ),
        "relations",
        11,
        10,
    )


# Selections


def test_selections(compiler: Compiler) -> None:
    # The outer fields, and 1 + 15 for each spread: a fragment's selections count each time.
    fragment = "fragment F on Topic { " + " ".join(f"a{n}: id" for n in range(15)) + " }"
    text = "{ topics { nodes { %s } } }" + fragment
    spreads = " ".join(["...F"] * 62)  # 2 + 62 * 16 = 994
    assert passes(compiler, text % f"{spreads} a: slug b: slug c: slug d: slug e: slug f: slug")
    over = text % f"{spreads} a: slug b: slug c: slug d: slug e: slug f: slug g: slug"
    message = "The text has 1,001 selections"
    assert refusal(compiler, over) == (
        f"{message} with fragments expanded, more than the limit of 1,000: {ELSEWHERE}.",
        "selections",
        1_001,
        1_000,
    )


def test_selections_of_all_operations_of_a_document(compiler: Compiler) -> None:
    """All are validated, whichever is requested."""
    fields = " ".join(f"f{n}: __typename" for n in range(15))
    text = " ".join(f"query Q{n} {{ {fields} }}" for n in range(67))
    with pytest.raises(LimitExceeded):
        compiler.execution(text, operation_name="Q0")


def test_a_selection_counts_for_every_type_of_a_node(compiler: Compiler) -> None:
    """Otherwise a document of a hundred bytes would take half a minute to plan."""

    def entries(levels: int) -> str:
        step, end = "sources { citedBy { nodes { ", " } } }"
        return '{ search(text: "a") { nodes { ' + step * levels + "id" + end * levels + " } } }"

    assert passes(compiler, entries(1))
    message, limit, found, allowed = refusal(compiler, entries(4))
    assert message.startswith("The operation has at least 1,00")
    assert message.endswith(
        " selections, counted for each type of a node, more than the limit of 1,000: select"
        " fields of sources and other relations in a fragment on one type."
    )
    assert (limit, allowed) == ("selections", 1_000)
    assert found > 1_000


# Aliases


def _aliases(count: int, field: str = "id") -> str:
    return " ".join(f"a{n}: {field}" for n in range(count))


ALIASES = [
    "{ topics { nodes { %s } } }",
    "{ topics { edges { ... { node { ... on Topic { %s } } } } } }",
    "{ topics { nodes { ...F } } } fragment F on Topic { %s }",
    "{ topics { nodes { ...F } } } fragment F on Topic { ... @include(if: false) { %s } }",
    (
        "{ topics { ...A } } fragment A on TopicConnection { nodes { ...F } }"
        " fragment F on Topic { %s }"
    ),
    '{ node(id: "Topic:x") { %s } }',
    '{ search(text: "x") { nodes { %s } } }',
    "query ($n: Boolean!) { topics { nodes @skip(if: $n) { %s } } }",
]


@pytest.mark.parametrize("text", ALIASES)
def test_aliases(text: str, compiler: Compiler) -> None:
    variables: dict[str, Json] = {"n": True} if "$n" in text else {}
    assert passes(compiler, text % _aliases(15), variables)
    message = 'The field "id" has 16 response keys in a selection set'
    expected = (
        f"{message}, more than the limit of 15: {IDS}.",
        "aliases",
        16,
        15,
    )
    assert refusal(compiler, text % _aliases(16), variables) == expected


def test_merged_selections_count_together(compiler: Compiler) -> None:
    """Selections are merged across fragments and repeated fields, also without an alias."""
    first, second = _aliases(8), " ".join(f"b{n}: id" for n in range(7))
    for parts in (
        "{ topics { nodes { %s ...F } } } fragment F on Topic { %s }",
        "{ topics { nodes { %s } nodes { %s } } }",
        "{ topics { ... { nodes { %s } } } topics { nodes { %s } } }",
    ):
        assert passes(compiler, parts % (first, second))
        assert refusal(compiler, parts % (first, second + " id"))[1:] == ("aliases", 16, 15)


def test_one_key_is_one_alias(compiler: Compiler) -> None:
    """Fragments of several components select the same field: it is answered once."""
    assert passes(compiler, "{ topics { nodes { " + "id " * 60 + "} } }")
    side = " ".join(f"... on Topic {{ a{n}: id }}" for n in range(15))
    assert passes(compiler, "{ topics { nodes { " + side + side + _aliases(15) + " } } }")


def test_aliases_of_different_parents(compiler: Compiler) -> None:
    root = " ".join(f"r{n}: topics {{ nodes {{ {_aliases(15)} }} }}" for n in range(3))
    assert passes(compiler, f"{{ {root} }}")


@pytest.mark.parametrize(
    "field", ["__typename", "__schema { queryType { name } }", 'topic(by: {slug: "a"}) { id }']
)
def test_aliases_at_the_root(field: str, compiler: Compiler) -> None:
    name = field.partition(" ")[0].partition("(")[0]
    assert passes(compiler, f"{{ {_aliases(15, field)} }}")
    message, *numbers = refusal(compiler, f"{{ {_aliases(16, field)} }}")
    assert message.startswith(f'The field "{name}" has 16 response keys')
    assert numbers == ["aliases", 16, 15]


# Root fields, directives


def test_root_fields(compiler: Compiler) -> None:
    ten = [f"t{n}: topics {{ totalCount }}" for n in range(10)]
    more = [f"c{n}: countries {{ totalCount }}" for n in range(10)]
    expected = (
        (
            f"The operation has 21 root fields, more than the limit of 20: {IDS}, other fields in"
            " several requests."
        ),
        "rootFields",
        21,
        20,
    )
    assert passes(compiler, f"{{ {' '.join(ten + more)} }}")
    for text in (
        f"{{ {' '.join(ten + more)} programmes {{ totalCount }} }}",
        f"{{ {' '.join(ten)} ...F }} fragment F on Query {{ {' '.join(more)} __typename }}",
        f"{{ {' '.join(ten)} ... on Query {{ {' '.join(more)} }} ... {{ a: __typename }} }}",
    ):
        assert refusal(compiler, text) == expected


def test_directives(compiler: Compiler) -> None:
    one = "... @include(if: true) { ... @skip(if: false) { id } } "
    assert passes(compiler, "{ topics { nodes { " + one * 25 + "} } }")
    text = "{ topics { nodes { " + one * 25 + "slug @include(if: true) } } }"
    assert refusal(compiler, text) == (
        (
            "The text has 51 directives, more than the limit of 50: put one on a fragment instead"
            " of one on each of its fields."
        ),
        "directives",
        51,
        50,
    )
    # Unknown and misplaced directives count, too: their number is checked first.
    assert refusal(compiler, "{ topics " + "@a" * 500 + " { id } }")[1:] == ("directives", 500, 50)


# Introspection


def test_introspection_passes(compiler: Compiler) -> None:
    assert passes(compiler, get_introspection_query())


def test_repeated_introspection(compiler: Compiler) -> None:
    """Otherwise it would take seconds of CPU time."""
    query = get_introspection_query().replace("__schema", "s: __schema", 1)
    head, tail = query.split("{", 1)
    body = tail[: tail.index("fragment FullType")].rstrip().removesuffix("}")
    four = "".join(body.replace("s: __schema", f"s{n}: __schema") for n in range(4))
    message, limit, found, allowed = refusal(
        compiler, f"{head} {{ {four} }} {query[query.index('fragment FullType') :]}"
    )
    assert message.startswith("The operation costs ")
    assert (limit, allowed) == ("cost", DEFAULT_LIMITS.max_cost)
    assert found > allowed


def test_introspection_of_lists_in_lists(compiler: Compiler) -> None:
    text = '{ __type(name: "Query") { fields { type { fields { type { %s { name } } } } } } }'
    assert passes(compiler, '{ __type(name: "Query") { fields { type { fields { name } } } } }')
    for name in ("fields", "interfaces", "possibleTypes", "inputFields"):
        message, limit, found, allowed = refusal(compiler, text % name)
        assert message == (
            "Introspection may nest fields, inputFields, interfaces and possibleTypes 2 levels"
            " deep: select types by name, with __type(name:), in several requests."
        )
        assert (limit, found, allowed) == ("introspectionDepth", None, 2)


# Over HTTP


@pytest.fixture(scope="module")
def service() -> Iterator[httpx.Client]:
    with served(NO_DATABASE) as client:
        yield client


def test_a_rejection_over_http(service: httpx.Client) -> None:
    query = f"{{ {_aliases(16, '__typename')} }}"
    message = 'The field "__typename" has 16 response keys in a selection set'
    message += f", more than the limit of 15: {IDS}."
    details = {"code": "LIMIT_EXCEEDED", "limit": "aliases", "found": 16, "allowed": 15}
    for response in (
        service.post("/graphql", json={"query": query}),
        service.get("/graphql", params={"query": query}),
    ):
        assert response.status_code == 400
        assert [error["message"] for error in response.json()["errors"]] == [message]
        assert details_of(response) == details


def test_batches_are_rejected(service: httpx.Client) -> None:
    response = service.post("/graphql", json=[{"query": "{ __typename }"}] * 2)
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["message"] == (
        'Send one JSON object with "query". Batches are not supported: request several fields'
        " in one operation, and many entries through nodes(ids:)."
    )


def test_the_cost_is_reported_on_request(service: httpx.Client) -> None:
    query, requested = "{ vocabulary { name } }", {"cost": True}
    for _ in range(2):
        for response in (
            service.post("/graphql", json={"query": query, "extensions": requested}),
            service.get("/graphql", params={"query": query, "extensions": json.dumps(requested)}),
        ):
            extensions = response.json()["extensions"]
            assert extensions["cost"].keys() == {"requested", "limit"}
            assert extensions["cost"]["limit"] == DEFAULT_LIMITS.max_cost
        assert "extensions" not in service.post("/graphql", json={"query": query}).json()
    refused = {"query": query, "extensions": {"cost": "yes"}}
    assert "extensions" not in service.post("/graphql", json=refused).json()


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
