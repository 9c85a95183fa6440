"""Invalid input objects → what to write instead, also for the names that other APIs use.

Types are recognised by their fields, as this layer doesn't know which of them are filters.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql import GraphQLInputObjectType, StringValueNode, get_named_type

from graph_service.compiler.language.suggestions import accepts, nearest
from graph_service.compiler.language.written import Written

FOR_SEVERAL = {"eq": "in", "has": "hasAny"}
"""Operators for one value, and those for several."""


def _is_relation(input_type: GraphQLInputObjectType) -> bool:
    return "some" in input_type.fields


def _is_edge(input_type: GraphQLInputObjectType) -> bool:
    return set(input_type.fields) == {"node", "edge"}


def _is_where(input_type: GraphQLInputObjectType) -> bool:
    return "not" in input_type.fields


def _is_order(input_type: GraphQLInputObjectType) -> bool:
    return "Direction" in {get_named_type(field.type).name for field in input_type.fields.values()}


def _is_filter(input_type: GraphQLInputObjectType) -> bool:
    return not input_type.is_one_of and any(name in input_type.fields for name in _SIMPLEST)


def _inner(input_type: GraphQLInputObjectType, field: str) -> GraphQLInputObjectType | None:
    found = input_type.fields.get(field)
    inner = get_named_type(found.type) if found else None
    return inner if isinstance(inner, GraphQLInputObjectType) else None


_SIMPLEST = ("eq", "has", "during", "gte")
"""One of these is in each filter, and compares with one value."""


def _simplest(filter_type: GraphQLInputObjectType) -> str:
    return next(name for name in _SIMPLEST if name in filter_type.fields)


def _compared(value: Written, filter_type: GraphQLInputObjectType) -> str:
    """Return a filter that compares with a value, with the simplest operator."""
    operator, text = _simplest(filter_type), value.text
    if value.kind == "list":
        operator = FOR_SEVERAL.get(operator, operator)
    if value.kind == "number" and operator == "during":  # a year
        text = f'"{text}"'
    return f"{{{operator}: {text}}}"


def about_shape(value: Written, input_type: GraphQLInputObjectType) -> str:
    """Return what to write instead of a value that is not an object."""
    if _is_filter(input_type):
        return f" Write {_compared(value, input_type)}."
    if _is_order(input_type):
        key = _order_key(value.word, input_type)
        return f" Write {{{key}: ASC}}." if key else f" Write {{KEY: ASC}}.{accepts(input_type)}"
    if _is_relation(input_type):
        return f" Write {{some: {{node: {_of_slugs(value)}}}}}."
    if _is_where(input_type) and value.kind == "list":
        return f" Write {{and: {value.text}}}."
    if _is_where(input_type) or _is_edge(input_type):
        return f" Write conditions on its fields.{accepts(input_type)}"
    if "slug" in input_type.fields:
        return f" Write {{{_key_of(value.word, input_type)}: {value.text}}}.{accepts(input_type)}"
    return accepts(input_type)


def _key_of(word: str, input_type: GraphQLInputObjectType) -> str:
    """Return the key that a text looks like: an id, an ISO code, or else a slug."""
    iso = f"iso{len(word)}"
    return "id" if ":" in word else iso if word.isupper() and iso in input_type.fields else "slug"


def _of_slugs(value: Written) -> str:
    """Return conditions on the slug, if a value is one or a list of them."""
    if value.kind == "string":
        return f"{{slug: {{eq: {value.text}}}}}"
    if value.items and all(isinstance(item, str | StringValueNode) for item in value.items):
        return f"{{slug: {{in: {value.text}}}}}"
    return "…"


def _order_key(word: str, input_type: GraphQLInputObjectType) -> str | None:
    """Return the key of `name`, `NAME`, `name_ASC` or `-name`."""
    plain = word.strip("-+ ").replace("-", "_")
    for ending in ("_asc", "_desc"):
        if plain.lower().endswith(ending):
            plain = plain[: -len(ending)]
    by_letters = {key.lower(): key for key in input_type.fields}
    return by_letters.get(plain.replace("_", "").lower())


def about_unknown(name: str, input_type: GraphQLInputObjectType, value: Written) -> str:
    """Return what to write instead of an object with an unknown field."""
    if _is_relation(input_type):
        hint = _about_relation(name, input_type)
    elif _is_edge(input_type):
        hint = _about_edge(name, input_type)
    elif _is_order(input_type):
        hint = _about_order(name, input_type, value.at([name]))
    elif _is_where(input_type):
        hint = _about_where(name, input_type)
    elif _is_filter(input_type):
        hint = _about_operator(name, input_type, value.at([name]).text)
    elif name == "name" and input_type.is_one_of:
        hint = "Names are not keys: use the list, with where: {name: {eq: …}}."
    else:
        hint = ""
    return (f" {hint}" if hint else nearest(name, input_type.fields)) + accepts(input_type)


def _about_order(name: str, input_type: GraphQLInputObjectType, value: Written) -> str:
    if f"{name}Count" in input_type.fields:
        direction = value.word if value.word in ("ASC", "DESC") else "ASC"
        return f"Write {{{name}Count: {direction}}}, which sorts by their number."
    key = _order_key(value.word, input_type)
    return f"Write {{{key}: ASC}}." if name in ("field", "by", "key") and key else ""


def _about_relation(name: str, input_type: GraphQLInputObjectType) -> str:
    if name in ("node", "edge"):
        return f"Write {{some: {{{name}: …}}}}."
    if name in ("every", "any"):
        return f"Write '{'all' if name == 'every' else 'some'}'."
    both = _inner(input_type, "some")
    for part in ("node", "edge"):
        if both and (inner := _inner(both, part)) and name in inner.fields:
            return f"There are several: write {{some: {{{part}: {{{name}: …}}}}}}."
    if name in _OPERATOR_OF or name in _SIMPLEST:
        operator = "in" if name in ("in", "hasAny") else "eq"
        return f"There are several: write {{some: {{node: {{slug: {{{operator}: …}}}}}}}}."
    return ""


def _about_edge(name: str, input_type: GraphQLInputObjectType) -> str:
    for part in ("node", "edge"):
        if (inner := _inner(input_type, part)) and name in inner.fields:
            return f"Write {{{part}: {{{name}: …}}}}."
    return ""


def _about_where(name: str, input_type: GraphQLInputObjectType) -> str:
    if name in ("some", "none", "all", "single", "every", "node"):
        return "There is at most one: write the conditions without 'some' and 'node'."
    for meant in _FIELD_OF.get(name.lower(), ()):
        if meant in input_type.fields:
            return f"Did you mean '{meant}'?"
    if name in _OPERATOR_OF or name in _SIMPLEST:
        return "Write a field before the operator, as in {slug: {eq: …}}."
    field, _, operator = name.partition("_")
    inner = _inner(input_type, field)
    if inner is not None and _is_filter(inner) and operator:
        return _about_operator(operator, inner, "…", field)
    if inner is not None and _is_relation(inner) and operator in inner.fields:
        return f"Write {{{field}: {{{operator}: {{node: …}}}}}}."
    return ""


_FIELD_OF: Mapping[str, tuple[str, ...]] = {
    "url": ("website",),
    "link": ("url", "website"),
    "title": ("name",),
    "description": ("summary", "definition"),
    "query": ("text",),
    "search": ("text",),
    "type": ("kind",),
}
"""The fields of other APIs, and ours for the same."""
_OPERATOR_OF: Mapping[str, tuple[str, ...]] = {
    "equals": ("eq", "has"),
    "equal": ("eq", "has"),
    "is": ("eq", "isNull"),
    "exact": ("eq",),
    "like": ("contains",),
    "ilike": ("contains",),
    "icontains": ("contains",),
    "search": ("contains",),
    "match": ("contains",),
    "regex": ("contains",),
    "includes": ("has", "contains"),
    "some": ("hasAny",),
    "any": ("hasAny", "in"),
    "every": ("hasAll",),
    "all": ("hasAll",),
    "eq": ("has", "during"),
    "in": ("hasAny", "in"),
    "contains": ("has",),
    "starts_with": ("startsWith",),
    "startswith": ("startsWith",),
    "isnull": ("isNull", "isEmpty"),
    "is_null": ("isNull", "isEmpty"),
    "exists": ("isNull",),
    "empty": ("isEmpty",),
    "gt": ("after", "gt"),
    "gte": ("after", "gte"),
    "lt": ("before", "lt"),
    "lte": ("before", "lte"),
    "between": ("during", "gte"),
    "min": ("gte",),
    "max": ("lte",),
    "year": ("during",),
    "after": ("gt",),
    "since": ("gte", "after"),
    "before": ("lt",),
    "until": ("lte", "before"),
}
"""The operators of other APIs, and ours for the same."""
_CASE = ("mode", "caseinsensitive", "ignorecase", "casesensitive", "insensitive")
_NEGATED = ("ne", "neq", "not", "nin", "notin", "not_in", "notequals", "isnot", "not_equals")


def _about_operator(
    name: str, filter_type: GraphQLInputObjectType, operand: str, field: str = ""
) -> str:
    """Return what to write instead of an operator; of a field, if the name contains it."""
    plain = name.strip("_$").lower()
    if plain in _CASE:
        return f"Leave out '{name}': texts are compared without case and accents."
    if plain in _NEGATED:
        operator = _simplest(filter_type)
        return f"Negate the condition: {{not: {{{field or 'FIELD'}: {{{operator}: {operand}}}}}}}."
    candidates = (name, *_OPERATOR_OF.get(plain, ()), plain)
    for operator in candidates:
        if operator in filter_type.fields:
            inner = f"{{{operator}: …}}"
            return f"Write {{{field}: {inner}}}." if field else f"Write {inner}."
    return ""
