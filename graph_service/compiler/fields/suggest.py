"""Query.suggest: the entries whose names begin with what a user has typed.

A name matches if it begins with the text, or if each word of the text begins a word of the name. In
both, stop words count only at the beginning: "para" is in most names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graph_service.compiler.fields.encoders import type_names
from graph_service.compiler.fields.localized import (
    LANGUAGE,
    language_of,
    text_in,
    type_enum,
    type_label_in,
)
from graph_service.compiler.fields.paging import checked_size
from graph_service.compiler.fields.planner import Row, cell, param, param_if_given
from graph_service.compiler.fields.search.conditions import of_types
from graph_service.compiler.fields.search.field import TYPES_ARGUMENT
from graph_service.compiler.fields.search.lucene import MISSPELT, NO_MATCH, near_pattern
from graph_service.compiler.fields.search.matches import TEXT_RANGE, plan_ranges, utf16_units
from graph_service.compiler.fields.type_system import Argument, Field, ObjectType, listed
from graph_service.compiler.ir.columns import Column, Columns
from graph_service.compiler.ir.sources import Begun
from graph_service.compiler.ir.values import Cell, Many, Value
from graph_service.compiler.language.select import Selected
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS, NAME_WORDS, NAMES
from graph_service.model.stems import STOP_WORDS, content_words
from graph_service.model.storage import StoredValue, key_of, suffix
from graph_service.model.text import FALLBACK, fold, words
from graph_service.model.types import COUNTRY

MAX_WORDS = 20
OTHER_NAME_KEYS = tuple(map(key_of, ("acronym", "otherNames", "formerNames")))
_CODES = tuple(prop.name for prop in COUNTRY.properties if prop.is_capitals)
_OTHER_NAMES = (
    # Each part of "OIM/IOM" is an acronym.
    f"replace(replace(replace({{v}}.{OTHER_NAME_KEYS[0]}, '/', '\\n'), '(', '\\n'), ')', '\\n')",
    *(f"{{v}}.{key}" for key in OTHER_NAME_KEYS[1:]),
    *(f"'\\n' + toLower({{v}}.{code}) + '\\n'" for code in _CODES),
)
_NOTHING = "\n"
"""No folded name has it within a line."""
Range = tuple[int, int]


@lru_cache(maxsize=256)  # each parameter and each row of an answer needs it
def _folded(text: str) -> tuple[str, Sequence[str], Sequence[str]]:
    """Return a folded text, its words, and those of them that a name has to have."""
    folded = fold(text) if len(text) <= MAX_SEARCH_CHARACTERS else ""
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
    >>> begun_phrase("ninez")[:60]
    '+((+z_nameWords:ninez*) (z_acronymKey:ninez* z_otherNamesKey'
    """
    _, found, content = _folded(str(value))
    if not found:
        return NO_MATCH
    others = " ".join(f"{key}:{found[0]}*" for key in OTHER_NAME_KEYS)
    each = " ".join(f"+{NAME_WORDS}:{word}*" for word in content)
    similar = " ".join(
        f"+{NAME_WORDS}:/{_similar(w)}/" if len(w) in MISSPELT else f"+{NAME_WORDS}:{w}*"
        for w in content
    )
    parts = [f"({each})"] if each else []
    parts += [f"({others})^4", *([f"({similar})^0.1"] if similar != each else ())]
    return f"+({' '.join(parts)})"


def begun_pattern(value: Json) -> StoredValue:
    r"""Return the regular expression for lines of folded names that have all words.

    >>> begun_pattern("niñ")
    '(?s).*\\n(?=([^\\n]*[^\\p{L}\\p{N}\\n])?nin).*'
    """
    return _pattern(str(value), str)


def near_begun_pattern(value: Json) -> StoredValue:
    """Return the same for words of which a letter may be wrong; "" if they are too short."""
    if not any(len(word) in MISSPELT for word in _folded(str(value))[2]):
        return ""
    return _pattern(str(value), lambda word: _similar(word).replace(".", r"\p{L}"))


def _similar(word: str) -> str:
    """Return the regular expression of a long word of which a letter may be wrong, with its end."""
    return f"({near_pattern(word)}).*" if len(word) in MISSPELT else word


def _pattern(text: str, written: Callable[[str], str]) -> str:
    content = _folded(text)[2]
    if not content:
        return ""
    ahead = "".join(
        rf"(?=([^\n]*[^\p{{L}}\p{{N}}\n])?{_no_stop_word(word)}{written(word)})" for word in content
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
    """
    shown, *others = names
    for some in ([shown], others):
        for written in (re.escape, _similar):  # wrong letters take long to find, and matter less
            found = [
                (rank, name, ranges)
                for name in some
                for rank, ranges in _matches(name, prefix, written)
            ]
            if found:
                _, name, ranges = min(found, key=lambda match: match[0])
                return name, [(utf16_units(name[:a]), utf16_units(name[:b])) for a, b in ranges]
    return shown, ()  # by words of several names


def _matches(
    name: str, prefix: str, written: Callable[[str], str]
) -> Iterator[tuple[int, Sequence[Range]]]:
    """Yield how well a name matches, and the ranges; nothing if it doesn't.

    `written` returns the regular expression of the beginning of a word.
    """
    start, _, content = _folded(prefix)
    places = _places(name)
    folded = "".join(char for char, _ in places)
    if folded.startswith(start):
        yield int(folded != start), [_range(name, places, 0, len(start))]
    elif content:
        found = [_word_range(folded, re.compile(written(word))) for word in content]
        if None not in found:
            parts = sorted({part for part in found if part is not None})
            yield 2, [_range(name, places, *part) for part in _joined(parts)]


def _word_range(folded: str, beginning: re.Pattern[str]) -> Range | None:
    """Return where the first word begins like that."""
    at = 0
    for word in words(folded):
        at = folded.index(word, at)
        if (begun := beginning.match(word)) and word not in STOP_WORDS:
            return at, at + begun.end()
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


DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS = 10, 50
_BEST_FIRST = sorted(ENTRY_TYPES, key=lambda node_type: -node_type.weight)
_LABELS = tuple(node_type.name for node_type in _BEST_FIRST)
_IN_LANGUAGES = tuple(
    node_type.name for node_type in _BEST_FIRST if node_type.property_of("name").kind.has_languages
)
"""The types whose names have languages, and with them an index for each."""


def suggested_limit(value: Json) -> StoredValue:
    """Return the number of suggestions to read."""
    allowed = f"0 to {MAX_SUGGESTIONS} are allowed"
    return checked_size(value, DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, allowed)


@dataclass(frozen=True, eq=False)
class _Suggestion(Row):
    """The row of a suggestion, whose name is shown in a language."""

    language: str

    @property
    def label(self) -> str:
        """The expression of the name."""
        return f"coalesce({text_in(COUNTRY.property_of('name'), self.language)}, {{v}}.name)"

    @property
    def names(self) -> Column:
        """The column of all names, the shown one first, and the text that they are found by."""
        others = ", ".join(f"{{v}}.{name}" for name in (*NAMES[1:], *_CODES))
        translations = ", ".join(f"{{v}}.name{suffix(language)}" for language in FALLBACK)
        return self.columns.expr(f"[{self.label}, {others}, [{translations}], {{k}}]")


def _best(names: Json) -> tuple[str, Sequence[Range]]:
    *given, prefix = names if isinstance(names, list) else [""]
    lists = (name if isinstance(name, list) else [name] for name in given)
    texts = [str(text) for texts in lists for text in texts if text is not None]
    return best_name(texts, str(prefix))


def _best_text(names: Json) -> Json:
    return _best(names)[0]


def _best_ranges(names: Json) -> Json:
    return [[*part] for part in _best(names)[1]]


_TYPE = "labels({v})[0]"
SUGGESTION = ObjectType[_Suggestion](
    "Suggestion",
    "An entry that a user may be about to type.",
    (
        Field("id", "ID!", "The id of the entry, `Type:slug`.", cell("{v}.id")),
        Field("type", "EntryType!", "The type of the entry.", cell(_TYPE, type_enum)),
        Field(
            "typeLabel",
            "String!",
            "The label of `type`, in the language of `suggest`.",
            lambda of, _: of.cell(_TYPE, type_label_in(of.language)),
        ),
        Field(
            "label",
            "String!",
            "The name for display, in the language of `suggest`.",
            lambda of, _: of.cell(of.label),
        ),
        Field(
            "matched",
            "String!",
            (
                "The text that matches: the label if it does, or else an acronym, another name, or"
                " the name in another language."
            ),
            lambda of, _: Cell(of.names, _best_text),
        ),
        Field(
            "ranges",
            listed(TEXT_RANGE.name),
            "The parts of `matched` that have been typed, to be highlighted.",
            lambda of, selected: plan_ranges(of.names, of, selected, _best_ranges),
        ),
    ),
)


def _plan(row: Row, selected: Selected) -> Value:
    language = language_of(selected)
    start, phrase, pattern, near = (
        param(selected, "prefix", encode)
        for encode in (begun_start, begun_phrase, begun_pattern, near_begun_pattern)
    )
    size = param(selected, "first", suggested_limit)
    row.planner.checks.append(size)
    names = param_if_given(selected, "types", type_names)
    clause = param_if_given(selected, "types", of_types)
    source = Begun(
        labels=_LABELS,
        chosen=(names, clause) if names and clause else None,
        ordered=_IN_LANGUAGES,
        key=f"{key_of('name')}{suffix(language)}",
        others=_OTHER_NAMES,
        start=start,
        phrase=phrase,
        pattern=pattern,
        near=near,
        size=size,
    )
    inner = _Suggestion(row.planner, Columns(), language)
    value = inner.object(SUGGESTION, selected.selections)
    return Many(row.read(source, inner), inner.columns, value)


FIELDS = (
    Field[Row](
        "suggest",
        listed(SUGGESTION.name),
        (
            "Suggest entries while a user types: those with a name, an acronym, a code or another"
            " name that begins with the text, or has words that begin with its words. Case and"
            " accents are ignored. Exact names come first, then names that begin with the text,"
            " then others; in each of these, countries, topics and institutions are before other"
            " types, and sources last, sorted by label. Words such as “of”, and single letters, are"
            " found only at the beginning of a name. If very many names have the words after their"
            " beginning, only some of them are considered. If there is no such name, a letter after"
            " the first one may be wrong in words of five letters or more. Any text has an answer;"
            " a text without a letter or digit has no suggestions."
        ),
        _plan,
        arguments=(
            Argument("prefix", "String!", "What has been typed so far, such as `instituto nac`."),
            TYPES_ARGUMENT,
            Argument("first", "Int", "Returns the first n suggestions, 0 to 50; 10 by default."),
            LANGUAGE,
        ),
    ),
)
TYPES = (SUGGESTION, TEXT_RANGE)
