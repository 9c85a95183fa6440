"""The rules that search ranks by: the score of a hit is the sum of the weights that apply to it.

Weights are multiples of 1/8, and factors are multiples of 1/4, so sums are exact, and equal hits
have equal scores, which are sorted by id. Statistics of the index, which depend on its history,
play no part: how rare a word is follows from the entries that have it now.
"""

from __future__ import annotations

from typing import Final

from .declare import NodeType

# For each word of the query, and each place where an entry has it:
IN_NAME: Final = 8.0
IN_TEXT: Final = 3.0
IN_DETAIL: Final = 1.0
"""A detail of a practice has the word, and it is the only one, or no entry has every word."""
IN_NOTE: Final = 1.0
"""Only the entry's notes have the word, and it is the only one, or no entry has every word."""
BY_COUNTRY: Final = 6.0
"""A country that the entry is linked to has the name or a demonym."""
BY_CONCEPT: Final = 4.0
"""A topic, institution or programme that the entry is linked to, its type or a term of it has the
label."""
BY_NARROWER: Final = 2.0
"""Of a topic, a narrower term is the label."""
BEGINS_IN_NAME: Final = 2.0
BEGINS_IN_TEXT: Final = 1.0

# For entries that lack words, the weights of a word are multiplied:
RARITY: Final = ((4, 1.0), (16, 0.75), (64, 0.5))
"""By the number of entries that have the word, up to a number each. A rare word says more."""
COMMON: Final = 0.25
"""If more entries have the word. If some entry has every word, a word that names a country has this
factor, beside words that don't."""
UNKNOWN: Final = 4.0
"""If no entry has it, but beginnings or notes."""

# For the query as a whole:
IS_NAME: Final = 768.0
"""The entry's name, acronym or code is the whole query."""
IS_WRITTEN: Final = 8.0
"""It is so with its stop words, too: "Sin fronteras" rather than "Fronteras"."""
IS_LABEL: Final = 256.0
"""Another name of the entry is the whole query."""
IS_NAMED: Final = 2.0
"""The entry is a country, topic, institution or programme, and the query has a label of it."""
BEGINS_LABEL: Final = 12.0
"""A name, acronym or code of the entry begins with the query."""
COMPLETES_LABEL: Final = 16.0
"""A name, acronym or code of the entry is the query with its last word completed."""
AT_END: Final = 16.0
"""The entry is a visit or a transfer, and a country is at the end of it that the query says."""
EVERY_WORD: Final = 2048.0
"""For each further stage of the search that the entry needs not: more than all other weights."""

_LONG_NAME = 8


def rank_of(node_type: NodeType, name_words: int) -> float:
    """Return the weight of an entry itself, by its type and the number of words of its name.

    Sources come after other entries, and short names before long ones.

    >>> from .types import SOURCE, TOPIC
    >>> rank_of(TOPIC, 1), rank_of(SOURCE, 20)
    (19.875, 0.0)
    """
    return node_type.weight + max(0, _LONG_NAME - name_words) / 8
