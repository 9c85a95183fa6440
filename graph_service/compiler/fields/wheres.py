"""`where`: conditions on nodes, on their relations, and on the edges of these.

Null counts as not given, and so does a condition in which only nulls are given, at every level: an
empty field of a form then filters nothing, even inside `not` or `some`. `{}` matches everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graph_service.compiler.fields import names
from graph_service.compiler.fields.filters import comparisons, is_filtered, type_comparisons
from graph_service.compiler.fields.planner import Nesting
from graph_service.compiler.fields.relations import EDGE_FACTS, hop_of, relation_targets
from graph_service.compiler.fields.search.text_filter import (
    TEXT_TEST,
    text_beginnings,
    text_query,
    text_stems,
    text_words,
)
from graph_service.compiler.fields.type_system import InputField, InputType
from graph_service.compiler.ir.conditions import (
    TRUE,
    Condition,
    Found,
    Not,
    Related,
    Test,
    every,
    some,
)
from graph_service.compiler.ir.sources import On, Param
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.model.declare import Facts, NodeType, Property
from graph_service.model.edge_properties import BASIS, SOURCES
from graph_service.model.graph import CITED_BY, LISTED, PROPERTIES, RELATIONS, SLUG, Relation
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS
from graph_service.model.types import RECORDED, SOURCE


@dataclass(frozen=True)
class Where(InputField):
    """A field of a `where`.

    Attributes:
        plan: returns the conditions of its argument; none if only nulls are given in it.
    """

    plan: Callable[[ArgumentTree, Nesting], Sequence[Condition]] = field(kw_only=True)


Wheres = Mapping[str, Where]


def _condition(wheres: Wheres, tree: ArgumentTree | None, nesting: Nesting) -> Condition | None:
    """Return the condition of an input object; None if it is null or only nulls are given in it."""
    if not isinstance(tree, Mapping):
        return None
    if not tree:
        return TRUE
    conditions: list[Condition] = []
    for key, argument in tree.items():
        match key, argument:
            case (("and" | "or"), Sequence()):
                found = [_condition(wheres, item, nesting) for item in argument]
                parts = [part for part in found if part is not None]
                if found and not parts:
                    continue
                conditions += parts if key == "and" else [some(parts)]
            case "not", Mapping():
                part = _condition(wheres, argument, nesting)
                conditions += [] if part is None else [Not(part)]
            case (("and" | "or" | "not"), _):
                continue
            case _:
                conditions += wheres[key].plan(argument, nesting)
    return every(conditions) if conditions else None


def where_condition(types: Sequence[NodeType], tree: ArgumentTree | None) -> Condition:
    """Return the condition of a `where` over nodes of one type, or over entries of several.

    Raises:
        LimitExceeded: if relations are nested too deep in it.
    """
    if tree is None:
        return TRUE  # releases have no conditions
    condition = _condition(_NODES[names.common(types)], tree, Nesting("where"))
    return TRUE if condition is None else condition


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
        return [] if condition is None else [Related("some", hop, condition)]

    def many(tree: ArgumentTree, nesting: Nesting) -> list[Condition]:
        quantifiers = tree if isinstance(tree, Mapping) else {}
        conditions: list[Condition] = []
        with nesting.deeper():
            for quantifier in _QUANTIFIERS:
                condition = related(quantifiers.get(quantifier), nesting)
                if condition is not None:
                    conditions.append(Related(quantifier, hop, condition))
        return conditions

    def related(tree: ArgumentTree | None, nesting: Nesting) -> Condition | None:
        if not isinstance(tree, Mapping):
            return None
        node = _condition(_NODES[target], tree.get("node"), nesting)
        edge = _condition(_EDGES[relation.facts], tree.get("edge"), nesting)
        given = [condition for condition in (node, edge) if condition is not None]
        if tree and not given:
            return None
        return every(given)

    if relation.one:
        return Where(relation.name, names.where(target), relation.description, plan=one)
    quantified = names.relation_filter(target, relation.facts)
    return Where(relation.name, quantified, relation.description, plan=many)


def _edge(relation: Relation) -> Where:
    hop = hop_of(relation)

    def plan(tree: ArgumentTree, nesting: Nesting) -> list[Condition]:
        condition = _condition(_EDGES[relation.facts], tree, nesting)
        return [] if condition is None else [Related("some", hop, condition)]

    says = f"The properties and sources of the edge to `{relation.name}`."
    return Where(relation.edge_field, names.edge_where(relation.facts), says, plan=plan)


def _wheres(relation: Relation) -> tuple[Where, ...]:
    """Return the conditions on a relation: on a to-one relation, its node and its edge."""
    return (_relation(relation), *((_edge(relation),) if relation.one else ()))


_ID = _compared(replace(SLUG, name="id"), "IdFilter", "The id, `Type:slug`.")
_NAME = _compared(CITED_BY.targets[0].property_of("name"), "TextFilter", "The name of the entry.")
_TYPE = Where(
    "type", "EntryTypeFilter", "The type of the entry.", plan=lambda tree, _: type_comparisons(tree)
)
_CITED = replace(SOURCES, code=True, remark=False)


def _plan_text(tree: ArgumentTree, _: Nesting) -> list[Condition]:
    if not isinstance(tree, Leaf) or tree.value is None:
        return []
    query, *parts = (
        Param(tree.origin, encode, "text")
        for encode in (text_query, text_words, text_stems, text_beginnings)
    )
    return [Found(query, Test(TEXT_TEST, tuple(parts)))]


_TEXT = Where(
    "text",
    "String",
    (
        "Contains every word of this text, as in `search`: in any of the entry's names, acronyms,"
        " summaries and other texts or the labels of its terms, in any language and form, or as the"
        " beginning of a word. A text without words doesn't restrict the list, and of more than 20"
        f" words the first 20 count; it may have {MAX_SEARCH_CHARACTERS} characters."
        " Filters such as `name: {contains}` look for a sequence of characters in one field."
    ),
    plan=_plan_text,
)


def _by_name(*wheres: Where) -> Wheres:
    return {where.name: where for where in wheres}


_NODES: Mapping[str, Wheres] = {
    node_type.name: _by_name(
        _ID,
        *_properties(*PROPERTIES[node_type.name].values()),
        *(where for relation in RELATIONS[node_type.name].values() for where in _wheres(relation)),
        *((_TEXT,) if node_type.entry else ()),
    )
    for node_type in LISTED
} | {names.ENTRY: _by_name(_ID, _TYPE, *_properties(SLUG), _NAME, *_properties(*RECORDED), _TEXT)}
_TARGETS = (*relation_targets(), (SOURCE.name, None))
_EDGES: Mapping[Facts | None, Wheres] = {
    facts: _by_name(*_properties(*(facts.properties if facts else ()), BASIS, _CITED, on="edge"))
    for facts in dict.fromkeys([*(facts for _, facts in _TARGETS), *EDGE_FACTS])
}


def _input(name: str, about: str, wheres: Wheres) -> InputType:
    return InputType(
        name,
        f"Conditions on {about}. All given conditions must hold; null counts as not given, and so"
        " does a condition in which only nulls are given. `{}` matches all.",
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
            f"Conditions on related {names.plural(target)} and their edges; `{{}}` matches all, and"
            " null counts as not given.",
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
