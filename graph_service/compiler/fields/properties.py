"""The fields of properties of nodes and edges, planned by the kind of the property."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import compress
from typing import TypeAlias

from graph_service.compiler.fields.localized import (
    LANGUAGE,
    LANGUAGE_OF_LIST,
    is_of_operation,
    labelled,
    language_of,
    shown_text,
    stated_language_of,
    term_label,
    type_enum,
    type_label_in,
)
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Field, ObjectType, Plan, listed, nullable
from graph_service.compiler.ir.columns import Column, in_language
from graph_service.compiler.ir.sources import On
from graph_service.compiler.ir.values import Cell, Computed, Part, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Property
from graph_service.model.edtf import parse_edtf
from graph_service.model.enums import DatePrecision, DateQualifier
from graph_service.model.json import Json
from graph_service.model.kinds import LABELLED, Kind, by_kind
from graph_service.model.storage import suffix
from graph_service.model.text import FALLBACK, fallback
from graph_service.model.types import TRANSLATED_INTO
from graph_service.model.vocabulary import Vocabulary

PropertyPlan: TypeAlias = Callable[[Property, On, Row, Selected], Value]


def property_fields(prop: Property, on: On = "node") -> tuple[Field[Row], ...]:
    """Return the fields of a property: its value, and the language of a text or label of a term."""
    bare = prop.kind.graphql_type(prop)
    is_list = prop.many and not prop.translated
    argument = LANGUAGE_OF_LIST if is_list else LANGUAGE
    value = Field[Row](
        prop.name,
        listed(bare) if prop.many or prop.kind.is_list else nullable(bare, required=prop.required),
        prop.description,
        partial(_PLANS[prop.kind], prop, on),
        arguments=(argument,) if prop.kind.has_languages else (),
    )
    if prop.kind.has_labels:
        plan = partial(_LABEL_PLANS[prop.kind], prop, on)
        return (value, labelled(prop.name, plan, many=prop.many, required=prop.required))
    if not prop.kind.has_languages or is_list:
        return (value,)
    language = Field[Row](
        f"{prop.name}Language",
        nullable("Language", required=prop.required),
        f"The language of the text that `{prop.name}` returns.",
        partial(_plan_language, prop, on),
        arguments=(LANGUAGE,),
    )
    return (value, language)


def _plan_text(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    return Cell(row.columns.expr(shown_text(prop, selected), on))


def _plan_texts(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    if prop.translated:
        return Cell(row.columns.expr(f"coalesce({shown_text(prop, selected)}, [])", on))
    language = stated_language_of(selected)
    stored = f"{{v}}.{prop.name}{suffix(language) if language else ''}"
    if is_of_operation(selected):
        stored = in_language(prop.name)
    return Cell(row.columns.expr(f"coalesce({stored}, [])", on))


def _plan_language(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    return Cell(_present_texts(prop, on, row), partial(_shown_language, language_of(selected)))


def _present_texts(prop: Property, on: On, row: Row) -> Column:
    """Add a column: in which languages there is a text, in the order of FALLBACK.

    Neo4j plans a CASE that returns the language of the shown text for twice as long.
    """
    present = (f"{{v}}.{prop.name}{suffix(language)} IS NOT NULL" for language in FALLBACK)
    return row.columns.expr(f"[{', '.join(present)}]", on)


def _shown_language(language: str, present: Json) -> Json:
    """Return the language of the text shown in a language; None if there is none in any.

    >>> _shown_language("pt", [True, True, False])
    'ES'
    """
    if not isinstance(present, list):
        raise TypeError("the languages of a text are a list")
    found = {*compress(FALLBACK, present)}
    return next((tried.upper() for tried in fallback(language) if tried in found), None)


def plan_is_translation(prop: Property, row: Row, selected: Selected) -> Value:
    """Plan whether the text of a name is in one of the languages it was translated into."""
    language = language_of(selected)

    def is_translation(cells: Sequence[Json]) -> Json:
        present, translated = cells
        return isinstance(translated, list) and _shown_language(language, present) in translated

    translated_into = row.columns.expr(f"{{v}}.{TRANSLATED_INTO.name}")
    return Computed((_present_texts(prop, "node", row), translated_into), is_translation)


def _stored(prop: Property, on: On, row: Row) -> Column:
    stored = f"{{v}}.{prop.name}"
    return row.columns.expr(f"coalesce({stored}, [])" if prop.many else stored, on)


def _plan_stored(prop: Property, on: On, row: Row, _: Selected) -> Value:
    return Cell(_stored(prop, on, row))


def _plan_term_label(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    label = term_label(prop.vocabulary, language_of(selected))

    def labels(names: Json) -> Json:
        return [label(name) for name in names] if isinstance(names, list) else []

    return Cell(_stored(prop, on, row), labels if prop.many else label)


def _plan_datetime(prop: Property, on: On, row: Row, _: Selected) -> Value:
    return Cell(row.columns.expr(f"toString({{v}}.{prop.name})", on))


def _plan_type(prop: Property, on: On, row: Row, _: Selected) -> Value:
    return Cell(_stored(prop, on, row), type_enum)


def _plan_type_label(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    return Cell(_stored(prop, on, row), type_label_in(language_of(selected)))


_parsed = lru_cache(maxsize=4096)(parse_edtf)


def _precision(edtf: Json) -> Json:
    return str(_parsed(str(edtf)).precision.name)


def _part_label(enum: type[Vocabulary], template: str, name: Callable[[Json], Json]) -> Plan[Row]:
    """Return the plan of the label of a term, which `name` finds in a part of a date."""

    def plan(date: Row, selected: Selected) -> Cell:
        label = term_label(enum, language_of(selected))
        return date.cell(template, lambda part: label(name(part)))

    return plan


PARTIAL_DATE = ObjectType[Row](
    "PartialDate",
    "A date as precise as its source. A bound is null if it is open or unknown. What a report or"
    " publication of a day mentions, or happened on a day or before, has no `earliest`.",
    (
        Field(
            "edtf",
            "String!",
            "The date in EDTF (ISO 8601-2), such as `2018-10` or `2018/2020`.",
            cell("{d}"),
        ),
        Field("earliest", "Date", "The first possible day.", cell("toString({d}Earliest)")),
        Field("latest", "Date", "The last possible day.", cell("toString({d}Latest)")),
        Field(
            "year",
            "Int",
            "The year, if both bounds are in the same year.",
            cell("CASE WHEN {d}Earliest.year = {d}Latest.year THEN {d}Latest.year END"),
        ),
        Field("precision", "DatePrecision!", "The precision of the date.", cell("{d}", _precision)),
        labelled("precision", _part_label(DatePrecision, "{d}", _precision)),
        Field("qualifier", "DateQualifier!", "How to read the date.", cell("{d}Qualifier")),
        labelled("qualifier", _part_label(DateQualifier, "{d}Qualifier", str)),
    ),
)
"""In its expressions, {d} is the property with the EDTF, and the prefix of those with its parts."""


def _plan_date(prop: Property, on: On, row: Row, selected: Selected) -> Part:
    """Plan a date, which is stored in four parts; null without EDTF."""
    date = row.inner()
    edtf = date.columns.expr("{d}")
    value = date.object(PARTIAL_DATE, selected.selections)
    parts = date.columns.listed().replace("{d}", f"{{v}}.{prop.name}")
    return Part(row.columns.expr(parts, on), date.columns, value, needed=edtf)


_COUNTED_TYPE, _COUNTED_NUMBER = "{v}.countedTypes[i]", "{v}.countedNumbers[i]"
TYPE_COUNT = ObjectType[Row](
    "TypeCount",
    "The number of entries of one type.",
    (
        Field("type", "EntryType!", "The type of the entries.", cell(_COUNTED_TYPE, type_enum)),
        labelled(
            "type",
            lambda row, selected: row.cell(_COUNTED_TYPE, type_label_in(language_of(selected))),
        ),
        Field("count", "Int!", "The number of entries.", cell(_COUNTED_NUMBER)),
    ),
)
_FIELD_PARTS = (
    "{v}.fieldNames[i]",
    "{v}.fieldLanguages[i]",
    "{v}.fieldsBefore[i]",
    "{v}.fieldsAfter[i]",
)
_NAME, _LANGUAGE, _BEFORE, _AFTER = _FIELD_PARTS


def _none_if_empty(stored: Json) -> Json:
    return stored or None


def _language(stored: Json) -> Json:
    return str(stored).upper() or None


FIELD_CHANGE = ObjectType[Row](
    "FieldChange",
    "A field of an entry before and after a release.",
    (
        Field(
            "name",
            "String!",
            "The name of the field in the entry's file, such as `name`, `owners` or"
            " `events[2].date`.",
            cell(_NAME),
        ),
        Field(
            "language",
            "Language",
            "The language of the text; null if the field has no languages.",
            cell(_LANGUAGE, _language),
        ),
        Field(
            "before",
            "String",
            "The value before, as text; null if there was none. For a relation, the id of the other"
            " entry.",
            cell(_BEFORE, _none_if_empty),
        ),
        Field(
            "after",
            "String",
            "The value after, as text; null if there is none. For a relation, the id of the other"
            " entry.",
            cell(_AFTER, _none_if_empty),
        ),
    ),
)


def plan_counts(row: Row, selected: Selected) -> Value:
    """Plan the number of entries of each type, which a release stores as two lists."""
    return _plan_lists(TYPE_COUNT, (_COUNTED_TYPE, _COUNTED_NUMBER), row, selected)


def _plan_lists(of: ObjectType[Row], parts: Sequence[str], row: Row, selected: Selected) -> Value:
    """Plan objects whose values are stored as lists, one for each part, in the same order."""
    first = parts[0].removesuffix("[i]")
    each = f"[i IN range(0, size({first}) - 1) | [{', '.join(sorted(parts))}]]"
    return row.listed(row.columns.expr(each), of, parts, selected.selections)


_PLANS: Mapping[Kind, PropertyPlan] = by_kind(
    {
        Kind.TEXT: _plan_text,
        Kind.TEXTS: _plan_texts,
        (Kind.STRING, Kind.URL, Kind.INT, Kind.BOOLEAN, Kind.ENUM, Kind.ENTRY_ID): _plan_stored,
        Kind.ENTRY_TYPE: _plan_type,
        Kind.DATE: _plan_date,
        Kind.DATETIME: _plan_datetime,
        Kind.COUNTS: lambda _prop, _on, row, selected: plan_counts(row, selected),
        Kind.FIELD_CHANGES: lambda _prop, _on, row, selected: _plan_lists(
            FIELD_CHANGE, _FIELD_PARTS, row, selected
        ),
    }
)
_LABEL_PLANS: Mapping[Kind, PropertyPlan] = by_kind(
    {Kind.ENUM: _plan_term_label, Kind.ENTRY_TYPE: _plan_type_label}, LABELLED
)
"""The plans of the fields beside values that have labels."""
