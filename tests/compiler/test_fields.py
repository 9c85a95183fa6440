"""Checks that span all types, and which enums belong to the key of a plan."""

import pytest
from graphql import OperationDefinitionNode, parse

from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.query import NAMED_TYPES, QUERY, ROOT_MODULES, STRUCTURAL
from graph_service.compiler.fields.type_system import (
    Argument,
    Field,
    InputField,
    InputType,
    NamedType,
    ObjectType,
    check_complete,
)
from graph_service.compiler.language.select import Selector
from graph_service.settings import DEFAULT_LIMITS
from tests.api_schema import api_schema

A = Field[Row]("a", "Int", "d", cell("{v}.a"))


def test_all_types_of_the_schema_are_complete() -> None:
    check_complete(NAMED_TYPES)


def test_root_fields_come_from_the_registered_modules() -> None:
    names = [field.name for module in ROOT_MODULES for field in module.FIELDS]
    assert list(QUERY.by_name) == names
    assert {"node", "goodPractices", "search", "transferFlows", "vocabulary"} <= set(names)


def test_enums_that_choose_columns_or_an_order_are_structural() -> None:
    facets = {t.name for t in NAMED_TYPES if t.name.endswith("Facet")} - {"Facet"}
    assert facets | {"Language", "Direction", "FlowKey"} == STRUCTURAL


def test_only_structural_enums_are_read_while_planning() -> None:
    (operation,) = parse("{ transferFlows(by: PARTY) { nodes { count } } }").definitions
    assert isinstance(operation, OperationDefinitionNode)
    schema = api_schema()
    (by,) = Selector(schema, {}, {}, DEFAULT_LIMITS, STRUCTURAL).fields(
        "Query", [operation.selection_set]
    )
    assert by.names("by") == ["PARTY"]
    (by,) = Selector(schema, {}, {}, DEFAULT_LIMITS, ()).fields("Query", [operation.selection_set])
    with pytest.raises(TypeError, match="is not of a structural enum"):
        by.names("by")


@pytest.mark.parametrize(
    ("named_types", "problem"),
    [
        ([ObjectType("One", "d", (A,))] * 2, "two types are named One"),
        ([ObjectType("One", "d", (A, A))], "One: two fields are named a"),
        (
            [ObjectType("One", "d", (Field("a", "[Nix!]!", "d", cell("a")),))],
            "One: a is of an undeclared type: Nix",
        ),
        (
            [
                ObjectType(
                    "One", "d", (Field("a", "Int", "d", cell("a"), (Argument("b", "Nix", "d"),)),)
                )
            ],
            "One: b is of an undeclared type: Nix",
        ),
        (
            [InputType("One", "d", (InputField("a", "Nix", "d"),))],
            "One: a is of an undeclared type: Nix",
        ),
    ],
)
def test_incomplete_types_are_rejected(named_types: list[NamedType], problem: str) -> None:
    with pytest.raises(TypeError, match=problem):
        check_complete(named_types)
