"""The text of a search → its words → queries of the full-text index, in Lucene's syntax.

User text can't escape: only letters and digits of it are left. All clauses are regular expressions
or prefixes, as these have constant scores, which `model.ranking` declares.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from graph_service.errors import Limit
from graph_service.model import ranking
from graph_service.model.json import Json
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
    BY_YEAR,
    CONCEPTS,
    DETAIL_STEMS,
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
from graph_service.model.stems import content_words, label_keys, query_words, stems, written_key
from graph_service.model.text import fold

MAX_WORDS = 20
"""The first words of a text that count; whoever pastes a long title gets an answer, too."""
_CHARACTERS = Limit(
    "searchText", "The text of a search has {found} characters", "search for fewer words"
)
_LONGEST_LABEL = 7
"""The number of words of the longest label that is looked for within a query."""
_LONGEST_CODE = 3
RUN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
"""A word of a text as it is written."""


@dataclass(frozen=True)
class SearchText:
    """The words of a search.

    Attributes:
        row: the first words in their order, without stop words.
        words: the distinct ones, those for the catalogue's subject only if there are no others.
        whole: the keys of the whole row as a label, and those of the row of `words`.
        written: the key of the text with its stop words, if there are some.
        labels: the keys of all parts of the row as labels, each with its words.
        at_ends: the keys that are at each end, if the text is for visits or transfers.
        no_codes: the keys of short words that are no codes of countries, such as the verb "can":
            beside other words, a code is written in capitals.
    """

    row: Sequence[str]
    words: Sequence[str]
    whole: Sequence[str]
    written: str
    labels: Mapping[str, Sequence[str]]
    at_ends: Mapping[End, Sequence[str]]
    no_codes: Set[str]

    def keys_with(self, word: str) -> Set[str]:
        """Return the keys of the labels that a word is a part of."""
        return {key for key, of in self.labels.items() if word in of}


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
    capitals = {fold(run) for run in RUN.findall(text) if run.isupper()}
    short = [w for w in row if len(row) > 1 and len(w) <= _LONGEST_CODE and w not in capitals]
    written = "".join(written_key(found))
    no_codes = {key for word in short for key in label_keys([word], None)}
    return SearchText(row, [*dict.fromkeys(rest)], [*whole], written, labels, at_ends, no_codes)


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


def searched_text(value: Json) -> str:
    """Return the text of a search, if it isn't too long."""
    parsed(value)
    return str(value)


MISSPELT = range(5, 31)
"""The lengths of words that may have a wrong letter."""
NO_MATCH = '" "'
_ANY_LANGUAGE = "(es|en|pt)_"
_MAX_TERMS = 300
"""In each of three fields; Lucene rejects queries of more than 1,024 clauses."""
IS_YEAR = re.compile("[1-9][0-9]{3}")
"""A word that is also searched for among the years by which something was."""
_SHORTEST_STEM, _LONGEST_ENDING = 4, 4
_SHORTEST_MISSPELT_STEM = 4


def concepts_query(text: SearchText) -> str:
    """Return the query for the concepts that have a part of the text as a label.

    >>> concepts_query(parsed("Perú"))[:62]
    '+z_linked:(type_country type_topic type_institution type_progr'
    """
    labels = text.labels
    types = " ".join(type_key(node_type.name) for node_type in CONCEPTS)
    # Scores don't matter here, and terms take Lucene 0.2 ms where regular expressions take 0.7.
    keys = f"({' '.join(labels)})" if len(labels) <= _MAX_TERMS else f"/{'|'.join(labels)}/"
    found = " ".join(f"{name}:{keys}" for name in (NAME_KEYS, LABEL_KEYS, NARROWER_KEYS))
    return f"+{LINKED}:({types}) +({found})"


def _stem_clauses(word: str) -> Iterator[str]:
    """Yield the clauses for the stems of a word."""
    found = "|".join(stems(word))
    yield f"{NAME_STEMS}:/{found}/^{ranking.IN_NAME}"
    yield f"{STEMS}:/{found}/^{ranking.IN_TEXT}"
    if IS_YEAR.fullmatch(word):
        yield f"{LINKED}:/{BY_YEAR}{word}/^{ranking.IN_TEXT}"


def shorter_beginnings(word: str) -> list[str]:
    """Return the stems that may be shorter than the beginning of their word."""
    lengths = range(max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING), len(word))
    return [word[:length] for length in lengths]


def _begin_clauses(word: str) -> Iterator[str]:
    """Yield the clauses for words that begin with a word."""
    yield f"{NAME_WORDS}:{word}*^{ranking.BEGINS_IN_NAME}"
    # Without a language, "p" must not begin "pt_cas".
    beginnings = "|".join([f"{word}[^_]*", *shorter_beginnings(word)])
    yield f"{STEMS}:/({_ANY_LANGUAGE})?({beginnings})/^{ranking.BEGINS_IN_TEXT}"


def near_pattern(word: str) -> str:
    """Return the regular expression of words that differ by a letter, but not in the first one.

    >>> near_pattern("tema")
    't.?ma|t.ema|tmea|te.?a|te.ma|team|tem.?|tem.a|tema.'
    """
    found = []
    for i in range(1, len(word)):
        before, after = word[:i], word[i + 1 :]
        found += [f"{before}.?{after}", f"{before}.{word[i:]}"]
        if after:
            found.append(f"{before}{after[0]}{word[i]}{after[1:]}")
    return "|".join([*found, f"{word}."])


def _near_stems(word: str) -> str:
    """Return the regular expression of stems that differ by a letter from those of a word.

    >>> re.fullmatch(_near_stems("intercanbios"), "es_intercamb") is not None
    True
    """
    found = (stem.partition("_") for stem in stems(word))
    near = (
        f"{language}_({near_pattern(bare)})"
        for language, _, bare in found
        if len(bare) >= _SHORTEST_MISSPELT_STEM
    )
    return "|".join(near)


def near_query(word: str) -> str:
    """Return the query for the entries that have a word which differs from a word by a letter."""
    near = _near_stems(word)
    by_stem = f" {NAME_STEMS}:/{near}/^2 {STEMS}:/{near}/" if near else ""
    return f"{NAME_WORDS}:/{near_pattern(word)}/^2{by_stem}"


def nearest(word: str, texts: Iterable[str]) -> str | None:
    """Return the word of some texts that differs from a word by a letter, or whose stem does.

    The word itself before its stem, then the most frequent one.

    >>> nearest("alvergues", ["Un albergue, dos albergues", "El albergue"])
    'albergues'
    """
    is_near, stem_is_near = re.compile(near_pattern(word)), re.compile(_near_stems(word) or "(?!)")
    numbers = Counter(run.lower() for text in texts for run in RUN.findall(text))
    ranked: list[tuple[int, int, str]] = []
    for run, number in numbers.items():
        own = fold(run)
        if is_near.fullmatch(own):
            ranked.append((0, -number, run))
        elif any(map(stem_is_near.fullmatch, stems(own))):
            ranked.append((1, -number, run))
    return min(ranked)[2] if ranked else None


def _label_clauses(text: SearchText, word: str) -> Iterator[str]:
    """Yield the clauses of the terms and types of which a label in the text has the word."""
    keys = text.keys_with(word)
    terms: dict[str, list[str]] = {}
    for key in keys:
        for term in terms_labelled(key):
            terms.setdefault(property_of(term), []).append(term.name.lower())
    for name, found in sorted(terms.items()):
        yield f"{name}:/{'|'.join(sorted({*found}))}/^{ranking.BY_CONCEPT}"
    types = {type_key(t.name) for key in keys for t in types_labelled(key)}
    if types:
        yield f"{LINKED}:/{'|'.join(sorted(types))}/^{ranking.BY_CONCEPT}"


@dataclass(frozen=True)
class Concept:
    """A country, topic, institution or programme that has a part of a text as a label.

    Attributes:
        key: its word in `z_linked`.
        labels: the keys of its labels.
        names: the keys of those that are not narrower terms.
    """

    key: str
    is_country: bool
    labels: Set[str]
    names: Set[str]


class SearchQuery:
    """The queries of the index for a text, of which these concepts have labels."""

    def __init__(self, text: SearchText, concepts: Sequence[Concept]) -> None:
        self.text = text
        self._is_single = len(text.words) == 1
        by_word = {
            word: [c for c in concepts if not text.keys_with(word).isdisjoint(c.labels)]
            for word in text.words
        }
        self._countries = {w for w, found in by_word.items() if any(c.is_country for c in found)}
        plain = {
            word: " ".join(
                (
                    *_stem_clauses(word),
                    *_label_clauses(text, word),
                    *_linked(by_word[word], text.keys_with(word)),
                    # One of several words doesn't count in a note.
                    *((self._noted(word),) if self._is_single else ()),
                )
            )
            for word in text.words
        }
        self._told = {word: f"{clause} {_told(word)}" for word, clause in plain.items()}
        # In details, one of several words counts in a later stage.
        self._exact = self._told if self._is_single else plain
        self._in_texts = {
            word: " ".join(
                (
                    *_stem_clauses(word),
                    _told(word),
                    *_linked((c for c in found if c.is_country), text.keys_with(word)),
                )
            )
            for word, found in by_word.items()
        }
        self._begun = {word: " ".join(_begin_clauses(word)) for word in text.words}
        self._whole = " ".join(_whole_clauses(text))
        self._end = "".join(
            f" {LINKED}:/{end.prefix}{c.key}/^{ranking.AT_END}"
            for end, keys in text.at_ends.items()
            for c in concepts
            if c.is_country and not c.labels.isdisjoint(keys)
        )

    def numbered(self) -> list[str]:
        """Return for each word the query for the entries that have it, then for similar ones."""
        similar = (f"{begun} {self._noted(word)}" for word, begun in self._begun.items())
        return [*self._told.values(), *similar]

    def strict(self) -> str:
        """Return the query for the entries that have every word."""
        return self._every(self._exact, self._whole)

    def begun(self, *, told: bool = False) -> str:
        """Return the query for the entries that have every word, perhaps as a beginning.

        Args:
            told: whether a word may also be in a detail.
        """
        exact = self._told if told else self._exact
        both = {word: f"{clause} {self._begun[word]}" for word, clause in exact.items()}
        return self._every(both, f"{self._whole} {' '.join(_whole_begins(self.text))}")

    def told(self) -> str:
        """Return the query for the entries that have every word, perhaps in a detail.

        A word that is only a label of what they are linked to doesn't count, but for countries.
        """
        return self._every(self._in_texts, self._whole)

    def relaxed(self, numbers: Sequence[int]) -> Iterator[str]:
        """Yield queries for the entries that have some of the words, by how many have each word.

        The first is for those that have the words of countries, and another one.
        """
        weighted = {
            word: f"({clause} {self._begun[word]} {self._noted(word)})^{_rarity(number)}"
            for (word, clause), number in zip(self._told.items(), numbers, strict=False)
        }
        others = " ".join(c for word, c in weighted.items() if word not in self._countries)
        either = f" +({others})" if others else ""
        whole = f"{self._whole} {' '.join(_whole_begins(self.text))}"
        if self._countries:
            of_countries = "".join(f" +{weighted[w]}" for w in weighted if w in self._countries)
            yield f"{whole}{of_countries}{either}{self._end}"
        yield f"{whole} +({' '.join(weighted.values())}){self._end}"

    def _every(self, clauses: Mapping[str, str], whole: str) -> str:
        is_beside = self._countries and self._countries != clauses.keys()
        each = (
            f" +({clause})"
            + (f"^{ranking.COMMON}" if is_beside and word in self._countries else "")
            for word, clause in clauses.items()
        )
        return f"{whole}{''.join(each)}{self._end}"

    def _noted(self, word: str) -> str:
        return f"{NOTE_STEMS}:/{'|'.join(stems(word))}/^{ranking.IN_NOTE}"


def _told(word: str) -> str:
    """Return the clause for practices of which a detail has a word."""
    return f"{DETAIL_STEMS}:/{'|'.join(stems(word))}/^{ranking.IN_DETAIL}"


def _rarity(number: int) -> float:
    """Return the factor of a word that a number of entries have."""
    if not number:
        return ranking.UNKNOWN
    return next((factor for most, factor in ranking.RARITY if number <= most), ranking.COMMON)


def _linked(concepts: Iterable[Concept], keys: Set[str]) -> Iterator[str]:
    """Yield the clauses for entries that are linked to concepts, of which these are labels."""
    by_weight: dict[float, list[str]] = {}
    for concept in concepts:
        weight = ranking.BY_NARROWER if keys.isdisjoint(concept.names) else ranking.BY_CONCEPT
        weight = ranking.BY_COUNTRY if concept.is_country else weight
        by_weight.setdefault(weight, []).append(concept.key)
    for weight, linked in by_weight.items():
        yield f"{LINKED}:/{'|'.join(linked)}/^{weight}"


def _whole_clauses(text: SearchText) -> Iterator[str]:
    whole = "|".join(text.whole)
    if whole:
        yield f"{NAME_KEYS}:/{whole}/^{ranking.IS_NAME}"
        yield f"{LABEL_KEYS}:/{whole}/^{ranking.IS_LABEL}"
    if text.written:
        yield f"{NAME_KEYS}:/{text.written}/^{ranking.IS_WRITTEN}"


def _whole_begins(text: SearchText) -> Iterator[str]:
    # The stem of a whole name may be shorter than the text: "aloj" of "Alojamiento".
    row = f"{_ANY_LANGUAGE}{'_'.join(text.row)}"
    for completed, weight in ((".*", ranking.BEGINS_LABEL), ("[^_]*", ranking.COMPLETES_LABEL)):
        yield f"{NAME_KEYS}:/{'|'.join([f'{row}{completed}', *text.whole])}/^{weight}"
