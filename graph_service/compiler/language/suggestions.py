"""What a message suggests: the names that are nearest, and those that are allowed."""

from __future__ import annotations

from collections.abc import Collection

from graphql import GraphQLEnumType, GraphQLInputObjectType
from graphql.pyutils import suggestion_list

_MOST_NEAREST = 3
_MOST_LISTED = 50


def nearest(name: str, allowed: Collection[str]) -> str:
    """Return a sentence with the nearest allowed names; "" if none is near.

    >>> nearest("internship", ["INTERNSHIP", "PLENARY"])
    " Did you mean 'INTERNSHIP'?"
    """
    near = suggestion_list(name[:100], list(allowed))
    # Two letters are near to any three: "or" isn't meant by "url".
    found = [x for x in near if len(x) > 2 or x[0].lower() == name[0].lower()][:_MOST_NEAREST]
    exact = [item for item in found if _letters(item) == _letters(name)]
    quoted = [f"'{item}'" for item in exact or found]
    if not quoted:
        return ""
    *others, last = quoted
    return f" Did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def accepts(input_type: GraphQLInputObjectType | GraphQLEnumType) -> str:
    """Return a sentence with the fields of an input object or the values of an enum."""
    if isinstance(input_type, GraphQLInputObjectType):
        names: Collection[str] = input_type.fields
    else:
        names = input_type.values
    return f" {input_type.name} has: {listed(names)}."


def listed(names: Collection[str]) -> str:
    """Return names for a message, shortened.

    >>> listed(["eq", "in"])
    'eq, in'
    """
    shown = list(names)[:_MOST_LISTED]
    return ", ".join(shown) + (", …" if len(names) > len(shown) else "")
