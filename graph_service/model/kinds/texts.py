"""Texts in several languages, texts in one language, and URLs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from graph_service.model.json import Json
from graph_service.model.text import FALLBACK, fallback, fold, lines_key, shown

from .base import Kind, Property, Stored, StoredValue, Value

URL_FORM = r"https?://[^\s<>\"`{}|\\^]+"
"""The form of a URL; the loader also checks the host and the port."""


def suffix(language: str) -> str:
    """Return the suffix of a language's stored properties: "Es" for "es"."""
    return language.capitalize()


def key_of(name: str) -> str:
    """Return the name of a property's folded key, which Neo4j Browser shows after all properties.

    >>> key_of("name")
    'z_nameKey'
    """
    return f"z_{name}Key"


_SUFFIXES = tuple((language, suffix(language)) for language in FALLBACK)


def _by_language(prop: Property, properties: Stored) -> dict[str, StoredValue]:
    """Return what is stored of each language."""
    found = {x: properties.get(f"{prop.name}{ending}") for x, ending in _SUFFIXES}
    return {x: stored for x, stored in found.items() if stored is not None}


def _string_schema(prop: Property, pattern: str | None) -> Mapping[str, Json]:
    text: Mapping[str, Json] = {"type": "string", "minLength": 1, "maxLength": prop.length}
    return {**text, "pattern": f"^{pattern}$"} if pattern else text


class LanguagesKind(Kind):
    """A text, or a list of texts, in up to three languages."""

    in_all: ClassVar[str]
    """What the stored property without a language has."""
    has_languages = True
    parts = FALLBACK

    def graphql_type(self, prop: Property) -> str:
        return "String"

    def columns(self, prop: Property) -> Mapping[str, str]:
        languages = {f"{prop.name}{ending}": f" In the language {x}." for x, ending in _SUFFIXES}
        return {prop.name: self.in_all, **languages}


class TextKind(LanguagesKind):
    """A text in up to three languages, stored with a folded key for each."""

    name = "Text"
    in_all = f" In the first available language of {', '.join(FALLBACK)}."

    def key_names(self, prop: Property) -> tuple[str, ...]:
        if prop.remark:
            return ()
        key = key_of(prop.name)
        return (key, *(f"{key}{suffix(x)}" for x in FALLBACK))

    def shown_names(self, prop: Property, language: str) -> tuple[str, ...]:
        if language == FALLBACK[0]:
            return (prop.name,)  # stored with the same fallback
        return tuple(f"{prop.name}{suffix(x)}" for x in fallback(language))

    def indexes(self, prop: Property) -> Mapping[str, str]:
        """Filters use one TEXT index for all languages; orders use a RANGE index per language."""
        if not prop.required or prop.remark:
            return {}
        key, *languages = self.key_names(prop)
        return {key: "TEXT", **dict.fromkeys(languages, "RANGE")}

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return {
            "type": "object",
            "properties": dict.fromkeys(FALLBACK, _string_schema(prop, None)),
            "additionalProperties": False,
            "minProperties": 1,
        }

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        texts = self._texts(prop, value)
        languages = {f"{prop.name}{suffix(x)}": texts.get(x) for x in FALLBACK}
        return {prop.name: shown(texts, FALLBACK[0]), **languages}

    def store(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if prop.remark:
            return self.plain(prop, value)
        name, texts = prop.name, self._texts(prop, value)
        written = [texts[x] for x in FALLBACK if x in texts]
        key = key_of(name)
        found: dict[str, StoredValue] = {name: written[0], key: lines_key(written)}
        for language, ending in _SUFFIXES:
            found[f"{name}{ending}"] = texts.get(language)
            found[f"{key}{ending}"] = fold(shown(texts, language))
        return found

    def _texts(self, prop: Property, value: Value) -> dict[str, str]:
        if not isinstance(value, Mapping):
            raise TypeError(self.mismatch(prop, value))
        return {str(language): str(text) for language, text in value.items()}

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        texts = _by_language(prop, properties)
        return {language: str(text) for language, text in texts.items()} or None


class TextsKind(LanguagesKind):
    """Lists of texts, one per language, stored with one folded key for all."""

    name = "Texts"
    in_all = f" In all languages: first {', then '.join(FALLBACK)}, each text once."
    is_sorted = False

    def type_name(self, prop: Property) -> str:
        return Kind.TEXT.type_name(prop)

    def filter_name(self, prop: Property) -> str:
        return "RemarksFilter" if prop.remark else "StringListFilter"

    def key_names(self, prop: Property) -> tuple[str, ...]:
        return () if prop.remark else (key_of(prop.name),)

    def shown_names(self, prop: Property, language: str) -> tuple[str, ...]:
        return tuple(f"{prop.name}{suffix(x)}" for x in fallback(language))

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        texts: Mapping[str, Json] = {
            "type": "array",
            "items": _string_schema(prop, None),
            "uniqueItems": True,
        }
        return {
            "type": "object",
            "properties": dict.fromkeys(FALLBACK, texts),
            "additionalProperties": False,
        }

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if not isinstance(value, Mapping) or not all(map(_is_list, value.values())):
            raise TypeError(self.mismatch(prop, value))
        lists = {x: _texts(value[x]) for x in FALLBACK if x in value}
        found: dict[str, StoredValue] = {prop.name: all_texts(lists) or None}
        return found | {f"{prop.name}{ending}": lists.get(x) or None for x, ending in _SUFFIXES}

    def store(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        found = self.plain(prop, value)
        lines = found[prop.name]
        # An empty list has no key: `contains: ""` would match one.
        key = lines_key(_texts(lines)) if lines else None
        return {**found, **dict.fromkeys(self.key_names(prop), key)}

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        lists = _by_language(prop, properties)
        if not all(map(_is_list, lists.values())):
            raise ValueError(self.mismatch(prop, lists))
        return {x: _texts(texts) for x, texts in lists.items()} or None


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple)


def _texts(value: object) -> list[str]:
    return [str(text) for text in value] if isinstance(value, list | tuple) else []


def all_texts(lists: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the texts of all languages, each once, in the order of FALLBACK.

    >>> all_texts({"pt": ["Abrigo", "Refúgio"], "es": ["Abrigo"]})
    ['Abrigo', 'Refúgio']
    """
    return [*dict.fromkeys(text for language in FALLBACK for text in lists.get(language, ()))]


class StringKind(Kind):
    """A text in one language, a code, or a list of texts."""

    name = "String"

    def filter_name(self, prop: Property) -> str:
        if prop.remark:
            return "RemarksFilter"
        return "StringListFilter" if prop.many else "StringFilter"

    def key_names(self, prop: Property) -> tuple[str, ...]:
        return () if prop.code or prop.remark else (key_of(prop.name),)

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return _string_schema(prop, prop.pattern)

    def plain(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        if prop.many and isinstance(value, list | tuple):
            return {prop.name: [str(text) for text in value]}
        if isinstance(value, str):
            return {prop.name: value}
        raise TypeError(self.mismatch(prop, value))

    def store(self, prop: Property, value: Value) -> dict[str, StoredValue]:
        found = self.plain(prop, value)
        lines = found[prop.name]
        for key in self.key_names(prop):
            texts = lines if isinstance(lines, list) else [str(lines)]
            # An empty list has no key: `contains: ""` would match one.
            found[key] = lines_key(texts) if texts else None
        return found

    def restore(self, prop: Property, properties: Stored) -> Value | None:
        found = properties.get(prop.name)
        if found is None:
            return None
        if prop.many and isinstance(found, list):
            return [str(text) for text in found]
        if not prop.many and isinstance(found, str):
            return found
        raise ValueError(self.mismatch(prop, found))


class UrlKind(StringKind):
    """A web address: a string without a folded key, compared exactly."""

    name = "URL"
    is_sorted = False
    rdf_datatype = "xsd:anyURI"
    is_address = True

    def graphql_type(self, prop: Property) -> str:
        return "String"

    def key_names(self, prop: Property) -> tuple[str, ...]:
        return ()

    def json_schema(self, prop: Property) -> Mapping[str, Json]:
        return _string_schema(prop, URL_FORM)
