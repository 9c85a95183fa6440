"""The text of an operation → a parsed, validated document, and its coerced variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    type_from_ast,
    validate,
    visit,
)
from graphql.execution.values import get_variable_values
from graphql.type import is_input_type
from graphql.validation import NoSchemaIntrospectionCustomRule

from graph_service.codes import Code
from graph_service.compiler.arguments import Variables, plain, shape
from graph_service.compiler.refusals import OperationInvalid
from graph_service.compiler.rules import rules_for
from graph_service.model.json import Json
from graph_service.settings import Disclosure

CACHED_TEXTS = 512
"""How many texts are kept parsed."""


class _DirectiveVariables(Visitor):
    """Finds the variables that @include and @skip depend on."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: Node, *_: object) -> None:
        for argument in getattr(node, "arguments", None) or ():
            if isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)


@dataclass(frozen=True)
class Document:
    """A valid document.

    Attributes:
        node: as parsed.
        operations: by name; "" for the anonymous one.
        fragments: by name.
        directive_variables: names of variables that directives use.
    """

    node: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    directive_variables: frozenset[str]


class Documents:
    """Parses and validates, keeping the last texts."""

    def __init__(self, schema: GraphQLSchema, disclosure: Disclosure) -> None:
        """Take the schema that documents are validated against, and what is told of it."""
        self._schema = schema
        self._introspection = disclosure.introspection
        self._hide_suggestions = not disclosure.suggestions
        self._cached = lru_cache(maxsize=CACHED_TEXTS)(self._read)

    def read(self, text: str) -> Document:
        """Give the document of a text.

        Raises:
            OperationInvalid: with every syntax or validation error.
        """
        return self._cached(text)

    def _read(self, text: str) -> Document:
        try:
            node = parse(text)
        except GraphQLError as error:
            raise OperationInvalid(Code.GRAPHQL_PARSE_FAILED, [error]) from None
        if not self._introspection and (
            errors := validate(self._schema, node, [NoSchemaIntrospectionCustomRule])
        ):
            raise OperationInvalid(Code.INTROSPECTION_DISABLED, errors)
        if errors := validate(
            self._schema, node, rules_for(text), hide_suggestions=self._hide_suggestions
        ):
            raise OperationInvalid(Code.GRAPHQL_VALIDATION_FAILED, errors)
        finder = _DirectiveVariables()
        if "@" in text:  # few texts have directives, and a visit costs as much as parsing
            visit(node, finder)
        operations = [d for d in node.definitions if isinstance(d, OperationDefinitionNode)]
        fragments = [d for d in node.definitions if isinstance(d, FragmentDefinitionNode)]
        return Document(
            node=node,
            operations={d.name.value if d.name else "": d for d in operations},
            fragments={d.name.value: d for d in fragments},
            directive_variables=frozenset(finder.names),
        )

    def operation(self, document: Document, name: str | None) -> OperationDefinitionNode:
        """Choose the operation to run.

        Raises:
            OperationInvalid: when the name fits none, or none is named and there are several.
        """
        if name is None and len(document.operations) == 1:
            return next(iter(document.operations.values()))
        if name is not None and name in document.operations:
            return document.operations[name]
        known = ", ".join(sorted(n for n in document.operations if n)) or "none that is named"
        problem = (
            "Name the operation to run in operationName"
            if name is None
            else f'No operation is named "{name}"'
        )
        raise OperationInvalid(
            Code.OPERATION_RESOLUTION_FAILED, [GraphQLError(f"{problem}; the text holds: {known}.")]
        )

    def variables(self, operation: OperationDefinitionNode, given: Mapping[str, Json]) -> Variables:
        """Coerce the variables of a request.

        Raises:
            OperationInvalid: with every variable that can't be coerced.
        """
        if not operation.variable_definitions:
            return {}
        coerced = get_variable_values(
            self._schema,
            operation.variable_definitions,
            dict(given),
            max_errors=20,
            hide_suggestions=self._hide_suggestions,
        )
        if isinstance(coerced, list):
            raise OperationInvalid(Code.BAD_USER_INPUT, coerced)
        return {name: plain(value) for name, value in coerced.coerced.items()}

    def shape(
        self, document: Document, operation: OperationDefinitionNode, variables: Variables
    ) -> str:
        """Give what of the variables the plan depends on."""
        parts = []
        for definition in operation.variable_definitions or ():
            name = definition.variable.name.value
            input_type = type_from_ast(self._schema, definition.type)
            if name not in variables or not is_input_type(input_type):
                continue
            part = shape(variables[name], input_type)
            if name in document.directive_variables:
                part += f"={variables[name]}"
            parts.append(f"{name}:{part}")
        return ";".join(parts)
