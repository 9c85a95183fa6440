"""The texts of an entry, and the words and labels that they have."""

import re
from functools import cached_property
from typing import Any

from graph_service.model.declare import Kind
from graph_service.model.edtf import PartialDate
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES
from graph_service.model.stems import (
    STOP_WORDS,
    content_words,
    index_words,
    label_keys,
    stems_in,
)
from graph_service.model.types import TOPIC
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Node

LANGUAGES = ("es", "en", "pt")
TERMS = ("kind", "modality", "themes", "stage")
NAMES = ("name", "acronym", "otherNames", "formerNames")
NOTES = ("note", "endReason", "disputed", "legalBasis")
Text = tuple[str | None, str]
"""A text, and its language if that is known."""


class Texts:
    """An entry with its texts."""

    def __init__(self, node: Node) -> None:
        self.node = node

    @cached_property
    def texts(self) -> list[tuple[str, str | None, str]]:
        """The texts with their fields and languages: names, others, notes."""
        order = dict.fromkeys(p.name for t in ENTRY_TYPES for p in t.properties)
        fields = sorted(order, key=lambda name: name not in NAMES)
        return [
            (name, language, text)
            for name in (*(name for name in fields if self._is_text(name)), *NOTES)
            for language, text in self.texts_in(name)
        ]

    def _is_text(self, name: str) -> bool:
        prop = PROPERTIES[self.node.type.name].get(name)
        return (
            prop is not None
            and prop.kind in (Kind.TEXT, Kind.TEXTS, Kind.STRING)
            and not prop.code
            and not prop.remark
        )

    @cached_property
    def words(self) -> set[str]:
        """The words of all texts and codes, and the years of dates."""
        texts = {word for _, _, text in self.texts for word in index_words(text)}
        return texts | self.name_words | {stem for stem in self.text_stems if "_" not in stem}

    @cached_property
    def _names(self) -> list[Text]:
        """The name, acronym and codes, with their languages."""
        names = self.texts_in("name") + self.texts_in("acronym")
        if "acronym" in self.node.values:
            parts = re.split("[/()]", str(self.node.values["acronym"]))
            names += [(None, part) for part in parts if part]
        codes = [p.name for p in self.node.type.properties if p.code and p.kind is Kind.STRING]
        return names + [text for code in codes for text in self.texts_in(code)]

    @cached_property
    def _labels(self) -> list[Text]:
        """Other labels, with their languages; a topic's name may consist of several."""
        labels = self.texts_in("otherNames") + self.texts_in("formerNames")
        if self.node.type is TOPIC:
            for language, name in self.texts_in("name"):
                parts = re.split(r", | y | e | and ", name)
                labels += [(language, part) for part in parts] if len(parts) > 1 else []
        return labels

    def texts_in(self, name: str) -> list[Text]:
        match self.node.values.get(name):
            case str(text):
                return [(None, text)]
            case dict(by_language):
                return [
                    (x, text)
                    for x in LANGUAGES
                    if x in by_language
                    for text in _several(by_language[x])
                ]
            case list(texts):
                return [(None, str(text)) for text in texts]
        return []

    @cached_property
    def name_length(self) -> int:
        lengths = [len(content_words(index_words(text))) for _, text in self.texts_in("name")]
        return min(lengths, default=0)

    @cached_property
    def name_keys(self) -> set[str]:
        return {k for lang, text in self._names for k in label_keys(index_words(text), lang)}

    @cached_property
    def written_names(self) -> set[str]:
        """The names that have stop words beside others, as they are written."""
        rows = [index_words(text) for _, text in self._names]
        return {"_".join(row) for row in rows if {*row} & STOP_WORDS and {*row} - STOP_WORDS}

    @cached_property
    def label_keys(self) -> set[str]:
        return {k for lang, text in self._labels for k in label_keys(index_words(text), lang)}

    @cached_property
    def narrower_keys(self) -> set[str]:
        terms = self.texts_in("includes")
        return {k for lang, text in terms for k in label_keys(index_words(text), lang)}

    @cached_property
    def name_words(self) -> set[str]:
        words = {word for _, text in self._names + self._labels for word in index_words(text)}
        return words - STOP_WORDS or words

    @cached_property
    def name_stems(self) -> set[str]:
        return stems_of(self._names + self._labels)

    @cached_property
    def text_stems(self) -> set[str]:
        """The stems of all texts but names, without codes and remarks, and the years of dates."""
        found: list[Text] = []
        for name in self.node.values:
            if self._is_text(name) and name not in (*NAMES, "formerSlugs"):
                found += self.texts_in(name)
        written = {str(date.date.year) for date in self._dates() if date.date.year is not None}
        return (stems_of(found) | written) - self.name_stems

    @cached_property
    def years(self) -> set[str]:
        """The years in or by which its dates are, but not of those when somebody looked."""
        dates = self._dates("checkedOn", "readOn", "statusAsOf", "lastKnown")
        found = {year for date in dates if (year := year_or_by(date)) is not None}
        return {year for year in found if year.removeprefix("../") == year or year[3:] not in found}

    def _dates(self, *left_out: str) -> list[Any]:
        return [
            value
            for name, value in self.node.values.items()
            if PROPERTIES[self.node.type.name][name].kind is Kind.DATE and name not in left_out
        ]

    @cached_property
    def note_stems(self) -> set[str]:
        """The stems that only notes have."""
        found = [text for name in NOTES for text in self.texts_in(name)]
        return stems_of(found) - self.name_stems - self.text_stems

    @cached_property
    def term_stems(self) -> set[str]:
        """The stems of the labels of the entry's terms."""
        terms = (self.node.values.get(name) for name in TERMS)
        labels: list[Text] = [
            (language, term.label(language))
            for value in terms
            for term in (value if isinstance(value, list | tuple) else [value])
            if isinstance(term, Vocabulary)
            for language in LANGUAGES
        ]
        return stems_of(labels)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def stems_of(texts: list[Text]) -> set[str]:
    return {
        stem
        for language, text in texts
        for word in content_words(index_words(text))
        for stem in stems_in(word, language)
    }


def year_or_by(date: PartialDate) -> str | None:
    """Return the year of a date, or of its last day if it has no first one, as facets have it."""
    latest = date.date.latest
    if date.earliest is None and latest is not None:
        return f"../{latest.year}"
    return None if date.year is None else str(date.year)
