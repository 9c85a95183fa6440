"""Operations that use one field of the schema, which random ones seldom reach."""

from collections import deque

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    parse,
    print_ast,
)

from .chances import Chances
from .documents import Operation
from .inputs import Inputs
from .known import Known
from .literals import written
from .variables import Variables

Composite = GraphQLObjectType | GraphQLInterfaceType
Step = tuple[Composite, str]
"""A type, and the name of one of its fields."""


def directed(
    schema: GraphQLSchema, known: Known, chances: Chances, type_name: str, field: str
) -> Operation:
    """Return an operation on the shortest way to a field, with random arguments."""
    variables = Variables(chances)
    inputs = Inputs(schema, known, chances, variables, wrong=False)
    target = schema.type_map[type_name]
    if not isinstance(target, Composite):
        raise TypeError(f"{target} has no fields")
    selection = ""
    for parent, name in reversed([*_way_to(schema, target), (target, field)]):
        definition = parent.fields[name]
        if not selection and isinstance(get_named_type(definition.type), Composite):
            selection = " { __typename }"
        arguments = inputs.arguments(parent.name, name, definition, 0)
        given = ", ".join(f"{key}: {written(value)}" for key, value in arguments.items())
        field_text = f"{name}({given})" if given else name
        selection = f" {{ ... on {parent.name} {{ {field_text}{selection} }} }}"
    return Operation(
        print_ast(parse(f"query{variables.declared(selection)}{selection}")), variables.given, None
    )


def _way_to(schema: GraphQLSchema, target: Composite) -> list[Step]:
    """Return the fields from the root to a type."""
    ways: dict[str, list[Step]] = {"Query": []}
    waiting = deque(["Query"])
    while target.name not in ways:
        if not waiting and isinstance(target, GraphQLInterfaceType):  # no field returns it
            return _way_to(schema, schema.get_implementations(target).objects[0])
        parent = schema.type_map[waiting.popleft()]
        if not isinstance(parent, Composite):
            continue
        for name, definition in parent.fields.items():
            returned = get_named_type(definition.type).name
            if returned not in ways:
                ways[returned] = [*ways[parent.name], (parent, name)]
                waiting.append(returned)
    return ways[target.name]
