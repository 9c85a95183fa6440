"""Word stems for search, in Spanish, English and Portuguese at once.

A query's language is unknown, and texts quote one another's languages, so each word has the stems
of all three: "albergues" finds "albergue", "shelters" finds "shelter". The loader stores them, a
search looks for them, and tests compute expectations with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from .text import words

_STEMMERS = tuple(map(snowballstemmer.stemmer, ("spanish", "english", "portuguese")))
_SHORTEST = 3
"""A shorter stem says too little: the word itself is used."""
# "capacitações" has the stem of "capacitação"; the stemmer needs accents for that.
_PLURAL = re.compile("(?<=[cs])oes$")
# Articles, prepositions, conjunctions and pronouns of the three languages, folded.
_STOP_WORDS = """
a al ante aquel con como contra cual cuales cuando de del desde donde e el ella en entre es
esa ese esta este esto ha hacia hasta la las le les lo los mas mi muy o para pero por porque que
quien se segun ser si sin sobre son su sus tambien un una uno unas unos y ya
about an and are as at be between by for from has have how in into is it its of on or that the
their these this those to was were what when where which who with
ao aos as ate com da das dela do dos em essa esse eu foi mais mas na nas nem nos num numa os ou
para pela pelas pelo pelos qual quando sao sem seu seus sua suas tem um uma umas
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=65_536)
def stems(word: str) -> tuple[str, ...]:
    """Return the distinct stems of a folded word, the Spanish one first.

    >>> stems("albergues")
    ('alberg', 'albergu')
    >>> stems("capacitacoes") == stems("capacitacao")
    True
    """
    word = _PLURAL.sub("ao", word)
    found = (stemmer.stemWord(word) for stemmer in _STEMMERS)
    # A plural of Spanish and Portuguese: "jueces" has the stem of "juez".
    return tuple(
        dict.fromkeys(re.sub("z$", "c", s) if len(s) >= _SHORTEST else word for s in found)
    )


def stems_of(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the stems of folded texts, without stop words.

    Returns:
        The Spanish stems in the order of the words, for phrases; and all others, once each.

    >>> stems_of(["casas de acogida"])
    (['cas', 'acog'], ['casa', 'acogida'])
    """
    found = [stems(word) for text in texts for word in content_words(words(text))]
    first = [stem for stem, *_ in found]
    in_first = set(first)
    others = dict.fromkeys(stem for each in found for stem in each if stem not in in_first)
    return first, [*others]


def content_words(found: Sequence[str]) -> Sequence[str]:
    """Return folded words without stop words; all of them if there are no others."""
    return [word for word in found if word not in STOP_WORDS] or found
