"""The text of an operation → a parsed, validated document, and its coerced variables."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass

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

from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.arguments import plain, shape
from graph_service.compiler.language.rules import (
    COMPARISONS,
    INTROSPECTION_DEPTH,
    is_spent,
    is_too_deep,
    rules_for,
)
from graph_service.compiler.limits.selections import check_selections
from graph_service.compiler.limits.text import check_text
from graph_service.compiler.limits.variables import check_variables
from graph_service.compiler.lru import LRU
from graph_service.error_codes import Code
from graph_service.errors import LimitExceeded, OperationInvalid
from graph_service.model.json import Json
from graph_service.settings import Disclosure, OperationLimits

_TOKEN_BYTES = 500
"""Memory that a document takes for each token, rounded up; measured."""
_MOST_ERRORS = 5
"""How many are told: to find names that look like a wrong one takes milliseconds."""


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
        tokens: how many the text has.
    """

    node: DocumentNode
    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    directive_variables: frozenset[str]
    tokens: int


class Documents:
    """Parses and validates, keeping what was used last."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: OperationLimits,
        disclosure: Disclosure,
        cache_bytes: int,
        structural: Collection[str],
    ) -> None:
        """Take the schema that documents are validated against, and the limits.

        `disclosure` says what is told of the schema, `cache_bytes` how much to keep.
        """
        self._schema = schema
        self._limits = limits
        self._structural = structural
        self._introspection = disclosure.introspection
        self._hide_suggestions = not disclosure.suggestions
        self._recent = LRU[str, Document](cache_bytes)

    def kept(self, text: str) -> Document | None:
        """Return the document of a text, if it is cached."""
        return self._recent.get(text)

    def read(self, text: str) -> Document:
        """Return the document of a text.

        Raises:
            OperationInvalid: with every syntax or validation error.
            LimitExceeded: when it exceeds a limit.
        """
        document = self._recent.get(text)
        if document is None:
            document = self._read(text)
            size = _TOKEN_BYTES * document.tokens + sys.getsizeof(text)
            self._recent.add(text, document, size)
        return document

    def _read(self, text: str) -> Document:
        tokens = check_text(text, self._limits)
        try:
            node = parse(text, allow_empty_selection_sets=False)
        except GraphQLError as error:
            raise OperationInvalid(Code.GRAPHQL_PARSE_FAILED, [error]) from None
        check_selections(node, self._limits)
        if not self._introspection and (
            errors := validate(self._schema, node, [NoSchemaIntrospectionCustomRule])
        ):
            raise OperationInvalid(Code.INTROSPECTION_DISABLED, errors)
        errors = validate(
            self._schema,
            node,
            rules_for(text),
            max_errors=_MOST_ERRORS,
            hide_suggestions=self._hide_suggestions,
        )
        if errors and is_spent(errors[-1]):
            raise LimitExceeded(
                f"The text has more than {COMPARISONS:,} pairs of fields with one key in the"
                " response: select a field once, or in fewer fragments.",
                limit="comparisons",
                allowed=COMPARISONS,
            )
        if any(map(is_too_deep, errors)):
            raise LimitExceeded(
                "Introspection may ask for fields, inputFields, interfaces and possibleTypes"
                f" {INTROSPECTION_DEPTH} deep in each other: ask for types by their names, by"
                " __type(name:), in several requests.",
                limit="introspectionDepth",
                allowed=INTROSPECTION_DEPTH,
            )
        if errors:
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
            tokens=tokens,
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

    def count_values(
        self, document: Document, operation: OperationDefinitionNode, given: Mapping[str, Json]
    ) -> int:
        """Count the values of the variables that an operation has; what else is given is ignored.

        Raises:
            LimitExceeded: when there are too many, or one is nested too deep.
        """
        names = [d.variable.name.value for d in operation.variable_definitions or ()]
        values = [given[name] for name in names if name in given]
        return check_variables(values, document.tokens, self._limits) if values else 0

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
            max_errors=_MOST_ERRORS,
            hide_suggestions=self._hide_suggestions,
        )
        if isinstance(coerced, list):
            raise OperationInvalid(Code.BAD_USER_INPUT, coerced)
        return {name: plain(value) for name, value in coerced.coerced.items()}

    def shape(
        self, document: Document, operation: OperationDefinitionNode, variables: Variables
    ) -> str:
        """Return the part of the variables that the plan depends on."""
        parts = []
        for definition in operation.variable_definitions or ():
            name = definition.variable.name.value
            input_type = type_from_ast(self._schema, definition.type)
            if name not in variables or not is_input_type(input_type):
                continue
            part = shape(variables[name], input_type, self._structural)
            if name in document.directive_variables:
                part += f"={variables[name]}"
            parts.append(f"{name}:{part}")
        return ";".join(parts)
