"""`orderBy` → sort keys: texts as displayed, nulls last in both directions, ties by id."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Enum

from graph_service.compiler.fields import names
from graph_service.compiler.fields.relations import hop_of
from graph_service.compiler.fields.search.conditions import (
    IS_RELAXED,
    RELEVANCE,
    by_relevance,
    having_words,
)
from graph_service.compiler.fields.type_system import EnumType, InputField, InputType
from graph_service.compiler.ir.columns import in_language
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.compiler.language.select import Selected
from graph_service.errors import BadUserInput
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import (
    CITED_BY,
    ENTRY_TYPES,
    LISTED,
    PROPERTIES,
    RELATIONS,
    SLUG,
    Relation,
)
from graph_service.model.json import Json
from graph_service.model.kinds import SORTED, Kind, by_kind
from graph_service.model.storage import StoredValue, key_of, suffix
from graph_service.model.types import ADDED_IN, UPDATED_AT, UPDATED_IN


class Direction(Enum):
    """The direction of a sort, with what each means."""

    ASC = "Ascending."
    DESC = "Descending."


def _text(value: Json) -> StoredValue:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("not a text")


def number(value: Json) -> StoredValue:
    """Return the number in a cursor."""
    if value is None or isinstance(value, int):
        return value
    raise ValueError("not a number")


def _time(value: Json) -> StoredValue:
    return None if value is None else datetime.datetime.fromisoformat(str(value))


def _day(value: Json) -> StoredValue:
    return None if value is None else datetime.date.fromisoformat(str(value))


def _stored(prop: Property, _language: str) -> list[str]:
    return [f"{{v}}.{prop.name}"]


def _days(prop: Property, _language: str) -> list[str]:
    last = f"{{v}}.{prop.name}Latest"
    return [last, f"coalesce({{v}}.{prop.name}Earliest, {last})"]


def _rank(prop: Property, _language: str) -> list[str]:
    ranks = " ".join(f"WHEN '{term.name}' THEN {term.rank}" for term in prop.vocabulary)
    return [f"CASE {{v}}.{prop.name} {ranks} END"]


def _folded(prop: Property, language: str) -> list[str]:
    return [f"{{v}}.{key_of(prop.name)}{suffix(language)}"]


def _folded_if_stored(prop: Property, _language: str) -> list[str]:
    (name, *_) = (*prop.kind.key_names(prop), prop.name)
    return [f"{{v}}.{name}"]


_EXPRESSIONS = by_kind(
    {
        Kind.TEXT: (_folded, _text),
        Kind.STRING: (_folded_if_stored, _text),
        (Kind.INT, Kind.BOOLEAN): (_stored, number),
        Kind.DATE: (_days, _day),
        Kind.DATETIME: (_stored, _time),
        Kind.ENUM: (_rank, number),
    },
    SORTED,
)
"""By kind, the expressions that sort a property in a language, and their decoder."""


def _count(relation: Relation, direction: str) -> SortKey:
    """Return the sort key of the number of related nodes.

    Without labels, Neo4j reads it from the node: this is possible if all edges lead to these types.
    """
    hop = hop_of(relation)
    labels = "" if hop.is_whole else f":{'|'.join(hop.labels)}"
    left, right = ("-", "->") if hop.outgoing else ("<-", "-")
    return SortKey(
        f"{relation.name}Count {direction}",
        f"COUNT {{ ({{v}}){left}[:{hop.edge}]{right}({labels}) }}",
        number,
        descending=direction == "DESC",
        is_counted=True,
    )


def keys_of(prop: Property, direction: str, language: str) -> list[SortKey]:
    """Return the sort keys of a property; dates have two."""
    templates, decode = _EXPRESSIONS[prop.kind]
    in_words = f"{prop.name} {language}" if prop.kind.has_languages else prop.name
    return [
        SortKey(
            f"{in_words} {direction}",
            template,
            decode,
            descending=direction == "DESC",
            # A date of unknown year has no bounds, and an open one lacks one: they sort as nulls.
            nullable=prop.kind.has_precision or not prop.required,
            is_temporal=prop.kind.is_temporal,
        )
        for template in templates(prop, language)
    ]


def _orders(node_type: NodeType) -> Mapping[str, Property | Relation]:
    """Return the keys of a type: its properties, and how many of other types refer to it.

    How many countries a practice reached says something of it, too.
    """
    properties = PROPERTIES[node_type.name].values()
    relations = RELATIONS[node_type.name].values()
    return {prop.name: prop for prop in properties if _is_sorted(prop)} | {
        f"{relation.name}Count": relation
        for relation in relations
        if not (relation.one or node_type in relation.targets)
        and (relation.derived or not relation.outgoing)
    }


def _is_sorted(prop: Property) -> bool:
    """Whether lists can be sorted by a property: of texts and codes, only by names and slugs."""
    if prop.many or prop.remark or prop in (ADDED_IN, UPDATED_IN):
        return False
    return prop.kind.is_sorted and (
        prop.name in ("name", "slug") or not (prop.code or prop.kind.has_languages)
    )


_ORDERS: Mapping[str, Mapping[str, Property | Relation]] = {
    node_type.name: _orders(node_type) for node_type in LISTED
} | {
    names.ENTRY: {
        SLUG.name: SLUG,
        "name": CITED_BY.targets[0].property_of("name"),
        UPDATED_AT.name: UPDATED_AT,
    }
}
"""The properties, and the relations by count, that each type can be sorted by."""
_ENTRIES = frozenset({names.ENTRY, *(node_type.name for node_type in ENTRY_TYPES)})


def given_keys(argument: ArgumentTree | None) -> Iterator[tuple[str, str, str | None]]:
    """Yield the key, the direction and the stated language of each item of an `orderBy`.

    Raises:
        BadUserInput: if an item doesn't have exactly one key.
    """
    items = argument if isinstance(argument, Sequence) else ()
    for item in items:
        if not isinstance(item, Mapping):
            continue
        keys = {k: v.value for k, v in item.items() if isinstance(v, Leaf) and v.value is not None}
        lang = keys.pop("lang", None)
        if not keys and item.keys() - {"lang"}:
            continue  # only nulls, which count as not given
        if len(keys) != 1:
            raise BadUserInput(
                f"Each item of orderBy must have one key, but one has {len(keys)}"
                f" ({', '.join(sorted(keys)) or 'none'}); use an item for each key.",
                argument="orderBy",
            )
        ((name, direction),) = keys.items()
        yield name, str(direction), None if lang is None else str(lang)


def sort_keys(
    types: Sequence[NodeType],
    argument: ArgumentTree | None,
    selected: Selected,
    *,
    by_index: str = "",
    text: Leaf | None = None,
    is_found: bool = False,
) -> tuple[SortKey, ...]:
    """Return the sort keys of an `orderBy`, or of the default order of the type.

    Keys without `lang` are in the language of the field. A list that a search has found begins with
    the most relevant entries, or else with those that have every word. An index of "nodes" or
    "edges" may be read in the order of the first key; edges have one for Spanish, so that the key
    then names the property of one language.

    Raises:
        BadUserInput: if an item doesn't have exactly one key, or there is no text for `relevance`.
    """
    sort_keys: list[SortKey] = []
    given = list(given_keys(argument))
    if is_found and not given:
        sort_keys.append(by_relevance("DESC"))
    elif is_found and given[0][0] != RELEVANCE:
        is_relaxed = f"toInteger({IS_RELAXED})"
        sort_keys.append(SortKey("relaxed", is_relaxed, number, descending=False))
    for name, direction, lang in given:
        if name == RELEVANCE:
            sort_keys.append(
                by_relevance(direction) if is_found else _by_words(text, types, direction)
            )
            continue
        match _ORDERS[names.common(types)][name]:
            case Property() as prop:
                keys = keys_of(prop, direction, (lang or selected.language).lower())
                is_first = not sort_keys
                is_static = lang or selected.preferred is None or (by_index == "edges" and is_first)
                if prop.kind.has_languages and not is_static:
                    key = in_language(key_of(prop.name))
                    index = key_of(prop.name) if by_index and is_first and prop.required else ""
                    keys = [replace(k, template=key, index=index) for k in keys]
                sort_keys += keys
            case relation:
                sort_keys.append(_count(relation, direction))
    if not given and types[0].order is not None:
        direction = "DESC" if types[0].is_newest_first else "ASC"
        sort_keys += keys_of(types[0].property_of(types[0].order), direction, "es")
    return tuple(sort_keys)


def _by_words(text: Leaf | None, types: Sequence[NodeType], direction: str) -> SortKey:
    """Return the sort key by relevance to the text of the `where` of a relation.

    Raises:
        BadUserInput: if there is no text.
    """
    if text is None:
        raise BadUserInput(
            f"{RELEVANCE} sorts by the words of `where: {{text: …}}`, which is not given, or null;"
            ' pass a text, which may be "", or use another key.',
            argument="orderBy",
        )
    return by_relevance(direction, having_words(text, types))


LANGUAGE_OF_ORDER = InputField(
    "lang",
    "Language",
    "Not a key: the language of the texts to sort by.",
)


_RELEVANCE = InputField(
    RELEVANCE,
    "Direction",
    (
        "Sort by how well the entry matches `text` of `where`, which must be given at its top"
        " level: `DESC` lists the best first."
    ),
)


def _order(type_name: str, keys: Mapping[str, Property | Relation]) -> InputType:
    is_entry = type_name in _ENTRIES
    has_languages = any(isinstance(k, Property) and k.kind.has_languages for k in keys.values())
    return InputType(
        names.order(type_name),
        f"One key to sort {names.plural(type_name)} by: exactly one field. Nulls come last.",
        (
            *(InputField(name, "Direction") for name in keys),
            *((_RELEVANCE,) if is_entry else ()),
            *((LANGUAGE_OF_ORDER,) if is_entry or has_languages else ()),
        ),
    )


DIRECTION = EnumType(
    enum=Direction,
    description="The direction of an order. Nulls come last in both; ñ sorts as n.",
    meanings={direction.name: direction.value for direction in Direction},
    structural=True,
)
TYPES = tuple(_order(name, keys) for name, keys in _ORDERS.items())
