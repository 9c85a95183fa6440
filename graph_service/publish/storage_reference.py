"""The part of MODEL.md that tells how the model lies in Neo4j, worked out by storing examples."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from graph_service.model.dates import PartialDate, parse_edtf
from graph_service.model.declare import Kind, Property
from graph_service.model.enums import DateQualifier, Theme
from graph_service.model.storage import (
    STORAGE_VERSION,
    UNDO_LOG,
    StoredValue,
    Value,
    node_id,
    stored,
)

_EXAMPLES: Mapping[str, tuple[Property, Value]] = {
    "Text": (
        Property(name="name", kind=Kind.TEXT, description=""),
        {"es": "Niñez", "en": "Childhood"},
    ),
    "String": (Property(name="place", kind=Kind.STRING, description=""), "San José"),
    "String, a code": (
        Property(name="iso3", kind=Kind.STRING, description="", code=True),
        "CRI",
    ),
    "String, for reading only": (
        Property(name="note", kind=Kind.STRING, description="", remark=True),
        "Read in part.",
    ),
    "list of String": (
        Property(name="agenda", kind=Kind.STRING, description="", many=True),
        ["Niñez", "Trata"],
    ),
    "URL": (Property(name="website", kind=Kind.URL, description=""), "https://example.org"),
    "Int": (Property(name="position", kind=Kind.INT, description=""), 3),
    "Boolean": (Property(name="inRegion", kind=Kind.BOOLEAN, description=""), True),
    "PartialDate": (
        Property(name="date", kind=Kind.DATE, description=""),
        PartialDate(date=parse_edtf("2018-10"), qualifier=DateQualifier.AT),
    ),
    "DateTime": (
        Property(name="loadedAt", kind=Kind.DATETIME, description=""),
        datetime(2026, 11, 24, 15, 30, tzinfo=UTC),
    ),
    "a vocabulary": (
        Property(name="theme", kind=Kind.ENUM, description="", enum=Theme),
        Theme.PROTECTION,
    ),
    "list of a vocabulary": (
        Property(name="themes", kind=Kind.ENUM, description="", enum=Theme, many=True),
        [Theme.PREVENTION, Theme.PROTECTION],
    ),
    "TypeCount": (
        Property(name="counts", kind=Kind.COUNTS, description=""),
        {"Country": 28, "Topic": 26},
    ),
}


def storage_reference() -> str:
    """Give how each kind of property is stored."""
    lines = [
        "## In Neo4j\n",
        (
            f"Storage version {STORAGE_VERSION}. A type's name is its label, an edge's name its"
            f" relationship type. Every node has `id`, such as `{node_id('Country', 'cri')}`, and"
            " `name`, which Neo4j Browser shows.\n"
        ),
        (
            "Properties that end in `Key` are folded: no accents, no case, one space for many. They"
            " are what filters compare and lists are sorted by. `nameKey` holds all languages, a"
            " line each; `nameKeyEs`, `nameKeyEn` and `nameKeyPt` what is shown in that language."
            " `joinedWords` are words that punctuation joins to others, such as `26 364`, for"
            " `search`."
            " Constraints and indexes stand in `constraints.cypher`.\n"
        ),
        (
            f"Nodes with the label `{UNDO_LOG}` are no part of the model, neither in GraphQL nor"
            " in exports: each keeps what undoes the release of the same `number` (`changes`,"
            " packed), and the `checksum` of the graph before it, for `seeds undo`. A release that"
            " undoes another has that one's number as `undoes`.\n"
        ),
        "| kind | stored, for example |\n| --- | --- |",
    ]
    for name, (prop, value) in _EXAMPLES.items():
        shown = ", ".join(
            f"`{key}: {_literal(stored_value)}`"
            for key, stored_value in stored(prop, value).items()
            if stored_value is not None
        )
        lines.append(f"| {name} | {shown} |")
    return "\n".join(lines) + "\n"


def _literal(value: StoredValue) -> str:
    """Write a value much as Cypher does."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            return "'" + value.replace("\n", r"\n") + "'"
        case list() | tuple():
            return "[" + ", ".join(_literal(item) for item in value) + "]"
        case datetime():
            return f"datetime('{value.isoformat()}')"
    return f"date('{value}')"
