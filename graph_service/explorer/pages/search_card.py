"""What the words of a search name, and the lists that answer it.

The search says which entries, terms and types its words name; only a year is read in the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from graph_service.explorer.pages.lists import PAGES, ListPage
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import Node, nodes_of, object_in, objects_in
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import FACETS, Relation
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY, EXCHANGE_VISIT, GOOD_PRACTICE, TOPIC

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TYPE, YEAR = "EntryType", "Year"
_ON_TIMELINE = {"ExchangeVisit": "date", "KnowledgeTransfer": "stageDate", "Agreement": "signed"}
"""The date by which a timeline has entries of a type, or a step of them."""
_MOST = 3
"""Entries of a type that words may name; more have only a part of their name in common."""


@dataclass(frozen=True)
class Concept:
    """What words of a search name.

    Attributes:
        kind: the type of the entry, the vocabulary of the term, "EntryType" or "Year".
        value: a slug, or the name of the term or type.
        name: for people.
        words: those that name it.
    """

    kind: str
    value: str
    name: str
    words: set[str]


@dataclass(frozen=True)
class FilteredList:
    """A list that answers a search: its type, the values of its filters, and its address."""

    type: NodeType
    filters: Mapping[str, Sequence[Concept]]
    address: Address


def concepts_in(results: Node, text: str) -> Sequence[Concept]:
    """Return what the words of a search name, by the matches of its results.

    The longest name counts: "ministerio público" is a prosecutor, no ministry. Words that name a
    type, such as "visits", name no term, such as study visits.
    """
    found = {year: Concept(YEAR, year, year, {year}) for year in _YEAR.findall(text)[:1]}
    for edge in objects_in(results["edges"]):
        for match in objects_in(edge["matchedBy"]):
            if match["concept"] is not None:
                key = str(match["concept"])
                kind, value = re.split("[:.]", key, maxsplit=1)
                new = Concept(kind, value, str(match["conceptName"]), set())
                found.setdefault(key, new).words.add(str(match["word"]))
    of_types = {word for c in found.values() if c.kind == _TYPE for word in c.words}
    longest = [c for c in found.values() if not any(c.words < o.words for o in found.values())]
    return [c for c in longest if c.kind == _TYPE or not c.words <= of_types]


def words_in(results: Node) -> set[str]:
    """Return the words of a search that its results have."""
    edges = objects_in(results["edges"])
    return {str(match["word"]) for edge in edges for match in objects_in(edge["matchedBy"])}


def named(concepts: Iterable[Concept], kind: str) -> Sequence[Concept]:
    """Return the concepts of a kind; none if the words may mean many."""
    found = [concept for concept in concepts if concept.kind == kind]
    return found if len(found) <= _MOST else []


def lists_of(
    results: Node, concepts: Sequence[Concept], address: Address
) -> Iterator[FilteredList]:
    """Yield the lists of the types that a search names, filtered by what else it names.

    One that is filtered is left out unless a result is in it: it may be empty.

    A search for visits and a country has two: by the host, and by the visitor. One for agreements
    and two countries has none, as a list filtered by both has the agreements of either.
    """
    countries, edges = named(concepts, COUNTRY.name), [*objects_in(results["edges"])]
    for page in _pages(concepts):
        facets = FACETS[page.node_type.name]
        names = [name for name in page.filters if name in facets]
        found = {name: named(concepts, _kind(facets[name])) for name in names}
        ends = [name for name in found if _kind(facets[name]) == COUNTRY.name]
        others = {name: values for name, values in found.items() if values and name not in ends}
        for chosen in permutations(ends, len(countries)):
            filters = others | {n: [c] for n, c in zip(chosen, countries, strict=True)}
            if filters and not any(_is_in(edge, page, filters) for edge in edges):
                continue
            query = [(n, kebab_case(v.value)) for n, values in filters.items() for v in values]
            target = replace(address.to(*page.path), query=tuple(query))
            yield FilteredList(page.node_type, filters, target)


def _is_in(edge: Node, page: ListPage, filters: Mapping[str, Sequence[Concept]]) -> bool:
    """Whether a result is known to be in a filtered list."""
    node, matches = object_in(edge["node"]), objects_in(edge["matchedBy"])
    matched = {str(match["concept"]).replace(".", ":") for match in matches}
    return split_id(str(node["id"]))[0] == page.node_type.name and all(
        any(_fits(node.get(name), value, matched) for value in values)
        for name, values in filters.items()
    )


def _fits(found: Json, value: Concept, matched: Container[str]) -> bool:
    """Whether a field of a result has a value, or else the result matched by it."""
    if value.kind == YEAR:
        return _year_or_by(found) == value.value
    if value.kind == COUNTRY.name:
        return value.value in [node.get("slug") for node in (object_in(found), *nodes_of(found))]
    return f"{value.kind}:{value.value}" in matched


def years_in(results: Node) -> set[str]:
    """Return the years of the timeline that have one of the results."""
    nodes = ((split_id(str(node["id"]))[0], node) for node in nodes_of(results))
    return {_year_or_by(node.get(_ON_TIMELINE.get(label, ""))) for label, node in nodes}


def _year_or_by(date: Json) -> str:
    """Return the year of a date, or of its last day if it has no first one; else ""."""
    found = object_in(date)
    by = None if found.get("earliest") else found.get("latest")
    return str(found.get("year") or by or "")[:4]


def _pages(concepts: Sequence[Concept]) -> Sequence[ListPage]:
    """Return the lists of the types that are named, else of those that other concepts imply."""
    types = {concept.value for concept in concepts if concept.kind == _TYPE}
    implied = {_IMPLIED.get(concept.kind) for concept in concepts}
    return [page for page in PAGES if page.node_type.enum_name in types] or [
        page for page in PAGES if page.node_type in implied
    ]


def _kind(declared: Property | Relation) -> str:
    """Return the kind of the concepts that a filter has as values."""
    if isinstance(declared, Relation):
        return declared.target.name
    return declared.vocabulary.__name__ if declared.enum else YEAR


_IMPLIED = {
    _kind(declared): page.node_type
    for page in PAGES
    for name, declared in FACETS[page.node_type.name].items()
    if name in page.filters and isinstance(declared, Property)
} | {TOPIC.name: GOOD_PRACTICE, YEAR: EXCHANGE_VISIT}
"""The types whose lists answer a search that names no type, by what it names."""
