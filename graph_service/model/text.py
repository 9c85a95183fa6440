"""Folding of text, so that comparisons and orders ignore accents and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

FALLBACK = ("es", "en", "pt")
"""The languages that replace a missing translation, in this order."""
# The marks of Latin letters; U+034F between them is not a mark. Other marks are found one by one.
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")


@lru_cache(maxsize=256)  # a loader folds each text up to five times in a row
def fold(text: str) -> str:
    """Fold a text for comparison: NFKD, marks removed, casefolded, white space collapsed.

    Thus ñ sorts as n.

    >>> fold("Niñez  y Adolescencia")
    'ninez y adolescencia'
    """
    bare = text
    if not text.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    if bare.isascii():  # nothing is left to decompose
        return " ".join(bare.casefold().split())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFKD", bare.casefold()).split())


def fallback(language: str) -> tuple[str, ...]:
    """Return the languages to try, in order: the requested one first."""
    return tuple(dict.fromkeys((language, *FALLBACK)))


def shown(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, or else in the first of FALLBACK that has one.

    >>> shown({"en": "Childhood", "pt": "Infância"}, "es")
    'Childhood'

    Raises:
        KeyError: if there is no text at all.
    """
    for candidate in fallback(language):
        if candidate in texts:
            return texts[candidate]
    raise KeyError(language)


def lines_key(texts: Sequence[str]) -> str:
    r"""Fold several texts into one key, each between newlines.

    `contains x` is CONTAINS x, `startsWith x` is CONTAINS "\n" + x, `eq x` is CONTAINS "\n" + x +
    "\n": one TEXT index serves all three, in any language.

    >>> lines_key(["Niñez", "Childhood"])
    '\nninez\nchildhood\n'
    """
    return "\n" + "\n".join(fold(text) for text in texts) + "\n"


def words(text: str) -> list[str]:
    """Split a text at everything except letters and digits."""
    return re.findall(r"[^\W_]+", text)
