"""Whether a node matches a condition.

All parts of a condition must hold. A comparison with null is false, `not` is plain negation, `all`
of an empty list is true. A condition that is null counts as absent.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from graph_service.model.declare import Kind, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.text import fold
from tests.difference.graph import Graph, Link, Node

from .values import LANGUAGES, answered, shown

Condition = Mapping[str, Any]


def fits(graph: Graph, node: Node, where: Condition | None) -> bool:
    """Whether a node matches a `where`."""

    def one(name: str, condition: Condition) -> bool:
        if name == "id":
            return all(_equal(node.id, *item) for item in condition.items())
        if name in PROPERTIES[node.type.name]:
            prop = PROPERTIES[node.type.name][name]
            return value_fits(prop, node.values.get(name, _slug(node, name)), condition)
        return _relation_fits(graph, node, RELATIONS[node.type.name][name], condition)

    return _holds(where, one)


def _slug(node: Node, name: str) -> str | None:
    return node.slug if name == "slug" else None


def _holds(where: Condition | None, one: Callable[[str, Condition], bool]) -> bool:
    """Whether all parts of a condition hold; `one` decides those other than `and`, `or`, `not`."""
    for name, condition in (where or {}).items():
        if condition is None:
            continue
        match name:
            case "and":
                holds = all(_holds(item, one) for item in condition)
            case "or":
                holds = any(_holds(item, one) for item in condition)
            case "not":
                holds = not _holds(condition, one)
            case _:
                holds = one(name, condition)
        if not holds:
            return False
    return True


def _relation_fits(graph: Graph, node: Node, relation: Relation, condition: Condition) -> bool:
    ends = graph.related(node, relation)
    if relation.one:
        return any(fits(graph, end, condition) for _, end in ends)
    for quantifier, both in condition.items():
        if both is None:
            continue
        fitting = [
            end
            for link, end in ends
            if fits(graph, end, both.get("node")) and edge_fits(link, both.get("edge"))
        ]
        if not _quantified(quantifier, len(fitting), len(ends)):
            return False
    return True


def _quantified(quantifier: str, fitting: int, count: int) -> bool:
    match quantifier:
        case "some":
            return fitting >= 1
        case "none":
            return fitting == 0
        case "all":
            return fitting == count
    return fitting == 1  # single


def edge_fits(link: Link, where: Condition | None) -> bool:
    """Whether an edge matches an `edge` condition."""
    own = link.edge.facts.properties if link.edge.facts else ()
    properties = {prop.name: prop for prop in (BASIS, *own)}

    def one(name: str, condition: Condition) -> bool:
        if name == "sources":  # slugs are codes: compared exactly
            return all(_list_fits(link.sources, same, *item) for item in condition.items())
        return value_fits(properties[name], link.values.get(name), condition)

    return _holds(where, one)


# One property


def value_fits(prop: Property, value: Any, condition: Condition) -> bool:
    """Whether a value matches the conditions of a filter."""
    if prop.kind is Kind.DATE:
        return all(_date_fits(value, *item) for item in condition.items())
    if prop.kind is Kind.DATETIME:
        times = [] if value is None else [value]
        return all(_one_fits(times, moment, *item) for item in condition.items())
    # Case and accents are ignored, except in codes (slugs, ISO codes, URLs).
    text = prop.kind is Kind.TEXT or (prop.kind is Kind.STRING and not prop.code)
    written = fold if text else same
    operators = {name: operand for name, operand in condition.items() if name != "lang"}
    if prop.many:
        values = answered(prop, value)
        return all(_list_fits(values, written, *item) for item in operators.items())
    if prop.kind is Kind.TEXT:
        candidates = _texts(value, condition.get("lang"))
    else:
        candidates = [] if value is None else [answered(prop, value)]
    return all(_one_fits(candidates, written, *item) for item in operators.items())


def same(value: Any) -> Any:
    return value


def moment(value: Any) -> Any:
    """Return a point in time, which arguments write as text."""
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def _texts(texts: Any, language: str | None) -> list[str]:
    """Return the texts to compare: the one displayed in a language, or those in all languages."""
    chosen = [language] if language else [x for x in LANGUAGES if x.lower() in (texts or {})]
    return [found[1] for x in chosen if (found := shown(texts, x))]


COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, wanted: value == wanted,
    "in": lambda value, wanted: value in wanted,
    "contains": lambda value, wanted: wanted in value,
    "startsWith": lambda value, wanted: value.startswith(wanted),
    "lt": lambda value, wanted: value < wanted,
    "lte": lambda value, wanted: value <= wanted,
    "gt": lambda value, wanted: value > wanted,
    "gte": lambda value, wanted: value >= wanted,
}


def _one_fits(
    candidates: list[Any], written: Callable[[Any], Any], operator: str, operand: Any
) -> bool:
    """Compare a single value, or the text in any of its languages."""
    if operand is None:
        return False
    if operator == "isNull":
        return bool(operand) == (not candidates)
    wanted = [written(x) for x in operand] if operator == "in" else written(operand)
    return any(COMPARED[operator](written(value), wanted) for value in candidates)


def _equal(value: str, operator: str, operand: Any) -> bool:
    return _one_fits([value], same, operator, operand)


def _list_fits(values: Any, written: Callable[[Any], Any], operator: str, operand: Any) -> bool:
    """Compare a list; null counts as an empty list."""
    if operand is None:
        return False
    have = [written(value) for value in values]
    match operator:
        case "isEmpty":
            return bool(operand) == (not have)
        case "has":
            return written(operand) in have
        case "hasAny":
            return any(written(x) in have for x in operand)
        case "hasAll":
            return all(written(x) in have for x in operand)
    return any(written(operand) in value for value in have)  # contains


def _date_fits(value: PartialDate | None, operator: str, operand: Any) -> bool:
    """Compare dates; an open or unknown bound never matches."""
    if operand is None:
        return False
    if operator == "isNull":
        return bool(operand) == (value is None)
    wanted = parse_edtf(operand)
    start = wanted.earliest or dt.date.min
    end = wanted.latest or dt.date.max
    earliest = value.date.earliest if value else None
    latest = value.date.latest if value else None
    match operator:
        case "before":  # ended before the operand's first day
            return latest is not None and latest < start
        case "after":  # began after the operand's last day
            return earliest is not None and earliest > end
    if value is None or earliest is None or latest is None:
        return False
    if operator == "during":  # possibly within the operand: the spans overlap
        return earliest <= end and latest >= start
    # within: certainly within the operand; a date of publication or report proves nothing
    is_secondhand = value.qualifier.name in ("PUBLISHED", "REPORTED")
    return start <= earliest and latest <= end and not is_secondhand
