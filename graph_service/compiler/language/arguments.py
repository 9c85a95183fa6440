"""Arguments and variables → trees whose leaves record where their values come from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from graphql import (
    EnumValueNode,
    GraphQLArgument,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
)

from graph_service.compiler.ir.origins import Constant, FromVariable, Items, Origin, Variables
from graph_service.errors import BadUserInput
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json


@dataclass(frozen=True)
class Leaf:
    """A scalar, an enum value, null, or a list of scalars.

    Attributes:
        origin: where each request has its value.
        value: the value in the request that is being planned. A plan may depend only on the part
            of it that is in the plan key: whether it is null, a structural enum, the types of ids.
    """

    origin: Origin
    value: Json


ArgumentTree: TypeAlias = "Leaf | Mapping[str, ArgumentTree] | Sequence[ArgumentTree]"
Arguments: TypeAlias = Mapping[str, ArgumentTree]

_ABSENT = Leaf(Constant("absent"), "absent")
NULL = Leaf(Constant(None), None)


def given_in(tree: ArgumentTree | None, name: str) -> Leaf | None:
    """Return the value of a field of an input object, if both are given and not null."""
    leaf = tree.get(name) if isinstance(tree, Mapping) else None
    return leaf if isinstance(leaf, Leaf) and leaf.value is not None else None


def plain(value: object) -> Json:
    """Return a coerced value as JSON, enum members by name."""
    match value:
        case Enum():
            return str(value.name)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case datetime.datetime():
            return value.isoformat()
        case None | bool() | int() | float() | str():
            return value
        case Sequence():
            return [item if type(item) is str else plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} is not an input value")


def nullable(input_type: GraphQLInputType) -> GraphQLInputType:
    """Return an input type that allows null; graphql-core's function forgets that it is one."""
    return input_type.of_type if isinstance(input_type, GraphQLNonNull) else input_type


def is_list_of_objects(input_type: GraphQLList[GraphQLInputType]) -> bool:
    """Whether the items of a list are input objects, whose fields have origins of their own."""
    return isinstance(nullable(input_type.of_type), GraphQLInputObjectType)


def from_value(value: Json, input_type: GraphQLInputType, origin: Origin) -> ArgumentTree:
    """Return the tree of a coerced value, all of which has one origin."""
    inner = nullable(input_type)
    if isinstance(inner, GraphQLInputObjectType) and isinstance(value, Mapping):
        return {
            key: from_value(item, inner.fields[key].type, _into(origin, key, item))
            for key, item in value.items()
        }
    if isinstance(inner, GraphQLList) and is_list_of_objects(inner) and isinstance(value, Sequence):
        return [
            from_value(item, inner.of_type, _into(origin, index, item))
            for index, item in enumerate(value)
        ]
    return Leaf(origin, value)


def _into(origin: Origin, step: str | int, item: Json) -> Origin:
    if isinstance(origin, FromVariable):
        return FromVariable(origin.name, (*origin.path, step))
    return Constant(item)


def from_ast(node: ValueNode, input_type: GraphQLInputType, variables: Variables) -> ArgumentTree:
    """Return the tree of a literal in a valid document, with the variables in it.

    Raises:
        BadUserInput: if a variable is null in a non-null position.
    """
    inner = nullable(input_type)
    if isinstance(node, VariableNode):
        name = node.name.value
        if name not in variables:
            return _ABSENT
        if variables[name] is None and inner is not input_type:
            raise null_variable(name)
        return from_value(variables[name], input_type, FromVariable(name))
    if isinstance(node, NullValueNode):
        return NULL
    if isinstance(inner, GraphQLList):
        items = node.values if isinstance(node, ListValueNode) else (node,)
        trees = [from_ast(item, inner.of_type, variables) for item in items]
        # An absent variable in a list is null, as the specification says.
        trees = [NULL if t is _ABSENT else t for t in trees]
        if is_list_of_objects(inner):
            return trees
        leaves = [tree for tree in trees if isinstance(tree, Leaf)]
        value = [leaf.value for leaf in leaves]
        if all(isinstance(leaf.origin, Constant) for leaf in leaves):
            return Leaf(Constant(value), value)
        return Leaf(Items(tuple(leaf.origin for leaf in leaves)), value)
    if isinstance(inner, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
        fields = {
            field.name.value: from_ast(field.value, inner.fields[field.name.value].type, variables)
            for field in node.fields or ()
        }
        # Null means "not given" in every input object, so an absent variable is no different:
        # without this, `some: {name: $name}` would be `some: {}`, which matches all.
        return {key: NULL if tree is _ABSENT else tree for key, tree in fields.items()}
    literal = _literal(node, inner)
    return Leaf(Constant(literal), literal)


def null_variable(name: str) -> BadUserInput:
    """Return the error for null in a nullable variable whose default made the document valid."""
    return BadUserInput(f"${name} is null in a position that doesn't accept null.", variable=name)


def _literal(node: ValueNode, input_type: GraphQLInputType) -> Json:
    """Return the value of a scalar or an enum, as a variable has it."""
    if isinstance(input_type, GraphQLScalarType):
        return plain(input_type.parse_literal(node))
    if isinstance(node, EnumValueNode):
        return node.value
    raise TypeError(f"{node.kind} is not a literal")


def arguments_of(
    definitions: Mapping[str, GraphQLArgument],
    given: Mapping[str, ValueNode],
    variables: Variables,
) -> Arguments:
    """Return a field's arguments, including defaults, without absent ones."""
    found: dict[str, ArgumentTree] = {}
    for name, definition in definitions.items():
        tree = from_ast(given[name], definition.type, variables) if name in given else _ABSENT
        if tree is _ABSENT and definition.default_value is not Undefined:
            default = plain(definition.default_value)
            tree = from_value(default, definition.type, Constant(default))
        if tree is not _ABSENT:
            found[name] = tree
    return found


def type_of_id(value: str) -> str:
    """Return the type that an id names, or "" if the model doesn't have it."""
    name = split_id(value)[0]
    return name if name in TYPES else ""
