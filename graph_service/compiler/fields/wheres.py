"""`where`: conditions on nodes, on their relations, and on the edges of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.filters import comparisons, is_filtered
from graph_service.compiler.fields.nesting import Nesting
from graph_service.compiler.fields.relations import hop_of, relation_targets
from graph_service.compiler.fields.type_system import InputField, InputType
from graph_service.compiler.ir.reads import (
    TRUE,
    Condition,
    Not,
    On,
    Related,
    Some,
    every,
)
from graph_service.compiler.language.arguments import ArgumentTree
from graph_service.model.declare import Facts, NodeType, Property
from graph_service.model.edge_properties import BASIS
from graph_service.model.edge_types import SOURCES
from graph_service.model.graph import CITED_BY, LISTED, PROPERTIES, RELATIONS, SLUG, Relation
from graph_service.model.types import RECORDED, SOURCE


@dataclass(frozen=True)
class Where(InputField):
    """A field of a `where`.

    Attributes:
        plan: returns the conditions of its argument.
    """

    plan: Callable[[ArgumentTree, Nesting], list[Condition]] = field(kw_only=True)


Wheres = Mapping[str, Where]


def _condition(wheres: Wheres, tree: ArgumentTree | None, nesting: Nesting) -> Condition:
    """Return the condition of an input object."""
    if not isinstance(tree, Mapping):
        return TRUE
    conditions: list[Condition] = []
    for key, argument in tree.items():
        match key, argument:
            case (("and" | "or"), Sequence()):
                parts = [_condition(wheres, item, nesting) for item in argument]
                conditions += parts if key == "and" else [Some(tuple(sorted(parts, key=repr)))]
            case "not", Mapping():
                conditions.append(Not(_condition(wheres, argument, nesting)))
            case (("and" | "or" | "not"), _):
                continue  # null: no filter
            case _:
                conditions += wheres[key].plan(argument, nesting)
    return every(conditions)


def where_condition(types: Sequence[NodeType], tree: ArgumentTree | None) -> Condition:
    """Return the condition of a `where` over nodes of one type, or over entries of several.

    Raises:
        LimitExceeded: if relations are nested too deep in it.
    """
    if tree is None:
        return TRUE
    return _condition(_NODES[names.common(types)], tree, Nesting("where"))


def _compared(prop: Property, type_name: str, description: str, on: On = "node") -> Where:
    return Where(
        prop.name, type_name, description, plan=lambda tree, _: comparisons(prop, on, tree)
    )


def _properties(*properties: Property, on: On = "node") -> tuple[Where, ...]:
    return tuple(
        _compared(prop, prop.kind.filter_name(prop), prop.description, on)
        for prop in properties
        if is_filtered(prop)
    )


_Quantifier = Literal["some", "none", "all", "single"]
_QUANTIFIERS: Mapping[_Quantifier, str] = {
    "some": "At least one matches.",
    "none": "None matches.",
    "all": "All match; true if there are none.",
    "single": "Exactly one matches.",
}


def _relation(relation: Relation) -> Where:
    target, hop = names.target(relation), hop_of(relation)

    def one(tree: ArgumentTree, nesting: Nesting) -> list[Condition]:
        with nesting.deeper():
            condition = _condition(_NODES[target], tree, nesting)
        return [Related("some", hop, condition)] if isinstance(tree, Mapping) else []

    def many(tree: ArgumentTree, nesting: Nesting) -> list[Condition]:
        quantifiers = tree if isinstance(tree, Mapping) else {}
        conditions: list[Condition] = []
        with nesting.deeper():
            for quantifier in _QUANTIFIERS:
                inner = quantifiers.get(quantifier)
                if isinstance(inner, Mapping):
                    node = _condition(_NODES[target], inner.get("node"), nesting)
                    edge = _condition(_EDGES[relation.facts], inner.get("edge"), nesting)
                    both = every(c for c in (node, edge) if c != TRUE)
                    conditions.append(Related(quantifier, hop, both))
        return conditions

    if relation.one:
        return Where(relation.name, names.where(target), relation.description, plan=one)
    quantified = names.relation_filter(target, relation.facts)
    return Where(relation.name, quantified, relation.description, plan=many)


_ID = _compared(replace(SLUG, name="id"), "IdFilter", "The id, `Type:slug`.")
_NAME = _compared(CITED_BY.targets[0].property_of("name"), "TextFilter", "The name of the entry.")
_CITED = replace(SOURCES, code=True, remark=False)


def _by_name(*wheres: Where) -> Wheres:
    return {where.name: where for where in wheres}


_NODES: Mapping[str, Wheres] = {
    node_type.name: _by_name(
        _ID,
        *_properties(*PROPERTIES[node_type.name].values()),
        *map(_relation, RELATIONS[node_type.name].values()),
    )
    for node_type in LISTED
} | {names.ENTRY: _by_name(_ID, *_properties(SLUG), _NAME, *_properties(*RECORDED))}
_TARGETS = (*relation_targets(), (SOURCE.name, None))
_EDGES: Mapping[Facts | None, Wheres] = {
    facts: _by_name(
        *_properties(*(facts.properties if facts else ()), BASIS, _CITED, on="edge"),
    )
    for _, facts in _TARGETS
}


def _input(name: str, about: str, wheres: Wheres) -> InputType:
    return InputType(
        name,
        f"Conditions on {about}; all given conditions must hold.",
        (
            InputField("and", f"[{name}!]", "All of these conditions hold."),
            InputField("or", f"[{name}!]", "At least one of these conditions holds."),
            InputField("not", name, "This condition does not hold."),
            *wheres.values(),
        ),
    )


def _quantified(target: str, facts: Facts | None) -> tuple[InputType, InputType]:
    """Return the conditions on a to-many relation, and on one edge of it with its node."""
    inner = names.relation_where(target, facts)
    return (
        InputType(
            names.relation_filter(target, facts),
            f"Conditions on related {names.plural(target)}.",
            tuple(InputField(name, inner, says) for name, says in _QUANTIFIERS.items()),
        ),
        InputType(
            inner,
            f"Conditions on related {names.plural(target)} and their edges; `{{}}` matches all.",
            (
                InputField("node", names.where(target), f"Conditions on the {names.noun(target)}."),
                InputField("edge", names.edge_where(facts), "Conditions on the edge."),
            ),
        ),
    )


TYPES = (
    *(_input(names.where(t.name), t.plural, _NODES[t.name]) for t in LISTED),
    _input(names.where(names.ENTRY), "entries of any type", _NODES[names.ENTRY]),
    *(made for target in _TARGETS for made in _quantified(*target)),
    *(_input(names.edge_where(facts), "edges", wheres) for facts, wheres in _EDGES.items()),
)
