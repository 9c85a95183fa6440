"""`orderBy` → sort keys: by what would be shown, nulls last in both directions, ties by id."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from graph_service.compiler.ir.reads import SortKey
from graph_service.compiler.language.arguments import Argument, Leaf
from graph_service.errors import BadUserInput
from graph_service.model.declare import Kind, NodeType, Property
from graph_service.model.graph import PROPERTIES
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue, keyed, suffix


def _text(value: Json) -> StoredValue:
    if value is None or isinstance(value, str):
        return value
    raise ValueError("not a text")


def _number(value: Json) -> StoredValue:
    if value is None or isinstance(value, int):
        return value
    raise ValueError("not a number")


def _day(value: Json) -> StoredValue:
    return None if value is None else datetime.date.fromisoformat(str(value))


Decoder = Callable[[Json], StoredValue]


def _expressions(prop: Property, language: str) -> list[tuple[str, str, Decoder, bool]]:
    """Give, for each key of a property, its expression, its column, its decoder, may it be null."""
    stored = f"{{v}}.{prop.name}"
    match prop.kind:
        case Kind.TEXT:
            key = f"{stored}Key{suffix(language)}"
            return [(key, key, _text, not prop.required)]
        case Kind.DATE:
            # An unknown year has no bounds, so even a date that is given sorts with the nulls.
            days = (f"{stored}Latest", f"{stored}Earliest")
            return [(day, f"toString({day})", _day, True) for day in days]
        case Kind.ENUM if prop.enum is not None:
            ranks = " ".join(f"WHEN '{term.name}' THEN {term.rank}" for term in prop.enum)
            rank = f"CASE {stored} {ranks} END"
            return [(rank, rank, _number, not prop.required)]
        case Kind.INT | Kind.BOOLEAN:
            return [(stored, stored, _number, not prop.required)]
    key = f"{stored}Key" if keyed(prop) else stored
    return [(key, key, _text, not prop.required)]


def _keys(prop: Property, direction: str, language: str) -> list[SortKey]:
    named = f"{prop.name} {language} {direction}" if prop.kind is Kind.TEXT else None
    return [
        SortKey(
            name=named or f"{prop.name} {direction}",
            template=template,
            column=column,
            decode=decode,
            descending=direction == "DESC",
            nullable=nullable,
        )
        for template, column, decode, nullable in _expressions(prop, language)
    ]


def sort_keys(node_type: NodeType, argument: Argument | None) -> tuple[SortKey, ...]:
    """Give the sort keys of an `orderBy`, or of the type's own order.

    Raises:
        BadUserInput: when an item has no key, or several.
    """
    found: list[SortKey] = []
    items = argument if isinstance(argument, Sequence) else ()
    for item in items:
        if not isinstance(item, Mapping):
            continue
        given = {k: v.value for k, v in item.items() if isinstance(v, Leaf) and v.value is not None}
        language = str(given.pop("lang", "ES")).lower()
        if len(given) != 1:
            names = ", ".join(sorted(given)) or "none"
            raise BadUserInput(
                f"An item of orderBy sorts by one key, this one by {len(given)} ({names});"
                " give several items to sort by several keys.",
                argument="orderBy",
            )
        ((name, direction),) = given.items()
        found += _keys(PROPERTIES[node_type.name][name], str(direction), language)
    if not found and node_type.order is not None:
        found = _keys(node_type.property_of(node_type.order), "ASC", "es")
    return tuple(found)
