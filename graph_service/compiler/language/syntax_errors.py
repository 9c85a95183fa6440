"""Syntax errors → messages that say what to write instead."""

from __future__ import annotations

from graphql import GraphQLError

_HINTS = (
    ("Unexpected <EOF>", "The text has no operation: send one, such as { __typename }."),
    ("found <EOF>", "A bracket is not closed."),
    ("Expected Name, found String", "Names of fields and arguments are without quotes."),
    ("Expected Name, found ':'", "A text, such as an id, is in double quotes."),
    ("Expected Name, found '{'", "A field is before a brace, and arguments in parentheses."),
    ("Expected Name, found '}'", "Select at least one field between the braces."),
    ("Expected Name, found ')'", "Leave out empty parentheses."),
    ("Unterminated string", "A text in one pair of quotes ends on its line; use \\n in it."),
    ("Expected '$', found", "A variable begins with $."),
)


def syntax_error(error: GraphQLError) -> GraphQLError:
    """Return a syntax error of graphql-core with a hint.

    >>> from graphql import parse
    >>> try:
    ...     parse("{ countries { totalCount }")
    ... except GraphQLError as error:
    ...     print(syntax_error(error).message)
    Syntax Error: Expected Name, found <EOF>. A bracket is not closed.
    """
    for part, hint in _HINTS:
        if part in error.message:
            return GraphQLError(
                f"{error.message.rstrip('.')}. {hint}",
                source=error.source,
                positions=error.positions,
            )
    return error
