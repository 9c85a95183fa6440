"""The beginning of a name → parameters that find names, and the matched parts of a name.

A name matches if it begins with the text, or if each word of the text begins a word of the name. In
both, stop words count only at the beginning: "para" is in most names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from graph_service.model.json import Json
from graph_service.model.search_text import NAME_WORDS
from graph_service.model.stems import STOP_WORDS, content_words
from graph_service.model.storage import StoredValue, key_of
from graph_service.model.text import fold, words

MAX_WORDS = 20
MAX_CHARACTERS = 300
OTHER_NAME_KEYS = tuple(map(key_of, ("acronym", "otherNames", "formerNames")))
_NOTHING = "\n"
"""No folded name has it within a line."""
_NO_MATCH = '" "'
Range = tuple[int, int]


@lru_cache(maxsize=256)  # each parameter and each row of an answer needs it
def _folded(text: str) -> tuple[str, Sequence[str], Sequence[str]]:
    """Return a folded text, its words, and those of them that a name has to have."""
    folded = fold(text) if len(text) <= MAX_CHARACTERS else ""
    found = words(folded)
    if not found or len(found) > MAX_WORDS:
        return _NOTHING, (), ()
    # A single letter begins a word in most names.
    content = content_words(found) if len("".join(found)) > 1 else ()
    return folded, found, [*dict.fromkeys(content)]


def begun_start(value: Json) -> StoredValue:
    r"""Return the folded text; without a word, a text that nothing begins with.

    >>> begun_start("Niñ"), begun_start("?")
    ('nin', '\n')
    """
    return _folded(str(value))[0]


def begun_phrase(value: Json) -> StoredValue:
    """Return the query of the full-text index for all names that match, and some others.

    >>> begun_phrase("la niñ")
    '+((+z_nameWords:nin*) (z_acronymKey:la* z_otherNamesKey:la* z_formerNamesKey:la*)^4)'
    """
    _, found, content = _folded(str(value))
    if not found:
        return _NO_MATCH
    others = " ".join(f"{key}:{found[0]}*" for key in OTHER_NAME_KEYS)
    each = " ".join(f"+{NAME_WORDS}:{word}*" for word in content)
    return f"+({' '.join([*([f'({each})'] if each else ()), f'({others})^4'])})"


def begun_pattern(value: Json) -> StoredValue:
    r"""Return the regular expression for lines of folded names that have all words.

    >>> begun_pattern("niñ")
    '(?s).*\\n(?=([^\\n]*[^\\p{L}\\p{N}\\n])?nin).*'
    """
    content = _folded(str(value))[2]
    if not content:
        return ""
    ahead = "".join(
        rf"(?=([^\n]*[^\p{{L}}\p{{N}}\n])?{_no_stop_word(word)}{word})" for word in content
    )
    return rf"(?s).*\n{ahead}.*"


def _no_stop_word(word: str) -> str:
    others = "|".join(sorted(stop for stop in STOP_WORDS if stop.startswith(word)))
    return rf"(?!({others})(?![\p{{L}}\p{{N}}]))" if others else ""


def best_name(names: Iterable[str], prefix: str) -> tuple[str, Sequence[Range]]:
    """Return the name that matches best, with the matched ranges; the first one if it matches.

    Ranges are counted in UTF-16 code units, as in JavaScript and Java.

    >>> best_name(["Niñez", "Infancia (Niños)"], "nin")
    ('Niñez', [(0, 3)])
    >>> best_name(["Ministerio", "La Oficina de los Niños"], "niñ ofi")
    ('La Oficina de los Niños', [(3, 6), (18, 21)])

    Raises:
        ValueError: if no name matches.
    """
    found = [
        (rank, index, name, ranges)
        for index, name in enumerate(names)
        for rank, ranges in _matches(name, prefix)
    ]
    _, _, name, ranges = min(found, key=lambda match: (match[1] > 0, *match[:2]))
    return name, [(_units(name, start), _units(name, end)) for start, end in ranges]


def _matches(name: str, prefix: str) -> Iterator[tuple[int, Sequence[Range]]]:
    """Yield how well a name matches, and the ranges; nothing if it doesn't."""
    start, _, content = _folded(prefix)
    places = _places(name)
    folded = "".join(char for char, _ in places)
    if folded.startswith(start):
        yield int(folded != start), [_range(name, places, 0, len(start))]
    elif content:
        found = [_word_range(folded, word) for word in content]
        if None not in found:
            parts = sorted({part for part in found if part is not None})
            yield 2, [_range(name, places, *part) for part in _joined(parts)]


def _word_range(folded: str, beginning: str) -> Range | None:
    """Return where the first word begins with a text."""
    at = 0
    for word in words(folded):
        at = folded.index(word, at)
        if word.startswith(beginning) and word not in STOP_WORDS:
            return at, at + len(beginning)
        at += len(word)
    return None


def _joined(parts: Sequence[Range]) -> Iterator[Range]:
    """Yield ranges, of which those with the same start are one: "na" and "nac" of "nacional"."""
    for index, (start, end) in enumerate(parts):
        if index + 1 == len(parts) or parts[index + 1][0] != start:
            yield start, end


def _places(text: str) -> list[tuple[str, int]]:
    """Return the characters of a folded text, each with the index of its origin.

    >>> _places(" Ñu")
    [('n', 1), ('u', 2)]
    """
    found: list[tuple[str, int]] = []
    for index, char in enumerate(text):
        bare = (c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
        for part in unicodedata.normalize("NFKD", "".join(bare).casefold()):
            if not part.isspace():
                found.append((part, index))
            elif found and found[-1][0] != " ":
                found.append((" ", index))
    return found[:-1] if found and found[-1][0] == " " else found


def _range(name: str, places: Sequence[tuple[str, int]], start: int, end: int) -> Range:
    """Return the range of the original text, with the marks that follow its last letter."""
    last = places[end - 1][1] + 1
    while last < len(name) and unicodedata.combining(name[last]):
        last += 1
    return places[start][1], last


def _units(text: str, index: int) -> int:
    return len(text[:index].encode("utf-16-le")) // 2
