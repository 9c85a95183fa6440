"""`orderBy` of flows → sort keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph_service.compiler.fields import names
from graph_service.compiler.fields.flows.ends import FlowKey
from graph_service.compiler.fields.orders import LANGUAGE_OF_ORDER, given_keys, keys_of, number
from graph_service.compiler.fields.type_system import Argument, InputField, InputType
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.language.arguments import ArgumentTree
from graph_service.model.types import COUNTRY


def _end_keys(side: str, by: FlowKey, direction: str, language: str) -> Iterator[SortKey]:
    """Yield the sort keys of an end: the name of a node, or the rank of a subregion."""
    is_node = by is not FlowKey.SUBREGION
    for key in keys_of(
        COUNTRY.property_of("name" if is_node else "subregion"), direction, language
    ):
        end = key.template.replace("{v}" if is_node else "{v}.subregion", side)
        yield replace(key, name=f"{side} {key.name}", template=end, column=end)


_COUNT = SortKey(
    name="count DESC",
    template="{k}",
    column="{k}",
    decode=number,
    descending=True,
    nullable=False,
)


def flow_order(argument: ArgumentTree | None, language: str, by: FlowKey) -> tuple[SortKey, ...]:
    """Return the sort keys of an `orderBy`, or of the default order."""
    keys: list[SortKey] = []
    for name, direction, lang in given_keys(argument):
        match name:
            case "count":
                is_descending = direction == "DESC"
                keys.append(replace(_COUNT, name=f"count {direction}", descending=is_descending))
            case "from" | "to":
                lang = (lang or language).lower()
                keys += _end_keys("{a}" if name == "from" else "{b}", by, direction, lang)
    return tuple(keys) or (_COUNT,)


ORDER = InputType(
    names.order("Flow"),
    "One key to sort flows by: exactly one field.",
    (
        InputField("count", "Direction", "Sort by `count`."),
        InputField("from", "Direction", "Sort by the name of `from`; subregions as in their enum."),
        InputField("to", "Direction", "Sort by the name of `to`; subregions as in their enum."),
        LANGUAGE_OF_ORDER,
    ),
)


ORDER_ARGUMENT = Argument(
    "orderBy",
    f"[{ORDER.name}!]",
    (
        "The keys to sort by, the most important first; by default `[{count: DESC}]`. Ties are"
        " sorted by the keys of `from`, then of `to`."
    ),
)
