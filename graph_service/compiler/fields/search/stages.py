"""Makes a search, stage by stage: text → concepts and hits.

The stages, from 0: every word by stems and labels; every word, also as a beginning; every word,
also in details of a practice; the words of countries and one other; any word. A stage runs only if
those before it find too few entries, and its hits follow theirs: so a name comes before what is
told of something else. A single word may be in a detail in the first stage, and has no last three.
If a word is in no entry, a similar one is searched for instead.

All searches run the same few short statements, which Neo4j plans once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from graph_service.compiler.fields.search.lucene import (
    MISSPELT,
    RUN,
    Concept,
    SearchQuery,
    SearchText,
    concepts_query,
    near_query,
    nearest,
    parsed,
)
from graph_service.compiler.fields.search.matches import TEXTS
from graph_service.model.indexes import SEARCH
from graph_service.model.json import Json
from graph_service.model.kinds.texts import suffix
from graph_service.model.ranking import EVERY_WORD, IS_NAMED, RARITY
from graph_service.model.search_text import (
    LABEL_KEYS,
    NAME_KEYS,
    NARROWER_KEYS,
    SEARCH_RANK,
    concept_key,
)
from graph_service.model.text import FALLBACK, fold
from graph_service.model.types import COUNTRY

ENOUGH = 5
"""Fewer hits are followed by those of the next stage."""
MAX_CONCEPTS = 200
"""The concepts that a text can name. Twenty words name a dozen of the catalogue's; more of them
wouldn't count, so the bound is for catalogues in which many entries share their names."""
_STAGES = 5
_TOLD = 2
"""The stage whose hits have every word as it is, like those of the first."""
_SIMILAR = 200
"""The best entries with similar words, among which one is searched for instead."""
_CALL = f"CALL db.index.fulltext.queryNodes('{SEARCH.name}', query, {{limit: %s}}) YIELD node AS n"
_NAMES, _NARROWER = (
    " + ".join(f"coalesce(n.{key} + ' ', '')" for key in keys)
    for keys in ((NAME_KEYS, LABEL_KEYS), (NARROWER_KEYS,))
)
# The concepts of a text. Only if there are none, as their labels belong to the queries, the hits of
# each query; and if the first has few, how many entries other queries find.
_HITS = f"""WITH $p[0] AS asked
CALL (asked) {{
  WITH asked[0] AS query WHERE query IS NOT NULL
  {_CALL % MAX_CONCEPTS}
  RETURN collect([elementId(n), {concept_key("n")}, n:{COUNTRY.name}, {_NAMES}, {_NARROWER}, n.id,
    [{", ".join(f"n.name{suffix(language)}" for language in FALLBACK)}]]) AS concepts
}}
CALL (asked, concepts) {{
  UNWIND CASE concepts WHEN [] THEN asked[1] ELSE [] END AS query
  CALL (asked, query) {{
    {_CALL % "asked[2]"}, score AS s
    RETURN collect([elementId(n), s + n.{SEARCH_RANK}]) AS found
  }}
  RETURN collect(found) AS hits
}}
CALL (asked, hits) {{
  UNWIND CASE WHEN size(hits[0]) < {ENOUGH} THEN asked[3] ELSE [] END AS query
  WITH query, COUNT {{ {_CALL % (RARITY[-1][0] + 1)} RETURN n }} AS number
  RETURN collect(number) AS numbers
}}
RETURN [concepts, hits, numbers] AS row"""
_TEXTS = f"""WITH $p[0] AS query
{_CALL % _SIMILAR}
RETURN collect([{", ".join(TEXTS).replace("{v}", "n")}]) AS row"""
STATEMENTS = (_HITS, _TEXTS)
_EVERYTHING = "*:*"

T = TypeVar("T")
Steps: TypeAlias = Generator[tuple[str, Sequence[object]], Sequence[Json], T]
"""Yields statements with their parameters, is sent the row of each, and returns what they find."""
Begun: TypeAlias = tuple[SearchQuery, Sequence[int]]
"""What makes the queries for a text; how many entries have each word, if few have all."""
Queries: TypeAlias = Callable[[SearchQuery], tuple[Sequence[str], Sequence[str]]]
"""Makes the queries of the first stage, and those whose entries are counted."""


@dataclass
class Result:
    """What a search finds.

    Attributes:
        text: what was searched for.
        concepts: the rows of those that have a part of it as a label.
        corrected: the words that were searched for instead of typed ones, each with that.
        hits: the score and the stage by the id of each node in the database.
    """

    text: str
    concepts: list[Sequence[Json]] = field(default_factory=list)
    corrected: Sequence[tuple[str, str]] = ()
    hits: dict[str, tuple[float, int]] = field(default_factory=dict)

    @property
    def scores(self) -> Mapping[str, Json]:
        """The score by the id of each node."""
        return {node: score for node, (score, _) in self.hits.items()}

    def rows(self, limit: int) -> list[Json]:
        """Return the best hits: the id of the node, the score and the stage of each."""
        best = sorted(self.hits.items(), key=lambda hit: -hit[1][0])[:limit]
        return [[node, *how] for node, how in best]

    def shared(self, limit: int, lists: Sequence[Sequence[Json]]) -> Mapping[str, Json]:
        """Return the map for the statement that reads lists of the hits."""
        return {
            "text": self.text,
            "concepts": self.concepts,
            "corrected": self.corrected,
            "instead": self.text if self.corrected else None,
            "lists": lists,
            "relaxed": [bool(rows) and self._lack_words(rows) for rows in lists],
            "truncated": len(self.hits) > limit,
        }

    def _lack_words(self, rows: Sequence[Json]) -> bool:
        return bool(self.corrected) or all(isinstance(r, Sequence) and r[2] for r in rows)


def found(text: str, only: str, limit: int, *, may_be_empty: bool) -> Steps[Result]:
    """Make a search, which is restricted by clauses, for the best entries.

    If a text may be empty, one without words finds all entries, and none is better than others.
    """
    result = Result(text)
    while True:
        words = parsed(result.text)
        if not words.words:
            if may_be_empty:
                yield from _add(result, [f"{_EVERYTHING}{only}"], (), 0, limit)
            return replace(result, hits=dict.fromkeys(result.hits, (0.0, 0)))
        query, numbers = yield from _begin(
            result, words, limit, lambda made: ([made.strict() + only], made.numbered())
        )
        if len(result.hits) >= ENOUGH:
            return result
        begun = numbers[len(words.words) :]
        unknown = [w for w, *n in zip(words.words, numbers, begun, strict=False) if not any(n)]
        if result.corrected or not (yield from _correct(result, unknown)):
            break
    others = (query.told(), *query.relaxed(numbers)) if len(words.words) > 1 else ()
    yield from _add(result, [each + only for each in (query.begun(), *others)], (), 1, limit)
    return result


def every_word(text: str, only: str, limit: int) -> Steps[Result | None]:
    """Make a search for the entries that have every word, perhaps as a beginning or in a detail.

    A text without words is no condition: it has no result.
    """
    result = Result(text)
    words = parsed(text)
    if not words.words:
        return None
    yield from _begin(result, words, limit, lambda made: ([made.begun(told=True) + only], ()))
    return result


def _begin(result: Result, words: SearchText, limit: int, queries: Queries) -> Steps[Begun]:
    """Find the concepts of a text, and add the hits of its first stage."""
    query, result.concepts = SearchQuery(words, ()), []
    labels = concepts_query(words) if words.labels else None
    rows, numbers = yield from _add(result, *queries(query), 0, limit, labels)
    if rows:
        query = SearchQuery(words, [*_concepts(result, words, rows)])
        _, numbers = yield from _add(result, *queries(query), 0, limit)
    return query, [number for number in numbers if isinstance(number, int)]


def _concepts(
    result: Result, words: SearchText, rows: Sequence[Sequence[Json]]
) -> Iterator[Concept]:
    """Yield the concepts that have a part of a text as a label, and note their rows."""
    for node, key, is_country, own, narrower, *shown in rows:
        names = {*str(own).split()} - (words.no_codes if is_country else set())
        labels = names.union(str(narrower).split())
        if not labels.isdisjoint(words.labels):
            result.concepts.append([node, key, " ".join(labels), *shown])
            yield Concept(str(key), bool(is_country), labels, names)


def _add(
    result: Result,
    queries: Sequence[str],
    counted: Sequence[str],
    stage: int,
    limit: int,
    labels: str | None = None,
) -> Steps[tuple[list[Sequence[Json]], Sequence[Json]]]:
    """Add the hits of stages until there are enough.

    Returns:
        The rows of concepts with these labels: if there are any, no hits were added. And if the
        first stage has few hits, how many entries other queries find.
    """
    found = yield _HITS, [[labels, queries, limit + 1, counted]]
    concepts, stages, numbers = map(_list, found)
    named = {concept[0] for concept in result.concepts}
    for number, hits in enumerate(map(_list, stages), stage):
        if number == stage or len(result.hits) < ENOUGH:
            for node, score in map(_list, hits):
                bonus = EVERY_WORD * (_STAGES - number) + (IS_NAMED if node in named else 0)
                how = 0 if number == _TOLD else number
                result.hits.setdefault(str(node), (float(str(score)) + bonus, how))
    return [*map(_list, concepts)], numbers


def _correct(result: Result, unknown: Iterable[str]) -> Steps[bool]:
    """Replace words that no entry has by similar ones; return whether there are any."""
    corrected: dict[str, str] = {}
    for word in unknown:
        if len(word) in MISSPELT:
            rows = yield _TEXTS, [near_query(word)]
            if (similar := nearest(word, _texts(rows))) is not None:
                corrected[word] = similar
    text = RUN.sub(lambda run: corrected.get(fold(run[0]), run[0]), result.text)
    if text == result.text:
        return False
    result.text = text
    result.corrected = [(fold(similar), word) for word, similar in corrected.items()]
    return True


def _texts(value: Json) -> Iterator[str]:
    """Yield the texts in nested lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _list(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()
