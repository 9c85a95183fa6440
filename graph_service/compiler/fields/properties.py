"""The fields of properties of nodes and edges, planned by the kind of the property."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import compress

from graph_service.compiler.fields.dates import plan_date
from graph_service.compiler.fields.leaves import (
    LANGUAGE,
    LANGUAGE_OF_LIST,
    is_of_operation,
    labelled,
    language_of,
    stated_language_of,
    term_label,
)
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.type_system import Field, ObjectType, listed, nullable
from graph_service.compiler.ir.columns import Column, Columns, in_language
from graph_service.compiler.ir.sources import On
from graph_service.compiler.ir.values import Cell, Computed, Many, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Property
from graph_service.model.graph import TYPES
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import by_kind
from graph_service.model.storage import suffix
from graph_service.model.text import FALLBACK, fallback
from graph_service.model.types import TRANSLATED_INTO


def property_fields(prop: Property, on: On = "node") -> tuple[Field[Row], ...]:
    """Return the fields of a property: its value, and the language of a text or label of a term."""
    bare = prop.kind.graphql_type(prop)
    argument = LANGUAGE_OF_LIST if prop.many else LANGUAGE
    value = Field[Row](
        prop.name,
        listed(bare) if prop.many or prop.kind.is_list else nullable(bare, required=prop.required),
        prop.description,
        partial(_PLANS[prop.kind], prop, on),
        arguments=(argument,) if prop.kind.has_languages else (),
    )
    plan_of_label = _LABEL_PLANS[prop.kind]
    if plan_of_label is not None:
        plan = partial(plan_of_label, prop, on)
        return (value, labelled(prop.name, plan, many=prop.many, required=prop.required))
    if not prop.kind.has_languages or prop.many:
        return (value,)
    language = Field[Row](
        f"{prop.name}Language",
        nullable("Language", required=prop.required),
        f"The language of the text that `{prop.name}` returns.",
        partial(_plan_language, prop, on),
        arguments=(LANGUAGE,),
    )
    return (value, language)


def shown_text(prop: Property, selected: Selected) -> str:
    """Return the expression of a text in the language of a field; {v} is the node."""
    if is_of_operation(selected):
        return f"coalesce({in_language(prop.name)}, {{v}}.{prop.name})"
    return text_in(prop, language_of(selected))


def text_in(prop: Property, language: str) -> str:
    """Return the expression of a text in a language, with fallback; {v} is the node."""
    tried = [f"{{v}}.{name}" for name in prop.kind.shown_names(prop, language)]
    return f"coalesce({', '.join(tried)})" if len(tried) > 1 else tried[0]


def _plan_text(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    return Cell(row.columns.expr(shown_text(prop, selected), on))


def _plan_texts(prop: Property, on: On, row: Row, selected: Selected) -> Value:
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


def plan_label(prop: Property, on: On, row: Row, selected: Selected) -> Value:
    """Plan the label of a term, or the labels of a list of terms."""
    label = term_label(prop.vocabulary, language_of(selected))

    def labels(names: Json) -> Json:
        return [label(name) for name in names] if isinstance(names, list) else []

    return Cell(_stored(prop, on, row), labels if prop.many else label)


def _stored(prop: Property, on: On, row: Row) -> Column:
    stored = f"{{v}}.{prop.name}"
    return row.columns.expr(f"coalesce({stored}, [])" if prop.many else stored, on)


def _plan_stored(prop: Property, on: On, row: Row, _: Selected) -> Value:
    return Cell(_stored(prop, on, row))


def _plan_datetime(prop: Property, on: On, row: Row, _: Selected) -> Value:
    return Cell(row.columns.expr(f"toString({{v}}.{prop.name})", on))


def type_enum(name: Json) -> Json:
    """Return the enum value of a type of entries, which is stored by its name."""
    return TYPES[str(name)].enum_name


def type_label_in(language: str) -> Callable[[Json], Json]:
    """Return a function from the name of a type of entries to its label.

    >>> type_label_in("en")("GoodPractice")
    'Good practice'
    """
    return lambda name: TYPES[str(name)].label.in_language(language)


def _plan_type(prop: Property, _on: On, row: Row, _: Selected) -> Value:
    return row.cell(f"{{v}}.{prop.name}", type_enum)


def _plan_type_label(prop: Property, _on: On, row: Row, selected: Selected) -> Value:
    return row.cell(f"{{v}}.{prop.name}", type_label_in(language_of(selected)))


_COUNTED_TYPE, _COUNTED_NUMBER = "{v}.countedTypes[i]", "{v}.countedNumbers[i]"
TYPE_COUNT = ObjectType[Row](
    "TypeCount",
    "The number of entries of one type.",
    (
        Field(
            "type",
            "EntryType!",
            "The type of the entries.",
            cell(_COUNTED_TYPE, type_enum),
        ),
        labelled(
            "type",
            lambda row, selected: row.cell(_COUNTED_TYPE, type_label_in(language_of(selected))),
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
        Kind.TEXTS: _plan_texts,
        (
            Kind.STRING,
            Kind.URL,
            Kind.INT,
            Kind.BOOLEAN,
            Kind.ENUM,
            Kind.ENTRY_ID,
        ): _plan_stored,
        Kind.ENTRY_TYPE: _plan_type,
        Kind.DATE: plan_date,
        Kind.DATETIME: _plan_datetime,
        Kind.COUNTS: lambda _prop, _on, row, selected: plan_counts(row, selected),
        Kind.FIELD_CHANGES: lambda _prop, _on, row, selected: _plan_field_changes(row, selected),
    }
)
_LABEL_PLANS: Mapping[Kind, Callable[[Property, On, Row, Selected], Value] | None] = by_kind(
    {
        Kind.ENUM: plan_label,
        Kind.ENTRY_TYPE: _plan_type_label,
        (
            Kind.TEXT,
            Kind.TEXTS,
            Kind.STRING,
            Kind.URL,
            Kind.INT,
            Kind.BOOLEAN,
            Kind.ENTRY_ID,
            Kind.DATE,
            Kind.DATETIME,
            Kind.COUNTS,
            Kind.FIELD_CHANGES,
        ): None,
    }
)
"""The plans of the fields beside values that have labels."""
