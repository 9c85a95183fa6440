"""Validation rules whose messages say what a document may contain, and where."""

from __future__ import annotations

from collections.abc import Mapping

from graphql import (
    DirectiveNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputObjectType,
    VariableNode,
    print_ast,
)
from graphql.validation import (
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    KnownOperationTypesRule,
    KnownTypeNamesRule,
    LoneAnonymousOperationRule,
    VariablesInAllowedPositionRule,
)

from graph_service.compiler.language.suggestions import listed


class KnownFragmentNames(KnownFragmentNamesRule):
    """GraphQL's rule; its message says which fragments there are."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an unknown fragment with those that the document defines."""
        defined = [
            definition.name.value
            for definition in self.context.document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        ]
        found = listed(defined) if defined else "none"
        super().report_error(
            GraphQLError(f"{error.message} The document defines: {found}.", error.nodes)
        )


class VariablesInAllowedPosition(VariablesInAllowedPositionRule):
    """GraphQL's rule; its message says how to declare the variable."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an error with the type to declare."""
        if self.context.hide_suggestions or not error.nodes:
            super().report_error(error)
            return
        _, is_position, expected = error.message.rstrip("'.").rpartition("expecting type '")
        usage = error.nodes[-1]
        if not isinstance(usage, VariableNode) or not is_position:
            super().report_error(error)
            return
        name = usage.name.value
        hint = f" Declare it as ${name}: {expected}"
        named = self.context.schema.type_map.get(expected.strip("[]!"))
        if isinstance(named, GraphQLInputObjectType) and "eq" in named.fields:
            hint += f", or write {{eq: ${name}}}"
        super().report_error(GraphQLError(f"{error.message}{hint}.", error.nodes))


class KnownDirectives(KnownDirectivesRule):
    """GraphQL's rule; its message says which directives there are."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an error with the place, or with the directives of operations."""
        (node, *_) = error.nodes or (None,)
        if isinstance(node, DirectiveNode) and not self.context.hide_suggestions:
            error = GraphQLError(f"{error.message}{self._places(node)}", error.nodes)
        super().report_error(error)

    def _places(self, node: DirectiveNode) -> str:
        """Return where a known directive belongs, or which directives there are."""
        schema = self.context.schema
        places = {
            directive.name: {place.name for place in directive.locations}
            for directive in (schema.directives if schema else ())
        }
        found = places.get(node.name.value)
        if found == {"QUERY"}:
            return f" Write it after the operation's name: query Page {print_ast(node)} {{ … }}."
        if found:
            return " It belongs after a field or a fragment." if "FIELD" in found else ""
        names = [f"@{name}" for name, of in places.items() if {"QUERY", "FIELD"} & of]
        return f" There are: {listed(sorted(names))}."


class KnownOperationTypes(KnownOperationTypesRule):
    """GraphQL's rule; its message says what the service does instead."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an operation other than a query."""
        message = error.message.removesuffix(".")
        message += ": this service only answers queries. The catalogue changes through its files."
        super().report_error(GraphQLError(message, error.nodes))


class LoneAnonymousOperation(LoneAnonymousOperationRule):
    """GraphQL's rule; its message says how to send several operations."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an operation without a name beside others."""
        hint = ' Name each operation, and send the name of one as "operationName".'
        super().report_error(GraphQLError(f"{error.message}{hint}", error.nodes))


_TYPES: Mapping[str, str] = {
    "integer": "Int",
    "number": "Int",
    "text": "String",
    "bool": "Boolean",
    "uuid": "ID",
}
"""Types of other APIs, and ours."""


class KnownTypeNames(KnownTypeNamesRule):
    """GraphQL's rule; its message knows the names that other APIs use."""

    def report_error(self, error: GraphQLError) -> None:
        """Report an error with the type that is meant."""
        name = error.message.removeprefix("Unknown type '").partition("'")[0]
        meant, schema = _TYPES.get(name.lower()), self.context.schema
        for ending in ("Filter", "FilterInput", "WhereInput", "BoolExp", "_bool_exp"):
            where = f"{name.removesuffix(ending)}Where"
            if name.endswith(ending) and where in (schema.type_map if schema else ()):
                meant = where
        if meant and not self.context.hide_suggestions:
            error = GraphQLError(f"Unknown type '{name}'. Did you mean '{meant}'?", error.nodes)
        super().report_error(error)
