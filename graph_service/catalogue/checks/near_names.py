"""Names that differ in one word or one letter, found among thousands by sums of hashes.

"Fiscalía contra la Trata de Personas" ~ "Fiscalía Especial contra la Trata de Personas"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

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
_LIKENESS = 0.75
_MOST = 20
"""Names that differ in the same word and are compared: each of 10,000 would take hours."""


class _Word(NamedTuple):
    """A word without its plural, and a hash; numerals are fixed: they tell two names apart."""

    text: str
    code: int
    is_fixed: bool


class NearNames:
    """Names that are compared; each is a set of words without articles and plurals."""

    def __init__(self) -> None:
        self._whole: dict[int, list[str]] = {}
        self._names: list[tuple[str, int, bool, tuple[_Word, ...]]] = []

    def add(self, key: str, slug: str) -> None:
        """Add a name, as `name_key` returns it."""
        words = []
        total = 0
        for text in {*key.split()}:
            word = _word(text)
            if word is not None:
                total += word.code
                words.append(word)
        if len(words) >= _MIN_WORDS:
            self._whole.setdefault(total, []).append(slug)
            changeable = tuple(word for word in words if not word.is_fixed)
            self._names.append((slug, total, len(words) > _MIN_WORDS, changeable))

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the slugs of names that have the same words, or differ in one."""
        for slugs in self._whole.values():
            yield from ((slugs[0], other) for other in slugs[1:])
        whole = self._whole
        # Tuples, as lists would make the garbage collector visit each of 100,000.
        without: dict[int, tuple[tuple[str, str], ...]] = {}
        for slug, total, is_long, words in self._names:
            for text, code, _is_fixed in words:
                rest = total - code
                if is_long and rest in whole:
                    yield from ((slug, other) for other in whole[rest])
                similar = without.get(rest, ())
                for other, word in similar:
                    if _is_typo(text, word):
                        yield slug, other
                if len(similar) < _MOST:
                    without[rest] = (*similar, (slug, text))


@lru_cache(maxsize=50_000)
def _word(text: str) -> _Word | None:
    if text in _NO_CONTENT:
        return None
    is_fixed = (
        text in _NUMERALS or len(text) == 1 or not text.isalpha() or bool(_ROMAN.fullmatch(text))
    )
    stem = text
    if len(text) >= _MIN_LETTERS and text.endswith("s"):
        stem = text.removesuffix("es") if text.endswith("es") else text.removesuffix("s")
    return _Word(text=stem, code=hash(stem), is_fixed=is_fixed)


@lru_cache(maxsize=50_000)  # 10,000 entries compare 11,000 pairs of words, ten times each
def _is_typo(word: str, other: str) -> bool:
    if word == other or min(len(word), len(other)) < _MIN_LETTERS:
        return False
    # An upper bound of the ratio, which takes far less and rules out most pairs.
    common = min(sum(letter in other for letter in word), sum(letter in word for letter in other))
    if 2 * common <= _LIKENESS * (len(word) + len(other)):
        return False
    return SequenceMatcher(None, word, other).ratio() > _LIKENESS
