"""The fold: how text is compared and sorted without regard to accents and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

FALLBACK = ("es", "en", "pt")
"""The order in which a missing language is replaced by another."""


def fold(text: str) -> str:
    """Fold a text for comparison: NFKD, marks removed, casefolded, white space run together.

    "Niñez  y Adolescencia" becomes "ninez y adolescencia"; ñ sorts as n.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFKD", bare.casefold()).split())


def fallback(language: str) -> tuple[str, ...]:
    """Give the languages to try, in order: the one that is asked for, then the others."""
    return tuple(dict.fromkeys((language, *FALLBACK)))


def shown(texts: Mapping[str, str], language: str) -> str:
    """Give what is shown in a language: that language's text, else Spanish, English, Portuguese.

    Raises:
        KeyError: when there is no text at all.
    """
    for candidate in fallback(language):
        if candidate in texts:
            return texts[candidate]
    raise KeyError(language)


def lines_key(texts: Sequence[str]) -> str:
    r"""Fold several texts into one key that `CONTAINS` can search, each between newlines.

    `contains x` is CONTAINS x, `startsWith x` is CONTAINS "\n" + x, `eq x` is CONTAINS "\n" + x +
    "\n": so one TEXT index serves all three, in any language.
    """
    return "\n" + "\n".join(fold(text) for text in texts) + "\n"


def words(text: str) -> list[str]:
    """Cut a text wherever there is neither a letter nor a digit."""
    return re.findall(r"[^\W_]+", text)


def joined_words(texts: Sequence[str]) -> str | None:
    """Give the words of texts that punctuation joins to others, folded; null where there are none.

    "La región de O'Higgins" gives "o higgins": an index cuts texts by rules (UAX 29) that see one
    word there, and one in "26.364", too.
    """
    pieces = [words(piece) for text in texts for piece in fold(text).split()]
    return " ".join(word for piece in pieces if len(piece) > 1 for word in piece) or None
