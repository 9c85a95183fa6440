"""The GraphQL schema: Strawberry prints it, and the engine answers its operations.

Its types are declared with their plans in `compiler/fields`. They refer to each other in cycles, so
all of Strawberry's classes are created empty, then filled. Fields have no resolvers. Enums are
registered without changing their classes, so that coerced values are members of the model's
vocabularies.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Mapping
from dataclasses import MISSING
from datetime import date, datetime
from typing import TYPE_CHECKING, Never, TypeAlias, cast

import strawberry
from graphql import (
    DirectiveLocation,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLScalarType,
    GraphQLSchema,
)
from strawberry.annotation import StrawberryAnnotation
from strawberry.directive import StrawberryDirective, StrawberryDirectiveResolver
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionResult
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional, StrawberryType
from strawberry.types.enum import EnumValue, StrawberryEnumDefinition
from strawberry.types.field import StrawberryField
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET

from graph_service.compiler.fields.query import DIRECTIVES, NAMED_TYPES, QUERY
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
)
from graph_service.model.json import Json

if TYPE_CHECKING:
    from graph_service.api.engine import Engine

DESCRIPTION = """\
Good practices against trafficking in persons, the visits by which governments of Latin America
learn from one another, and the knowledge that they transfer.

Begin with `search`, with a list such as `goodPractices`, or with one entry:
`country(by: {iso3: "HND"})`. Every entry and every relation has its sources.

Lists are connections as in Relay, with `nodes` beside `edges`. `first` chooses the first n nodes, 0
to 100 and by default 20, after the cursor `after`; or `last` the last n, before the cursor
`before`. `orderBy` has the keys to sort by, the most important first; ties are sorted by id.
`where` has conditions, all of which must hold. Null counts as not given, and so does a condition in
which only nulls are given; `{}` matches all. A missing value satisfies only `isNull: true`. Facets
are returned in the order of `by`.

Texts are in Spanish, English and Portuguese. `lang` chooses the language, by default that of
`@lang`, else Spanish. A text without a translation is in Spanish, else English, else Portuguese.

Anyone may query without a key. Every answer is as new as the catalogue."""
"""The description of the schema, which API explorers show first."""
_RFC_3339 = {
    "Date": "A day in the form of RFC 3339, such as `2018-10-09`.",
    "DateTime": "A point in time in the form of RFC 3339, such as `2026-11-24T15:30:00Z`.",
}
_RFC_3339_URL = "https://www.rfc-editor.org/rfc/rfc3339"
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


class Schema(strawberry.Schema):
    """A schema whose operations are answered as over HTTP, not by resolvers.

    Attributes:
        engine: answers operations; set before the first one.
    """

    engine: Engine

    def as_str(self) -> str:
        """Return the SDL, with the description, which Strawberry doesn't print."""
        return f'"""\n{DESCRIPTION}\n"""\nschema {{\n  query: Query\n}}\n\n{super().as_str()}'

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Json] | None = None,
        context_value: object = None,
        root_value: object = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Json] | None = None,
    ) -> ExecutionResult:
        """Answer an operation; contexts and roots are ignored."""
        body = (await self.engine.answer(query or "", variable_values, operation_name)).body
        data, errors, extensions = (body.get(key) for key in ("data", "errors", "extensions"))
        return ExecutionResult(
            data=data if isinstance(data, dict) else None,
            errors=[_error(e) for e in errors] if isinstance(errors, list) else None,
            extensions=extensions if isinstance(extensions, dict) else None,
        )

    def execute_sync(self, *_arguments: object, **_options: object) -> Never:
        """Raise TypeError: reading the database is asynchronous.

        Raises:
            TypeError: always.
        """
        raise TypeError("Use await schema.execute(…): reading the database is asynchronous.")


def build_schema() -> Schema:
    """Build the schema, without an engine."""
    types = _assemble(NAMED_TYPES)
    schema = Schema(
        query=cast("type", types[QUERY.name]),
        types=[*types.values()],
        directives=[_directive(declared, types) for declared in DIRECTIVES],
        config=StrawberryConfig(auto_camel_case=False),
    )
    core = core_schema(schema)
    core.description = DESCRIPTION
    one_of = {s.name for s in NAMED_TYPES if isinstance(s, InputType) and s.one_of}
    for made in core.type_map.values():
        if isinstance(made, GraphQLInputObjectType) and made.name in one_of:
            # Strawberry checks this by a rule of its own, which graphql-core's validate() lacks.
            made.is_one_of = True
        if isinstance(made, GraphQLScalarType) and made.name in _RFC_3339:
            made.description, made.specified_by_url = _RFC_3339[made.name], _RFC_3339_URL
    return schema


def core_schema(schema: strawberry.Schema) -> GraphQLSchema:
    """Return the schema that graphql-core parses, validates and coerces with."""
    return schema._schema  # noqa: SLF001 (Strawberry offers no other way)


def _error(error: Mapping[str, Json]) -> GraphQLError:
    path, extensions = error.get("path"), error.get("extensions")
    return GraphQLError(
        str(error["message"]),
        path=path if isinstance(path, list) else None,
        extensions=extensions if isinstance(extensions, dict) else None,
    )


def _assemble(named_types: Iterable[NamedType]) -> Types:
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


def _field(attribute: str, field: Field[Never] | InputField, types: Types) -> StrawberryField:
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


def _directive(declared: DirectiveType, types: Types) -> StrawberryDirective[None]:
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
