"""How the model lies in Neo4j: labels, stored properties, folded keys, constraints and indexes.

A type's name is its label, an edge's name its relationship type. Neo4j Browser shows `name`.

| property | stored as |
|---|---|
| Text | `p` (es, else en, else pt), `pEs`, `pEn`, `pPt`, and folded: |
| | `pKey` (all languages, for filters), |
| | `pKeyEs`, `pKeyEn`, `pKeyPt` (what that language shows, for sorting) |
| String, [String] | `p`, and `pKey` unless it is a code or a remark |
| PartialDate | `p` (EDTF), `pEarliest`, `pLatest` (DATE), `pQualifier` |
| enum | its name |
| counts of a release | `countedTypes`, `countedNumbers` |
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from .dates import PartialDate
from .declare import Kind, NodeType, Property
from .graph import properties_of
from .terms import Vocabulary
from .text import FALLBACK, fold, lines_key, shown
from .types import NODE_TYPES, RELEASE

STORAGE_VERSION = 2
"""Raised when a stored graph of the version before can't be read any more."""

StoredValue = (
    str
    | int
    | float
    | bool
    | datetime.date
    | datetime.datetime
    | Sequence[str]
    | Sequence[int]
    | None
)
Value = (
    str
    | int
    | bool
    | datetime.datetime
    | PartialDate
    | Vocabulary
    | Mapping[str, str]
    | Sequence[str]
    | Sequence[Vocabulary]
    | Mapping[str, int]
)
"""A property's value in Python: a Text is a mapping of "es", "en", "pt"; counts map types."""


def node_id(type_name: str, slug: str) -> str:
    """Give the id of a node: Type:slug."""
    return f"{type_name}:{slug}"


def suffix(language: str) -> str:
    """Give the ending of a language's stored properties: "es" gives "Es"."""
    return language.capitalize()


def keyed(prop: Property) -> bool:
    """Tell whether a property has a folded key."""
    if prop.kind is Kind.TEXT:
        return True
    return prop.kind is Kind.STRING and not prop.code and not prop.remark


def stored(prop: Property, value: Value) -> Mapping[str, StoredValue]:
    """Give the stored properties of one property's value.

    Raises:
        TypeError: when the value is not of the property's kind.
    """
    name = prop.name
    match prop.kind, value:
        case Kind.TEXT, Mapping():
            texts = {str(language): str(text) for language, text in value.items()}
            written = [texts[language] for language in FALLBACK if language in texts]
            found: dict[str, StoredValue] = {name: written[0], f"{name}Key": lines_key(written)}
            for language in FALLBACK:
                found[f"{name}{suffix(language)}"] = texts.get(language)
                found[f"{name}Key{suffix(language)}"] = fold(shown(texts, language))
            return found
        case Kind.DATE, PartialDate():
            return {
                name: value.date.edtf,
                f"{name}Earliest": value.date.earliest,
                f"{name}Latest": value.date.latest,
                f"{name}Qualifier": value.qualifier.name,
            }
        case Kind.COUNTS, Mapping():
            return {
                "countedTypes": [str(type_name) for type_name in value],
                "countedNumbers": [int(number) for number in value.values()],
            }
        case Kind.ENUM, Vocabulary():
            return {name: str(value.name)}
        case (Kind.ENUM, list() | tuple()) if prop.many:
            return {name: [v.name for v in value if isinstance(v, Vocabulary)]}
        case (Kind.STRING, list() | tuple()) if prop.many:
            lines = [str(v) for v in value]
            return {name: lines} | ({f"{name}Key": lines_key(lines)} if keyed(prop) else {})
        case ((Kind.STRING | Kind.URL), str()):
            return {name: value} | ({f"{name}Key": lines_key([value])} if keyed(prop) else {})
        case ((Kind.INT | Kind.BOOLEAN | Kind.DATETIME), (bool() | int() | datetime.datetime())):
            return {name: value}
    raise TypeError(f"{name}: {value!r} is no {prop.kind.value}")


def stored_names(prop: Property) -> list[str]:
    """Give the names that a property is stored under."""
    name = prop.name
    match prop.kind:
        case Kind.TEXT:
            languages = [suffix(language) for language in FALLBACK]
            keys = [f"{name}Key", *(f"{name}Key{language}" for language in languages)]
            return [name, *(f"{name}{language}" for language in languages), *keys]
        case Kind.DATE:
            return [name, *(f"{name}{part}" for part in ("Earliest", "Latest", "Qualifier"))]
        case Kind.COUNTS:
            return ["countedTypes", "countedNumbers"]
    return [name, f"{name}Key"] if keyed(prop) else [name]


def constraint_statements() -> list[str]:
    """Give the Cypher that creates constraints and indexes, each IF NOT EXISTS."""
    return [
        *(statement for node_type in NODE_TYPES for statement in _statements(node_type)),
        _unique(RELEASE.name, RELEASE_ORDER),
        _full_text(FORMER_SLUG_INDEX, ["formerSlugs"], "keyword"),
        # The fold is done when a key is written, so that it is the same for filters and search.
        _full_text(SEARCH_INDEX, searched_keys(), "standard-no-stop-words"),
    ]


def searched_keys() -> list[str]:
    """Give the stored keys that `search` looks into."""
    keys = [f"{p.name}Key" for t in NODE_TYPES if t.entry for p in t.properties if keyed(p)]
    return list(dict.fromkeys(keys))


def _full_text(name: str, properties: Sequence[str], analyzer: str) -> str:
    labels = "|".join(t.name for t in NODE_TYPES if t.entry)
    each = ", ".join(f"n.{prop}" for prop in properties)
    return (
        f"CREATE FULLTEXT INDEX {name} IF NOT EXISTS FOR (n:{labels}) ON EACH [{each}]"
        f" OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{analyzer}'}}}}"
    )


FORMER_SLUG_INDEX = "former_slugs"
SEARCH_INDEX = "search"
RELEASE_ORDER = "number"
"""The stored property that grows with every release, and belongs to one."""


def _statements(node_type: NodeType) -> list[str]:
    """Give a type's constraints and indexes.

    Codes are unique. A name is searched by its TEXT index and sorted by the RANGE index of the
    language; dates are sorted and filtered by their last day.
    """
    label = node_type.name
    statements = [_unique(label, name) for name in ("id", "slug")]
    for prop in properties_of(node_type):
        if prop.code and prop.name != "slug":
            statements.append(_unique(label, prop.name))
        elif prop.kind is Kind.TEXT and prop.required:
            statements.append(_index(label, f"{prop.name}Key", "TEXT"))
            statements += [_index(label, f"{prop.name}Key{suffix(x)}", "RANGE") for x in FALLBACK]
        elif prop.kind is Kind.DATE:
            statements.append(_index(label, f"{prop.name}Latest", "RANGE"))
    return statements


def _unique(label: str, name: str) -> str:
    return (
        f"CREATE CONSTRAINT {label}_{name}_unique IF NOT EXISTS FOR (n:{label})"
        f" REQUIRE n.{name} IS UNIQUE"
    )


def _index(label: str, name: str, kind: str) -> str:
    return f"CREATE {kind} INDEX {label}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
