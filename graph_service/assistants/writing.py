"""How answers are written: statements with numbers of sources, the sources listed once.

Texts of the catalogue stay in fields of their own, so that none can pass for one of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Section,
    Statement,
    facts_of,
    items_in,
    object_in,
    objects_in,
    sections_of,
)
from graph_service.explorer.parts.languages import date_in_words
from graph_service.explorer.parts.operations import Selected
from graph_service.model.declare import NodeType
from graph_service.model.enums import Basis
from graph_service.model.graph import TYPES
from graph_service.model.ids import split_id
from graph_service.model.json import Json
from graph_service.model.types import CHANGE, KNOWLEDGE_TRANSFER, RELEASE

MAX_CHARACTERS = 12_000
"""Of an answer, so that several fit beside a question."""


class Size(NamedTuple):
    """How much is written: statements per list, characters per text, sources per statement."""

    statements: int
    characters: int
    cited: int


_SIZES = (
    Size(40, 900, 9), Size(20, 500, 3), Size(20, 300, 2), Size(20, 200, 2),
    *(Size(n, 150, 1) for n in (20, 17, 14, 12, 10, 9, 8, 7, 6, 5, 4, 3, 2)), Size(1, 80, 1),
)  # fmt: skip
"""From large to small; the first with which an answer fits is taken."""
_ALWAYS = ("total", "hits")
"""What an empty list has, too."""


def fitted(write: Callable[[Size], Mapping[str, Json]]) -> dict[str, Json]:
    """Return the largest answer that fits, without what is empty."""
    written: dict[str, Json] = {}
    for size in _SIZES:
        written = {key: value for key, value in write(size).items() if value or key in _ALWAYS}
        if len(as_text(written)) <= MAX_CHARACTERS:
            break
    return written


def as_text(answer: Mapping[str, Json]) -> str:
    """Return an answer as JSON."""
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


@dataclass
class Writer:
    """Writes one answer.

    Attributes:
        base: scheme and host of the pages.
        home: the first page in the language of the answer.
        size: how much is written.
        sources: those cited so far, by their ids.
        is_cut: whether anything was left out.
    """

    base: str
    home: Address
    size: Size
    sources: dict[str, dict[str, Json]] = field(default_factory=dict)
    is_cut: bool = False

    def hit(self, selected: Selected, edge: Node) -> Node:
        """Write an entry of a list, with the names of its relations as facts; or a change."""
        node = object_in(edge["node"])
        if "entryId" in node:
            return self._change(node)
        relations = sections_of(selected, node, _type_of(node), self.home.language)
        fields = {one.name: one for one in selected.fields}
        parts = [section for section in relations if not section.relation.target.entry]
        facts = {s.label: self._names(s) for s in relations if s not in parts}
        said = self._statement(selected, node, node, self._cited(node.get("sources")), facts)
        spoken = (None, self.home.language.upper())
        found = [f for f in objects_in(edge.get("fragments")) if f["language"] in spoken]
        more: Node = {
            "id": None,
            "passage": self._clipped(" … ".join(map(self._passage, found))),
            "relaxed": edge.get("relaxed"),
            "details": [
                self._related(fields[section.relation.name], one, [])
                for section in parts
                for one in section.statements[: self.size.cited]
            ],
        }
        return self._heading(node) | _without_empty({**said, **more})

    def _change(self, node: Node) -> Node:
        entry, language = object_in(node["entry"]), self.home.language
        facts: dict[str, Json] = {
            CHANGE.label.in_language(language): node["kindLabel"],
            RELEASE.label.in_language(language): object_in(node["release"])["name"],
        }
        return _without_empty(
            {
                "name": node["name"],
                "type": _type_of({"id": node["entryId"]}).label.in_language(language),
                "address": self.address(str(entry["id"])) if entry else None,
                "facts": facts,
                "changed": [one["name"] for one in objects_in(node["fields"])],
                "sources": self._cited(entry.get("sources")),
            }
        )

    def entry(self, selected: Selected, node: Node) -> dict[str, Json]:
        """Write an entry, and statements of its relations: most of the first ones."""
        sources = self._cited(node.get("sources"))
        said = _without_empty(self._statement(selected, node, node, sources, {}))
        fields = {one.name: one for one in selected.fields}
        relations: list[Json] = []
        sections = sections_of(selected, node, _type_of(node), self.home.language)
        for place, section in enumerate(sections):
            selected_of, shown = fields[section.relation.name], section.statements
            shown = shown[: max(1, self.size.statements - place)]
            statements: list[Json] = [self._related(selected_of, one, sources) for one in shown]
            self.is_cut |= len(statements) < section.total
            about: dict[str, Json] = {"label": section.label, "total": section.total}
            relations.append({**about, "statements": statements})
        return {"entry": self._heading(node) | said, "relations": relations}

    def _related(self, selected: Selected, one: Statement, otherwise: Json) -> Node:
        """Write what a relation leads to, with its sources, or others if it has none."""
        cited = self._cited(one.edge.get("sources") or one.node.get("sources")) or otherwise
        words = self._words(one.facts)
        if one.edge.get("stageLabel", "") is None:
            stage = KNOWLEDGE_TRANSFER.property_of("stage").label
            words[stage.in_language(self.home.language)] = self.home.gettext("Only shown")
        return _without_empty(self._statement(_inside(selected), one.node, one.edge, cited, words))

    def _passage(self, fragment: Node) -> str:
        """Return a passage, with the time of which a detail speaks."""
        date, text = fragment["asOf"], str(fragment["text"])
        return f"{text} ({date_in_words(str(date), 'AT', self.home.language)})" if date else text

    def address(self, node_id: str) -> str:
        """Return the address of the page of an entry."""
        return f"{self.base}{self.home.to_entry(node_id) or self.home}"

    def _heading(self, node: Node) -> dict[str, Json]:
        kind = _type_of(node).label.in_language(self.home.language)
        return {"name": node["name"], "type": kind, "address": self.address(str(node["id"]))}

    def _statement(
        self, selected: Selected, node: Node, edge: Node, sources: Json, words: dict[str, str]
    ) -> dict[str, Json]:
        node_type = _type_of(node)
        facts = facts_of(selected, node, node_type, self.home.language)
        basis = edge.get("basis") or node.get("basis")
        return {
            "name": node.get("name"),
            "id": node["id"] if node_type.folder else None,
            "facts": self._words(facts) | words,
            "quote": self._clipped(edge.get("quote")),
            "note": self._clipped(edge.get("note") or node.get("note")),
            "disputed": [self._clipped(text) for text in items_in(node.get("disputed"))],
            "basis": None if basis == Basis.STATED.name else basis,
            "basisOf": {fact.label: fact.basis for fact in facts if fact.basis},
            "sources": sources,
        }

    def _names(self, section: Section) -> str:
        """Return the names at the other end of a relation, or their number if none is selected."""
        names = []
        for one in section.statements:
            words = ", ".join(self._words((*one.facts, *one.details)).values())
            names.append(f"{one.node['name']} ({words})" if words else str(one.node["name"]))
        more = "; …" if len(names) < section.total else ""
        return "; ".join(names) + more if names else str(section.total)

    def _words(self, facts: Iterable[Fact]) -> dict[str, str]:
        return {fact.label: self._clipped(self._value(fact.value)) for fact in facts}

    def _value(self, value: Json) -> str:
        match value:
            case {"edtf": edtf, "qualifier": qualifier}:
                return date_in_words(str(edtf), str(qualifier), self.home.language)
            case bool():
                return self.home.gettext("yes") if value else self.home.gettext("no")
            case list():
                return "; ".join(map(str, value))
        return str(value)

    def _clipped(self, text: Json) -> str:
        words, most = str(text or ""), self.size.characters
        if words.startswith(("https://", "http://")):
            return words  # nobody could follow a part of it
        self.is_cut |= len(words) > most
        return words if len(words) <= most else f"{words[: most - 1]}…"

    def _cited(self, sources: Json) -> list[Json]:
        """Return the numbers of sources, of those listed first, and list the others."""
        cited = sorted(objects_in(sources), key=lambda one: one["id"] not in self.sources)
        self.is_cut |= len(cited) > self.size.cited
        for source in cited[: self.size.cited]:
            date = source.get("published")
            listed: dict[str, Json] = {
                "n": len(self.sources) + 1,
                "title": self._clipped(source["name"]),
                "publisher": source["publisher"],
                "date": self._value(date) if date else None,
                "url": source["url"] or self.address(str(source["id"])),
            }
            self.sources.setdefault(str(source["id"]), _without_empty(listed))
        return [self.sources[str(one["id"])]["n"] for one in cited[: self.size.cited]]


def _without_empty(values: Mapping[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in values.items() if value}


def _type_of(node: Node) -> NodeType:
    return TYPES[split_id(str(node["id"]))[0]]


def _inside(relation: Selected) -> Selected:
    """Return what is selected of the nodes at the other end of a relation."""
    inside = {one.key: one for one in relation.fields}
    return inside["edges"].field("node") if "edges" in inside else inside.get("nodes", relation)
