"""How a hit matched: which word by what, and where in its texts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph_service.model.graph import TYPES
from graph_service.model.stems import index_words, stems_in
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary
from tests.difference.graph import Node
from tests.difference.reference.values import LANGUAGES, shown

from .entry import Concept, Searched
from .query import TOLD, Query


@dataclass(frozen=True)
class Hit:
    """An entry that a stage of a search finds."""

    query: Query
    entry: Searched
    stage: int
    score: float

    @property
    def relaxed(self) -> bool:
        """Whether the entry lacks words, or has similar ones or beginnings."""
        return self.stage not in (0, TOLD) or bool(self.query.corrected)


def hit_field(hit: Hit, name: str) -> Any:
    """Resolve a field of SearchEdge, except its node and its cursor."""
    match name:
        case "score":
            return hit.score
        case "relaxed":
            return hit.relaxed
        case "matchedBy":
            return matches(hit)
    return fragments(hit)


def matches(hit: Hit) -> list[dict[str, Any]]:
    """Return how a hit matched each word."""
    return [
        {
            "word": hit.query.corrected.get(word, word),
            "how": "TYPING_ERROR" if how != "LABEL" and word in hit.query.corrected else how,
            "concept": concept and _id_of(concept),
            "conceptName": concept and _names_of(concept),
        }
        for word in hit.query.words
        for how, concept in _ways(hit, word)
    ]


def _ways(hit: Hit, word: str) -> Iterator[tuple[str, Concept | None]]:
    """Yield how a hit matched a word: by its own texts, and by the labels of its concepts."""
    entry = hit.entry
    concepts = sorted(entry.having(hit.query.concepts[word]), key=_id_of)
    own = entry.name_stems | entry.text_stems | entry.detail_stems | entry.note_stems
    words = entry.words.union(*(index_words(text) for _, text, _ in entry.details))
    bare = {s.partition("_")[2] or s for s in entry.text_stems}
    similar = bare | entry.name_words
    if set(stems_in(word, None)) & own or f"../{word}" in entry.years:
        yield ("WORD" if word in words else "STEM"), None
    elif not concepts and hit.query.may_begin(hit.stage):
        shorter = {word[:length] for length in range(max(4, len(word) - 4), len(word))}
        if any(x.startswith(word) for x in similar) or shorter & bare:
            yield "BEGINNING", None
    yield from (("LABEL", concept) for concept in concepts)


def _names_of(concept: Concept) -> dict[str, str]:
    """Return the name of a concept in each language."""
    match concept:
        case Node():
            own = {x: shown(concept.values["name"], x) for x in LANGUAGES}
            return {language: found[1] for language, found in own.items() if found}
        case Vocabulary():
            return {language: concept.label(language.lower()) for language in LANGUAGES}
    label = TYPES[concept].label
    return {language: label.in_language(language.lower()) for language in LANGUAGES}


def _id_of(concept: Concept) -> str:
    match concept:
        case Node():
            return concept.id
        case Vocabulary():
            return f"{type(concept).__name__}.{concept.name}"
    return f"EntryType.{TYPES[concept].enum_name}"


def fragments(hit: Hit) -> list[dict[str, Any]]:
    """Return the first three texts of a hit with found words, and where these are."""
    found = []
    texts = [(*text, None) for text in hit.entry.texts]
    for name, language, text, as_of in [*texts, *(("details", *x) for x in hit.entry.details)]:
        ranges = [
            {"start": run.start() + shift, "end": run.end() + shift}
            for run in re.finditer(r"(?:[^\W_][\u0300-\u036f]*)+", text)
            if _is_found(hit, fold(run[0]), language)
            for shift in [sum(ord(c) > 0xFFFF for c in text[: run.start()])]
        ]
        if ranges:
            lang = language and language.upper()
            passage = {"text": text, "ranges": ranges, "field": name}
            found.append({**passage, "language": lang, "asOf": as_of})
    return found[:3]


def _is_found(hit: Hit, own: str, language: str | None) -> bool:
    for word in hit.query.words:
        if set(stems_in(word, None)) & set(stems_in(own, language)):
            return True
        if hit.query.may_begin(hit.stage) and own.startswith(word):
            return True
    return False
