"""`orderBy: [{relevance: DESC}]`: how well entries match the `text` of the list's `where`.

Not the order of `Query.search`, whose hits `hits` in cypher/ ranks by all rules of `model.ranking`.
The weights are some of these, for what a filter by text matches: the entry's own texts and the
labels of its terms, by stems and beginnings of words.
"""

from __future__ import annotations

from graph_service.compiler.fields.search.texts import (
    SPACED_STEMS_OF_ANY_LANGUAGE,
    text_beginnings,
    text_stems,
    text_words,
)
from graph_service.compiler.fields.search.words import parsed
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import Param
from graph_service.compiler.language.arguments import ArgumentTree, Leaf
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.ranking import (
    BEGINS_IN_NAME,
    BEGINS_IN_TEXT,
    BY_CONCEPT,
    IN_NAME,
    IN_TEXT,
    IS_LABEL,
    IS_NAME,
)
from graph_service.model.search_text import (
    LABEL_KEYS,
    NAME_KEYS,
    NAME_STEMS,
    NAME_WORDS,
    SEARCH_RANK,
    STEMS,
    TERM_STEMS,
)
from graph_service.model.storage import StoredValue

RELEVANCE = "relevance"


def text_keys(value: Json) -> StoredValue:
    """Return the keys of the text as a name."""
    return [*parsed(value).whole]


def _if(condition: str, weight: float) -> str:
    return f"CASE WHEN {condition} THEN {weight} ELSE 0.0 END"


def _spaced(name: str) -> str:
    return f"' ' + {{v}}.{name} + ' '"


def _has(row: str, parts: str) -> str:
    """Return the condition that a row of words between spaces contains one of the parts."""
    return f"any(x IN {parts} WHERE {row} CONTAINS x)"


_STEMS_OF_WORD, _BEGINNINGS_OF_WORD = "split({1}[i], ',')", "split({2}[i], ',')"
_OF_WORD = " + ".join(
    (
        _if(_has("t[0]", _STEMS_OF_WORD), IN_NAME),
        _if(_has("t[1]", _STEMS_OF_WORD), IN_TEXT),
        _if(_has("t[2]", _STEMS_OF_WORD), BY_CONCEPT),
        _if("t[3] CONTAINS ' ' + {0}[i]", BEGINS_IN_NAME),
        _if(_has("t[4]", _BEGINNINGS_OF_WORD), BEGINS_IN_TEXT),
    )
)
_TEXTS = ", ".join(
    (*map(_spaced, (NAME_STEMS, STEMS, TERM_STEMS, NAME_WORDS)), SPACED_STEMS_OF_ANY_LANGUAGE)
)
# The texts are put between spaces once per entry: once per word takes three times as long.
_OF_WORDS = (
    f"reduce(all = 0.0, t IN [[{_TEXTS}]]"
    f" | reduce(s = all, i IN range(0, size({{0}}) - 1) | s + {_OF_WORD}))"
)
_SCORE = " + ".join(
    (
        f"coalesce({{v}}.{SEARCH_RANK}, 0.0)",
        _OF_WORDS,
        _if(_has(_spaced(NAME_KEYS), "[k IN {3} | ' ' + k + ' ']"), IS_NAME),
        _if(_has(_spaced(LABEL_KEYS), "[k IN {3} | ' ' + k + ' ']"), IS_LABEL),
    )
)


def score(value: Json) -> StoredValue:
    """Return the score in a cursor."""
    if isinstance(value, float):
        return value
    raise ValueError("not a score")


def relevance_key(text: ArgumentTree | None, direction: str) -> SortKey:
    """Return the sort key.

    Args:
        text: of the list's `where`.
        direction: of the order.

    Raises:
        BadUserInput: if there is no text.
    """
    if not isinstance(text, Leaf) or text.value is None:
        raise BadUserInput(
            f"{RELEVANCE} sorts by the words of `where: {{text: …}}`, which is not given; add it,"
            " or use another key.",
            argument="orderBy",
        )
    encoders = (text_words, text_stems, text_beginnings, text_keys)
    return SortKey(
        name=f"{RELEVANCE} {direction}",
        template=_SCORE,
        column=_SCORE,
        decode=score,
        descending=direction == "DESC",
        nullable=False,
        params=tuple(Param(text.origin, encode, "text") for encode in encoders),
    )
