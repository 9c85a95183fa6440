"""PartialDate: a date as precise as in its source, read as a list of its stored parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from graph_service.compiler.fields.leaves import labelled, language_of, term_label
from graph_service.compiler.fields.planner import Row
from graph_service.compiler.fields.type_system import Field, ObjectType, Plan
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.sources import On
from graph_service.compiler.ir.values import Cell, Part
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Property
from graph_service.model.edtf import parse_edtf
from graph_service.model.enums import DatePrecision, DateQualifier
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

_parsed = lru_cache(maxsize=4096)(parse_edtf)


@dataclass(frozen=True, eq=False)
class _Date(Row):
    """The row of a date; `stored` is the expression of its EDTF, and the prefix of other parts."""

    stored: str


def _precision(edtf: Json) -> Json:
    return str(_parsed(str(edtf)).precision.name)


def _year(edtf: Json) -> Json:
    return _parsed(str(edtf)).year


def _term(enum: type[Vocabulary], template: str, name: Callable[[Json], Json]) -> Plan[_Date]:
    """Return the plan of the label of a term, which `name` finds in the value of the template."""

    def plan(date: _Date, selected: Selected) -> Cell:
        label = term_label(enum, language_of(selected))
        return date.cell(template.replace("{d}", date.stored), lambda value: label(name(value)))

    return plan


def _same(name: Json) -> Json:
    return name


def _part(template: str, convert: Callable[[Json], Json] | None = None) -> Plan[_Date]:
    """Return the plan of a part, with {d} for the stored date."""
    return lambda date, _: date.cell(template.replace("{d}", date.stored), convert)


PARTIAL_DATE = ObjectType[_Date](
    "PartialDate",
    "A date as precise as its source. A bound is null if it is open or unknown.",
    (
        Field(
            "edtf",
            "String!",
            "The date in EDTF (ISO 8601-2), such as `2018-10` or `2018/2020`.",
            _part("{d}"),
        ),
        Field("earliest", "Date", "The first possible day.", _part("toString({d}Earliest)")),
        Field("latest", "Date", "The last possible day.", _part("toString({d}Latest)")),
        Field("year", "Int", "The year, if both bounds are in the same year.", _part("{d}", _year)),
        Field(
            "precision", "DatePrecision!", "The precision of the date.", _part("{d}", _precision)
        ),
        labelled("precision", _term(DatePrecision, "{d}", _precision)),
        Field("qualifier", "DateQualifier!", "How to read the date.", _part("{d}Qualifier")),
        labelled("qualifier", _term(DateQualifier, "{d}Qualifier", _same)),
    ),
)


def plan_date(prop: Property, on: On, row: Row, selected: Selected) -> Part:
    """Plan a date; null without EDTF."""
    date = _Date(row.planner, Columns(), f"{{v}}.{prop.name}")
    edtf = date.columns.expr(date.stored)
    value = date.object(PARTIAL_DATE, selected.selections)
    return Part(row.columns.expr(date.columns.listed(), on), date.columns, value, needed=edtf)
