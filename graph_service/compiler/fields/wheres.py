"""`where`: conditions on nodes, on their relations, and on the edges of these.

Null counts as not given, and so does a condition in which only nulls are given, at every level: an
empty field of a form then filters nothing, even inside `not` or `some`. `{}` matches everything.

`edge` is a condition on the edge of the relation that led to the node: of the innermost one around
it, also inside `and`, `or` and `not`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.filters import (
    comparisons,
    filter_name,
    is_filtered,
    type_comparisons,
)
from graph_service.compiler.fields.planner import Nesting
from graph_service.compiler.fields.relations import hop_of
from graph_service.compiler.fields.search.conditions import has_words
from graph_service.compiler.fields.type_system import InputField, InputType, brief
from graph_service.compiler.ir.conditions import (
    TRUE,
    Condition,
    Not,
    Related,
    every,
    some,
)
from graph_service.compiler.ir.sources import On
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.compiler.language.hints import listed
from graph_service.errors import BadUserInput
from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_properties import BASIS, SOURCES
from graph_service.model.edges import DERIVED, EDGES
from graph_service.model.graph import (
    CITED_BY,
    ENTRY_TYPES,
    LISTED,
    PROPERTIES,
    RELATIONS,
    SLUG,
    Relation,
)
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS
from graph_service.model.types import RECORDED
from graph_service.model.types.shared import NOTE


@dataclass(frozen=True)
class Place:
    """Where a condition is.

    Attributes:
        nesting: the levels of relations around it.
        relation: the one whose nodes it is about; None in a list that no relation leads to.
    """

    nesting: Nesting
    relation: Relation | None


@dataclass(frozen=True)
class Where(InputField):
    """A field of a `where`.

    Attributes:
        plan: returns the conditions of its argument; none if only nulls are given in it.
    """

    plan: Callable[[ArgumentTree, Place], Sequence[Condition]] = field(kw_only=True)


Wheres = Mapping[str, Where]


def _condition(wheres: Wheres, tree: ArgumentTree | None, place: Place) -> Condition | None:
    """Return the condition of an input object; None if it is null or only nulls are given in it."""
    if not isinstance(tree, Mapping):
        return None
    if not tree:
        return TRUE
    conditions: list[Condition] = []
    for key, argument in tree.items():
        match key, argument:
            case (("and" | "or"), Sequence()):
                found = [_condition(wheres, item, place) for item in argument]
                parts = [part for part in found if part is not None]
                if found and not parts:
                    continue
                conditions += parts if key == "and" else [some(parts)]
            case "not", Mapping():
                part = _condition(wheres, argument, place)
                conditions += [] if part is None else [Not(part)]
            case (("and" | "or" | "not"), _):
                continue
            case _:
                conditions += wheres[key].plan(argument, place)
    return every(conditions) if conditions else None


def where_condition(
    types: Sequence[NodeType], tree: ArgumentTree | None, relation: Relation | None
) -> Condition:
    """Return the condition of a `where` over nodes of one type, or over entries of several.

    Raises:
        BadUserInput: if it has conditions on edges, but no relation with such edges leads there.
        LimitExceeded: if relations are nested too deep in it.
    """
    if tree is None:
        return TRUE  # releases have no conditions
    condition = _condition(_NODES[names.common(types)], tree, Place(Nesting("where"), relation))
    return TRUE if condition is None else condition


def _compared(prop: Property, type_name: str, description: str, on: On = "node") -> Where:
    return Where(
        prop.name, type_name, description, plan=lambda tree, _: comparisons(prop, on, tree)
    )


def _properties(*properties: Property, on: On = "node") -> tuple[Where, ...]:
    return tuple(
        _compared(prop, filter_name(prop), brief(prop.description), on)
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

    def plan(tree: ArgumentTree, place: Place) -> list[Condition]:
        given = {"some": tree} if relation.one else tree
        quantifiers = given if isinstance(given, Mapping) else {}
        conditions: list[Condition] = []
        with place.nesting.deeper():
            for quantifier in _QUANTIFIERS:
                inner = Place(place.nesting, relation)
                condition = _condition(_NODES[target], quantifiers.get(quantifier), inner)
                if condition is not None:
                    conditions.append(Related(quantifier, hop, condition))
        return conditions

    of = names.where(target) if relation.one else names.relation_filter(target)
    return Where(relation.name, of, brief(relation.description), plan=plan)


_CITED = replace(SOURCES, code=True, remark=False)
_OF_EVERY_EDGE = (BASIS, NOTE, _CITED)
_OF_EDGES = dict.fromkeys(
    p for edge in (*EDGES, *DERIVED) if edge.facts for p in edge.facts.properties
)


def _of_edge(prop: Property) -> Where:
    def plan(tree: ArgumentTree, place: Place) -> list[Condition]:
        conditions: list[Condition] = [*comparisons(prop, "edge", tree)]
        relation = place.relation
        facts = relation.facts.properties if relation and relation.facts else ()
        if conditions and relation and prop not in (*facts, *_OF_EVERY_EDGE):
            own = listed([p.name for p in (*facts, *_OF_EVERY_EDGE)])
            raise BadUserInput(
                f"Edges of {relation.name} have no {prop.name}; `edge` has there: {own}.",
                argument="edge",
            )
        return conditions

    return Where(prop.name, filter_name(prop), brief(prop.description), plan=plan)


def _plan_edge(tree: ArgumentTree, place: Place) -> list[Condition]:
    condition = _condition(_EDGES, tree, place)
    if condition is None:
        return []
    if place.relation is None:
        raise BadUserInput(
            "No relation leads to this list, so its nodes have no `edge`; it belongs in the"
            " condition on a relation, as in {countries: {some: {edge: …}}}.",
            argument="edge",
        )
    return [condition]


_EDGE = Where(
    "edge",
    names.EDGE_WHERE,
    "The edge by which the relation around leads here.",
    plan=_plan_edge,
)


_ID = _compared(replace(SLUG, name="id"), "IdFilter", "The id, `Type:slug`.")
_NAME = _compared(CITED_BY.targets[0].property_of("name"), "TextFilter", "The name of the entry.")
_TYPE = Where(
    "type", "EntryTypeFilter", "The type of the entry.", plan=lambda tree, _: type_comparisons(tree)
)


def _text(*types: NodeType) -> Where:
    def plan(tree: ArgumentTree, _: Place) -> list[Condition]:
        if not isinstance(tree, Leaf) or tree.value is None:
            return []
        return [has_words(tree, types)]

    return Where("text", "String", _TEXT, plan=plan)


_TEXT = (
    "Has every word of this text, as in `search`. At the top of a root list's `where`, the list has"
    " what `search` finds, in its order, also entries that lack words (see `relaxed`); elsewhere,"
    f" every word must match. At most {MAX_SEARCH_CHARACTERS} characters; a text without words"
    " doesn't restrict the list."
)


def _by_name(*wheres: Where) -> Wheres:
    return {where.name: where for where in wheres}


_TO_MANY = [r for relations in RELATIONS.values() for r in relations.values() if not r.one]
_REACHED = {t for relations in RELATIONS.values() for r in relations.values() for t in r.targets}
_NODES: Mapping[str, Wheres] = {
    node_type.name: _by_name(
        _ID,
        *_properties(*PROPERTIES[node_type.name].values()),
        *map(_relation, RELATIONS[node_type.name].values()),
        *((_text(node_type),) if node_type.entry else ()),
        *((_EDGE,) if node_type in _REACHED else ()),
    )
    for node_type in LISTED
} | {
    names.ENTRY: _by_name(
        _ID, _TYPE, *_properties(SLUG), _NAME, *_properties(*RECORDED), _text(*ENTRY_TYPES), _EDGE
    )
}
_EDGES = _by_name(*map(_of_edge, (*_OF_EDGES, *_OF_EVERY_EDGE)))


def _input(name: str, about: str, wheres: Wheres) -> InputType:
    return InputType(
        name,
        f"Conditions on {about}.",
        (
            InputField("and", f"[{name}!]", "All of these conditions hold."),
            InputField("or", f"[{name}!]", "At least one of these conditions holds."),
            InputField("not", name, "This condition does not hold."),
            *wheres.values(),
        ),
    )


def _quantified(target: str) -> InputType:
    """Return the conditions on a to-many relation."""
    return InputType(
        names.relation_filter(target),
        f"Conditions on related {names.plural(target)}.",
        tuple(InputField(name, names.where(target), says) for name, says in _QUANTIFIERS.items()),
    )


TYPES = (
    *(_input(names.where(t.name), t.plural, _NODES[t.name]) for t in LISTED),
    _input(names.where(names.ENTRY), "entries of any type", _NODES[names.ENTRY]),
    *map(_quantified, dict.fromkeys(names.target(r) for r in _TO_MANY)),
    _input(
        names.EDGE_WHERE,
        "the edge of a relation, of which each has only some of these properties",
        _EDGES,
    ),
)
