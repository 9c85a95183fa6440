"""The words of a search, what they are labels of, and what they say about ends."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from types import MappingProxyType

from graph_service.model import ranking, search_meaning
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.labels import alternatives
from graph_service.model.search_meaning import labels_of_term, labels_of_type
from graph_service.model.stems import (
    STOP_WORDS,
    index_words,
    label_keys,
    stems_in,
)
from graph_service.model.text import fold
from tests.difference.graph import Graph, Node

from .entry import CONCEPTS, Concept, Searched, has_near_stem, is_country, is_near
from .subject import LONGEST_LABEL, all_words, first_words, without_subject
from .texts import TERMS

MISSPELT = range(5, 31)
RUN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
TOLD, LISTED = 2, 5
"""Every word in a text or a detail, or by a country; and perhaps as a beginning or by any concept,
too, as in lists with a text."""
IN_FULL = (0, 1, TOLD, LISTED)


@dataclass(frozen=True)
class Query:
    """The words of a search, the labels that they make, and the concepts of each word."""

    row: Sequence[str]
    rest: Sequence[str]
    concepts: Mapping[str, set[Concept]]
    narrower: Mapping[str, set[Concept]]
    at_ends: set[tuple[str, Concept]]
    entries: Sequence[Searched]
    corrected: dict[str, str] = field(default_factory=dict)
    written: str = ""

    @classmethod
    def of(
        cls,
        graph: Graph,
        text: str,
        entries: Sequence[Searched],
        corrected: Mapping[str, str] = MappingProxyType({}),
    ) -> "Query":
        row = first_words(text)
        labels: dict[str, Sequence[str]] = {}
        ends: dict[str, str | None] = {}
        of_words = _ends_of(all_words(text))
        for first in range(len(row)):
            for last in range(first, min(first + LONGEST_LABEL, len(row))):
                words = row[first : last + 1]
                labels |= dict.fromkeys(label_keys(words, None), words)
                ends |= dict.fromkeys(label_keys(words, None), of_words.get(first))
        if not search_meaning.is_directed([*labels]):
            ends = {}
        at_ends = set()
        concepts: dict[str, set[Concept]] = {word: set() for word in row}
        words = all_words(text)
        written = "_".join(words) if {*words} & STOP_WORDS and {*words} - STOP_WORDS else ""
        no_codes = _no_codes(text, row)
        named: dict[str, set[Concept]] = {word: set() for word in row}
        for concept, own in _labelled(graph):
            keys = own - no_codes if is_country(concept) else own
            for key in keys & labels.keys():
                if (end := ends.get(key)) and is_country(concept):
                    at_ends.add((end, concept))
                for word in labels[key]:
                    concepts[word].add(concept)
                    if not isinstance(concept, Node) or key in _names_of(concept):
                        named[word].add(concept)
        narrower = {word: found - named[word] for word, found in concepts.items()}
        return cls(
            row, without_subject(row), concepts, narrower, at_ends, entries, {**corrected}, written
        )

    @property
    def words(self) -> list[str]:
        return list(dict.fromkeys(self.rest))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """How many entries have each word, whatever the types and filters of the search."""
        return {
            word: sum(self._own(entry, word, LISTED) > 0 for entry in self.entries)
            for word in self.words
        }

    def instead(self, text: str) -> str | None:
        """Return the text with similar words for those that no entry has; None if there are none.

        These are then in `corrected`, each with the word that was typed.
        """
        similar: dict[str, str] = {}
        for word in self.words:
            unknown = not self.numbers[word] and not any(
                self._begins(entry, word) or self._noted(entry, word) for entry in self.entries
            )
            if unknown and len(word) in MISSPELT and (found := self._similar(word)):
                similar[word] = found
        changed = RUN.sub(lambda run: similar.get(fold(run[0]), run[0]), text)
        if changed == text:
            return None
        self.corrected.update({fold(found): word for word, found in similar.items()})
        return changed

    def _similar(self, word: str) -> str | None:
        """Return the word most like a word: itself before its stem, then the most frequent."""
        ranks: dict[str, int] = {}
        numbers = Counter[str]()
        for entry in self.entries:
            stems = entry.name_stems | entry.text_stems
            if any(is_near(word, own) for own in entry.name_words) or has_near_stem(word, stems):
                for run in (run for _, _, text in entry.texts for run in RUN.findall(text)):
                    if is_near(word, fold(run)):
                        ranks[run.lower()] = 0
                    elif has_near_stem(word, {*stems_in(fold(run), None)}):
                        ranks[run.lower()] = 1
                    numbers[run.lower()] += 1
        return min(ranks, key=lambda run: (ranks[run], -numbers[run], run), default=None)

    def has(self, entry: Searched, stage: int) -> bool:
        """Whether a stage finds an entry."""
        having = {word for word in self.words if self._has(entry, word, stage)}
        countries = self._of_countries
        match stage:
            case _ if stage in IN_FULL:
                return bool(self.row) and len(having) == len(self.words)
            case 3:
                others = set(self.words) - countries
                return (
                    bool(self.row) and countries <= having and (not others or bool(having & others))
                )
        return bool(having)

    def score(self, entry: Searched, stage: int) -> float:
        whole = {*label_keys(self.row, None), *label_keys(self.rest, None)}
        name, other = entry.name_keys, entry.label_keys
        score = ranking.rank_of(entry.node.type, entry.name_length)
        score += sum(self._weight(entry, word, stage) for word in self.words)
        score += ranking.IS_NAME * bool(whole & name) + ranking.IS_LABEL * bool(whole & other)
        is_named = any(entry.node in concepts for concepts in self.concepts.values())
        score += ranking.IS_NAMED * is_named
        score += ranking.AT_END * len(self.at_ends & entry.at_ends)
        score += ranking.EVERY_WORD * (5 - stage)
        score += ranking.IS_WRITTEN * (self.written in entry.written_names)
        bare = {key.partition("_")[2] for key in name}
        if self.may_begin(stage):
            row = "_".join(self.row)
            begun = [key.removeprefix(row) for key in bare if key.startswith(row)]
            is_name = bool(whole & name)
            is_completed = is_name or any("_" not in rest for rest in begun)
            score += ranking.BEGINS_LABEL * (is_name or bool(begun))
            score += ranking.COMPLETES_LABEL * is_completed
        return score

    def may_begin(self, stage: int) -> bool:
        """Whether words may be the beginnings of words."""
        return stage not in (0, TOLD)

    @cached_property
    def _of_countries(self) -> set[str]:
        return {w for w in self.words if any(is_country(c) for c in self.concepts[w])}

    def _has(self, entry: Searched, word: str, stage: int) -> bool:
        """Whether a stage finds a word in an entry."""
        return self._weight(entry, word, stage) > 0

    def _weight(self, entry: Searched, word: str, stage: int) -> float:
        """Return the weight of a word in an entry."""
        begins = self._begins(entry, word) if self.may_begin(stage) else 0.0
        if stage in IN_FULL:
            is_beside = word in self._of_countries and self._of_countries != {*self.words}
            factor = ranking.COMMON if is_beside else 1.0
            # One of several words doesn't count in a note.
            may_be_noted = len(self.words) == 1 and stage != TOLD
            noted = self._noted(entry, word) if may_be_noted else 0.0
            return factor * (self._own(entry, word, stage) + begins) + noted
        number = self.numbers[word]
        own = self._own(entry, word, stage)
        return _rarity(number) * (own + self._noted(entry, word) + begins)

    def _own(self, entry: Searched, word: str, stage: int) -> float:
        stems = set(stems_in(word, None))
        weight = ranking.IN_NAME * bool(stems & entry.name_stems)
        weight += ranking.IN_TEXT * bool(stems & entry.text_stems)
        if stage >= TOLD or len(self.words) == 1:
            weight += ranking.IN_DETAIL * bool(stems & entry.detail_stems)
        weight += ranking.IN_TEXT * (f"../{word}" in entry.years)
        concepts = self.concepts[word]
        counted = {*filter(is_country, concepts)} if stage == TOLD else concepts
        return weight + entry.weight_of(counted, self.narrower[word])

    def _noted(self, entry: Searched, word: str) -> float:
        return ranking.IN_NOTE * bool({*stems_in(word, None)} & entry.note_stems)

    def _begins(self, entry: Searched, word: str) -> float:
        begins = any(own.startswith(word) for own in entry.name_words)
        weight = ranking.BEGINS_IN_NAME * begins
        bare = {stem.partition("_")[2] or stem for stem in entry.text_stems}
        shorter = {word[:length] for length in range(max(4, len(word) - 4), len(word))}
        begins = any(own.startswith(word) or own in shorter for own in bare)
        return weight + ranking.BEGINS_IN_TEXT * begins


def _ends_of(found: Sequence[str]) -> dict[int, str | None]:
    """Return the end that each word but stop words is at, by its number, if it names a country."""
    is_said = {
        verb: any({*_keys(alternatives(verbs))} & {*label_keys([word], None)} for word in found)
        for verb, verbs in (("give", search_meaning.GIVING), ("receive", search_meaning.RECEIVING))
    }
    ends: dict[int, str | None] = {}
    for place, word in enumerate(found):
        if word in STOP_WORDS:
            continue
        before = takewhile(lambda other: other in STOP_WORDS, reversed(found[:place]))
        said = next((other for other in before if other in search_meaning.PREPOSITIONS), None)
        number = len(ends)
        if said is None:
            ends[number] = "from" if is_said["give"] else "to"
        elif said in search_meaning.AND:
            ends[number] = ends.get(number - 1, "to")
        elif said in search_meaning.BY:
            ends[number] = "to" if is_said["receive"] else "from"
        elif said == "com" and is_said["receive"]:
            ends[number] = "from"
        elif said in search_meaning.NEITHER:
            ends[number] = None
        else:
            ends[number] = "from" if said in search_meaning.FROM else "to"
    return ends


def _no_codes(text: str, row: Sequence[str]) -> set[str]:
    """Return the keys of short words beside others that are not written in capitals."""
    capitals = {fold(run) for run in RUN.findall(text) if run.isupper()}
    short = [word for word in row if len(word) < 4 and word not in capitals and len(row) > 1]
    return {key for word in short for key in label_keys([word], None)}


def _names_of(node: Node) -> set[str]:
    entry = Searched(node)
    return entry.name_keys | entry.label_keys


def _labelled(graph: Graph) -> Iterator[tuple[Concept, set[str]]]:
    """Yield all concepts, each with the keys of its labels."""
    for node in graph.of_types(CONCEPTS):
        entry = Searched(node)
        yield node, entry.name_keys | entry.label_keys | entry.narrower_keys
    for node_type in ENTRY_TYPES:
        for prop in node_type.properties:
            if prop.name in TERMS:
                for term in prop.enum or ():
                    yield term, _keys(labels_of_term(term))
        yield node_type.name, _keys(labels_of_type(node_type))


def _keys(labels: Iterator[tuple[str, str]]) -> set[str]:
    return {key for lang, text in labels for key in label_keys(index_words(text), lang)}


def _rarity(entries: int) -> float:
    """Return the factor of a word that a number of entries have."""
    if entries == 0:
        return ranking.UNKNOWN
    return next((f for most, f in ranking.RARITY if entries <= most), ranking.COMMON)
