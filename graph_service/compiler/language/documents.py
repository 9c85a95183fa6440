"""The text of an operation → a parsed and validated document."""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    validate,
)
from graphql.validation import MaxIntrospectionDepthRule, NoSchemaIntrospectionCustomRule
from graphql.validation.validate import ValidationAbortedError

from graph_service.compiler.language.hints import with_hints
from graph_service.compiler.language.rules import MAX_COMPARISONS, MAX_ERRORS, RULES
from graph_service.compiler.limits.size import check_selections, check_text
from graph_service.compiler.lru import LRU
from graph_service.error_codes import Code
from graph_service.errors import LimitExceeded, OperationInvalid
from graph_service.settings import Disclosure, OperationLimits

MAX_INTROSPECTION_DEPTH = 2
"""Levels of nested lists that introspection may select; graphql-core rejects a third."""
_INTROSPECTION = re.compile(r"__schema|__type\b")
_TOKEN_BYTES = 500
"""Memory of a document for each token; measured, rounded up."""


@dataclass(frozen=True)
class Document:
    """A valid document.

    Attributes:
        operations: by name; "" for the anonymous one.
        fragments: by name.
        tokens: the number of tokens in the text.
    """

    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    tokens: int


class Documents:
    """Parses and validates texts, with a cache."""

    def __init__(
        self,
        schema: GraphQLSchema,
        limits: OperationLimits,
        disclosure: Disclosure,
        cache_bytes: int,
        valid: Container[str],
    ) -> None:
        """Set up a cache; `valid` has texts that need not be validated."""
        self._schema = schema
        self._limits = limits
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
            raise OperationInvalid(Code.GRAPHQL_PARSE_FAILED, [error]) from None
        check_selections(node, self._limits)
        if text not in self._valid:
            self._validate(text, node)
        operations = [d for d in node.definitions if isinstance(d, OperationDefinitionNode)]
        fragments = [d for d in node.definitions if isinstance(d, FragmentDefinitionNode)]
        return Document(
            operations={d.name.value if d.name else "": d for d in operations},
            fragments={d.name.value: d for d in fragments},
            tokens=tokens,
        )

    def _validate(self, text: str, node: DocumentNode) -> None:
        """Raise OperationInvalid or LimitExceeded for a document that breaks a rule."""
        if not self._introspection and (
            errors := validate(self._schema, node, [NoSchemaIntrospectionCustomRule])
        ):
            raise OperationInvalid(Code.INTROSPECTION_DISABLED, errors)
        if _INTROSPECTION.search(text) and validate(
            self._schema, node, [MaxIntrospectionDepthRule]
        ):
            raise LimitExceeded(
                "Introspection may nest fields, inputFields, interfaces and possibleTypes"
                f" {MAX_INTROSPECTION_DEPTH} levels deep: select types by name,"
                " with __type(name:), in several requests.",
                limit="introspectionDepth",
                allowed=MAX_INTROSPECTION_DEPTH,
            )
        errors = validate(
            self._schema,
            node,
            RULES,
            max_errors=MAX_ERRORS,
            hide_suggestions=self._hide_suggestions,
        )
        if 0 < len(errors) <= MAX_ERRORS and isinstance(errors[-1], ValidationAbortedError):
            raise LimitExceeded(
                f"The text has more than {MAX_COMPARISONS:,} pairs of fields with the same"
                " response key: select each field once, or in fewer fragments.",
                limit="comparisons",
                allowed=MAX_COMPARISONS,
            )
        errors = _without_consequences(errors)
        if errors:
            hinted = errors if self._hide_suggestions else with_hints(errors, node, self._schema)
            raise OperationInvalid(Code.GRAPHQL_VALIDATION_FAILED, hinted)

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


def _without_consequences(errors: Sequence[GraphQLError]) -> list[GraphQLError]:
    """Drop errors about a required argument where an unknown one stands in its place."""
    places = [node for error in errors for node in error.nodes or ()]
    unknown = {id(node) for node in places if isinstance(node, ArgumentNode)}
    return [
        error
        for error in errors
        if not error.message.endswith("it was not provided.")
        or unknown.isdisjoint(
            id(argument)
            for node in error.nodes or ()
            if isinstance(node, FieldNode | DirectiveNode)
            for argument in node.arguments or ()
        )
    ]
