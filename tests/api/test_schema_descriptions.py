"""Everything in the GraphQL schema is described, in sentences."""

import re
from collections.abc import Iterator

import graphql
import pytest
from graphql import (
    GraphQLSchema,
)

from graph_service.api.schema import build_schema
from tests.api_schema import api_schema


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return api_schema()


def _descriptions(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Yield the coordinates of everything that can have a description, with it."""
    yield "schema", schema.description
    for directive in schema.directives:
        yield f"@{directive.name}", directive.description
        for argument, of in directive.args.items():
            yield f"@{directive.name}({argument}:)", of.description
    for name, made in schema.type_map.items():
        if name.startswith("__"):
            continue
        yield name, made.description
        for value, enum_value in getattr(made, "values", {}).items():
            yield f"{name}.{value}", enum_value.description
        for field, definition in getattr(made, "fields", {}).items():
            yield f"{name}.{field}", definition.description
            for argument, of in getattr(definition, "args", {}).items():
                yield f"{name}.{field}({argument}:)", of.description


def test_everything_is_described(schema: GraphQLSchema) -> None:
    found = dict(_descriptions(schema))
    assert [name for name, text in found.items() if not text] == []
    assert len(found) > 2_000


ARTICLE = re.compile(
    r"\b[Aa] (?=[AEIOUaeiou])(?!one\b|uni|use\b|user|URL|Europ|UN\b)\w+"
    r"|\b[Aa]n (?![AEIOUaeiou`]|hour|[FHLMNRSX][A-Z])\w+"
)
GENERATED = re.compile(r"Reverse of|\bMany [A-Z]|\w+\.\w+: ")


def test_descriptions_are_sentences(schema: GraphQLSchema) -> None:
    """They begin with a capital and end with a period, and the articles fit."""
    for name, text in _descriptions(schema):
        assert text is not None
        assert text[0].isupper(), (name, text)
        assert text.endswith((".", ").")), (name, text)
        assert not ARTICLE.search(text), (name, text)
        assert not GENERATED.search(text), (name, text)


@pytest.mark.parametrize("text", ["a Agreement", "An country", "a entry", "an practice"])
def test_wrong_articles_would_be_found(text: str) -> None:
    assert ARTICLE.search(f"The key of {text}.")


@pytest.mark.parametrize("text", ["an agreement", "a URL", "an ISO code", "a unit", "an SDL"])
def test_right_articles_are_not_found(text: str) -> None:
    assert not ARTICLE.search(f"The key of {text}.")


def test_the_schema_greets_and_its_scalars_are_specified(schema: GraphQLSchema) -> None:
    """In the SDL and in introspection; API explorers show the description first."""
    assert schema.description is not None
    assert schema.description.startswith("Good practices against trafficking in persons")
    assert graphql.build_schema(build_schema().as_str()).description == schema.description
    result = graphql.graphql_sync(schema, "{ __schema { description } }")
    assert result.data == {"__schema": {"description": schema.description}}
    builtin = graphql.specified_scalar_types
    scalars = [t for t in schema.type_map.values() if isinstance(t, graphql.GraphQLScalarType)]
    specified = {t.name: t.specified_by_url for t in scalars if t.name not in builtin}
    rfc = "https://www.rfc-editor.org/rfc/rfc3339"
    assert specified == {"Date": rfc, "DateTime": rfc}
