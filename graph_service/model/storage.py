"""How the model lies in Neo4j: labels, stored properties, folded keys.

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

Every node has `id`; an entry has `joinedWords`, too: words of its texts that punctuation joins to
others, which search would miss.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from .dates import PartialDate
from .declare import Kind, NodeType, Property
from .graph import PROPERTIES
from .terms import Vocabulary
from .text import FALLBACK, fold, joined_words, lines_key, shown

STORAGE_VERSION = 3
"""Raised when a stored graph of the version before can't be read any more."""
JOINED_WORDS = "joinedWords"
UNDO_LOG = "UndoLog"
"""Label of nodes beside the model: what a load changed, until it is undone or long ago."""
UNFINISHED = "UnfinishedFill"
"""Label of the mark of a graph that is being filled: it is no catalogue yet."""

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
            # No text at all has no key: "" would be found in one.
            key = lines_key(lines) if lines else None
            return {name: lines} | ({f"{name}Key": key} if keyed(prop) else {})
        case ((Kind.STRING | Kind.URL), str()):
            return {name: value} | ({f"{name}Key": lines_key([value])} if keyed(prop) else {})
        case ((Kind.INT | Kind.BOOLEAN | Kind.DATETIME), (bool() | int() | datetime.datetime())):
            return {name: value}
    raise TypeError(f"{name}: {value!r} is no {prop.kind.value}")


def stored_node(
    node_type: NodeType, slug: str, values: Mapping[str, Value]
) -> dict[str, StoredValue]:
    """Give the stored properties of a node, without those that are null.

    Raises:
        TypeError: when a value is not of its property's kind.
    """
    found: dict[str, StoredValue] = {"id": node_id(node_type.name, slug), "slug": slug}
    for name, value in values.items():
        found |= stored(PROPERTIES[node_type.name][name], value)
    if node_type.entry:
        keys = [found.get(f"{prop.name}Key") for prop in node_type.properties if keyed(prop)]
        found[JOINED_WORDS] = joined_words([str(key) for key in keys if key])
    return {name: value for name, value in found.items() if value is not None}


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
