"""`where` → a condition.

A comparison with null is false, and `not` is plain negation. Text compares folded; codes, slugs and
ids to the letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph_service.compiler.ir.reads import (
    TRUE,
    Condition,
    Every,
    Hop,
    Not,
    On,
    Param,
    Related,
    Some,
    Test,
    every,
)
from graph_service.compiler.language.arguments import Argument, Leaf
from graph_service.compiler.plan import encoders
from graph_service.compiler.plan.nesting import Nesting
from graph_service.model.declare import Facts, NodeType, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.edge_types import SOURCES as EDGE_SOURCES
from graph_service.model.graph import PROPERTIES, RELATIONS, SLUG, Relation
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import FILTERED, by_kind
from graph_service.model.storage import StoredValue, suffix

Encoder = Callable[[Json], StoredValue]
Operators = Mapping[str, tuple[str, tuple[Encoder, ...]]]
"""By operator: a template with {v}, {p} for the property and {0}, {1}; and the encoders."""

# Neo4j 2026.08 looks CONTAINS up in a RANGE index at times, which refuses it; so it gets a call,
# and that there is a value: by this it may still go through the index in its order.
_SCANNED = "{v}.{p} IS NOT NULL AND toString({v}.{p}) CONTAINS {0}"
_IS_NULL = ("({v}.{p} IS NULL) = {0}", (encoders.same,))

EXACT: Operators = {
    "eq": ("{v}.{p} = {0}", (encoders.same,)),
    "in": ("{v}.{p} IN {0}", (encoders.same,)),
    "contains": (_SCANNED, (encoders.same,)),
    "startsWith": ("{v}.{p} STARTS WITH {0}", (encoders.same,)),
    "isNull": _IS_NULL,
}
FOLDED: Operators = {
    "eq": ("{v}.{p}Key CONTAINS {0}", (encoders.line,)),
    "in": ("any(x IN {0} WHERE {v}.{p}Key CONTAINS x)", (encoders.line_each,)),
    "contains": ("{v}.{p}Key CONTAINS {0}", (encoders.folded,)),
    "startsWith": ("{v}.{p}Key CONTAINS {0}", (encoders.line_start,)),
    "isNull": _IS_NULL,
}
IN_LANGUAGE: Operators = {
    "eq": ("{v}.{p}Key{l} = {0}", (encoders.folded,)),
    "in": ("{v}.{p}Key{l} IN {0}", (encoders.folded_each,)),
    "contains": (_SCANNED.replace("{p}", "{p}Key{l}"), (encoders.folded,)),
    "startsWith": ("{v}.{p}Key{l} STARTS WITH {0}", (encoders.folded,)),
    "isNull": _IS_NULL,
}
_IS_EMPTY = ("(size(coalesce({v}.{p}, [])) = 0) = {0}", (encoders.same,))
LIST: Operators = {
    "has": ("{0} IN {v}.{p}", (encoders.same,)),
    "hasAny": ("any(x IN {0} WHERE x IN {v}.{p})", (encoders.same,)),
    "hasAll": ("all(x IN {0} WHERE x IN {v}.{p})", (encoders.same,)),
    "contains": ("any(x IN {v}.{p} WHERE x CONTAINS {0})", (encoders.same,)),
    "isEmpty": _IS_EMPTY,
}
FOLDED_LIST: Operators = {
    "has": ("{v}.{p}Key CONTAINS {0}", (encoders.line,)),
    "hasAny": ("any(x IN {0} WHERE {v}.{p}Key CONTAINS x)", (encoders.line_each,)),
    "hasAll": ("all(x IN {0} WHERE {v}.{p}Key CONTAINS x)", (encoders.line_each,)),
    "contains": ("{v}.{p}Key CONTAINS {0}", (encoders.folded,)),
    "isEmpty": _IS_EMPTY,
}
NUMBER: Operators = {
    "eq": ("{v}.{p} = {0}", (encoders.same,)),
    "in": ("{v}.{p} IN {0}", (encoders.numbers,)),
    "lt": ("{v}.{p} < {0}", (encoders.same,)),
    "lte": ("{v}.{p} <= {0}", (encoders.same,)),
    "gt": ("{v}.{p} > {0}", (encoders.same,)),
    "gte": ("{v}.{p} >= {0}", (encoders.same,)),
    "isNull": _IS_NULL,
}
_OVERLAP = "{v}.{p}Earliest <= {1} AND {v}.{p}Latest >= {0}"
_INSIDE = "{v}.{p}Earliest >= {0} AND {v}.{p}Latest <= {1}"
_UNSURE = "{v}.{p}Qualifier IN ['PUBLISHED', 'REPORTED']"
DATE: Operators = {
    "during": (_OVERLAP, (encoders.date_from, encoders.date_to)),
    "within": (f"{_INSIDE} AND NOT {_UNSURE}", (encoders.date_from, encoders.date_to)),
    "before": ("{v}.{p}Latest < {0}", (encoders.date_from,)),
    "after": ("{v}.{p}Earliest > {0}", (encoders.date_to,)),
    "isNull": _IS_NULL,
}


def _text_operators(prop: Property) -> Operators:
    """Return the operators of a text: on its folded key, unless it has none."""
    if prop.kind.key_names(prop):
        return FOLDED_LIST if prop.many else FOLDED
    return LIST if prop.many else EXACT


_OPERATORS: Mapping[Kind, Callable[[Property], Operators]] = by_kind(
    {
        Kind.TEXT: _text_operators,
        Kind.STRING: _text_operators,
        Kind.URL: _text_operators,
        Kind.ENUM: _text_operators,
        Kind.INT: lambda _: NUMBER,
        Kind.BOOLEAN: lambda _: NUMBER,
        Kind.DATE: lambda _: DATE,
    },
    FILTERED,
)


def _tests(prop: Property, tree: Argument, on: On) -> list[Condition]:
    """Give the comparisons of one filter."""
    if not isinstance(tree, Mapping):
        return []  # null: no filter
    operators, language = _OPERATORS[prop.kind](prop), ""
    chosen = tree.get("lang")
    if prop.kind.has_languages and isinstance(chosen, Leaf) and chosen.value is not None:
        operators, language = IN_LANGUAGE, suffix(str(chosen.value).lower())
    found: list[Condition] = []
    for name, leaf in tree.items():
        if name == "lang" or not isinstance(leaf, Leaf):
            continue
        template, encode = operators[name]
        text = template.replace("{p}", prop.name).replace("{l}", language)
        params = tuple(Param(leaf.origin, e, f"{prop.name}.{name}") for e in encode)
        found.append(Test(text, params, on, keyed=prop.code and name in ("eq", "in")))
    return found


def _combined(
    tree: Mapping[str, Argument], one: Callable[[str, Argument], list[Condition]]
) -> Condition:
    """Join the conditions of an input object; `one` gives those of what is not and, or, not."""
    found: list[Condition] = []
    for key, argument in tree.items():
        match key, argument:
            case "and", Sequence():
                found += [_combined(item, one) for item in argument if isinstance(item, Mapping)]
            case "or", Sequence():
                branches = [_combined(item, one) for item in argument if isinstance(item, Mapping)]
                found.append(Some(tuple(sorted(branches, key=repr))))
            case "not", Mapping():
                found.append(Not(_combined(argument, one)))
            case (("and" | "or" | "not"), _):
                continue  # null: no filter
            case _:
                found += one(key, argument)
    return every(found)


ID = replace(SLUG, name="id")


def where_condition(types: Sequence[NodeType], tree: Argument | None) -> Condition:
    """Give the condition of a `where` over nodes of one type, or of several alike.

    Raises:
        LimitExceeded: when relations are nested too deep in it.
    """
    return _node_condition(types, tree, Nesting("where"))


def _node_condition(
    types: Sequence[NodeType], tree: Argument | None, nesting: Nesting
) -> Condition:
    if not isinstance(tree, Mapping):
        return TRUE
    name = types[0].name

    def one(key: str, argument: Argument) -> list[Condition]:
        if key == "id":
            return _tests(ID, argument, "node")
        if key in PROPERTIES[name]:
            return _tests(PROPERTIES[name][key], argument, "node")
        with nesting.deeper():
            return _related(RELATIONS[name][key], argument, nesting)

    return _combined(tree, one)


def hop_of(relation: Relation) -> Hop:
    """Give the step along a relation."""
    return Hop(relation.edge, relation.outgoing, tuple(t.name for t in relation.targets))


def _related(relation: Relation, tree: Argument, nesting: Nesting) -> list[Condition]:
    """Give the conditions on a relation."""
    if not isinstance(tree, Mapping):
        return []
    hop = hop_of(relation)
    if relation.one:
        return [Related("some", hop, _node_condition(relation.targets, tree, nesting))]
    found: list[Condition] = []
    for quantifier in ("some", "none", "all", "single"):
        inner = tree.get(quantifier)
        if isinstance(inner, Mapping):
            node = _node_condition(relation.targets, inner.get("node"), nesting)
            edge = edge_condition(relation.facts, inner.get("edge"))
            both = every(c for c in (node, edge) if c != TRUE)
            found.append(Related(quantifier, hop, both))
    return found


SOURCES = replace(EDGE_SOURCES, code=True, remark=False)


def edge_condition(facts: Facts | None, tree: Argument | None) -> Condition:
    """Give the condition of an `edge` filter."""
    if not isinstance(tree, Mapping):
        return TRUE
    own = facts.properties if facts else ()
    filters = {prop.name: prop for prop in (BASIS, SOURCES, *own)}
    return _combined(tree, lambda key, argument: _tests(filters[key], argument, "edge"))


def params_of(condition: Condition) -> Iterator[Param]:
    """Give the parameters of a condition."""
    match condition:
        case Test(params=params):
            yield from params
        case Every(conditions) | Some(conditions):
            for part in conditions:
                yield from params_of(part)
        case Not(condition=inner) | Related(condition=inner):
            yield from params_of(inner)
