"""Edge lists: who passes what on to whom, ready for network analysis, as CSV and GraphML.

An entry makes one row per pair of its ends: a transfer per origin and recipient, a visit per host
and visitor. Where countries are ends, its institutions are left out, so that none counts twice.

A row of `reached` is an edge that the load derived, from a practice to a country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from graph_service.model.derived_edges import FLOW_EDGES, WEAKEST_LAST, FlowEdge
from graph_service.model.edge_properties import BASIS, REACH, SOURCES
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import (
    Basis,
    DateQualifier,
    ExchangeRole,
    TransferPhase,
    TransferStage,
    VisitStatus,
)
from graph_service.model.ids import split_id
from graph_service.model.storage import Value
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT
from graph_service.model.vocabulary import Vocabulary

from . import graphml
from .csv_tables import Table, table_files
from .rows import (
    SEPARATOR,
    Cell,
    Column,
    cells_of,
    columns_of,
    name_of,
    values_of,
)
from .selection import Files, Job

_COLUMNS = (
    Column("sourceId", "The origin, the host of the visit, or the practice.", is_required=True),
    Column("sourceName", "Its name.", is_required=True),
    Column("targetId", "The recipient, the visitor, or the country reached.", is_required=True),
    Column("targetName", "Its name.", is_required=True),
    Column("entry", "The id of the transfer or visit.", is_required=True),
    Column("year", "The year, if the date is in one year.", type="int"),
    Column("date", "In EDTF: of the visit, or of the transfer's last known stage."),
    Column("dateQualifier", "How to read the date.", terms=DateQualifier.__members__),
    Column(
        "basis",
        "The weakest basis of the entry and of its two edges.",
        terms=Basis.__members__,
        is_required=True,
    ),
    Column("role", "The role of the visitor; empty for transfers.", terms=ExchangeRole.__members__),
    Column(
        "roleBasis",
        "What the role is based on, if that differs from the attendance.",
        terms=Basis.__members__,
    ),
    Column(
        "stage",
        "The transfer's last known stage; empty for visits.",
        terms=TransferStage.__members__,
    ),
    Column(
        "phase",
        "The phase of that stage; empty for visits.",
        terms=TransferPhase.__members__,
    ),
    Column(
        "status",
        "The visit's status, if it is known; empty for transfers.",
        terms=VisitStatus.__members__,
    ),
    Column("practices", "The slugs of the practices transferred or shown."),
    Column(
        "weight",
        "1 for transfers; 1/(n-1) for a visit of n hosts and visitors (Newman 2001).",
        type="double",
        is_required=True,
    ),
    Column("sources", "The slugs of the sources of both edges."),
)
_ENDS = 4
"""The columns of the ends come first; in GraphML they are nodes."""
_REACHED_COLUMNS = (*_COLUMNS[:_ENDS], *columns_of(*REACH.properties, BASIS, SOURCES))


_PRACTICES = {"transfers": ("TRANSFERS", "ALSO_TRANSFERS"), "visits": ("SHOWED",)}
"""The edges to the practices of an entry, by its list."""
_DATES = {"transfers": "stageDate", "visits": "date"}


@dataclass(frozen=True)
class _End:
    id: str
    values: Mapping[str, Value]


_Ends: TypeAlias = Mapping[tuple[str, str], Sequence[_End]]
"""The ends of an entry's edges, by its id and their type."""
_Row: TypeAlias = Mapping[str, Cell]


def edge_list_files(job: Job) -> Files:
    """Return the lists as CSV and as GraphML."""
    names = {row.id: name_of(row) for _type, rows in job.nodes for row in rows}
    ends: dict[tuple[str, str], list[_End]] = defaultdict(list)
    for edge_type, edges in job.edges:
        if any(edge_type.name in (x.origin, x.target, *_PRACTICES[x.slugs]) for x in FLOW_EDGES):
            for row in edges:
                end = _End(row.target, values_of(row))
                ends[row.source, edge_type.name].append(end)
    lists: list[tuple[str, Sequence[Column], Sequence[_Row]]]
    lists = [(flow.slugs, _COLUMNS, [*_rows(flow, job, names, ends)]) for flow in FLOW_EDGES]
    if job.reached is not None:
        reached = [
            {**_named_ends(row.source, row.target, names), **cells_of(row)} for row in job.reached
        ]
        lists.append(("reached", _REACHED_COLUMNS, reached))
    tables = [Table(name=f"{name}.csv", columns=c, rows=rows) for name, c, rows in lists]
    return {
        **table_files(job, tables),
        **{f"{name}.graphml": _graphml(c, rows, names) for name, c, rows in lists},
    }


def _named_ends(source: str, target: str, names: Mapping[str, str]) -> _Row:
    return {
        "sourceId": source,
        "sourceName": names[source],
        "targetId": target,
        "targetName": names[target],
    }


def _rows(flow: FlowEdge, job: Job, names: Mapping[str, str], ends: _Ends) -> Iterator[_Row]:
    """Yield the cells of a list's rows by column."""
    for row in job.nodes_of(flow.counted):
        values = values_of(row)
        sources = _chosen(ends[row.id, flow.origin])
        targets = _chosen(ends[row.id, flow.target])
        number = len({end.id for end in (*sources, *targets)})
        weight = 1.0 / (number - 1) if flow.counted is EXCHANGE_VISIT and number > 1 else 1.0
        shown = (end for name in _PRACTICES[flow.slugs] for end in ends[row.id, name])
        practices = [split_id(end.id)[1] for end in shown]
        for source, target in product(sources, targets):
            if source.id != target.id:
                yield {
                    **_named_ends(source.id, target.id, names),
                    "entry": row.id,
                    **_date(values.get(_DATES[flow.slugs])),
                    "basis": _weakest(values, source.values, target.values),
                    "role": _name(target.values.get("role")),
                    "roleBasis": _name(target.values.get("roleBasis")),
                    "stage": _name(values.get("stage")),
                    "phase": _name(values.get("phase")),
                    "status": _name(values.get("status")),
                    "practices": SEPARATOR.join(practices) or None,
                    "weight": round(weight, 4),
                    "sources": SEPARATOR.join(_sources(source, target)) or None,
                }


def _graphml(columns: Sequence[Column], rows: Sequence[_Row], names: Mapping[str, str]) -> bytes:
    columns = columns[_ENDS:]
    ends = sorted({str(row[end]) for row in rows for end in ("sourceId", "targetId")})
    return graphml.document(
        "list",
        (
            graphml.key("label", "node", Column("label")),
            *(graphml.key(column.name, "edge", column) for column in columns),
        ),
        ((end, {"label": names[end]}) for end in ends),
        (
            (str(row["sourceId"]), str(row["targetId"]), {c.name: row.get(c.name) for c in columns})
            for row in rows
        ),
    )


def _chosen(ends: Sequence[_End]) -> Sequence[_End]:
    """Return the countries, or all ends if there are none."""
    return [end for end in ends if end.id.startswith(f"{COUNTRY.name}:")] or ends


def _weakest(*facts: Mapping[str, Value]) -> str:
    found = (fact.get("basis") for fact in facts)
    return max((b for b in found if isinstance(b, Basis)), key=WEAKEST_LAST.index).name


def _name(value: Value | None) -> str | None:
    return value.name if isinstance(value, Vocabulary) else None


def _date(value: Value | None) -> Mapping[str, Cell]:
    if not isinstance(value, PartialDate):
        return {}
    return {"year": value.year, "date": value.date.edtf, "dateQualifier": value.qualifier.name}


def _sources(*ends: _End) -> Iterable[str]:
    slugs = (end.values.get("sources") for end in ends)
    lists = (found for found in slugs if isinstance(found, list | tuple))
    return dict.fromkeys(str(slug) for found in lists for slug in found)
