"""Names that differ in one word or in a few letters of one.

"Fiscalía contra la Trata de Personas" ~ "Fiscalía Especial contra la Trata de Personas"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from .texts import phrases

_NO_CONTENT = phrases(
    """
    de | del | la | el | los | las | y | en | para | por | con | contra | a | al | e | o | un | una
    | su | se | que | the | of | and | in | for | to | on | against | an | by | from | with | as
    | do | da | das | em | no | na | os | ao
    """
)
_NUMERALS = phrases(
    """
    primer | primera | primero | segunda | segundo | tercer | tercera | tercero | cuarta | cuarto
    | quinta | quinto | sexta | sexto | septima | septimo | octava | octavo | novena | noveno
    | decima | decimo | first | second | third | fourth | fifth | sixth | seventh | eighth | ninth
    | tenth | uno | dos | tres | cuatro | cinco | one | two | three
    | norte | sur | este | oeste | north | south | east | west
    """
)
_ROMAN = re.compile("[ivx]{1,5}")
_MIN_WORDS = 3
_MIN_LETTERS = 5
_LIKENESS = 75
_MOST_DIFFERENT = 2
"""Words that are in one of two names: one of each."""


class NearNames:
    """Names that are compared, each as a set of words without articles and plurals."""

    def __init__(self) -> None:
        self._names: list[tuple[str, frozenset[str]]] = []

    def add(self, key: str, slug: str) -> None:
        """Add a name, as `name_key` returns it."""
        words = frozenset(_stem(word) for word in key.split() if word not in _NO_CONTENT)
        if len(words) >= _MIN_WORDS:
            self._names.append((slug, words))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the slugs of names that have the same words, or differ in one."""
        for (slug, words), (other, others) in combinations(self._names, 2):
            if _are_near(words, others):
                yield slug, other


def _stem(word: str) -> str:
    if len(word) < _MIN_LETTERS or not word.endswith("s"):
        return word
    return word.removesuffix("es") if word.endswith("es") else word.removesuffix("s")


def _are_near(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two names differ in one word at most, unless it tells them apart."""
    different = words ^ others
    if len(different) > _MOST_DIFFERENT or any(map(_tells_apart, different)):
        return False
    if len(words) == len(others) and different:
        word, other = different
        is_long = min(len(word), len(other)) >= _MIN_LETTERS
        return is_long and fuzz.ratio(word, other) > _LIKENESS
    return not different or (len(different) == 1 and len(words | others) > _MIN_WORDS)


def _tells_apart(word: str) -> bool:
    """Whether a word is a number, a letter or a direction: "segunda", "ii", "2018", "norte"."""
    is_number = word in _NUMERALS or not word.isalpha() or bool(_ROMAN.fullmatch(word))
    return is_number or len(word) == 1
