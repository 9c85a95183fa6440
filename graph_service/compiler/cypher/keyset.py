"""Order and pages → ORDER BY, and conditions for keyset paging.

Nulls come last in both directions; ties are ordered by id. The text of a condition is the same for
null and other values.

>>> name = SortKey("name", "{v}.name", str, descending=True, nullable=True)
>>> ordering([name], "n1", str, backward=False)
'n1.name IS NULL, n1.name DESC, n1.id'
"""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.compiler.cypher.where import Name, filled
from graph_service.compiler.ir.columns import Beyond
from graph_service.compiler.ir.pages import Cursor, Page, SortKey


def ordering(order: Sequence[SortKey], variable: str, name: Name, *, backward: bool) -> str:
    """Return the terms of ORDER BY, or the exact reverse."""
    parts: list[str] = []
    for key in order:
        expression = _expression(key, variable, name)
        if key.nullable and key.descending:
            # In Cypher, null is the greatest value, so DESC would put it first.
            parts.append(f"{expression} IS NULL" + (" DESC" if backward else ""))
        parts.append(expression + (" DESC" if key.descending != backward else ""))
    return ", ".join([*parts, f"{variable}.id" + (" DESC" if backward else "")])


def _expression(key: SortKey, variable: str, name: Name) -> str:
    """Return the expression of a key over the row of a node, such as n1 with its list l1."""
    return filled(key.template, variable, variable[1:], key.params, name)


def place_conditions(order: Sequence[SortKey], page: Page, variable: str, name: Name) -> str:
    """Return the condition for rows between the cursors of a page; "" without cursors."""
    parts = []
    if page.after:
        parts.append(_beyond(order, page.after, variable, name, later=True))
    if page.before:
        parts.append(_beyond(order, page.before, variable, name, later=False))
    return " AND ".join(f"({part})" for part in parts)


def at_or_beyond(column: Beyond, variable: str, name: Name) -> str:
    """Return the condition for rows at a cursor or on its far side."""
    inside = _beyond(column.order, column.cursor, variable, name, later=column.side == "earlier")
    return f"NOT coalesce({inside}, false)"


def _beyond(
    order: Sequence[SortKey], cursor: Cursor, variable: str, name: Name, *, later: bool
) -> str:
    """Return the condition for rows strictly later, or earlier, than a cursor."""
    *values, identity = (name(param) for param in cursor.keys)
    condition = f"{variable}.id {'>' if later else '<'} {identity}"
    for key, value in reversed(list(zip(order, values, strict=True))):
        expression = _expression(key, variable, name)
        sign = ">" if later != key.descending else "<"
        beyond = f"{expression} {sign} {value}"
        same = f"{expression} = {value}"
        if key.nullable:
            null_side = (
                f"{value} IS NOT NULL AND {expression} IS NULL"
                if later
                else f"{value} IS NULL AND {expression} IS NOT NULL"
            )
            beyond = f"({null_side}) OR coalesce({beyond}, false)"
            same = f"({same} OR ({expression} IS NULL AND {value} IS NULL))"
        condition = f"{beyond} OR ({same} AND ({condition}))"
    return condition
