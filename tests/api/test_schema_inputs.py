"""Values coerce to what the compiler expects, and keys are exactly one."""

import graphql
import pytest
from graphql import (
    FieldNode,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
)
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values

from graph_service.model.enums import Language, Theme
from tests.api_schema import api_schema


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return api_schema()


def _arguments(schema: GraphQLSchema, text: str, variables: dict[str, object]) -> dict[str, object]:
    document = parse(text)
    assert graphql.validate(schema, document) == []
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    coerced = get_variable_values(schema, operation.variable_definitions or (), variables)
    assert isinstance(coerced, VariableValues)
    (field,) = operation.selection_set.selections
    assert isinstance(field, FieldNode)
    assert schema.query_type
    return get_argument_values(schema.query_type.fields[field.name.value], field, coerced)


def test_inputs_coerce_to_plain_dicts_and_members_of_the_vocabularies(
    schema: GraphQLSchema,
) -> None:
    wanted = {
        "where": {
            "and": [{"themes": {"hasAny": [Theme.PROTECTION]}}],
            "not": {"slug": {"in": ["a"]}},
            "name": {"contains": "x", "lang": Language.PT},
        }
    }
    literal = (
        '{goodPractices(where: {and: [{themes: {hasAny: PROTECTION}}], not: {slug: {in: ["a"]}},'
        ' name: {contains: "x", lang: PT}}) {totalCount}}'
    )
    assert _arguments(schema, literal, {}) == wanted
    variable = "query ($w: GoodPracticeWhere) {goodPractices(where: $w) {totalCount}}"
    given = {
        "and": [{"themes": {"hasAny": ["PROTECTION"]}}],
        "not": {"slug": {"in": ["a"]}},
        "name": {"contains": "x", "lang": "PT"},
    }
    coerced = _arguments(schema, variable, {"w": given})
    assert coerced == wanted
    where = coerced["where"]
    assert type(where) is dict
    assert type(where["not"]) is dict
