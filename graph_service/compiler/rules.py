"""Which of the specification's validation rules a text can break at all.

A rule on directives has nothing to say of a text without an "@". Leaving it out changes no error,
and saves a third of the time that a new text takes.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql import GraphQLError
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
    VariablesAreInputTypesRule,
    VariablesInAllowedPositionRule,
    specified_rules,
)

COMPARISONS = 3_000
"""How many pairs of fields are compared; 77 fields of one key side by side make so many."""


class FieldsCanBeMerged(OverlappingFieldsCanBeMergedRule):
    """GraphQL's rule, which compares all fields of one key in pairs, but not so many."""

    def __init__(self, context: ValidationContext) -> None:
        """Begin with what may be compared."""
        super().__init__(context)
        self.rule_context.remaining_complexity_budget = 2 * COMPARISONS


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
        UniqueVariableNamesRule,
        VariablesAreInputTypesRule,
        VariablesInAllowedPositionRule,
    ),
    "...": (KnownFragmentNamesRule, NoFragmentCyclesRule, PossibleFragmentSpreadsRule),
    "fragment": (NoUnusedFragmentsRule, UniqueFragmentNamesRule),
    "subscription": (SingleFieldSubscriptionsRule,),
}
_MARK_OF = {rule: mark for mark, rules in _MARKS.items() for rule in rules}
_RULES = [
    FieldsCanBeMerged if rule is OverlappingFieldsCanBeMergedRule else rule
    for rule in specified_rules
]


def rules_for(text: str) -> list[type[ASTValidationRule]]:
    """Give the rules that a text is to be validated by."""
    return [rule for rule in _RULES if _MARK_OF.get(rule, "") in text]


def is_spent(error: GraphQLError) -> bool:
    """Tell whether validation was broken off since there was too much to compare."""
    return error.message == "Validation aborted."
