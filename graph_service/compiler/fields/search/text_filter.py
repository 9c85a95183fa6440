"""`where: {text}` and `orderBy: [{relevance: DESC}]`: the words of a search, on lists of entries.

The condition is answered by the full-text index, or tested on a node that was reached otherwise: by
the stems and beginnings of words, in the entry's own texts and the labels of its terms. The order
is not that of `Query.search`, which ranks by all rules of `model.ranking`: its weights are those of
them that apply to what the condition matches.
"""

from __future__ import annotations

from functools import reduce

from graph_service.compiler.fields.search.lucene import (
    begin_clauses,
    parsed,
    shorter_beginnings,
    stem_clauses,
)
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import Param
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.ranking import (
    BEGINS_IN_NAME,
    BEGINS_IN_TEXT,
    BY_CONCEPT,
    IN_NAME,
    IN_TEXT,
    IS_LABEL,
    IS_NAME,
)
from graph_service.model.search_text import (
    LABEL_KEYS,
    NAME_KEYS,
    NAME_STEMS,
    NAME_WORDS,
    SEARCH_RANK,
    STEMS,
    TERM_STEMS,
)
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


RELEVANCE = "relevance"


def text_keys(value: Json) -> StoredValue:
    """Return the keys of the text as a name."""
    return [*parsed(value).whole]


def _if(condition: str, weight: float) -> str:
    return f"CASE WHEN {condition} THEN {weight} ELSE 0.0 END"


def _spaced(name: str) -> str:
    return f"' ' + {{v}}.{name} + ' '"


def _has(row: str, parts: str) -> str:
    """Return the condition that a row of words between spaces contains one of the parts."""
    return f"any(x IN {parts} WHERE {row} CONTAINS x)"


_STEMS_OF_WORD, _BEGINNINGS_OF_WORD = "split({1}[i], ',')", "split({2}[i], ',')"
_OF_WORD = " + ".join(
    (
        _if(_has("t[0]", _STEMS_OF_WORD), IN_NAME),
        _if(_has("t[1]", _STEMS_OF_WORD), IN_TEXT),
        _if(_has("t[2]", _STEMS_OF_WORD), BY_CONCEPT),
        _if("t[3] CONTAINS ' ' + {0}[i]", BEGINS_IN_NAME),
        _if(_has("t[4]", _BEGINNINGS_OF_WORD), BEGINS_IN_TEXT),
    )
)
_TEXTS = ", ".join(
    (*map(_spaced, (NAME_STEMS, STEMS, TERM_STEMS, NAME_WORDS)), SPACED_STEMS_OF_ANY_LANGUAGE)
)
# The texts are put between spaces once per entry: once per word takes three times as long.
_OF_WORDS = (
    f"reduce(all = 0.0, t IN [[{_TEXTS}]]"
    f" | reduce(s = all, i IN range(0, size({{0}}) - 1) | s + {_OF_WORD}))"
)
_SCORE = " + ".join(
    (
        f"coalesce({{v}}.{SEARCH_RANK}, 0.0)",
        _OF_WORDS,
        _if(_has(_spaced(NAME_KEYS), "[k IN {3} | ' ' + k + ' ']"), IS_NAME),
        _if(_has(_spaced(LABEL_KEYS), "[k IN {3} | ' ' + k + ' ']"), IS_LABEL),
    )
)


def score(value: Json) -> StoredValue:
    """Return the score in a cursor."""
    if isinstance(value, float):
        return value
    raise ValueError("not a score")


def relevance_key(text: ArgumentTree | None, direction: str) -> SortKey:
    """Return the sort key by relevance to the text of the list's `where`.

    Raises:
        BadUserInput: if there is no text.
    """
    if not isinstance(text, Leaf) or text.value is None:
        raise BadUserInput(
            f"{RELEVANCE} sorts by the words of `where: {{text: …}}`, which is not given; add it,"
            " or use another key.",
            argument="orderBy",
        )
    encoders = (text_words, text_stems, text_beginnings, text_keys)
    return SortKey(
        f"{RELEVANCE} {direction}",
        _SCORE,
        score,
        descending=direction == "DESC",
        params=tuple(Param(text.origin, encode, "text") for encode in encoders),
    )
