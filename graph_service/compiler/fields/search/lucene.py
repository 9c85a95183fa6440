"""The text of a search → its words → queries of the full-text index, in Lucene's syntax.

User text can't escape: only letters and digits of it are left. All clauses are regular expressions
or prefixes, as these have constant scores, which `model.ranking` declares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_service.compiler.ir.sources import Encoder
from graph_service.errors import Limit
from graph_service.model.json import Json
from graph_service.model.ranking import (
    BEGINS_IN_NAME,
    BEGINS_IN_TEXT,
    BEGINS_LABEL,
    BY_CONCEPT,
    COMPLETES_LABEL,
    IN_NAME,
    IN_NOTE,
    IN_TEXT,
    IS_LABEL,
    IS_NAME,
    NEAR_LABEL,
    NEAR_NAME,
    NEAR_TEXT,
)
from graph_service.model.search_meaning import (
    SUBJECT_KEYS,
    End,
    ends,
    is_directed,
    property_of,
    terms_labelled,
    types_labelled,
)
from graph_service.model.search_text import (
    CONCEPTS,
    LABEL_KEYS,
    LINKED,
    MAX_SEARCH_CHARACTERS,
    NAME_KEYS,
    NAME_STEMS,
    NAME_WORDS,
    NARROWER_KEYS,
    NOTE_STEMS,
    STEMS,
    type_key,
)
from graph_service.model.stems import content_words, label_keys, query_words, stems
from graph_service.model.storage import StoredValue

MAX_WORDS = 20
"""The first words of a text that count; whoever pastes a long title gets an answer, too."""
_CHARACTERS = Limit(
    "searchText", "The text of a search has {found} characters", "search for fewer words"
)
_LONGEST_LABEL = 7
"""The number of words of the longest label that is looked for within a query."""


@dataclass(frozen=True)
class SearchText:
    """The words of a search.

    Attributes:
        row: the first words in their order, without stop words.
        words: the distinct ones, those for the catalogue's subject only if there are no others.
        whole: the keys of the whole row as a label, and those of the row of `words`.
        labels: the keys of all parts of the row as labels, each with its words.
        at_ends: the keys that are at each end, if the text is for visits or transfers.
    """

    row: Sequence[str]
    words: Sequence[str]
    whole: Sequence[str]
    labels: Mapping[str, Sequence[str]]
    at_ends: Mapping[End, Sequence[str]]


@lru_cache(maxsize=256)  # each of a search's parameters needs it
def _parsed(text: str) -> SearchText:
    found = query_words(text)
    row = content_words(found)[:MAX_WORDS]
    labels: dict[str, Sequence[str]] = {}
    subject: set[str] = set()
    begun_at: dict[str, int] = {}
    for first in range(len(row)):
        for last in range(first + 1, min(len(row), first + _LONGEST_LABEL) + 1):
            part = row[first:last]
            keys = label_keys(part, None)
            labels |= dict.fromkeys(keys, part)
            begun_at |= dict.fromkeys(keys, first)
            if not SUBJECT_KEYS.isdisjoint(keys):
                subject.update(part)
    rest = [word for word in row if word not in subject] or row
    whole = dict.fromkeys((*label_keys(row, None), *label_keys(rest, None)))
    ends_of_words = ends(found, [*labels]) if is_directed([*labels]) else []
    at_ends = {
        end: [key for key, first in begun_at.items() if ends_of_words[first : first + 1] == [end]]
        for end in End
    }
    return SearchText(row, [*dict.fromkeys(rest)], [*whole], labels, at_ends)


def parsed(value: Json) -> SearchText:
    """Return the words of a search.

    >>> text = parsed("Albergues de Guatemala")
    >>> text.words, text.whole[0]
    (['albergues', 'guatemala'], 'es_alberg_guatemal')
    >>> parsed("Refugios de víctimas de trata").words, parsed("Víctimas de trata").words
    (['refugios'], ['victimas', 'trata'])
    >>> parsed("¿Qué países tienen refugios?").words, parsed("tratados").words
    (['refugios'], ['tratados'])

    Raises:
        LimitExceeded: if the text is too long.
    """
    text = str(value)
    _CHARACTERS.check(len(text), MAX_SEARCH_CHARACTERS)
    return _parsed(text)


MISSPELT = range(5, 31)
"""The lengths of words that may have a wrong letter."""
NO_MATCH = '" "'
_ANY_LANGUAGE = "(es|en|pt)_"
_MAX_TERMS = 300
"""In each of three fields; Lucene rejects queries of more than 1,024 clauses."""
_SHORTEST_STEM, _LONGEST_ENDING = 4, 4
_SHORTEST_MISSPELT_STEM = 4


def concepts(value: Json) -> StoredValue:
    """Return the query for the concepts that have a part of the text as a label.

    >>> concepts("Perú")[:62]
    '+z_linked:(type_country type_topic type_institution type_progr'
    """
    labels = parsed(value).labels
    if not labels:
        return NO_MATCH
    types = " ".join(type_key(node_type.name) for node_type in CONCEPTS)
    # Scores don't matter here, and terms take Lucene 0.2 ms where regular expressions take 0.7.
    keys = f"({' '.join(labels)})" if len(labels) <= _MAX_TERMS else f"/{'|'.join(labels)}/"
    found = " ".join(f"{name}:{keys}" for name in (NAME_KEYS, LABEL_KEYS, NARROWER_KEYS))
    return f"+{LINKED}:({types}) +({found})"


def labels_by_word(value: Json) -> StoredValue:
    """Return for each word the keys of the labels that it is a part of.

    >>> labels_by_word("casa refugio")[1].split()[:2]
    ['es_cas_refug', 'en_casa_refugio']
    """
    text = parsed(value)
    return [" ".join(key for key, of in text.labels.items() if w in of) for w in text.words]


def _labels_at(end: End) -> Encoder:
    def labels(value: Json) -> StoredValue:
        return [*parsed(value).at_ends[end]]

    labels.__name__ = f"labels_at_{end.name.lower()}"
    return labels


LABELS_AT_ENDS = {end: _labels_at(end) for end in End}
"""By end, the encoder of the keys of the labels of which the text says that they are there."""


def stem_clauses(_: SearchText, word: str) -> Iterable[str]:
    """Yield the clauses for the stems of a word."""
    found = "|".join(stems(word))
    yield f"{NAME_STEMS}:/{found}/^{IN_NAME}"
    yield f"{STEMS}:/{found}/^{IN_TEXT}"


def shorter_beginnings(word: str) -> list[str]:
    """Return the stems that may be shorter than the beginning of their word."""
    lengths = range(max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING), len(word))
    return [word[:length] for length in lengths]


def begin_clauses(_: SearchText, word: str) -> Iterable[str]:
    """Yield the clauses for words that begin with a word."""
    yield f"{NAME_WORDS}:{word}*^{BEGINS_IN_NAME}"
    # Without a language, "p" must not begin "pt_cas".
    beginnings = "|".join([f"{word}[^_]*", *shorter_beginnings(word)])
    yield f"{STEMS}:/({_ANY_LANGUAGE})?({beginnings})/^{BEGINS_IN_TEXT}"


def _near(word: str) -> str:
    """Return the regular expression of words that differ by a letter.

    >>> _near("tema")
    '.?ema|.tema|etma|t.?ma|t.ema|tmea|te.?a|te.ma|team|tem.?|tem.a|tema.'
    """
    found = []
    for i in range(len(word)):
        before, after = word[:i], word[i + 1 :]
        found += [f"{before}.?{after}", f"{before}.{word[i:]}"]
        if after:
            found.append(f"{before}{after[0]}{word[i]}{after[1:]}")
    return "|".join([*found, f"{word}."])


@lru_cache(maxsize=256)
def _near_pattern(word: str) -> re.Pattern[str]:
    return re.compile(_near(word))


@lru_cache(maxsize=256)
def _near_stems(word: str) -> str:
    """Return the regular expression of stems that differ by a letter from those of a word.

    >>> re.fullmatch(_near_stems("intercanbios"), "es_intercamb") is not None
    True
    """
    found = (stem.partition("_") for stem in stems(word))
    near = (
        f"{language}_({_near(bare)})"
        for language, _, bare in found
        if len(bare) >= _SHORTEST_MISSPELT_STEM
    )
    return "|".join(near)


def is_near(word: str, other: str) -> bool:
    """Whether another word differs from a word at most by a letter.

    >>> is_near("tema", "tmea"), is_near("tema", "temas"), is_near("tema", "lima")
    (True, True, False)
    """
    return _near_pattern(word).fullmatch(other) is not None


def has_near_stem(word: str, found: Iterable[str]) -> bool:
    """Whether one of some stems differs at most by a letter from a stem of a word.

    >>> has_near_stem("jueses", ["es_juec"]), has_near_stem("jueses", ["es_juic"])
    (True, False)
    """
    pattern = re.compile(_near_stems(word))
    return any(pattern.fullmatch(stem) for stem in found)


def _near_clauses(_: SearchText, word: str) -> Iterable[str]:
    if len(word) in MISSPELT:
        yield f"{NAME_WORDS}:/{_near(word)}/^{NEAR_NAME}"
        if near := _near_stems(word):
            yield f"{NAME_STEMS}:/{near}/^{NEAR_NAME}"
            yield f"{STEMS}:/{near}/^{NEAR_TEXT}"


def _note_clauses(_: SearchText, word: str) -> Iterable[str]:
    yield f"{NOTE_STEMS}:/{'|'.join(stems(word))}/^{IN_NOTE}"


def _label_clauses(text: SearchText, word: str) -> Iterable[str]:
    """Yield the clauses of the terms and types of which a label in the text has the word."""
    keys = [key for key, of in text.labels.items() if word in of]
    terms: dict[str, list[str]] = {}
    for key in keys:
        for term in terms_labelled(key):
            terms.setdefault(property_of(term), []).append(term.name.lower())
    for name, found in sorted(terms.items()):
        yield f"{name}:/{'|'.join(sorted({*found}))}/^{BY_CONCEPT}"
    types = {type_key(t.name) for key in keys for t in types_labelled(key)}
    if types:
        yield f"{LINKED}:/{'|'.join(sorted(types))}/^{BY_CONCEPT}"


def _each(*clauses: Callable[[SearchText, str], Iterable[str]]) -> Encoder:
    """Return the encoder of a list: for each word of a text its clauses."""

    def encode(value: Json) -> StoredValue:
        text = parsed(value)
        return [
            " ".join(clause for make in clauses for clause in make(text, word))
            for word in text.words
        ]

    return encode


def _whole_clauses(text: SearchText) -> Iterable[str]:
    whole = "|".join(text.whole)
    if whole:
        yield f"{NAME_KEYS}:/{whole}/^{IS_NAME}"
        yield f"{LABEL_KEYS}:/{whole}/^{IS_LABEL}"


def _whole_begins(text: SearchText) -> Iterable[str]:
    if text.row:
        # The stem of a whole name may be shorter than the text: "aloj" of "Alojamiento".
        row = f"{_ANY_LANGUAGE}{'_'.join(text.row)}"
        for completed, weight in ((".*", BEGINS_LABEL), ("[^_]*", COMPLETES_LABEL)):
            yield f"{NAME_KEYS}:/{'|'.join([f'{row}{completed}', *text.whole])}/^{weight}"


def _whole_near(text: SearchText) -> Iterable[str]:
    if len(text.row) == 1 and len(text.row[0]) in MISSPELT:
        yield f"{NAME_KEYS}:/{_ANY_LANGUAGE}({_near(text.row[0])})/^{NEAR_LABEL}"


def _whole(clauses: Callable[[SearchText], Iterable[str]]) -> Encoder:
    """Return the encoder of the clauses for a text as a whole."""
    return lambda value: " ".join(clauses(parsed(value)))


def may_begin(text: SearchText) -> bool:
    """Whether the words may be beginnings of words even where entries have them whole.

    A single word may be still being typed: "fiscal" of "fiscalía".
    """
    return len(text.words) == 1


exact_words = _each(stem_clauses, _label_clauses)
begun_words = _each(begin_clauses)
noted_words = _each(_note_clauses)
near_words = _each(_near_clauses)
"""The clauses of each word: by stems and labels, beginnings, in notes, and with a wrong letter."""
exact_text = _whole(_whole_clauses)
begun_text = _whole(_whole_begins)
near_text = _whole(_whole_near)
"""The same for the text as a whole; these clauses only add to scores."""
