"""Shapes → Strawberry types: all knowledge of how Strawberry makes types at run time.

Types refer to one another in circles, so each class is made empty first, and filled when all are
known. Fields have no resolvers, as nothing is ever resolved here. An enum is registered without
touching its class, so that coerced values are members of the model's own vocabularies.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass
from dataclasses import field as with_default
from datetime import date, datetime
from typing import Never, TypeAlias

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional, StrawberryType
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.unset import UNSET

from graph_service.compiler.fields.shapes import (
    Argument,
    EnumType,
    Field,
    InputField,
    InputType,
    InterfaceType,
    ObjectType,
    Shape,
    Signature,
)

GraphQLType: TypeAlias = StrawberryType | type
"""What Strawberry takes as a type."""
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


@dataclass(frozen=True)
class Types:
    """The types that were made, by name."""

    classes: dict[str, type] = with_default(default_factory=dict)
    enums: dict[str, StrawberryEnumDefinition] = with_default(default_factory=dict)

    def __getitem__(self, name: str) -> GraphQLType:
        """Return any type by its name in GraphQL.

        Raises:
            ValueError: when there is none.
        """
        found = _SCALARS.get(name) or self.classes.get(name) or self.enums.get(name)
        if found is None:
            raise ValueError(f"no type is named {name}")
        return found


def assemble(shapes: Iterable[Shape]) -> Types:
    """Make the types of all shapes."""
    types = Types()
    empty: list[tuple[type, Fielded]] = []
    # An interface is a base class of what implements it.
    for shape in sorted(shapes, key=lambda shape: not isinstance(shape, InterfaceType)):
        if isinstance(shape, EnumType):
            types.enums[shape.name] = _enum(shape)
            continue
        interface = None if isinstance(shape, InputType) else shape.implements
        bases = (types.classes[interface],) if interface else ()
        types.classes[shape.name] = type(shape.name, bases, {})
        empty.append((types.classes[shape.name], shape))
    for made, shape in empty:
        _fill(made, shape, types)
    return types


def _enum(shape: EnumType) -> StrawberryEnumDefinition:
    return StrawberryEnumDefinition(
        wrapped_cls=shape.enum,
        name=shape.name,
        values=[
            EnumValue(member.name, member.value, description=shape.meanings.get(member.name))
            for member in shape.enum
        ],
        description=shape.description,
    )


def _fill(made: type, shape: Fielded, types: Types) -> None:
    for field in shape.fields:
        attribute = _attribute(field.name)
        setattr(made, attribute, _field(attribute, field, types))
    name, description = shape.name, shape.description
    match shape:
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


def _type(written: str, types: Types) -> GraphQLType:
    """Read a type as SDL writes it."""
    if not written.endswith("!"):
        return StrawberryOptional(_type(f"{written}!", types))
    bare = written.removesuffix("!")
    if bare.startswith("["):
        return StrawberryList(_type(bare[1:-1], types))
    return types[bare]
