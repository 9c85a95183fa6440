"""The variables of an operation: their values in a request, their errors, their part of a plan key.

Values are checked as the literals that they could be written as, so an error in a variable has the
message and the hint that it would have in the text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graphql import (
    BooleanValueNode,
    EnumValueNode,
    FloatValueNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLType,
    IntValueNode,
    ListValueNode,
    NameNode,
    NullValueNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    StringValueNode,
    ValueNode,
    VariableDefinitionNode,
    get_named_type,
    get_variable_values,
    is_input_type,
    is_required_input_field,
    type_from_ast,
)

from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.arguments import (
    is_list_of_objects,
    nullable,
    plain,
    type_of_id,
)
from graph_service.compiler.language.hints import with_hints
from graph_service.compiler.language.rules import MAX_ERRORS, value_errors
from graph_service.error_codes import Code
from graph_service.errors import OperationInvalid
from graph_service.model.json import Json

_SCALARS: Mapping[str, Json] = {
    "Boolean": True,
    "Date": "2018-01-01",
    "DateTime": "2018-01-01T00:00:00Z",
    "Float": 1.0,
    "Int": 1,
}
"""By type; all others are texts."""


class VariableReader:
    """Coerces the variables of requests."""

    def __init__(
        self, schema: GraphQLSchema, structural: Collection[str], *, hides: bool = False
    ) -> None:
        """Set up.

        Args:
            schema: the API's schema.
            structural: the enums whose values choose columns or an order.
            hides: whether errors say nothing about the schema.
        """
        self._schema = schema
        self._structural = structural
        self._hides = hides

    def coerced(self, operation: OperationDefinitionNode, raw: Mapping[str, Json]) -> Variables:
        """Return the values of a request's variables.

        Raises:
            OperationInvalid: with the first errors.
        """
        definitions = operation.variable_definitions
        if not definitions:
            return {}
        coerced = get_variable_values(
            self._schema, definitions, dict(raw), max_errors=1, hide_suggestions=True
        )
        if isinstance(coerced, list):
            found = [error for each in definitions for error in self._errors(each, raw)]
            raise OperationInvalid(Code.BAD_USER_INPUT, found[:MAX_ERRORS] or coerced)
        return {name: plain(value) for name, value in coerced.coerced.items()}

    def _errors(
        self, definition: VariableDefinitionNode, raw: Mapping[str, Json]
    ) -> list[GraphQLError]:
        """Return the first errors of a variable."""
        name, input_type = definition.variable.name.value, self._type(definition)
        if name not in raw:
            if not isinstance(input_type, GraphQLNonNull) or definition.default_value is not None:
                return []
            message = f"Variable '${name}' is required: send a value of type {input_type}"
            return [GraphQLError(f'{message} in "variables".', definition)]
        value = as_literal(raw[name], input_type)
        pairs = value_errors(value, input_type, MAX_ERRORS, hides=self._hides)
        errors = [error for error, _ in pairs]
        if not self._hides:
            errors = with_hints(errors, value, self._schema, input_type)
        found = []
        for error, (_, path) in zip(errors, pairs, strict=True):
            steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
            at = f" at {''.join(steps)}" if path else ""
            message = f"Variable '${name}' has an invalid value{at}: {error.message}"
            found.append(GraphQLError(message, definition))
        return found

    def _type(self, definition: VariableDefinitionNode) -> GraphQLInputType:
        declared = type_from_ast(self._schema, definition.type)
        if not is_input_type(declared):
            raise TypeError(f"{declared} is not a type of variables")
        return declared

    def plan_key(self, operation: OperationDefinitionNode, variables: Variables) -> str:
        """Return the part of the coerced variables of an operation that the plan depends on."""
        parts = []
        for definition in operation.variable_definitions or ():
            name = definition.variable.name.value
            if name in variables:
                part = plan_key(variables[name], self._type(definition), self._structural)
                parts.append(f"{name}:{part}")
        return ";".join(parts)

    def samples(self, operation: OperationDefinitionNode) -> dict[str, Json]:
        """Return a value for each variable that the client of a valid operation has to send.

        >>> from graphql import build_schema, parse
        >>> schema = build_schema("type Query { topic(slug: String!, first: Int): Int }")
        >>> text = "query ($slug: String!, $first: Int) { topic(slug: $slug, first: $first) }"
        >>> VariableReader(schema, structural=()).samples(parse(text).definitions[0])
        {'slug': 'example'}
        """
        return {
            definition.variable.name.value: _sample(declared)
            for definition in operation.variable_definitions or ()
            if isinstance(declared := self._type(definition), GraphQLNonNull)
            and definition.default_value is None
        }


def as_literal(value: Json, input_type: GraphQLType) -> ValueNode:
    """Return the literal that a value would be in the text of an operation, valid or not.

    >>> from graphql import GraphQLString, print_ast
    >>> print_ast(as_literal({"eq": ["a", 1.0, None]}, GraphQLString))
    '{ eq: ["a", 1, null] }'
    """
    named = get_named_type(input_type)
    match value:
        case None:
            return NullValueNode()
        case bool():
            return BooleanValueNode(value=value)
        case int() | float():
            is_whole = value == int(value)
            return (
                IntValueNode(value=f"{value:.0f}") if is_whole else FloatValueNode(value=f"{value}")
            )
        case str() if isinstance(named, GraphQLEnumType):
            return EnumValueNode(value=value)
        case str():
            return StringValueNode(value=value)
        case Mapping():
            known = named.fields if isinstance(named, GraphQLInputObjectType) else {}
            fields = (
                ObjectFieldNode(
                    name=NameNode(value=key),
                    value=as_literal(item, known[key].type if key in known else named),
                )
                for key, item in value.items()
            )
            return ObjectValueNode(fields=tuple(fields))
    return ListValueNode(values=tuple(as_literal(item, named) for item in value))


def plan_key(value: Json, input_type: GraphQLInputType, structural: Collection[str]) -> str:
    """Return the part of a coerced value that a plan depends on.

    That is: keys, nulls, the lengths of lists of objects, the types of ids, structural enums, and
    Booleans, on which @include and @skip may depend.

    >>> from graphql import GraphQLID
    >>> plan_key(["Topic:a", "Country:b", "Topic:c"], GraphQLList(GraphQLID), structural=())
    '[Country,Topic]'

    Args:
        value: the value.
        input_type: its type.
        structural: the enums whose values choose columns or an order.
    """
    if value is None:
        return "0"
    inner = nullable(input_type)
    if isinstance(inner, GraphQLInputObjectType) and isinstance(value, Mapping):
        parts = [
            f"{k}:{plan_key(value[k], inner.fields[k].type, structural)}" for k in sorted(value)
        ]
        return "{" + ",".join(parts) + "}"
    if isinstance(inner, GraphQLList) and isinstance(value, Sequence):
        item_type = nullable(inner.of_type)
        if _is_id(item_type):  # by far the longest lists: only the types count
            types = {"0" if item is None else type_of_id(str(item)) for item in value}
            return "[" + ",".join(sorted(types)) + "]"
        items = [plan_key(item, inner.of_type, structural) for item in value]
        ordered = isinstance(item_type, GraphQLEnumType) and item_type.name in structural
        if is_list_of_objects(inner) or ordered:
            return "[" + ",".join(items) + "]"
        return "[" + ",".join(sorted(set(items))) + "]"
    if isinstance(value, bool) or (isinstance(inner, GraphQLEnumType) and inner.name in structural):
        return str(value)
    if _is_id(inner):
        return type_of_id(str(value))
    return "1"


def _is_id(input_type: GraphQLInputType) -> bool:
    return isinstance(input_type, GraphQLScalarType) and input_type.name == "ID"


def _sample(input_type: GraphQLInputType) -> Json:
    match input_type:
        case GraphQLNonNull(of_type=inner):
            return _sample(inner)
        case GraphQLList(of_type=inner):
            return [_sample(inner)]
        case GraphQLEnumType(values=values):
            return str(next(iter(values)))
        case GraphQLInputObjectType(fields=fields):
            needed = {n: f.type for n, f in fields.items() if is_required_input_field(f)}
            return {name: _sample(field_type) for name, field_type in needed.items()}
    return _SCALARS.get(get_named_type(input_type).name, "example")
