"""Order and places in it as Cypher: keyset paging with nulls, one text for null and other values.

Nulls come last in both directions; ties go by id.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_service.compiler.ir.columns import Beyond
from graph_service.compiler.ir.reads import Cursor, Page, Param, SortKey

Name = Callable[[Param], str]


def ordering(order: Sequence[SortKey], variable: str, *, backward: bool) -> str:
    """Return the terms of ORDER BY; backward is the exact reverse."""
    parts: list[str] = []
    for key in order:
        expression = key.template.replace("{v}", variable)
        if key.nullable and key.descending:
            # Cypher's null is the greatest value: it has to be told where it comes last.
            parts.append(f"{expression} IS NULL" + (" DESC" if backward else ""))
        parts.append(expression + (" DESC" if key.descending != backward else ""))
    return ", ".join([*parts, f"{variable}.id" + (" DESC" if backward else "")])


def place_conditions(order: Sequence[SortKey], page: Page, variable: str, name: Name) -> str:
    """Return the condition that keeps the rows between a page's cursors; "" without cursors."""
    parts = []
    if page.after:
        parts.append(_beyond(order, page.after, variable, name, later=True))
    if page.before:
        parts.append(_beyond(order, page.before, variable, name, later=False))
    return " AND ".join(f"({part})" for part in parts)


def at_or_beyond(column: Beyond, variable: str, name: Name) -> str:
    """Return the condition of the rows at a cursor or on its far side."""
    inside = _beyond(column.order, column.cursor, variable, name, later=column.side == "earlier")
    return f"NOT coalesce({inside}, false)"


def _beyond(
    order: Sequence[SortKey], cursor: Cursor, variable: str, name: Name, *, later: bool
) -> str:
    """Return the condition of the rows strictly later, or earlier, than a cursor."""
    *places, identity = (name(param) for param in cursor.keys)
    condition = f"{variable}.id {'>' if later else '<'} {identity}"
    for key, place in reversed(list(zip(order, places, strict=True))):
        expression = key.template.replace("{v}", variable)
        sign = ">" if later != key.descending else "<"
        strictly = f"{expression} {sign} {place}"
        same = f"{expression} = {place}"
        if key.nullable:
            null_side = (
                f"{place} IS NOT NULL AND {expression} IS NULL"
                if later
                else f"{place} IS NULL AND {expression} IS NOT NULL"
            )
            strictly = f"({null_side}) OR coalesce({strictly}, false)"
            same = f"({same} OR ({expression} IS NULL AND {place} IS NULL))"
        condition = f"{strictly} OR ({same} AND ({condition}))"
    return condition
