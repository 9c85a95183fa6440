"""Every place in the schema that accepts text from clients, each with an operation."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
)

_NO_TEXTS = ("Int", "Float", "Boolean")
_EXAMPLES = {
    "CountryBy": '{iso3: "PER"}',
    "InstitutionBy": '{slug: "corett"}',
    "ID": '"Country:per"',
    "String": '"peru"',
    "Int": "1",
}
_Objects = GraphQLObjectType | GraphQLInterfaceType


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place.

    Attributes:
        name: the field, the argument, and the path to the text in it.
        operation: has the variable $text there.
    """

    name: str
    operation: str


@dataclass(frozen=True, kw_only=True)
class _Value:
    """An argument or an input field, and how to write an operation around a value of it."""

    name: str
    type: GraphQLInputType
    around: Callable[[str], str]


def places(schema: GraphQLSchema) -> Iterator[Place]:
    """Yield all places, by the shortest paths from the root.

    This reaches each argument of each field, and each field of the filters of properties. Types of
    conditions, which can be nested without end, are entered once.
    """
    entered: set[str] = set()
    queue = deque(_arguments(schema))
    while queue:
        value = queue.popleft()
        named = get_named_type(value.type)
        if isinstance(named, GraphQLScalarType) and named.name not in _NO_TEXTS:
            written = value.around(_in_list(value.type, "$text"))
            yield Place(name=value.name, operation=f"query ($text: {named.name}!) {written}")
        elif isinstance(named, GraphQLInputObjectType) and named.name not in entered:
            if not named.name.endswith("Filter"):
                entered.add(named.name)
            queue.extend(_inside(value, named))


def _arguments(schema: GraphQLSchema) -> Iterator[_Value]:
    assert schema.query_type is not None
    paths: dict[str, tuple[str, str]] = {schema.query_type.name: ("{ ", " }")}
    queue: deque[_Objects] = deque([schema.query_type])
    while queue:
        parent = queue.popleft()
        before, after = paths[parent.name]
        for name, field in parent.fields.items():
            required = {
                n: _example(a.type) for n, a in field.args.items() if is_required_argument(a)
            }
            for argument, declared in field.args.items():
                end = f" {_selection(field.type)}{after}"

                def around(
                    value: str,
                    begin: str = before + name,
                    arguments: dict[str, str] = required,
                    argument: str = argument,
                    end: str = end,
                ) -> str:
                    return begin + _argument_list({**arguments, argument: value}) + end

                yield _Value(
                    name=f"{parent.name}.{name}({argument})", type=declared.type, around=around
                )
            inner = get_named_type(field.type)
            if isinstance(inner, _Objects) and inner.name not in paths:
                paths[inner.name] = (f"{before}{name}{_argument_list(required)} {{ ", f" }}{after}")
                queue.append(inner)


def _inside(value: _Value, named: GraphQLInputObjectType) -> Iterator[_Value]:
    for name, field in named.fields.items():
        others = "".join(
            f", {n}: {_example(f.type)}"
            for n, f in named.fields.items()
            if n != name and is_non_null_type(f.type)
        )

        def around(inner: str, name: str = name, others: str = others) -> str:
            return value.around(_in_list(value.type, f"{{{name}: {inner}{others}}}"))

        yield _Value(name=f"{value.name}.{name}", type=field.type, around=around)


def _in_list(of: GraphQLInputType, value: str) -> str:
    if is_non_null_type(of):
        return _in_list(of.of_type, value)
    return f"[{value}]" if is_list_type(of) else value


def _example(of: GraphQLInputType) -> str:
    """Return a valid value, one that matches an entry if possible."""
    named = get_named_type(of)
    if isinstance(named, GraphQLEnumType):
        value = next(iter(named.values))
    else:
        value = _EXAMPLES.get(named.name, '{slug: "none"}')
    return _in_list(of, value)


def _argument_list(arguments: dict[str, str]) -> str:
    return f"({', '.join(f'{n}: {v}' for n, v in arguments.items())})" if arguments else ""


def _selection(of: GraphQLOutputType) -> str:
    """Select the nodes of a page, or a property of a node."""
    named = get_named_type(of)
    if is_leaf_type(named):
        return ""
    if isinstance(named, _Objects):
        if "nodes" in named.fields:
            return f"{{ nodes {_selection(named.fields['nodes'].type)} }}"
        for name, field in named.fields.items():
            if is_leaf_type(get_named_type(field.type)) and not field.args:
                return f"{{ {name} }}"
    return "{ __typename }"
