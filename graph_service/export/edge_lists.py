"""Edge lists: who passes what on to whom, ready for network analysis, as CSV and GraphML.

An entry makes one row per pair of its ends: a transfer per origin and recipient, a visit per host
and visitor. Where countries are ends, its institutions are left out, so that none counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model.declare import NodeType
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import (
    Basis,
    DateQualifier,
    ExchangeRole,
    TransferStage,
    VisitStatus,
)
from graph_service.model.ids import split_id
from graph_service.model.storage import Value
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, KNOWLEDGE_TRANSFER
from graph_service.model.vocabulary import Vocabulary

from . import graphml
from .csv_tables import Table, table_files
from .rows import SEPARATOR, Cell, Column, edge_values, node_values
from .selection import Files, Job

_COLUMNS = (
    Column("sourceId", "The origin of the transfer, or the host of the visit.", is_required=True),
    Column("sourceName", "Its name.", is_required=True),
    Column("targetId", "The recipient of the transfer, or the visitor.", is_required=True),
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
_WEAKEST_LAST = (Basis.STATED, Basis.DERIVED, Basis.INFERRED, Basis.ASSUMED)


@dataclass(frozen=True, kw_only=True)
class _List:
    """One list: the type of its entries, their edges, and the property with their date."""

    name: str
    entries: NodeType
    sources: str
    targets: str
    practices: tuple[str, ...]
    date: str


_LISTS = (
    _List(
        name="transfers",
        entries=KNOWLEDGE_TRANSFER,
        sources="FROM",
        targets="TO",
        practices=("TRANSFERS", "ALSO_TRANSFERS"),
        date="stageDate",
    ),
    _List(
        name="visits",
        entries=EXCHANGE_VISIT,
        sources="HOSTED_BY",
        targets="ATTENDED_BY",
        practices=("SHOWED",),
        date="date",
    ),
)


@dataclass(frozen=True)
class _End:
    id: str
    values: Mapping[str, Value]


def edge_list_files(job: Job) -> Files:
    """Return both lists as CSV and as GraphML."""
    found = _Lists(job)
    lists = {each.name: [*found.rows(each)] for each in _LISTS}
    tables = [
        Table(name=f"{name}.csv", columns=_COLUMNS, rows=[[*row.values()] for row in rows])
        for name, rows in lists.items()
    ]
    return {
        **table_files(job.source.release, tables),
        **{f"{n}.graphml": "".join(found.graphml(rows)).encode() for n, rows in lists.items()},
    }


class _Lists:
    """The names of nodes, and what the lists need of entries and edges."""

    def __init__(self, job: Job) -> None:
        self._names: dict[str, str] = {}
        self._entries: dict[str, dict[str, Mapping[str, Value]]] = defaultdict(dict)
        self._ends: dict[tuple[str, str], list[_End]] = defaultdict(list)
        for node_type, nodes in job.nodes():
            self._names |= {row.id: str(row.properties.get("name", row.id)) for row in nodes}
            if any(node_type is each.entries for each in _LISTS):
                found = {row.id: node_values(node_type, row) for row in nodes}
                self._entries[node_type.name] |= found
        for edge_type, edges in job.edges():
            if any(edge_type.name in (x.sources, x.targets, *x.practices) for x in _LISTS):
                for row in edges:
                    end = _End(row.target, edge_values(edge_type, row))
                    self._ends[row.source, edge_type.name].append(end)

    def rows(self, each: _List) -> Iterator[Mapping[str, Cell]]:
        """Yield the cells of a list's rows by column."""
        for entry, values in self._entries[each.entries.name].items():
            sources = _chosen(self._ends[entry, each.sources])
            targets = _chosen(self._ends[entry, each.targets])
            number = len({end.id for end in (*sources, *targets)})
            weight = 1.0 / (number - 1) if each.entries is EXCHANGE_VISIT and number > 1 else 1.0
            practices = [end.id for name in each.practices for end in self._ends[entry, name]]
            for source in sources:
                for target in targets:
                    if source.id != target.id:
                        yield {
                            **self._pair(source, target),
                            "entry": entry,
                            **_date(values.get(each.date)),
                            "basis": _weakest(values, source.values, target.values),
                            "role": _name(target.values.get("role")),
                            "roleBasis": _name(target.values.get("roleBasis")),
                            "stage": _name(values.get("stage")),
                            "status": _name(values.get("status")),
                            "practices": SEPARATOR.join(split_id(p)[1] for p in practices) or None,
                            "weight": round(weight, 4),
                            "sources": SEPARATOR.join(_sources(source, target)) or None,
                        }

    def _pair(self, source: _End, target: _End) -> Mapping[str, Cell]:
        return {
            "sourceId": source.id,
            "sourceName": self._names[source.id],
            "targetId": target.id,
            "targetName": self._names[target.id],
        }

    def graphml(self, rows: Sequence[Mapping[str, Cell]]) -> Iterator[str]:
        """Yield the parts of a document."""
        columns = _COLUMNS[_ENDS:]
        yield graphml.start(
            "list",
            (
                graphml.key("label", "node", "label", "string"),
                *(graphml.key(c.name, "edge", c.name, c.type, c.description) for c in columns),
            ),
        )
        for end in sorted({str(row[end]) for row in rows for end in ("sourceId", "targetId")}):
            yield graphml.node(end, [("label", self._names[end])])
        for row in rows:
            cells = [(column.name, row[column.name]) for column in columns]
            yield graphml.edge(str(row["sourceId"]), str(row["targetId"]), cells)
        yield graphml.END


def _chosen(ends: Sequence[_End]) -> Sequence[_End]:
    """Return the countries, or all ends if there are none."""
    return [end for end in ends if end.id.startswith(f"{COUNTRY.name}:")] or ends


def _weakest(*facts: Mapping[str, Value]) -> str:
    found = [fact["basis"] for fact in facts if fact.get("basis")]
    return max((b for b in found if isinstance(b, Basis)), key=_WEAKEST_LAST.index).name


def _name(value: Value | None) -> str | None:
    return value.name if isinstance(value, Vocabulary) else None


def _date(value: Value | None) -> Mapping[str, Cell]:
    if not isinstance(value, PartialDate):
        return {"year": None, "date": None, "dateQualifier": None}
    return {"year": value.date.year, "date": value.date.edtf, "dateQualifier": value.qualifier.name}


def _sources(*ends: _End) -> list[str]:
    found: dict[str, None] = {}
    for end in ends:
        slugs = end.values.get("sources")
        found |= {str(slug): None for slug in (slugs if isinstance(slugs, list | tuple) else ())}
    return list(found)
