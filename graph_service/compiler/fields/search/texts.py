"""`where: {text}`: the words of a search as a condition, by stems and beginnings of words.

From the full-text index, or on a node that was reached otherwise: the clauses of a word, and the
parts of its stored texts that they stand for.
"""

from __future__ import annotations

from functools import reduce

from graph_service.compiler.fields.search.lucene import (
    begin_clauses,
    shorter_beginnings,
    stem_clauses,
)
from graph_service.compiler.fields.search.words import parsed
from graph_service.model.json import Json
from graph_service.model.search_text import NAME_STEMS, NAME_WORDS, STEMS, TERM_STEMS
from graph_service.model.stems import stems
from graph_service.model.storage import StoredValue
from graph_service.model.text import FALLBACK

_EVERYTHING = "*:*"


def text_query(value: Json) -> StoredValue:
    """Return the query for entries that have all words; without any, for everything.

    >>> text_query("?"), text_query("la niñez")[:60]
    ('*:*', '+(z_nameStems:/es_ninec|en_ninec|pt_ninec/^8.0 z_stems:/es_n')
    """
    text = parsed(value)
    clauses = (
        " ".join(
            (
                *stem_clauses(text, word),
                f"{TERM_STEMS}:/{'|'.join(stems(word))}/",
                *begin_clauses(text, word),
            )
        )
        for word in text.words
    )
    return " ".join(f"+({each})" for each in clauses) or _EVERYTHING


def text_words(value: Json) -> StoredValue:
    """Return the distinct words.

    >>> text_words("La Niñez")
    ['ninez']
    """
    return [*parsed(value).words]


def text_stems(value: Json) -> StoredValue:
    """Return for each word its stems, as they occur in stored stems, with commas between them.

    >>> text_stems("Niñez")
    [' es_ninec , en_ninec , pt_ninec ']
    """
    return [",".join(f" {stem} " for stem in stems(word)) for word in parsed(value).words]


def text_beginnings(value: Json) -> StoredValue:
    """Return for each word the stems that it may be the beginning of, as far as they are known.

    >>> text_beginnings("Niños")
    [' ninos, nino ']
    """
    return [
        ",".join((f" {word}", *(f" {shorter} " for shorter in shorter_beginnings(word))))
        for word in parsed(value).words
    ]


SPACED_STEMS_OF_ANY_LANGUAGE = reduce(
    lambda text, language: f"replace({text}, ' {language}_', ' ')",
    FALLBACK,
    f"' ' + {{v}}.{STEMS} + ' '",
)
"""The expression of an entry's stems without their languages, each between spaces."""
_STEMS = ", ".join(f"' ' + {{v}}.{name} + ' '" for name in (NAME_STEMS, STEMS, TERM_STEMS))
# The texts are put between spaces once per entry, which costs more than looking for words in them.
TEXT_TEST = (
    f"any(t IN [[' ' + {{v}}.{NAME_WORDS}, [{_STEMS}], {SPACED_STEMS_OF_ANY_LANGUAGE}]] WHERE"
    " all(i IN range(0, size({0}) - 1) WHERE t[0] CONTAINS ' ' + {0}[i]"
    " OR any(x IN t[1] WHERE any(s IN split({1}[i], ',') WHERE x CONTAINS s))"
    " OR any(s IN split({2}[i], ',') WHERE t[2] CONTAINS s)))"
)
"""The condition on an entry; its parameters are the words, their stems and their beginnings."""
