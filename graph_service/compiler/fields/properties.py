"""The fields of properties of nodes and edges, planned by the kind of the property."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from graph_service.compiler.fields.dates import plan_date
from graph_service.compiler.fields.leaves import LANGUAGE, language_of
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Field, ObjectType, listed, nullable
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.reads import On
from graph_service.compiler.ir.values import Cell, Many, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Property
from graph_service.model.graph import TYPES
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import by_kind
from graph_service.model.storage import suffix
from graph_service.model.text import fallback


def property_fields(prop: Property, on: On = "node") -> tuple[Field[Row], ...]:
    """Return the fields of a property: one, or two for a text in several languages."""
    bare = prop.kind.graphql_type(prop)
    value = Field[Row](
        prop.name,
        listed(bare) if prop.many or prop.kind.is_list else nullable(bare, required=prop.required),
        prop.description,
        partial(_PLANS[prop.kind], prop, on),
        arguments=(LANGUAGE,) if prop.kind.has_languages else (),
    )
    if not prop.kind.has_languages:
        return (value,)
    language = Field[Row](
        f"{prop.name}Language",
        nullable("Language", required=prop.required),
        f"The language of the text that `{prop.name}` returns.",
        partial(_plan_language, prop, on),
        arguments=(LANGUAGE,),
    )
    return (value, language)


def shown_text(prop: Property, language: str) -> str:
    """Return the expression of a text in a language, with fallback; {v} is the node."""
    tried = [f"{{v}}.{name}" for name in prop.kind.shown_names(prop, language)]
    return f"coalesce({', '.join(tried)})" if len(tried) > 1 else tried[0]


def _plan_text(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    return Cell(row.columns.expr(shown_text(prop, language_of(selected)), on))


def _plan_language(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    cases = " ".join(
        f"WHEN {{v}}.{prop.name}{suffix(x)} IS NOT NULL THEN '{x.upper()}'"
        for x in fallback(language_of(selected))
    )
    return Cell(row.columns.expr(f"CASE {cases} END", on))


def _plan_stored(prop: Property, on: On, row: Row, _: Selected) -> Value:
    stored = f"{{v}}.{prop.name}"
    return Cell(row.columns.expr(f"coalesce({stored}, [])" if prop.many else stored, on))


def _plan_datetime(prop: Property, on: On, row: Row, _: Selected) -> Value:
    return Cell(row.columns.expr(f"toString({{v}}.{prop.name})", on))


def _type_enum(name: Json) -> Json:
    return TYPES[str(name)].enum_name


_COUNTED_TYPE, _COUNTED_NUMBER = "{v}.countedTypes[i]", "{v}.countedNumbers[i]"
TYPE_COUNT = ObjectType[Row](
    "TypeCount",
    "The number of entries of one type.",
    (
        Field(
            "type",
            "EntryType!",
            "The type of the entries.",
            cell(_COUNTED_TYPE, _type_enum),
        ),
        Field("count", "Int!", "The number of entries.", cell(_COUNTED_NUMBER)),
    ),
)


def plan_counts(row: Row, selected: Selected) -> Value:
    """Plan the number of entries of each type, which a release stores as two lists."""
    count = Row(row.planner, Columns())
    for part in (_COUNTED_TYPE, _COUNTED_NUMBER):
        count.columns.expr(part)
    value = count.object(TYPE_COUNT, selected.selections)
    each = f"[i IN range(0, size({{v}}.countedTypes) - 1) | {count.columns.listed()}]"
    return Many(row.columns.expr(each), count.columns, value)


_FIELD_PARTS = (
    "{v}.fieldNames[i]",
    "{v}.fieldLanguages[i]",
    "{v}.fieldsBefore[i]",
    "{v}.fieldsAfter[i]",
)
_NAME, _LANGUAGE, _BEFORE, _AFTER = _FIELD_PARTS


def _language(stored: Json) -> Json:
    return str(stored).upper() or None


def _text(stored: Json) -> Json:
    return stored or None


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
            cell(_BEFORE, _text),
        ),
        Field(
            "after",
            "String",
            "The value after, as text; null if there is none. For a relation, the id of the other"
            " entry.",
            cell(_AFTER, _text),
        ),
    ),
)


def _plan_field_changes(row: Row, selected: Selected) -> Value:
    """Plan the changed fields, which a change stores as four lists."""
    change = Row(row.planner, Columns())
    for part in _FIELD_PARTS:
        change.columns.expr(part)
    value = change.object(FIELD_CHANGE, selected.selections)
    each = f"[i IN range(0, size({{v}}.fieldNames) - 1) | {change.columns.listed()}]"
    return Many(row.columns.expr(each), change.columns, value)


_PLANS: Mapping[Kind, Callable[[Property, On, Row, Selected], Value]] = by_kind(
    {
        Kind.TEXT: _plan_text,
        (
            Kind.STRING,
            Kind.URL,
            Kind.INT,
            Kind.BOOLEAN,
            Kind.ENUM,
            Kind.ENTRY_ID,
        ): _plan_stored,
        Kind.ENTRY_TYPE: lambda prop, _on, row, _selected: row.cell(
            f"{{v}}.{prop.name}", _type_enum
        ),
        Kind.DATE: plan_date,
        Kind.DATETIME: _plan_datetime,
        Kind.COUNTS: lambda _prop, _on, row, selected: plan_counts(row, selected),
        Kind.FIELD_CHANGES: lambda _prop, _on, row, selected: _plan_field_changes(row, selected),
    }
)
