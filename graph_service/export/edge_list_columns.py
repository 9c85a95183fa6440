"""The columns of edge lists: their types, meanings and terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.model.enums import (
    Basis,
    DateQualifier,
    ExchangeRole,
    TransferStage,
    VisitStatus,
)
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

from .data_package import field


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """One column.

    Attributes:
        kind: string, int or double, as in GraphML.
        meaning: what it has.
        terms: the vocabulary of its values.
        is_required: whether no cell is empty.
    """

    kind: str = "string"
    meaning: str
    terms: type[Vocabulary] | None = None
    is_required: bool = False


COLUMNS: Mapping[str, ListColumn] = {
    "sourceId": ListColumn(
        meaning="The origin of the transfer, or the host of the visit.", is_required=True
    ),
    "sourceName": ListColumn(meaning="Its name.", is_required=True),
    "targetId": ListColumn(
        meaning="The recipient of the transfer, or the visitor.", is_required=True
    ),
    "targetName": ListColumn(meaning="Its name.", is_required=True),
    "entry": ListColumn(meaning="The id of the transfer or visit.", is_required=True),
    "year": ListColumn(kind="int", meaning="The year, if the date is in one year."),
    "date": ListColumn(meaning="In EDTF: of the visit, or of the transfer's last known stage."),
    "dateQualifier": ListColumn(meaning="How to read the date.", terms=DateQualifier),
    "basis": ListColumn(
        meaning="The weakest basis of the entry and of its two edges.",
        terms=Basis,
        is_required=True,
    ),
    "role": ListColumn(meaning="The role of the visitor; empty for transfers.", terms=ExchangeRole),
    "roleBasis": ListColumn(
        meaning="What the role is based on, if that differs from the attendance.", terms=Basis
    ),
    "stage": ListColumn(
        meaning="The transfer's last known stage; empty for visits.", terms=TransferStage
    ),
    "status": ListColumn(
        meaning="The visit's status, if it is known; empty for transfers.", terms=VisitStatus
    ),
    "practices": ListColumn(meaning="The slugs of the practices transferred or shown."),
    "weight": ListColumn(
        kind="double",
        meaning="1 for transfers; 1/(n-1) for a visit of n hosts and visitors (Newman 2001).",
        is_required=True,
    ),
    "sources": ListColumn(meaning="The slugs of the sources of both edges."),
}
"""All columns by name, in order."""


def list_schema() -> Json:
    """Return the Table Schema of an edge list."""
    return {
        "fields": [
            field(
                name,
                column.kind,
                column.meaning,
                terms=column.terms.__members__ if column.terms else None,
                required=column.is_required,
            )
            for name, column in COLUMNS.items()
        ],
        "missingValues": [""],
    }
