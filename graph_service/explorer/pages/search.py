"""The search of all types: /en/search?text=shelters, and the page for addresses without one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from graph_service.explorer.pages.lists import list_of
from graph_service.explorer.pages.page import ANY, Page, View, next_address
from graph_service.explorer.pages.search_card import (
    YEAR,
    concepts_in,
    lists_of,
    named,
    words_in,
    years_in,
)
from graph_service.explorer.parts.address import Address, AddressInvalid, kebab_case
from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Section,
    code_in,
    facts_of,
    nodes_of,
    number_in,
    object_in,
    objects_in,
    sections_of,
)
from graph_service.explorer.parts.list_filters import Facet, FacetValue, facet_of_years, year_in
from graph_service.explorer.parts.operations import Selected, read_operation
from graph_service.explorer.parts.tables import Table, entries_table
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES, TYPE_FOLDERS, TYPES
from graph_service.model.ids import node_id, split_id
from graph_service.model.json import Json
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS
from graph_service.model.text import fold
from graph_service.model.types import COUNTRY, INSTITUTION, PROGRAMME, TOPIC

_PAGE_SIZE = 20
_TYPES = {kebab_case(t.name): t for t in ENTRY_TYPES}
_FILTERS = {"countries": COUNTRY, "topics": TOPIC}
_CARDS = (COUNTRY.name, TOPIC.name, INSTITUTION.name, PROGRAMME.name)
"""The types of entries that a search may name."""
_WORD = re.compile(r"\w+")
_SAYS_LITTLE = 60
"""A passage of fewer characters is another name or an acronym."""


@dataclass(frozen=True)
class Passage:
    """A text of an entry.

    Attributes:
        text: the text, or a part of it.
        ranges: of the words that were found in it.
        language: of the text, in lower case; None if its field has no languages.
        as_of: the time of which a detail of a practice speaks, as EDTF; None in other fields.
    """

    text: str
    ranges: Json
    language: str | None
    as_of: Json = None

    @property
    def marked(self) -> Markup:
        """The text as HTML, with marks around the words that were found.

        >>> str(Passage("a < b", [{"start": 4, "end": 5}], "en").marked)
        'a &lt; <mark>b</mark>'
        """
        units = self.text.encode("utf-16-le")  # ranges count its units, as JavaScript does
        html, end = Markup(""), 0
        for span in objects_in(self.ranges):
            start, stop = int(str(span["start"])) * 2, int(str(span["end"])) * 2
            html += _decoded(units[end:start])
            html += Markup("<mark>{}</mark>").format(_decoded(units[start:stop]))
            end = stop
        return html + _decoded(units[end:])


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


class SearchPage(Page):
    """Results of a search, by relevance, with the number of results of each type."""

    path: tuple[str, ...] = ("search",)
    template = "search.html"
    listed = "search"
    operation = read_operation("search")

    def variables(self, address: Address) -> dict[str, Json]:
        """Return the words to search for, the types, and the page."""
        types = address.values("type")
        for name in types:
            if name not in _TYPES:
                raise AddressInvalid(
                    address.gettext(
                        "There is no type “{type}”, only: {allowed}.",
                        type=name,
                        allowed=", ".join(_TYPES),
                    )
                )
        return {
            "text": address.text(),
            "types": [_TYPES[name].enum_name for name in types] or None,
            **{name: list(address.values(name)) or None for name in _FILTERS},
            "years": [
                year_in(year, address.gettext("Year"), address) for year in address.values("years")
            ]
            or None,
            "first": _PAGE_SIZE,
            "after": address.value("after"),
        }

    def view(self, address: Address, data: Node) -> View:
        """Show the results."""
        results = object_in(data["search"])
        text = address.text()
        title = address.gettext("Search: {text}", text=text) if text else address.gettext("Search")
        node = self.operation.root.field("search").field("edges").field("node")
        found = [*results_of(results, node, address.language)]
        near = [r.node for r in found]
        near += [each.node for r in found for s in r.sections for each in s.statements]
        is_first = not any(name != "text" for name, value in address.query if value)
        concepts = concepts_in(results, text) if is_first else ()
        return View(
            title=title,
            values={
                "text": text,
                "results": results,
                "found": found,
                "facets": tuple(_facets(results, address)),
                "kinds": [_TYPES[name] for name in address.values("type")],
                "more": next_address(address, results),
                "named": {kind: named(concepts, kind) for kind in (*_CARDS, YEAR)},
                "lists": [*lists_of(results, concepts, address)],
                "years": years_in(results),
                "list_of": list_of,
                "known": {node["id"]: node for node in near},
                "is_exact": words_in(results) <= {word for c in concepts for word in c.words},
                "asked": f" {' '.join(_WORD.findall(fold(text)))} ",
            },
        )

    def table(self, address: Address, data: Node) -> Table:
        """Return the results, by relevance."""
        return entries_table(address, (), [(node, {}) for node in nodes_of(data["search"])])


class NotFoundPage(Page):
    """What readers get instead of a page that doesn't exist: entries with words of its address.

    If a release removed the entry of the address, the page says which, and the status is 410.
    """

    path: tuple[str, ...] = (ANY,)
    template = "not-found.html"
    operation = read_operation("not-found")

    def variables(self, address: Address) -> dict[str, Json]:
        """Search for the words of the address, and for the end of its entry."""
        folder, slug, *_ = (*address.segments, "", "")
        node_type = TYPE_FOLDERS.get(folder)
        identity = node_id(node_type.name, slug) if node_type else ""
        return {"text": _words(address), "id": identity}

    def view(self, address: Address, data: Node) -> View:
        """Show the entries that have these words, and which release removed the entry."""
        removed = next(iter(nodes_of(data["changes"])), None)
        title = (
            address.gettext("This entry was removed from the catalogue")
            if removed
            else address.gettext("There is no page at this address")
        )
        found = nodes_of(data["search"])
        values = {"text": _words(address), "found": found, "removed": removed}
        return View(title, values, status=410 if removed else 404)


def _words(address: Address) -> str:
    """Return the words of the last part of an address, such as "cri eri" for gp-cri-eri."""
    words = re.findall(r"\w{3,}", address.segments[-1] if address.segments else "")
    return " ".join(words[:8])[:MAX_SEARCH_CHARACTERS]


def _facets(results: Node, address: Address) -> Iterator[Facet]:
    """Yield the filters of a search: by type, country, year and topic."""
    types = {t.enum_name: (name, t.plural_label) for name, t in _TYPES.items()}
    labels = {name: t.plural_label.in_language(address.language) for name, t in _FILTERS.items()}
    labels |= {"type": address.gettext("Type"), "years": address.gettext("Year")}
    for facet in objects_in(results["facets"]):
        name = str(facet["field"])
        if name == "years":
            toggled = partial(address.toggled, name)
            yield facet_of_years(labels[name], facet, address.values(name), toggled)
            continue
        values = []
        for value in objects_in(facet["values"]):
            written, label = str(value["value"]), str(value["label"])
            if written in types:
                written, plural = types[written]
                label = plural.in_language(address.language)
            target, is_chosen = address.toggled(name, written), written in address.values(name)
            values.append(FacetValue(label, number_in(value["count"]), target, is_chosen))
        hidden = number_in(facet["valueCount"]) - len(values)
        yield Facet(name, labels[name], tuple(values), hidden)


def results_of(found: Json, selected: Selected, language: str) -> Iterator[Result]:
    """Yield the results of a search: a connection, whose nodes are selected like that."""
    for edge in objects_in(object_in(found).get("edges")):
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
        facts=tuple(f for f in facts if not _is_text(f) and f.name != "inRegion"),
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
    language = code_in(fragment["language"])
    return Passage(str(fragment["text"]), fragment["ranges"], language, fragment["asOf"])


def _is_text(fact: Fact) -> bool:
    return fact.language is not None


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")


PAGES = (SearchPage(),)
NOT_FOUND = NotFoundPage()
