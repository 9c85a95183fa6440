"""`orderBy` → sort keys: texts as displayed, nulls last in both directions, ties by id."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from graph_service.compiler.fields import names
from graph_service.compiler.fields.type_system import InputField, InputType
from graph_service.compiler.ir.reads import SortKey
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.errors import BadUserInput
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import CITED_BY, ENTRY_TYPES, LISTED, PROPERTIES, SLUG
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import SORTED, by_kind
from graph_service.model.storage import StoredValue, suffix
from graph_service.model.types import RECORDED


def _text(value: Json) -> StoredValue:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("not a text")


def _number(value: Json) -> StoredValue:
    if value is None or isinstance(value, int):
        return value
    raise ValueError("not a number")


def _time(value: Json) -> StoredValue:
    return None if value is None else datetime.datetime.fromisoformat(str(value))


def _day(value: Json) -> StoredValue:
    return None if value is None else datetime.date.fromisoformat(str(value))


Decoder = Callable[[Json], StoredValue]


Expressions = Sequence[tuple[str, str, Decoder, bool]]
"""For each sort key: its expression, its column, its decoder, and whether it may be null."""


def _text_key(prop: Property, language: str) -> Expressions:
    key = f"{{v}}.{prop.name}Key{suffix(language)}"
    return [(key, key, _text, not prop.required)]


def _string_key(prop: Property, _language: str) -> Expressions:
    (name, *_) = (*prop.kind.key_names(prop), prop.name)
    return [(f"{{v}}.{name}", f"{{v}}.{name}", _text, not prop.required)]


def _number_key(prop: Property, _language: str) -> Expressions:
    return [(f"{{v}}.{prop.name}", f"{{v}}.{prop.name}", _number, not prop.required)]


def _date_keys(prop: Property, _language: str) -> Expressions:
    # A date of unknown year has no bounds, so it sorts with the nulls.
    days = (f"{{v}}.{prop.name}Latest", f"{{v}}.{prop.name}Earliest")
    return [(day, f"toString({day})", _day, True) for day in days]


def _time_key(prop: Property, _language: str) -> Expressions:
    time = f"{{v}}.{prop.name}"
    return [(time, f"toString({time})", _time, not prop.required)]


def _rank(prop: Property, _language: str) -> Expressions:
    terms = prop.vocabulary
    ranks = " ".join(f"WHEN '{term.name}' THEN {term.rank}" for term in terms)
    rank = f"CASE {{v}}.{prop.name} {ranks} END"
    return [(rank, rank, _number, not prop.required)]


_EXPRESSIONS = by_kind(
    {
        Kind.TEXT: _text_key,
        Kind.STRING: _string_key,
        (Kind.INT, Kind.BOOLEAN): _number_key,
        Kind.DATE: _date_keys,
        Kind.DATETIME: _time_key,
        Kind.ENUM: _rank,
    },
    SORTED,
)


def _keys(prop: Property, direction: str, language: str) -> list[SortKey]:
    named = f"{prop.name} {language} {direction}" if prop.kind.has_languages else None
    return [
        SortKey(
            name=named or f"{prop.name} {direction}",
            template=template,
            column=column,
            decode=decode,
            descending=direction == "DESC",
            nullable=nullable,
        )
        for template, column, decode, nullable in _EXPRESSIONS[prop.kind](prop, language)
    ]


_ORDERS: Mapping[str, Mapping[str, Property]] = {
    node_type.name: {
        prop.name: prop
        for prop in PROPERTIES[node_type.name].values()
        if prop.kind.is_sorted and not prop.many and not prop.remark
    }
    for node_type in LISTED
} | {
    names.ENTRY: {
        SLUG.name: SLUG,
        "name": CITED_BY.targets[0].property_of("name"),
        **{prop.name: prop for prop in RECORDED},
    }
}
"""The properties that each type can be sorted by."""
_ENTRIES = frozenset({names.ENTRY, *(node_type.name for node_type in ENTRY_TYPES)})


def sort_keys(types: Sequence[NodeType], argument: ArgumentTree | None) -> tuple[SortKey, ...]:
    """Return the sort keys of an `orderBy`, or of the default order of the type.

    Raises:
        BadUserInput: if an item doesn't have exactly one key.
    """
    sort_keys: list[SortKey] = []
    items = argument if isinstance(argument, Sequence) else ()
    for item in items:
        if not isinstance(item, Mapping):
            continue
        keys = {k: v.value for k, v in item.items() if isinstance(v, Leaf) and v.value is not None}
        language = str(keys.pop("lang", "ES")).lower()
        if len(keys) != 1:
            raise BadUserInput(
                f"Each item of orderBy must have one key, but one has {len(keys)}"
                f" ({', '.join(sorted(keys)) or 'none'}); use an item for each key.",
                argument="orderBy",
            )
        ((name, direction),) = keys.items()
        sort_keys += _keys(_ORDERS[names.common(types)][name], str(direction), language)
    if not sort_keys and types[0].order is not None:
        direction = "DESC" if types[0].is_newest_first else "ASC"
        sort_keys = _keys(types[0].property_of(types[0].order), direction, "es")
    return tuple(sort_keys)


def _order(type_name: str, keys: Mapping[str, Property]) -> InputType:
    language = InputField(
        "lang",
        "Language",
        "The language of the texts to sort by; Spanish by default. It is not a key itself.",
    )
    return InputType(
        names.order(type_name),
        f"One key to sort {names.plural(type_name)} by: exactly one field. Nulls come last.",
        (
            *(InputField(key, "Direction", f"Sort by `{key}`.") for key in keys),
            *((language,) if type_name in _ENTRIES else ()),
        ),
    )


TYPES = tuple(_order(name, keys) for name, keys in _ORDERS.items())
