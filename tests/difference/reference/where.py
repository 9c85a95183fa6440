"""Whether a node matches a condition.

All parts of a condition must hold; `not` is plain negation; `all` of an empty list is true. Null
counts as absent, and so does a condition in which only nulls are given: both are removed first.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from graph_service.model.declare import Kind, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.edtf import PartialDate, parse_edtf
from graph_service.model.graph import PROPERTIES, RELATIONS, Relation
from graph_service.model.text import fold
from graph_service.model.types.shared import NOTE
from tests.difference.graph import Graph, Link, Node

from .search import having_every_word
from .search.texts import year_or_by
from .values import LANGUAGES, answered, listed, shown

Condition = Mapping[str, Any]


def fits(graph: Graph, node: Node, where: Condition | None, link: Link | None = None) -> bool:
    """Whether a node, to which an edge may have led, matches a `where`."""
    return _fits(graph, node, given(where, RELATIONS[node.type.name]), link)


def given(where: Condition | None, relations: Mapping[str, Relation]) -> Condition | None:
    """Return a condition without nulls; None if there was nothing else in it.

    `{}` remains, as it matches everything. A filter needs an operator, a relation a quantifier.
    """
    if not where:
        return where
    found: dict[str, Any] = {}
    for name, value in where.items():
        if value is None:
            continue
        left: Any
        match name:
            case "and" | "or":
                items = [given(item, relations) for item in value]
                left = [item for item in items if item is not None]
                if not left and (value or name == "and"):
                    left = None
            case "not" | "edge":
                left = given(value, relations if name == "not" else {})
            case "text":
                left = value
            case _ if name not in relations:
                left = _given_of_values(value)
            case _:
                left = _given_of_relation(value, relations[name])
        if left is not None:
            found[name] = left
    return found or None


def _given_of_values(value: Condition) -> Condition | None:
    """Return a filter."""
    left = {key: item for key, item in value.items() if item is not None}
    return left if left.keys() - {"lang"} else None


def _given_of_relation(value: Condition, relation: Relation) -> Condition | None:
    several = len(relation.targets) > 1  # conditions on entries of any type reach no relations
    targets = {} if several else RELATIONS[relation.target.name]
    if relation.one:
        return given(value, targets)
    found = {quantifier: given(inner, targets) for quantifier, inner in value.items()}
    return {name: inner for name, inner in found.items() if inner is not None} or None


def _fits(graph: Graph, node: Node, where: Condition | None, link: Link | None) -> bool:
    """Whether a node matches a condition without nulls."""

    def one(name: str, condition: Any) -> bool:
        if name == "edge" and link is not None:
            return edge_fits(link, condition)
        if name == "text" and name not in PROPERTIES[node.type.name]:
            return node in having_every_word(graph, condition)
        if name == "id":
            return all(_equal(node.id, *item) for item in condition.items())
        if name == "type" and node.type.entry:
            return all(_equal(node.type.enum_name, *item) for item in condition.items())
        if name in PROPERTIES[node.type.name]:
            prop = PROPERTIES[node.type.name][name]
            return value_fits(prop, node.values.get(name, _slug(node, name)), condition)
        return _relation_fits(graph, node, RELATIONS[node.type.name][name], condition)

    return _holds(where, one)


def _slug(node: Node, name: str) -> str | None:
    return node.slug if name == "slug" else None


def _holds(where: Condition | None, one: Callable[[str, Any], bool]) -> bool:
    """Whether all parts of a condition hold; `one` decides those other than `and`, `or`, `not`."""
    for name, condition in (where or {}).items():
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
        return any(_fits(graph, end, condition, link) for link, end in ends)
    for quantifier, inner in condition.items():
        fitting = [end for link, end in ends if _fits(graph, end, inner, link)]
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
    properties = {prop.name: prop for prop in (BASIS, NOTE, *own)}

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
    # Case and accents are ignored, except in codes (slugs, ISO codes, URLs) and remarks.
    exact = prop.code or prop.remark
    text = prop.kind in (Kind.TEXT, Kind.TEXTS, Kind.STRING) and not exact
    written = str.upper if prop.name in ("iso2", "iso3") else fold if text else same
    written = str.lower if prop is NOTE else written
    operators = {name: operand for name, operand in condition.items() if name != "lang"}
    if "untranslated" in operators:
        language = operators.pop("untranslated")
        if not value or language.lower() in value:
            return False
    if prop.many:
        values = listed(value, None) if prop.kind is Kind.TEXTS else answered(prop, value)
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
    if operator == "isNull":
        return bool(operand) == (not candidates)
    wanted = [written(x) for x in operand] if operator == "in" else written(operand)
    return any(COMPARED[operator](written(value), wanted) for value in candidates)


def _equal(value: str, operator: str, operand: Any) -> bool:
    return _one_fits([value], same, operator, operand)


def _list_fits(values: Any, written: Callable[[Any], Any], operator: str, operand: Any) -> bool:
    """Compare a list; null counts as an empty list."""
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
    """Compare dates; an open or unknown bound matches only `possiblyIn` and `inOrBy`."""
    if operator == "isNull" or value is None:
        return operator == "isNull" and bool(operand) == (value is None)
    match operator:
        case "year":
            return bool(value.year == operand)
        case "inOrBy":
            return year_or_by(value) in (str(operand), f"../{operand}")
        case "precision":
            return value.date.precision.name in operand
        case "qualifier":
            return value.qualifier.name in operand
    return _bounds_fit(value.earliest, value.date.latest, operator, operand)


def _bounds_fit(
    earliest: dt.date | None, latest: dt.date | None, operator: str, operand: str
) -> bool:
    wanted = parse_edtf(operand)
    start = wanted.earliest or dt.date.min
    end = wanted.latest or dt.date.max
    match operator:
        case "before":  # ended before the operand's first day
            return latest is not None and latest < start
        case "after":  # began after the operand's last day
            return earliest is not None and earliest > end
        case "possiblyIn":  # the spans overlap; what has no bound may be any day
            return (earliest or dt.date.min) <= end and (latest or dt.date.max) >= start
    # within: certainly within the operand
    return bool(earliest and latest and start <= earliest and latest <= end)
