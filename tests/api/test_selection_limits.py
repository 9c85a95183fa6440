"""Limits of how often something is selected: aliases, operations, root fields, directives."""

import pytest

from graph_service.compiler.compiler import Compiler
from graph_service.model.json import Json
from tests.api.limits import IDS, aliases, passes, refusal

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
    assert passes(compiler, text % aliases(15), variables)
    message = 'The field "id" has 16 response keys in a selection set'
    expected = (
        f"{message}, more than the limit of 15: {IDS}.",
        "aliases",
        16,
        15,
    )
    assert refusal(compiler, text % aliases(16), variables) == expected


def test_merged_selections_count_together(compiler: Compiler) -> None:
    """Selections are merged across fragments and repeated fields, also without an alias."""
    first, second = aliases(8), " ".join(f"b{n}: id" for n in range(7))
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
    assert passes(compiler, "{ topics { nodes { " + side + side + aliases(15) + " } } }")


def test_aliases_of_different_parents(compiler: Compiler) -> None:
    root = " ".join(f"r{n}: topics {{ nodes {{ {aliases(15)} }} }}" for n in range(3))
    assert passes(compiler, f"{{ {root} }}")


def test_aliases_of_one_fragment_that_is_spread_often(compiler: Compiler) -> None:
    """14 lists of 13 aliases each, and the aliases of the lists: 196; with 14 each, 210."""
    lists = " ".join(f"r{n}: topics {{ nodes {{ ...F }} }}" for n in range(14))
    text = f"{{ {lists} }} fragment F on Topic {{ slug ...G }} fragment G on Topic {{ %s }}"
    assert passes(compiler, text % aliases(13))
    assert refusal(compiler, text % aliases(14)) == (
        (
            "The operation has 210 aliases, counted for each field that a fragment is spread under,"
            f" more than the limit of 200: {IDS}, or send several requests."
        ),
        "allAliases",
        210,
        200,
    )


def test_operations_of_a_document(compiler: Compiler) -> None:
    text = " ".join(f"query Q{n} {{ topics {{ totalCount }} }}" for n in range(20))
    assert compiler.execution(text, operation_name="Q7") is not None
    assert refusal(compiler, f"{text} query Q20 {{ topics {{ totalCount }} }}") == (
        (
            "The text has 21 operations, more than the limit of 20: send only the operation to"
            " execute."
        ),
        "operations",
        21,
        20,
    )


@pytest.mark.parametrize(
    "field", ["__typename", "__schema { queryType { name } }", 'topic(by: {slug: "a"}) { id }']
)
def test_aliases_at_the_root(field: str, compiler: Compiler) -> None:
    name = field.partition(" ")[0].partition("(")[0]
    assert passes(compiler, f"{{ {aliases(15, field)} }}")
    message, *numbers = refusal(compiler, f"{{ {aliases(16, field)} }}")
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
