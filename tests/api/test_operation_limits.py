"""Limits of an operation: the limit itself passes, and one more is rejected with a remedy.

Nothing here needs a database, as limits are checked before a statement is sent.
"""

import json

import httpx
import pytest
from graphql import get_introspection_query

from graph_service.compiler.compiler import Compiler
from graph_service.errors import LimitExceeded
from graph_service.model.json import Json
from graph_service.settings import DEFAULT_LIMITS
from tests.api.limits import ELSEWHERE, FROM_IDS, IDS, aliases, passes, refusal
from tests.api.serving import details_of
from tests.conftest import ROOT

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
    fields = "topics { nodes { " + "id " * 50 + "} }"
    text = " ".join(f"query Q{n} {{ {fields} }}" for n in range(20))
    with pytest.raises(LimitExceeded) as caught:
        compiler.execution(text, operation_name="Q0")
    assert caught.value.details["limit"] == "selections"


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


def test_a_rejection_over_http(offline_service: httpx.Client) -> None:
    query = f"{{ {aliases(16, '__typename')} }}"
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
