"""Tries each operator of each filter by itself: no other condition can mask a wrong comparison."""

from collections.abc import Iterator

from graphql import GraphQLInputObjectType, GraphQLSchema, get_named_type, parse, print_ast

from .chances import Chances
from .documents import Operation
from .inputs import Inputs
from .known import Known
from .literals import written
from .variables import Variables

LISTS = 12
"""Number of lists in one operation."""


def each_operator(schema: GraphQLSchema, known: Known, chances: Chances) -> Iterator[Operation]:
    """Yield operations that together use every operator, with random values."""
    variables = Variables(chances)
    inputs = Inputs(schema, known, chances, variables, wrong=False)
    roots = schema.query_type.fields if schema.query_type else {}
    wheres = {
        name: where
        for name, field in roots.items()
        if "orderBy" in field.args
        and isinstance(where := get_named_type(field.args["where"].type), GraphQLInputObjectType)
    }
    seen = {where.name for where in wheres.values()}
    lists = [
        f"{name}(first: 100, where: {written(condition)}) {{ nodes {{ id }} }}"
        for name, where in wheres.items()
        for condition in inputs.each(where, seen)
    ]
    for start in range(0, len(lists), LISTS):
        parts = lists[start : start + LISTS]
        text = " ".join(f"a{number}: {part}" for number, part in enumerate(parts))
        own = Variables(chances, dict(variables.given), dict(variables.definitions))
        text = print_ast(parse(f"query{own.declared(text)} {{ {text} }}"))
        yield Operation(text, own.given, None)
