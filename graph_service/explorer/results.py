"""What readers see of each result of a search: facts that tell entries apart, and a passage.

Passages are in the language of the page if one is. The summary of the entry follows if they say
little, or if only the name has the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_service.explorer.documents import Selected
from graph_service.explorer.facts import Fact, Node, Section, facts_of, objects_in, sections_of
from graph_service.model.declare import NodeType
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json

_SAYS_LITTLE = 60
"""A passage of fewer characters is another name or an acronym."""


@dataclass(frozen=True)
class Passage:
    """A text of an entry.

    Attributes:
        text: the text, or a part of it.
        ranges: of the words that were found in it.
        language: of the text, in lower case; None if its field has no languages.
    """

    text: str
    ranges: Json
    language: str | None


@dataclass(frozen=True)
class Result:
    """A result.

    Attributes:
        node: the entry.
        type: of the entry.
        name: the name of the entry, with the words that were found in it.
        facts: short ones, such as a date.
        sections: the countries that it concerns.
        concepts: the topics and terms that have the words that the entry itself lacks.
        passages: those with the words, and the summary.
    """

    node: Node
    type: NodeType
    name: Passage
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    concepts: tuple[str, ...]
    passages: tuple[Passage, ...]


def results_of(found: Json, selected: Selected, language: str) -> Iterator[Result]:
    """Yield the results of a search: a connection, whose nodes are selected like that."""
    for edge in objects_in(found["edges"]) if isinstance(found, Mapping) else ():
        node = edge.get("node")
        if isinstance(node, Mapping):
            yield _result(edge, node, selected, language)


def _result(edge: Node, node: Node, selected: Selected, language: str) -> Result:
    node_type = TYPES[split_id(str(node["id"]))[0]]
    facts = facts_of(selected, node, node_type, language)
    found = [(each["field"], _passage(each)) for each in objects_in(edge["fragments"])]
    title = str(node["name"])
    in_title = next((p for field, p in found if field == "name" and p.text == title), None)
    texts = [p for field, p in found if field != "name"]
    passages = [p for p in texts if p.language in (None, language)]
    if not passages and in_title is None:
        passages = texts or [p for field, p in found if field == "name"][:1]
    if all(len(passage.text) < _SAYS_LITTLE for passage in passages):
        shown = {passage.text for passage in passages}
        summaries = [Passage(str(f.value), (), f.language) for f in facts if _is_text(f)]
        passages += [summary for summary in summaries if summary.text not in shown]
    return Result(
        node=node,
        type=node_type,
        name=in_title or Passage(title, (), None),
        facts=tuple(fact for fact in facts if not _is_text(fact)),
        sections=sections_of(selected, node, node_type, language),
        concepts=tuple(dict.fromkeys(_concepts(edge["matchedBy"]))),
        passages=tuple(passages),
    )


def _concepts(matches: Json) -> Iterator[str]:
    """Yield the names of the topics and terms without which a word is not found.

    Their names are in all languages. Countries and the type are shown beside each result.
    """
    found = list(objects_in(matches))
    own = {match["word"] for match in found if match["concept"] is None}
    for match in found:
        concept = str(match["concept"])
        is_topic_or_term = concept.startswith("Topic:") or ":" not in concept
        is_type = concept.startswith("EntryType.")
        if match["word"] not in own and is_topic_or_term and not is_type:
            yield str(match["conceptName"])


def _passage(fragment: Mapping[str, Json]) -> Passage:
    language = fragment["language"]
    in_lower_case = language.lower() if isinstance(language, str) else None
    return Passage(str(fragment["text"]), fragment["ranges"], in_lower_case)


def _is_text(fact: Fact) -> bool:
    return fact.language is not None
