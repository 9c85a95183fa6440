"""Stored rows → values of the model → JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.model.declare import NodeType, Property
from graph_service.model.edtf import PartialDate
from graph_service.model.graph import EdgeType, exported
from graph_service.model.json import Json
from graph_service.model.storage import Value, restored_values
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.changes import EdgeRow, NodeRow, Properties


def node_values(node_type: NodeType, row: NodeRow) -> dict[str, Value]:
    """Return the values of a node, in the order of the model.

    Raises:
        ExportRefused: if a stored value is invalid, because it was changed by hand.
    """
    return _values(exported(node_type), row.properties, row.id)


def edge_values(edge_type: EdgeType, row: EdgeRow) -> dict[str, Value]:
    """Return the values of an edge, in the order of the model.

    Raises:
        ExportRefused: if a stored value is invalid, because it was changed by hand.
    """
    where = f"{row.type} from {row.source} to {row.target}"
    return _values(edge_type.properties, row.properties, where)


def _values(props: Iterable[Property], properties: Properties, where: str) -> dict[str, Value]:
    try:
        return restored_values(props, properties)
    except ValueError as error:
        raise ExportRefused(
            _(
                "The graph was changed by hand: {where} has an invalid value of {property}. Load"
                " the seeds to restore it, and export again.",
                where=where,
                property=str(error).partition(":")[0],
            )
        ) from None


def as_json(value: Value) -> Json:
    """Return a value as JSON: a text by language, a date with its earliest and latest day."""
    match value:
        case PartialDate(date=date, qualifier=qualifier):
            return {
                "edtf": date.edtf,
                "earliest": date.earliest.isoformat() if date.earliest else None,
                "latest": date.latest.isoformat() if date.latest else None,
                "precision": date.precision.name,
                "qualifier": qualifier.name,
            }
        case Vocabulary():
            return value.name
        case dt.datetime():
            return value.isoformat()
        case Mapping():
            return dict(value)
        case list() | tuple():
            return [v.name if isinstance(v, Vocabulary) else str(v) for v in value]
        case str() | int():
            return value
    raise TypeError(f"not a value: {value!r}")
