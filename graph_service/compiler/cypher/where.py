"""A condition → MATCH and WHERE; an order and its cursors → ORDER BY, and conditions on positions.

>>> topic = Test("{v}.slug = 'prevention'", keyed=True)
>>> where = Related("some", Hop("HAS_TOPIC", True, ("Topic",)), topic)
>>> for clause in Matcher(name=str).all_of("GoodPractice", "n1", where):
...     print(clause)
MATCH (n1:GoodPractice)
MATCH (n1)-[y1:HAS_TOPIC]->(x1:Topic) WHERE x1.slug = 'prevention'
WITH DISTINCT n1

If a condition is that some related node has a unique key, as here, the read starts from it: it
becomes a pattern, so that Neo4j finds the related node in an index and follows the edge back.

Two shapes make Neo4j's planner take seconds; both are avoided here. Its boolean normal form
multiplies out the parts of an OR, which `coalesce` prevents. And it replans any subquery other than
a bare EXISTS for every match order, at each level again (8x per level of nesting, Neo4j 2026.08);
`WITH * SKIP 0` is a planner barrier, behind which it plans it once.

In an order, nulls come last in both directions, and ties are ordered by id. The text of a condition
on positions is the same for null and other values.

>>> name = SortKey("name", "{v}.name", str, descending=True, nullable=True)
>>> ordering([name], "n1", str, backward=False)
'n1.name IS NULL, n1.name DESC, n1.id'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from graph_service.compiler.ir.columns import Beyond
from graph_service.compiler.ir.conditions import (
    TRUE,
    Condition,
    Every,
    Not,
    Related,
    Some,
    Test,
    conjuncts,
    every,
    parts_of,
)
from graph_service.compiler.ir.pages import Cursor, Page, SortKey
from graph_service.compiler.ir.sources import Hop, Param

Name: TypeAlias = Callable[[Param], str]
"""Returns the name of a parameter in the statement."""


def _has_subquery(condition: Condition) -> bool:
    """Whether a condition has a subquery over related nodes."""
    return any(isinstance(part, Related) for part in parts_of(condition))


def _is_plain(condition: Condition) -> bool:
    """Whether Neo4j plans a condition quickly in the WHERE of its pattern."""
    match condition:
        case Every(conditions):
            return all(map(_is_plain, conditions))
        case Not(Related() as related) | (Related() as related):
            inner = related.condition
            if related.quantifier == "all":
                return not _has_subquery(inner)
            return related.quantifier != "single" and _is_plain(inner)
        case Test() | Some() | Not():
            return not _has_subquery(condition)


def _is_never_null(condition: Condition) -> bool:
    """Whether the Cypher of a condition is never null, whatever properties are."""
    match condition:
        case Related() | Not():
            return True
        case Some(conditions):
            return not _is_seekable(conditions)
        case Test() | Every():
            return False


def _is_seekable(conditions: Sequence[Condition]) -> bool:
    """Whether indexes can answer an OR of these conditions."""
    return all(map(_is_key, conditions))


def _is_key(condition: Condition) -> bool:
    """Whether a condition compares a unique key."""
    return isinstance(condition, Test) and condition.keyed


def _has_key(condition: Condition) -> bool:
    """Whether a unique key identifies the nodes of a condition."""
    return any(
        _is_key(part)
        or (isinstance(part, Related) and part.quantifier == "some" and _has_key(part.condition))
        for part in conjuncts(condition)
    )


def filled(
    template: str, variable: str, depth: int | str, params: Sequence[Param], name: Name
) -> str:
    """Return a template over the row at a depth, whose node or edge is a variable."""
    text = template.replace("{v}", variable)
    for letter in "klab":
        text = text.replace(f"{{{letter}}}", f"{letter}{depth}")
    for index, param in enumerate(params):
        text = text.replace(f"{{{index}}}", name(param))
    return text


def pattern(hop: Hop, start: str, edge: str, end: str) -> str:
    """Return the pattern of a hop between two variables."""
    left, right = ("-", "->") if hop.outgoing else ("<-", "-")
    return f"({start}){left}[{edge}:{hop.edge}]{right}({end}:{'|'.join(hop.labels)})"


def any_end(hop: Hop, start: str) -> str | None:
    """Return the pattern of all edges of a hop, of which Neo4j stores the number in each node.

    It has no label. None if that would match other edges, too.
    """
    left, right = ("-", "->") if hop.outgoing else ("<-", "-")
    return f"({start}){left}[:{hop.edge}]{right}()" if hop.is_whole else None


def _anchored(condition: Condition) -> tuple[Related | None, Condition]:
    """Split a condition into a related node with a key to start from, and the rest."""
    parts = list(conjuncts(condition))
    anchor = None
    if not any(map(_is_key, parts)):  # the best start
        anchor = next((p for p in parts if isinstance(p, Related) and _has_key(p)), None)
    return anchor, every(part for part in parts if part is not anchor)


class Matcher:
    """Writes conditions; related nodes are x1, x2 and so on, the edges to them y1, y2."""

    def __init__(self, name: Name) -> None:
        self._name = name
        self._bound = 0

    def all_of(self, label: str, node: str, where: Condition) -> list[str]:
        """Return the clauses that bind the nodes of a type that meet a condition."""
        match = f"MATCH ({node}:{label})"
        anchor, rest = _anchored(where)
        if anchor is None:
            return self.filtered(match, rest, node)
        return [
            match,
            *self._path(anchor, node),
            *self.filtered(f"WITH DISTINCT {node}", rest, node),
        ]

    def hop(self, hop: Hop, start: str, node: str, edge: str, where: Condition) -> list[str]:
        """Return the clauses that bind the other ends of an edge that meet a condition."""
        return self.filtered(f"MATCH {pattern(hop, start, edge, node)}", where, node, edge)

    def _path(self, related: Related, start: str) -> list[str]:
        """Return the clauses from a node to the related node with the key."""
        node, edge = self._bind()
        match = f"MATCH {pattern(related.hop, start, edge, node)}"
        further, rest = _anchored(related.condition)
        clauses = self.filtered(match, rest, node, edge)
        return [*clauses, *(self._path(further, node) if further else [])]

    def filtered(self, clause: str, where: Condition, node: str, edge: str = "") -> list[str]:
        """Return a clause that binds a node, and perhaps an edge, with filters for a condition."""
        plain: list[Condition] = []
        rest: list[Condition] = []
        for part in conjuncts(where):
            (plain if _is_plain(part) else rest).append(part)
        if plain:
            clause += f" WHERE {self._condition(every(plain), node, edge)}"
        if not rest:
            return [clause]
        return [clause, f"WITH * SKIP 0 WHERE {self._condition(every(rest), node, edge)}"]

    def _bind(self) -> tuple[str, str]:
        self._bound += 1
        return f"x{self._bound}", f"y{self._bound}"

    def _condition(self, condition: Condition, node: str, edge: str) -> str:
        """Write a condition. Null counts as false: in AND and OR by itself, in NOT by coalesce."""
        match condition:
            case Test(template, params, on):
                return filled(template, edge if on == "edge" else node, "", params, self._name)
            case Every(conditions):
                return self._joined(conditions, " AND ", "true", node, edge)
            case Some(conditions):
                either = self._joined(conditions, " OR ", "false", node, edge)
                return either if _is_seekable(conditions) else f"coalesce({either}, false)"
            case Not(inner):
                text = self._condition(inner, node, edge)
                return f"NOT {text if _is_never_null(inner) else f'coalesce({text}, false)'}"
            case Related():
                return self._related(condition, node)

    def _joined(
        self, conditions: Sequence[Condition], word: str, empty: str, node: str, edge: str
    ) -> str:
        if not conditions:
            return empty
        return word.join(f"({self._condition(part, node, edge)})" for part in conditions)

    def _related(self, related: Related, start: str) -> str:
        condition = related.condition
        edges = any_end(related.hop, start)
        if condition == TRUE and related.quantifier in ("some", "none") and edges is not None:
            exists = f"EXISTS {{ {edges} }}"
            return exists if related.quantifier == "some" else f"NOT {exists}"
        node, edge = self._bind()
        if related.quantifier == "all":
            condition = Not(condition)
        match = f"MATCH {pattern(related.hop, start, edge, node)}"
        clauses = self.filtered(match, condition, node, edge)
        if len(clauses) > 1:
            clauses.append(f"RETURN {node}")
        body = " ".join(clauses)
        match related.quantifier:
            case "some":
                return f"EXISTS {{ {body} }}"
            case "single":
                return f"COUNT {{ {body} }} = 1"
        return f"NOT EXISTS {{ {body} }}"


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
