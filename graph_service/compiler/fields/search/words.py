"""The text of a search → its words, and the rows of words that may be a label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_service.model.direction import ends, is_directed
from graph_service.model.ends import End
from graph_service.model.json import Json
from graph_service.model.stems import content_words, label_keys, query_words
from graph_service.model.subject import SUBJECT_KEYS

MAX_WORDS = 20
"""The first words of a text that count; whoever pastes a long title gets an answer, too."""
MAX_CHARACTERS = 1_000
"""The characters that count: the index takes 0.1 s to search for a word of 30,000."""
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
    """Return the words of a search; of a long text, those at its beginning.

    >>> text = parsed("Albergues de Guatemala")
    >>> text.words, text.whole[0]
    (['albergues', 'guatemala'], 'es_alberg_guatemal')
    >>> parsed("Refugios de víctimas de trata").words, parsed("Víctimas de trata").words
    (['refugios'], ['victimas', 'trata'])
    >>> parsed("¿Qué países tienen refugios?").words, parsed("tratados").words
    (['refugios'], ['tratados'])
    """
    return _parsed(str(value)[:MAX_CHARACTERS])
