"""Which of the specification's validation rules a text can break at all.

A rule on directives has nothing to say of a text without an "@". Leaving it out changes no error,
and saves a third of the time that a new text takes.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNonNull,
    NonNullTypeNode,
    OperationDefinitionNode,
    ValueNode,
)
from graphql.language import VisitorAction
from graphql.validation import (
    ASTValidationRule,
    DeferStreamDirectiveLabel,
    DeferStreamDirectiveOnRootField,
    DeferStreamDirectiveOnValidOperationsRule,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    NoFragmentCyclesRule,
    NoUndefinedVariablesRule,
    NoUnusedFragmentsRule,
    NoUnusedVariablesRule,
    OverlappingFieldsCanBeMergedRule,
    PossibleFragmentSpreadsRule,
    SingleFieldSubscriptionsRule,
    StreamDirectiveOnListField,
    UniqueDirectivesPerLocationRule,
    UniqueFragmentNamesRule,
    UniqueVariableNamesRule,
    ValidationContext,
    ValidationRule,
    ValuesOfCorrectTypeRule,
    VariablesAreInputTypesRule,
    VariablesInAllowedPositionRule,
    specified_rules,
)

COMPARISONS = 3_000
"""How many pairs of fields are compared; 77 fields of one key side by side make so many."""


class FieldsCanBeMerged(OverlappingFieldsCanBeMergedRule):
    """GraphQL's rule, which compares all fields of one key in pairs, but not so many."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = 2 * COMPARISONS


class ValuesOfCorrectType(ValuesOfCorrectTypeRule):
    """GraphQL's rule, with a place for each error: graphql-core has none for lists and objects."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self._value: ValueNode | None = None

    def is_valid_value_node(
        self, node: ValueNode, input_type: GraphQLInputType | None
    ) -> VisitorAction:
        """Check a value."""
        self._value = node
        return super().is_valid_value_node(node, input_type)

    def report_error(self, error: GraphQLError) -> None:
        """Report an error, at the value that contains it if it has no place itself."""
        super().report_error(error if error.locations else GraphQLError(str(error), self._value))


class OneOfVariables(ValidationRule):
    """A variable in an input of which one field must be given can't be null (section 5.8.5).

    graphql-core holds this against nullable inputs only, and all of these are required here.
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
                    f"Variable '${name}' is of a nullable type, but one field of '{inner.name}' has"
                    " to be given: write its type with '!'."
                )
                self.report_error(GraphQLError(message, [nullable[name], usage.node]))


_MARKS: Mapping[str, tuple[type[ASTValidationRule], ...]] = {
    "@": (
        DeferStreamDirectiveLabel,
        DeferStreamDirectiveOnRootField,
        DeferStreamDirectiveOnValidOperationsRule,
        KnownDirectivesRule,
        StreamDirectiveOnListField,
        UniqueDirectivesPerLocationRule,
    ),
    "$": (
        NoUndefinedVariablesRule,
        NoUnusedVariablesRule,
        OneOfVariables,
        UniqueVariableNamesRule,
        VariablesAreInputTypesRule,
        VariablesInAllowedPositionRule,
    ),
    "...": (KnownFragmentNamesRule, NoFragmentCyclesRule, PossibleFragmentSpreadsRule),
    "fragment": (NoUnusedFragmentsRule, UniqueFragmentNamesRule),
    "subscription": (SingleFieldSubscriptionsRule,),
}
_MARK_OF = {rule: mark for mark, rules in _MARKS.items() for rule in rules}
_OURS: Mapping[type[ASTValidationRule], type[ASTValidationRule]] = {
    OverlappingFieldsCanBeMergedRule: FieldsCanBeMerged,
    ValuesOfCorrectTypeRule: ValuesOfCorrectType,
}
_RULES = [*(_OURS.get(rule, rule) for rule in specified_rules), OneOfVariables]


def rules_for(text: str) -> list[type[ASTValidationRule]]:
    """Return the rules that a text is to be validated by."""
    return [rule for rule in _RULES if _MARK_OF.get(rule, "") in text]


INTROSPECTION_DEPTH = 2
"""How many lists of a schema may lie in each other: graphql-core refuses a third."""


def is_too_deep(error: GraphQLError) -> bool:
    """Whether introspection goes through too many lists in each other."""
    return error.message == "Maximum introspection depth exceeded"


def is_spent(error: GraphQLError) -> bool:
    """Whether validation was broken off since there was too much to compare."""
    return error.message == "Validation aborted."
