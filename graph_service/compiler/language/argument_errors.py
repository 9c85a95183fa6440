"""Validation rules whose messages say which arguments there are, and what they accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphql import (
    ArgumentNode,
    DirectiveNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    get_named_type,
)
from graphql.validation import KnownArgumentNamesRule, ProvidedRequiredArgumentsRule

from graph_service.compiler.language.suggestions import accepts, listed, nearest

_OURS: Mapping[str, Sequence[str]] = {
    "first": ("limit", "take", "size", "pagesize", "perpage", "top"),
    "after": ("skip", "offset", "page", "cursor"),
    "where": ("filter", "filters", "filterby", "condition"),
    "orderBy": ("sort", "sortby", "order", "orderby"),
    "text": ("query", "q", "term", "search"),
    "prefix": ("query", "q", "term", "search", "text", "input"),
    "lang": ("language", "locale"),
}
"""Our arguments, each with those of other APIs."""


class KnownArgumentNames(KnownArgumentNamesRule):
    """GraphQL's rule; its message says which arguments there are."""

    def enter_argument(self, arg_node: ArgumentNode, *args: object) -> None:
        """Check an argument of a field or a directive."""
        definition, parent = self.context.get_field_def(), self.context.get_parent_type()
        known = self.context.get_argument()
        if known or not definition or not parent or self.context.hide_suggestions:
            super().enter_argument(arg_node, *args)
            return
        name, field = arg_node.name.value, _field_name(args)
        self.report_error(
            GraphQLError(
                f"Unknown argument '{name}' on field '{parent}.{field}'."
                f"{_about_argument(name, definition)}",
                arg_node,
            )
        )

    def report_error(self, error: GraphQLError) -> None:
        """Report an error; for a directive, with its arguments."""
        directive, (node, *_) = self.context.get_directive(), error.nodes or (None,)
        is_of_directive = (
            error.message.endswith(f"on directive '@{directive.name}'.") if directive else False
        )
        if directive and is_of_directive and not self.context.hide_suggestions:
            message = f"{error.message} It accepts: {listed(directive.args)}."
            error = GraphQLError(message, node)
        super().report_error(error)


def _field_name(args: Sequence[object]) -> str:
    ancestors = args[-1]
    last = ancestors[-1] if isinstance(ancestors, list) and ancestors else None
    return last.name.value if isinstance(last, FieldNode) else ""


def _about_argument(name: str, definition: GraphQLField) -> str:
    if not definition.args:
        return " It has no arguments."
    accepted = f" It accepts: {listed(definition.args)}."
    plain = name.replace("_", "").lower()
    meant = [ours for ours, others in _OURS.items() if plain in others]
    for outer in ("by", "where"):
        inner = get_named_type(definition.args[outer].type) if outer in definition.args else None
        for field in (name, *meant):
            if isinstance(inner, GraphQLInputObjectType) and field in inner.fields:
                return f" Write ({outer}: {{{field}: …}}).{accepted}"
    if synonym := next((ours for ours in meant if ours in definition.args), None):
        return f" Did you mean '{synonym}'?{accepted}"
    if name == "lang":
        return f" Texts have it, as in name(lang: EN).{accepted}"
    return nearest(name, definition.args) + accepted


class ProvidedRequiredArguments(ProvidedRequiredArgumentsRule):
    """GraphQL's rule; its message says what the argument accepts."""

    def report_error(self, error: GraphQLError) -> None:
        """Report a missing argument with the fields or the values of its type."""
        (node, *_) = error.nodes or (None,)
        is_directive = isinstance(node, DirectiveNode)
        definition = self.context.get_directive() if is_directive else self.context.get_field_def()
        name = error.message.partition("(")[2].partition(":)")[0]
        if definition and name in definition.args and not self.context.hide_suggestions:
            named = get_named_type(definition.args[name].type)
            if isinstance(named, GraphQLInputObjectType | GraphQLEnumType):
                error = GraphQLError(f"{error.message}{accepts(named)}", error.nodes)
        super().report_error(error)
