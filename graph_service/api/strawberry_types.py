"""Named types → Strawberry types.

Types refer to each other in cycles, so all classes are created empty, then filled. Fields have no
resolvers. Enums are registered without changing their classes, so that coerced values are members
of the model's vocabularies.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from dataclasses import MISSING
from datetime import date, datetime
from typing import Never, TypeAlias, cast

import strawberry
from graphql import DirectiveLocation
from strawberry.annotation import StrawberryAnnotation
from strawberry.directive import StrawberryDirective, StrawberryDirectiveResolver
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional, StrawberryType
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from graph_service.compiler.fields.type_system import (
    Argument,
    DirectiveType,
    EnumType,
    Field,
    InputField,
    InputType,
    InterfaceType,
    NamedType,
    ObjectType,
    Signature,
)

GraphQLType: TypeAlias = StrawberryType | type
"""What Strawberry accepts as a type."""
Types: TypeAlias = Mapping[str, GraphQLType]
Fielded: TypeAlias = "ObjectType[Never] | InterfaceType | InputType"

_SCALARS: Mapping[str, type] = {
    "Boolean": bool,
    "Date": date,
    "DateTime": datetime,
    "Float": float,
    "ID": strawberry.ID,
    "Int": int,
    "String": str,
}


def assemble(named_types: Iterable[NamedType]) -> Types:
    """Create the Strawberry types of all named types, by name, in the order of introspection."""
    types: dict[str, GraphQLType] = {}
    empty: list[tuple[type, Fielded]] = []
    for named_type in sorted(named_types, key=_order):
        if isinstance(named_type, EnumType):
            types[named_type.name] = _enum(named_type)
            continue
        interface = None if isinstance(named_type, InputType) else named_type.implements
        bases = (cast("type", types[interface]),) if interface else ()
        made = type(named_type.name, bases, {})
        types[named_type.name] = made
        empty.append((made, named_type))
    for made, named_type in empty:
        _fill(made, named_type, types)
    return types


def _order(named_type: NamedType) -> int:
    """Interfaces first: they are base classes of the types that implement them. Enums last."""
    if isinstance(named_type, EnumType):
        return 2
    return 0 if isinstance(named_type, InterfaceType) else 1


def _enum(named_type: EnumType) -> StrawberryEnumDefinition:
    return StrawberryEnumDefinition(
        wrapped_cls=named_type.enum,
        name=named_type.name,
        values=[
            EnumValue(member.name, member.value, description=named_type.meanings.get(member.name))
            for member in named_type.enum
        ],
        description=named_type.description,
    )


def _fill(made: type, named_type: Fielded, types: Types) -> None:
    for field in named_type.fields:
        attribute = _attribute(field.name)
        setattr(made, attribute, _field(attribute, field, types))
    name, description = named_type.name, named_type.description
    match named_type:
        case InputType(one_of=one_of):
            strawberry.input(made, name=name, description=description, one_of=one_of)
        case InterfaceType():
            strawberry.interface(made, name=name, description=description)
        case ObjectType():
            strawberry.type(made, name=name, description=description)


def _attribute(name: str) -> str:
    """Return the Python attribute of a field: "not" can't be one."""
    return f"{name}_" if keyword.iskeyword(name) else name


def _field(
    attribute: str, field: Field[Never] | Signature | InputField, types: Types
) -> StrawberryField:
    made = StrawberryField(
        python_name=attribute,
        graphql_name=field.name,
        type_annotation=StrawberryAnnotation(_type(field.type, types)),
        description=field.description,
        default=UNSET if isinstance(field, InputField) else MISSING,
    )
    if not isinstance(field, InputField):
        made.arguments = [_argument(argument, types) for argument in field.arguments]
    return made


def _argument(argument: Argument, types: Types) -> StrawberryArgument:
    return StrawberryArgument(
        python_name=_attribute(argument.name),
        graphql_name=argument.name,
        type_annotation=StrawberryAnnotation(_type(argument.type, types)),
        description=argument.description,
        default=UNSET if argument.default is None else argument.default,
    )


def directive(declared: DirectiveType, types: Types) -> StrawberryDirective[None]:
    """Return the Strawberry directive of a directive of queries."""
    made = StrawberryDirective[None](
        python_name=declared.name,
        graphql_name=declared.name,
        resolver=StrawberryDirectiveResolver(lambda: None),  # the compiler applies it
        locations=[DirectiveLocation.QUERY],
        description=declared.description,
    )
    made.arguments = [_argument(argument, types) for argument in declared.arguments]
    return made


def _type(written: str, types: Types) -> GraphQLType:
    """Parse a type in SDL syntax, such as [String!]!"""
    if not written.endswith("!"):
        return StrawberryOptional(_type(f"{written}!", types))
    bare = written.removesuffix("!")
    if bare.startswith("["):
        return StrawberryList(_type(bare[1:-1], types))
    return _SCALARS.get(bare) or types[bare]
