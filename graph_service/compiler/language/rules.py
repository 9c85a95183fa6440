"""The validation rules that a text can break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from graphql import (
    EnumValueNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    ListValueNode,
    Node,
    NonNullTypeNode,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    StringValueNode,
    ValueNode,
    print_ast,
    validate_input_literal,
    value_from_ast_untyped,
)
from graphql.language import SKIP, VisitorAction
from graphql.validation import (
    ASTValidationRule,
    MaxIntrospectionDepthRule,
    OverlappingFieldsCanBeMergedRule,
    ValidationContext,
    ValidationRule,
    ValuesOfCorrectTypeRule,
    specified_rules,
)

MAX_ERRORS = 5
"""At most this many errors are reported: finding similar names takes milliseconds for each."""
_LONGEST_MESSAGE = 300
"""Characters of a message about a value."""
_LONGEST_VALUE = 40
"""Characters of the value that such a message shows."""
MAX_COMPARISONS = 3_000
"""Pairs of fields that may be compared; 77 fields with one response key make this many."""


class FieldsCanBeMerged(OverlappingFieldsCanBeMergedRule):
    """GraphQL's rule, which compares all fields of one response key in pairs, up to a limit."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = 2 * MAX_COMPARISONS


class ValuesOfCorrectType(ValuesOfCorrectTypeRule):
    """GraphQL's rule, which reports every error at its place."""

    def is_valid_value_node(
        self, node: ValueNode, input_type: GraphQLInputType | None
    ) -> VisitorAction:
        """Check a value with all that is in it."""
        if input_type is not None:
            hides = self.context.hide_suggestions
            for error, _ in value_errors(node, input_type, MAX_ERRORS + 1, hides=hides):
                self.report_error(error)
        return SKIP


def value_errors(
    value: ValueNode, input_type: GraphQLInputType, most: int, *, hides: bool
) -> list[tuple[GraphQLError, Sequence[str | int]]]:
    """Return the first errors of a literal, each with the path to its place.

    Args:
        value: the literal.
        input_type: of its position.
        most: at most this many errors are looked for.
        hides: whether to suggest no names.
    """
    found: list[tuple[GraphQLError, Sequence[str | int]]] = []
    unknown: set[int] = set()

    def on_error(error: GraphQLError, path: Sequence[str | int]) -> None:
        place = error.nodes[0] if error.nodes else None
        if isinstance(place, ObjectFieldNode):
            unknown.add(id(place))
        else:
            place = _at(value, path)  # graphql-core reports some errors at copies without a place
            if isinstance(place, ObjectValueNode) and not unknown.isdisjoint(map(id, place.fields)):
                return  # an unknown key is not a wrong number of keys, too
        message = " ".join(error.message.split())
        message = _with_literal(message, place)
        if error.original_error is not None:  # Python's int() limits the number of digits
            message = f"The value can't be read: {print_ast(place)}."
        if len(message) > _LONGEST_MESSAGE:
            message = f"{message[:_LONGEST_MESSAGE]}…"
        found.append((GraphQLError(message, place), path))
        if len(found) == most:
            raise error

    with suppress(GraphQLError):
        validate_input_literal(value, input_type, on_error, hide_suggestions=hides)
    return found


def _with_literal(message: str, value: Node) -> str:
    """Return a message about a value with the beginning of its literal.

    Scalars write values as Python does.

    >>> from graphql import BooleanValueNode
    >>> _with_literal("Expected a DateTime, not True.", BooleanValueNode(value=True))
    'Expected a DateTime, not true.'
    """
    if isinstance(value, ObjectFieldNode):
        name = value.name.value
        is_long = len(name) > _LONGEST_VALUE
        return message.replace(name, f"{name[:_LONGEST_VALUE]}…") if is_long else message
    written = " ".join(print_ast(value).split())
    if isinstance(value, ValueNode) and not isinstance(value, StringValueNode | EnumValueNode):
        message = message.replace(str(value_from_ast_untyped(value)), written)
    if len(written) <= _LONGEST_VALUE:
        return message
    match value:
        case ObjectValueNode(fields=fields):
            shown = f"an object of {len(fields)} values"
        case ListValueNode(values=values):
            shown = f"a list of {len(values)} values"
        case _:
            shown = f"{written[:_LONGEST_VALUE]}…"
    return message.replace(written, shown)


def _at(value: ValueNode, path: Sequence[str | int]) -> ValueNode:
    """Return the value at a path of names and indices."""
    for step in path:
        match value, step:
            case ObjectValueNode(fields=fields), str():
                value = next(field.value for field in fields if field.name.value == step)
            case ListValueNode(values=values), int():
                value = values[step]
    return value


class OneOfVariables(ValidationRule):
    """A variable in a field of a @oneOf input must be non-null (section 5.8.5).

    graphql-core checks this only if the input itself is nullable; here, all are required.
    """

    def leave_operation_definition(
        self, operation: OperationDefinitionNode, *_args: object
    ) -> None:
        """Check all variables of an operation."""
        nullable = {
            definition.variable.name.value: definition
            for definition in operation.variable_definitions or ()
            if not isinstance(definition.type, NonNullTypeNode)
        }
        for usage in self.context.get_recursive_variable_usages(operation):
            parent, name = usage.parent_type, usage.node.name.value
            inner = parent.of_type if isinstance(parent, GraphQLNonNull) else None
            if isinstance(inner, GraphQLInputObjectType) and inner.is_one_of and name in nullable:
                message = (
                    f"Variable '${name}' has a nullable type, but '{inner.name}' needs exactly one"
                    " field that is not null."
                )
                self.report_error(GraphQLError(message, [nullable[name], usage.node]))


_REPLACEMENTS: Mapping[type[ASTValidationRule], type[ASTValidationRule]] = {
    OverlappingFieldsCanBeMergedRule: FieldsCanBeMerged,
    ValuesOfCorrectTypeRule: ValuesOfCorrectType,
}
RULES = [
    *(
        _REPLACEMENTS.get(rule, rule)
        for rule in specified_rules
        if rule is not MaxIntrospectionDepthRule
    ),
    OneOfVariables,
]
"""Without the depth of introspection, which is a limit with an error of its own."""
