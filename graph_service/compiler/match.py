"""Sources and conditions as MATCH and WHERE.

A condition that some related node has a unique key is where the read starts: the index gives that
node, and the pattern leads from there to the nodes that are wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph_service.compiler.plan.reads import (
    TRUE,
    Condition,
    Every,
    Hop,
    Not,
    Param,
    Related,
    Some,
    Test,
    every,
)


def _conjuncts(condition: Condition) -> Iterator[Condition]:
    """Give the conditions that must all hold."""
    if isinstance(condition, Every):
        for part in condition.conditions:
            yield from _conjuncts(part)
    else:
        yield condition


def _has_key(condition: Condition) -> bool:
    """Tell whether a unique key leads to the nodes of a condition."""
    return any(
        (isinstance(part, Test) and part.keyed)
        or (isinstance(part, Related) and part.quantifier == "some" and _has_key(part.condition))
        for part in _conjuncts(condition)
    )


def pattern(hop: Hop, start: str, edge: str, end: str) -> str:
    """Give the pattern of a step."""
    left, right = ("-", "->") if hop.outgoing else ("<-", "-")
    return f"({start}){left}[{edge}:{hop.edge}]{right}({end}:{'|'.join(hop.labels)})"


class Matcher:
    """Writes conditions; what they bind is x1, x2, …, and the edges to it y1, y2, …."""

    def __init__(self, name: Callable[[Param], str]) -> None:
        """Take what names parameters."""
        self._name = name
        self._bound = 0

    def all_of(self, label: str, node: str, where: Condition) -> list[str]:
        """Give the clauses that bind the nodes of a type under a condition."""
        match = f"MATCH ({node}:{label})"
        anchor, tests = self._anchored(where, node, "")
        if anchor is None:
            return [match + tests]
        return [match, *self._path(anchor, node), f"WITH DISTINCT {node}{tests}"]

    def hop(self, hop: Hop, start: str, node: str, edge: str, where: Condition) -> list[str]:
        """Give the clauses that bind the nodes at the other end of an edge under a condition."""
        match = f"MATCH {pattern(hop, start, edge, node)}"
        if where == TRUE:
            return [match]
        return [f"{match} WHERE {self._condition(where, node, edge)}"]

    def _anchored(self, condition: Condition, node: str, edge: str) -> tuple[Related | None, str]:
        """Split a condition: a related node with a key to start from, and the rest as WHERE."""
        parts = list(_conjuncts(condition))
        anchor = None
        if not any(isinstance(part, Test) and part.keyed for part in parts):  # the best start
            anchor = next((p for p in parts if isinstance(p, Related) and _has_key(p)), None)
        rest = every(part for part in parts if part is not anchor)
        return anchor, "" if rest == TRUE else f" WHERE {self._condition(rest, node, edge)}"

    def _path(self, related: Related, start: str) -> list[str]:
        """Give the clauses from a node to the related node whose key is known."""
        node, edge = self._bind()
        match = f"MATCH {pattern(related.hop, start, edge, node)}"
        further, tests = self._anchored(related.condition, node, edge)
        return [match + tests, *(self._path(further, node) if further else [])]

    def _bind(self) -> tuple[str, str]:
        self._bound += 1
        return f"x{self._bound}", f"y{self._bound}"

    def _condition(self, condition: Condition, node: str, edge: str) -> str:
        """Write a condition: null counts as false under AND and OR by itself, under NOT by us."""
        match condition:
            case Test(template, params, on):
                text = template.replace("{v}", edge if on == "edge" else node)
                for index, param in enumerate(params):
                    text = text.replace(f"{{{index}}}", self._name(param))
                return text
            case Every(conditions):
                return self._joined(conditions, " AND ", "true", node, edge)
            case Some(conditions):
                return self._joined(conditions, " OR ", "false", node, edge)
            case Not(Related() as inner):
                return f"NOT {self._related(inner, node)}"  # never null
            case Not(inner):
                return f"NOT coalesce({self._condition(inner, node, edge)}, false)"
            case Related():
                return self._related(condition, node)

    def _joined(
        self, conditions: Sequence[Condition], word: str, empty: str, node: str, edge: str
    ) -> str:
        if not conditions:
            return empty
        return word.join(f"({self._condition(part, node, edge)})" for part in conditions)

    def _related(self, related: Related, start: str) -> str:
        node, edge = self._bind()
        inner = self._condition(related.condition, node, edge)
        if related.quantifier == "all":
            inner = f"NOT coalesce({inner}, false)"
        tests = (
            "" if related.condition == TRUE and related.quantifier != "all" else f" WHERE {inner}"
        )
        body = f"MATCH {pattern(related.hop, start, edge, node)}{tests}"
        match related.quantifier:
            case "some":
                return f"EXISTS {{ {body} }}"
            case "single":
                return f"COUNT {{ {body} }} = 1"
        return f"NOT EXISTS {{ {body} }}"
