"""Suggestions: entries with a name that begins with a text, or words that do.

Stop words count only at the beginning of a name, and a single letter, too. Names in other languages
and those of sources count by their words.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.stems import STOP_WORDS, content_words
from graph_service.model.text import fold
from graph_service.model.types import SOURCE
from tests.difference.graph import Graph, Node

from .search.entry import Searched, is_near
from .values import LANGUAGES, listed, name_of

MOST_SUGGESTIONS = 50
SIMILAR = 3
DEFAULT = 10
TYPES = (
    "COUNTRY", "TOPIC", "GOOD_PRACTICE", "INSTITUTION", "AGREEMENT", "PROGRAMME", "EXCHANGE_VISIT",
    "KNOWLEDGE_TRANSFER", "EVALUATION", "SOURCE",
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
Range = tuple[int, int]


def parts_of(text: str) -> list[str]:
    """Split a text at everything but letters and digits."""
    return re.findall(r"[^\W_]+", text)


def suggestions(graph: Graph, arguments: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the best suggestions, each with its fields."""
    typed, types = arguments["prefix"], arguments.get("types")
    language, first = arguments["lang"], arguments.get("first")
    found = [
        (node, shown)
        for node in graph.of_types(ENTRY_TYPES)
        if (types is None or node.type.enum_name in types)
        and parts_of(fold(typed))
        and (shown := _shown(node, typed, language))
    ]
    if any(shown["rank"] < SIMILAR for _, shown in found):
        found = [item for item in found if item[1]["rank"] < SIMILAR]
    found.sort(key=lambda item: (item[1]["rank"], *_place(item[0], language)))
    return [shown for _, shown in found[: DEFAULT if first is None else first]]


def _place(node: Node, language: str) -> tuple[int, str, str]:
    return TYPES.index(node.type.enum_name), fold(name_of(node, language)), node.id


def _shown(node: Node, typed: str, language: str) -> Mapping[str, Any] | None:
    """Return the fields of an entry's suggestion, and its rank; None if it isn't found."""
    label = name_of(node, language)
    others = [text for text in _others(node) if text is not None]
    name = node.values["name"]
    languages = [x.lower() for x in LANGUAGES]
    translations = [name[x] for x in languages if isinstance(name, dict) and x in name]
    texts = [label, *others, *translations]
    by_words = [_word_ranges(text, typed) for text in texts]
    similar = [_word_ranges(text, typed, may_differ=True) for text in texts]
    begun = [fold(text).startswith(fold(typed)) for text in texts]
    own = begun[: 1 + len(others)]
    if node.type is SOURCE:
        own[0] = False
    parts = [fold(part) for part in re.split("[/()]", str(node.values.get("acronym", "")))]
    of_parts = [int(part != fold(typed)) for part in parts if part.startswith(fold(typed))]
    in_words = _in_names(node, typed) and any(by_words)
    if not any(own) and not of_parts and not in_words and not any(similar):
        return None
    ranks = [
        int(fold(text) != fold(typed)) if starts else 2 if ranges else 3 if others else 4
        for text, starts, ranges, others in zip(texts, begun, by_words, similar, strict=True)
    ]
    best = 0 if ranks[0] < 4 else ranks.index(min(ranks))
    matched = texts[best]
    ranges = [_start_range(matched, typed)] if begun[best] else by_words[best] or similar[best]
    return {
        "id": node.id,
        "type": node.type.enum_name,
        "typeLabel": node.type.label.in_language(language.lower()),
        "label": label,
        "matched": matched,
        "ranges": [{"start": _units(matched, a), "end": _units(matched, b)} for a, b in ranges],
        "rank": min([*ranks, *of_parts]),
    }


def _others(node: Node) -> list[Any]:
    acronym = node.values.get("acronym")
    former: Any = node.values.get("formerNames") or ()
    codes = (node.values.get(name) for name in ("iso2", "iso3"))
    return [acronym, *listed(node.values.get("otherNames"), None), *former, *codes]


def _wanted(typed: str) -> list[str]:
    words = parts_of(fold(typed))
    return list(dict.fromkeys(content_words(words))) if len("".join(words)) > 1 else []


def _in_names(node: Node, typed: str) -> bool:
    own = Searched(node).name_words
    return all(any(word.startswith(wanted) for word in own) for wanted in _wanted(typed))


def _word_ranges(text: str, typed: str, *, may_differ: bool = False) -> Sequence[Range]:
    """Return where words of a text begin with all typed words; nothing if one doesn't.

    A letter of them may differ.
    """
    found: dict[int, int] = {}
    for wanted in _wanted(typed):
        for match in _WORD.finditer(text):
            word = match.group()
            if fold(word).startswith(wanted) and fold(word) not in STOP_WORDS:
                end = next(n for n in range(1, len(word) + 1) if fold(word[:n]).startswith(wanted))
                while end < len(word) and unicodedata.combining(word[end]):
                    end += 1
                found[match.start()] = max(found.get(match.start(), 0), match.start() + end)
                break
            if may_differ and len(wanted) in range(5, 31) and fold(word) not in STOP_WORDS:
                lengths = (len(wanted) - 1, len(wanted), len(wanted) + 1)
                if any(is_near(wanted, fold(word)[:length]) for length in lengths):
                    found[match.start()] = max(found.get(match.start(), 0), match.end())
                    break
        else:
            return []
    return sorted(found.items())


def _start_range(text: str, typed: str) -> Range:
    start = len(text) - len(text.lstrip())
    end = next(n for n in range(1, len(text) + 1) if fold(text[:n]).startswith(fold(typed)))
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return start, end


def _units(text: str, index: int) -> int:
    """Return an index as JavaScript counts it."""
    return len(text[:index].encode("utf-16-le")) // 2
