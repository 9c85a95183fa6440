"""Counts the parts of the schema that operations used: fields, operators, directives, codes."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from graphql import (
    FieldNode,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    ObjectFieldNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    parse,
    separate_operations,
    type_from_ast,
    visit,
)

from graph_service.model.json import Json

from .operations.documents import Operation


class Coverage:
    """Counts coordinates: Type.field, Input.field, @directive, CODE."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self.counts: Counter[str] = Counter()
        self.operations = 0

    def count(self, operation: Operation, body: Mapping[str, Json]) -> None:
        """Count the coordinates that an operation uses, and the error codes of its answer."""
        self.operations += 1
        errors: Any = body.get("errors", ())
        self.counts.update({error["extensions"]["code"] for error in errors})
        if "data" in body:
            self.counts.update(self.touched(operation))

    def touched(self, operation: Operation) -> set[str]:
        """Return the coordinates of an operation, without those of other operations in its text."""
        by_name = separate_operations(parse(operation.text))
        document = by_name[operation.name or next(iter(by_name))]
        touched = _Touched(self._schema)
        visit(document, TypeInfoVisitor(touched.types, touched))
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                for variable in definition.variable_definitions or ():
                    value = operation.variables.get(variable.variable.name.value)
                    touched.input(type_from_ast(self._schema, variable.type), value)
        return touched.found

    def untouched(self) -> list[str]:
        """Return the fields and input fields of the schema that no successful operation used."""
        return sorted(name for name in _all(self._schema) if not self.counts[name])


def _all(schema: GraphQLSchema) -> list[str]:
    """Return all coordinates of a schema except introspection."""
    return [
        f"{name}.{field}"
        for name, named in schema.type_map.items()
        if isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
        and not name.startswith("__")
        for field in named.fields
    ] + ["@include", "@skip"]


class _Touched(Visitor):
    def __init__(self, schema: GraphQLSchema) -> None:
        super().__init__()
        self.types = TypeInfo(schema)
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self.types.get_parent_type()
        if parent is not None:
            self.found.add(f"{parent.name}.{node.name.value}")

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        parent = get_named_type(self.types.get_parent_input_type())
        if parent is not None:
            self.found.add(f"{parent.name}.{node.name.value}")

    def enter_directive(self, node: Any, *_: Any) -> None:
        self.found.add(f"@{node.name.value}")

    def input(self, input_type: Any, value: Any) -> None:
        """Count the fields of a variable's value."""
        named = get_named_type(input_type)
        if isinstance(value, list):
            for item in value:
                self.input(named, item)
        elif isinstance(named, GraphQLInputObjectType) and isinstance(value, dict):
            for name, item in value.items():
                self.found.add(f"{named.name}.{name}")
                self.input(named.fields[name].type, item)
