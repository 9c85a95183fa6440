"""The text of an operation → a parsed and validated document, and its coerced variables."""

from __future__ import annotations

import sys
from collections.abc import Collection, Container, Mapping
from contextlib import suppress
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    type_from_ast,
    validate,
    visit,
)
from graphql.execution.values import get_variable_values
from graphql.type import is_input_type
from graphql.validation import NoSchemaIntrospectionCustomRule

from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.arguments import plain, plan_key
from graph_service.compiler.language.input_errors import InputError, check_input
from graph_service.compiler.language.rules import (
    MAX_COMPARISONS,
    MAX_INTROSPECTION_DEPTH,
    is_comparison_limit,
    is_introspection_limit,
    rules_for,
)
from graph_service.compiler.language.syntax_errors import syntax_error
from graph_service.compiler.language.written import Written
from graph_service.compiler.limits.selections import check_selections
from graph_service.compiler.limits.text import check_text
from graph_service.compiler.limits.variables import check_variables
from graph_service.compiler.lru import LRU
from graph_service.error_codes import Code
from graph_service.errors import LimitExceeded, OperationInvalid
from graph_service.model.json import Json
from graph_service.settings import Disclosure, OperationLimits

_TOKEN_BYTES = 500
"""Memory of a document for each token; measured, rounded up."""
_MAX_ERRORS = 5
"""At most this many errors are reported: finding similar names takes milliseconds for each."""


class _EnoughErrors(Exception):
    """Further errors of variables wouldn't be reported."""


class _DirectiveVariables(Visitor):
    """Collects the variables that @include and @skip depend on."""

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
        operations: by name; "" for the anonymous one.
        fragments: by name.
        directive_variables: names of the variables that directives use.
        tokens: the number of tokens in the text.
    """

    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    directive_variables: frozenset[str]
    tokens: int


class Documents:
    """Parses and validates texts, with a cache."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: OperationLimits,
        disclosure: Disclosure,
        cache_bytes: int,
        structural: Collection[str],
        valid: Container[str],
    ) -> None:
        """Set up a cache; `valid` has texts that need not be validated."""
        self._schema = schema
        self._limits = limits
        self._structural = structural
        self._valid = valid
        self._introspection = disclosure.introspection
        self._hide_suggestions = not disclosure.suggestions
        self._cache = LRU[str, Document](cache_bytes)

    def cached(self, text: str) -> Document | None:
        """Return the document of a text, if it is cached."""
        return self._cache.get(text)

    def read(self, text: str) -> Document:
        """Return the document of a text.

        Raises:
            OperationInvalid: with all syntax or validation errors.
            LimitExceeded: if it exceeds a limit.
        """
        document = self._cache.get(text)
        if document is None:
            document = self._read(text)
            size = _TOKEN_BYTES * document.tokens + sys.getsizeof(text)
            self._cache.add(text, document, size)
        return document

    def _read(self, text: str) -> Document:
        tokens = check_text(text, self._limits)
        try:
            node = parse(text, allow_empty_selection_sets=False)
        except GraphQLError as error:
            raise OperationInvalid(Code.GRAPHQL_PARSE_FAILED, [syntax_error(error)]) from None
        check_selections(node, self._limits)
        if text not in self._valid:
            self._validate(text, node)
        finder = _DirectiveVariables()
        if "@" in text:  # few texts have directives, and a visit takes as long as parsing
            visit(node, finder)
        operations = [d for d in node.definitions if isinstance(d, OperationDefinitionNode)]
        fragments = [d for d in node.definitions if isinstance(d, FragmentDefinitionNode)]
        return Document(
            operations={d.name.value if d.name else "": d for d in operations},
            fragments={d.name.value: d for d in fragments},
            directive_variables=frozenset(finder.names),
            tokens=tokens,
        )

    def _validate(self, text: str, node: DocumentNode) -> None:
        """Raise OperationInvalid or LimitExceeded for a document that breaks a rule."""
        if not self._introspection and (
            errors := validate(self._schema, node, [NoSchemaIntrospectionCustomRule])
        ):
            raise OperationInvalid(Code.INTROSPECTION_DISABLED, errors)
        errors = validate(
            self._schema,
            node,
            rules_for(text),
            max_errors=_MAX_ERRORS,
            hide_suggestions=self._hide_suggestions,
        )
        if errors and is_comparison_limit(errors[-1]):
            raise LimitExceeded(
                f"The text has more than {MAX_COMPARISONS:,} pairs of fields with the same"
                " response key: select each field once, or in fewer fragments.",
                limit="comparisons",
                allowed=MAX_COMPARISONS,
            )
        if any(map(is_introspection_limit, errors)):
            raise LimitExceeded(
                "Introspection may nest fields, inputFields, interfaces and possibleTypes"
                f" {MAX_INTROSPECTION_DEPTH} levels deep: select types by name,"
                " with __type(name:), in several requests.",
                limit="introspectionDepth",
                allowed=MAX_INTROSPECTION_DEPTH,
            )
        if errors:
            raise OperationInvalid(Code.GRAPHQL_VALIDATION_FAILED, errors)

    def operation(self, document: Document, name: str | None) -> OperationDefinitionNode:
        """Return the operation to execute.

        Raises:
            OperationInvalid: if none has this name, or there are several and no name.
        """
        if name is None and len(document.operations) == 1:
            return next(iter(document.operations.values()))
        if name is not None and name in document.operations:
            return document.operations[name]
        known = ", ".join(sorted(n for n in document.operations if n)) or "only an unnamed one"
        problem = (
            "Set operationName: the text has several operations"
            if name is None
            else f'No operation is named "{name}"'
        )
        raise OperationInvalid(
            Code.OPERATION_RESOLUTION_FAILED, [GraphQLError(f"{problem}. It can be: {known}.")]
        )

    def count_values(
        self, document: Document, operation: OperationDefinitionNode, raw: Mapping[str, Json]
    ) -> int:
        """Count the values of the variables that the operation declares; others are ignored.

        Raises:
            LimitExceeded: if there are too many, or they are nested too deep.
        """
        names = [d.variable.name.value for d in operation.variable_definitions or ()]
        values = [raw[name] for name in names if name in raw]
        return check_variables(values, document.tokens, self._limits) if values else 0

    def variables(self, operation: OperationDefinitionNode, raw: Mapping[str, Json]) -> Variables:
        """Coerce the variables of a request.

        Raises:
            OperationInvalid: with the errors of all variables.
        """
        if not operation.variable_definitions:
            return {}
        coerced = get_variable_values(
            self._schema,
            operation.variable_definitions,
            dict(raw),
            max_errors=1,
            hide_suggestions=True,
        )
        if isinstance(coerced, list):
            errors = self._variable_errors(operation, raw)
            raise OperationInvalid(Code.BAD_USER_INPUT, errors or coerced)
        return {name: plain(value) for name, value in coerced.coerced.items()}

    def _variable_errors(
        self, operation: OperationDefinitionNode, raw: Mapping[str, Json]
    ) -> list[GraphQLError]:
        """Return the first errors of the variables."""
        errors: list[GraphQLError] = []
        for definition in operation.variable_definitions or ():
            name, input_type = definition.variable.name.value, print_ast(definition.type)
            if name not in raw:
                if input_type.endswith("!") and definition.default_value is None:
                    message = f"Variable '${name}' is required: send a value of type {input_type}"
                    errors.append(GraphQLError(f'{message} in "variables".', definition))
                continue
            known = type_from_ast(self._schema, definition.type)
            if not is_input_type(known):
                continue

            def report(
                error: InputError,
                name: str = name,
                definition: VariableDefinitionNode = definition,
            ) -> None:
                steps = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in error.path)
                at = f" at {''.join(steps)}" if error.path else ""
                message = f"Variable '${name}' has an invalid value{at}: {error.message}"
                errors.append(GraphQLError(message, definition))
                if len(errors) == _MAX_ERRORS:
                    raise _EnoughErrors

            with suppress(_EnoughErrors):
                value = Written(raw[name], is_literal=False)
                check_input(value, known, report, hides=self._hide_suggestions)
        return errors

    def plan_key(
        self, document: Document, operation: OperationDefinitionNode, variables: Variables
    ) -> str:
        """Return the part of the coerced variables that the plan depends on."""
        parts = []
        for definition in operation.variable_definitions or ():
            name = definition.variable.name.value
            input_type = type_from_ast(self._schema, definition.type)
            if name not in variables or not is_input_type(input_type):
                continue
            part = plan_key(variables[name], input_type, self._structural)
            if name in document.directive_variables:
                part += f"={variables[name]}"
            parts.append(f"{name}:{part}")
        return ";".join(parts)
