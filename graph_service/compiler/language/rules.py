"""The validation rules that a text can break.

A text without an "@" can't break a rule about directives. Skipping such rules changes no error, and
saves a third of the time for a new text. Messages of the most common mistakes are written by
`field_errors`, `argument_errors`, `document_errors` and `input_errors`.
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
from graphql.language import SKIP, VisitorAction
from graphql.validation import (
    ASTValidationRule,
    DeferStreamDirectiveLabel,
    DeferStreamDirectiveOnRootField,
    DeferStreamDirectiveOnValidOperationsRule,
    FieldsOnCorrectTypeRule,
    KnownArgumentNamesRule,
    KnownDirectivesRule,
    KnownFragmentNamesRule,
    KnownOperationTypesRule,
    KnownTypeNamesRule,
    LoneAnonymousOperationRule,
    NoFragmentCyclesRule,
    NoUndefinedVariablesRule,
    NoUnusedFragmentsRule,
    NoUnusedVariablesRule,
    OverlappingFieldsCanBeMergedRule,
    PossibleFragmentSpreadsRule,
    ProvidedRequiredArgumentsRule,
    ScalarLeafsRule,
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

from graph_service.compiler.language.argument_errors import (
    KnownArgumentNames,
    ProvidedRequiredArguments,
)
from graph_service.compiler.language.document_errors import (
    KnownDirectives,
    KnownFragmentNames,
    KnownOperationTypes,
    KnownTypeNames,
    LoneAnonymousOperation,
    VariablesInAllowedPosition,
)
from graph_service.compiler.language.field_errors import FieldsOnCorrectType, ScalarLeafs
from graph_service.compiler.language.input_errors import check_input
from graph_service.compiler.language.written import Written

MAX_COMPARISONS = 3_000
"""Pairs of fields that may be compared; 77 fields with one response key make this many."""


class FieldsCanBeMerged(OverlappingFieldsCanBeMergedRule):
    """GraphQL's rule, which compares all fields of one response key in pairs, up to a limit."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = 2 * MAX_COMPARISONS


class ValuesOfCorrectType(ValuesOfCorrectTypeRule):
    """GraphQL's rule, with messages that say what to write."""

    def is_valid_value_node(
        self, node: ValueNode, input_type: GraphQLInputType | None
    ) -> VisitorAction:
        """Check a value with all that is in it."""
        if input_type is not None:
            check_input(
                Written(node, is_literal=True),
                input_type,
                lambda error: self.report_error(GraphQLError(error.message, error.node)),
                hides=self.context.hide_suggestions,
            )
        return SKIP


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
                    " field that is not null: add '!' to the type."
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
_REPLACEMENTS: Mapping[type[ASTValidationRule], type[ASTValidationRule]] = {
    FieldsOnCorrectTypeRule: FieldsOnCorrectType,
    KnownArgumentNamesRule: KnownArgumentNames,
    KnownDirectivesRule: KnownDirectives,
    KnownFragmentNamesRule: KnownFragmentNames,
    KnownOperationTypesRule: KnownOperationTypes,
    KnownTypeNamesRule: KnownTypeNames,
    LoneAnonymousOperationRule: LoneAnonymousOperation,
    OverlappingFieldsCanBeMergedRule: FieldsCanBeMerged,
    ProvidedRequiredArgumentsRule: ProvidedRequiredArguments,
    ScalarLeafsRule: ScalarLeafs,
    ValuesOfCorrectTypeRule: ValuesOfCorrectType,
    VariablesInAllowedPositionRule: VariablesInAllowedPosition,
}
_RULES = [*specified_rules, OneOfVariables]


def rules_for(text: str) -> list[type[ASTValidationRule]]:
    """Return the rules that apply to a text.

    >>> KnownDirectivesRule in rules_for("{ topics { totalCount } }")
    False
    """
    return [_REPLACEMENTS.get(rule, rule) for rule in _RULES if _MARK_OF.get(rule, "") in text]


MAX_INTROSPECTION_DEPTH = 2
"""Levels of nested lists that introspection may select; graphql-core rejects a third."""


def is_introspection_limit(error: GraphQLError) -> bool:
    """Whether introspection selects too many levels of nested lists."""
    return error.message == "Maximum introspection depth exceeded"


def is_comparison_limit(error: GraphQLError) -> bool:
    """Whether validation was aborted because there were too many fields to compare."""
    return error.message == "Validation aborted."
