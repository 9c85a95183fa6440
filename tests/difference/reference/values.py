"""A property → its value in the response."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError

from graph_service.model.declare import Kind, NodeType, Property
from graph_service.model.edtf import PartialDate
from graph_service.model.graph import PROPERTIES, TYPES
from graph_service.model.kinds.base import FieldChange
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Node

LANGUAGES = ("ES", "EN", "PT")
"""Order of fallback for a text that is missing in the requested language."""


def shown(texts: Any, language: str) -> tuple[str, Any] | None:
    """Return the language in which a text is displayed, and the text; None without any text."""
    for candidate in (language, *LANGUAGES):
        if texts is not None and candidate.lower() in texts:
            return candidate, texts[candidate.lower()]
    return None


def listed(texts: Any, language: str | None) -> list[str]:
    """Return the texts in a language, or those in all, each once."""
    chosen = [language] if language else LANGUAGES
    return list(dict.fromkeys(text for x in chosen for text in (texts or {}).get(x.lower(), ())))


def answered(prop: Property, value: Any, language: str = "ES") -> Any:
    """Return a value as in the response; dates are left for their own fields to resolve.

    Lists of texts are those in all languages, as they have no default language.
    """
    match prop.kind:
        case Kind.TEXT:
            found = shown(value, language)
            return found and found[1]
        case Kind.TEXTS if prop.translated:
            found = shown(value, language)
            return list(found[1]) if found else []
        case Kind.TEXTS:
            return listed(value, None)
        case Kind.ENUM if prop.many:
            return [term.name for term in value or ()]
        case Kind.COUNTS:
            return [TypeCount(TYPES[name], number) for name, number in value.items()]
        case Kind.DATETIME:
            return value and moment(value)
        case Kind.ENTRY_TYPE:
            return TYPES[value].enum_name
        case Kind.FIELD_CHANGES:
            return [changed(field) for field in value]
    if isinstance(value, Vocabulary):
        return value.name
    return list(value or ()) if prop.many else value


def named_by(label: str) -> str:
    """Return the name of the field whose label or labels a field has."""
    return label.removesuffix("s").removesuffix("Label")


def labelled(value: Any, language: str) -> Any:
    """Return the label of a term, or those of a list."""
    if isinstance(value, list | tuple):
        return [term.label(language.lower()) for term in value]
    return value and value.label(language.lower())


def name_of(node: Node, language: str) -> Any:
    """Return the name of a node in a language, with fallback."""
    return answered(PROPERTIES[node.type.name]["name"], node.values.get("name"), language)


def changed(field: FieldChange) -> Mapping[str, Any]:
    language = field.language and field.language.upper()
    return {
        "name": field.name, "language": language, "before": field.before, "after": field.after,
    }  # fmt: skip


@dataclass(frozen=True)
class TypeCount:
    """The number of entries of a type."""

    type: NodeType
    count: int


def type_count_field(source: TypeCount, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of TypeCount."""
    match name:
        case "type":
            return source.type.enum_name
        case "typeLabel":
            return source.type.label.in_language(arguments["lang"].lower())
    return source.count


def moment(value: dt.datetime) -> str:
    """Return a time as ISO 8601 in UTC, with as many decimals as it needs."""
    fraction = f"{value.microsecond / 1_000_000:.6f}".strip("0").rstrip(".")
    return f"{value:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def checked_time(value: object) -> str:
    """Return a time given as an argument, unchanged, as arguments are compared as JSON.

    Raises:
        GraphQLError: It isn't a text in the form of RFC 3339 with an offset from UTC.

    """
    try:
        if isinstance(value, str) and dt.datetime.fromisoformat(value).tzinfo:
            return value
    except ValueError:
        pass
    raise GraphQLError(f"{value!r} is not a time")


def part_of_date(date: PartialDate, name: str, arguments: Mapping[str, Any]) -> Any:
    """Resolve a field of PartialDate."""
    match name:
        case "earliest":
            return date.earliest and date.earliest.isoformat()
        case "latest":
            return date.date.latest and date.date.latest.isoformat()
        case "precisionLabel":
            return labelled(date.date.precision, arguments["lang"])
        case "qualifierLabel":
            return labelled(date.qualifier, arguments["lang"])
        case "precision":
            return date.date.precision.name
        case "qualifier":
            return date.qualifier.name
        case "year":
            return date.year
    return date.date.edtf
