"""The language of an operation: the default of all its arguments `lang`."""

from __future__ import annotations

from graphql import EnumValueNode, OperationDefinitionNode, VariableNode

from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.arguments import null_variable
from graph_service.model.text import FALLBACK

DIRECTIVE, PREFER = "lang", "prefer"
"""The directive of an operation that names its language, and its argument."""
DEFAULT = FALLBACK[0].upper()


def language_of_operation(operation: OperationDefinitionNode, variables: Variables) -> str | None:
    """Return the language that an operation prefers, in a valid document; None if it has none.

    >>> from graphql import parse
    >>> (operation,) = parse("query @lang(prefer: EN) { topics { totalCount } }").definitions
    >>> language_of_operation(operation, {})
    'EN'

    Raises:
        BadUserInput: if it is a variable that is null.
    """
    for directive in operation.directives or ():
        for argument in directive.arguments or ():
            if (directive.name.value, argument.name.value) != (DIRECTIVE, PREFER):
                continue
            match argument.value:
                case EnumValueNode(value=language):
                    return language
                case VariableNode(name=name):
                    if variables.get(name.value) is None:
                        raise null_variable(name.value)
                    return str(variables[name.value])
    return None
