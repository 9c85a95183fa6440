"""The page of an entry: /en/good-practices/gp-cri-eri.

Its operation is named like the root field of its type: `good-practice` for goodPractice. A type
may have a template of its own in `entries`; the others show the fields that their operation
selects. The page of a practice shows how far it has gone, and eight questions to ask before
adopting it, with what sources say of each; those of stages are those of its transfers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph_service.explorer.pages.embeds import FRAME, Embed, embed_address
from graph_service.explorer.pages.lists import list_of
from graph_service.explorer.pages.page import ANY, Page, View
from graph_service.explorer.parts.address import Address, kebab_case
from graph_service.explorer.parts.facts import (
    Fact,
    Node,
    Section,
    Statement,
    cells_of,
    facts_of,
    items_in,
    nodes_of,
    sections_of,
)
from graph_service.explorer.parts.ledger import height_of, ledger
from graph_service.explorer.parts.operations import has_operation, read_operation
from graph_service.explorer.parts.questions import answers_of, details_of
from graph_service.explorer.parts.reach import reaches_of, shown_since
from graph_service.explorer.parts.tables import Table, statements_table
from graph_service.explorer.parts.templates import has_template
from graph_service.explorer.parts.topics import BODIES, has_body, hosts_of, hosts_table
from graph_service.model.declare import NodeType
from graph_service.model.enums import Aspect, Basis, Verdict
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY, GOOD_PRACTICE, KNOWLEDGE_TRANSFER, TOPIC

_SAY_WHAT_THEY_LACK = (GOOD_PRACTICE, KNOWLEDGE_TRANSFER)
_LABELLED = ("operators", "owners")
"""Relations that answer the same question, so their statements say which one they are of."""
_OBJECTIONS = {Verdict.NEGATIVE.name, Verdict.MIXED.name}


class EntryPage(Page):
    """The page of an entry of one type."""

    def __init__(self, node_type: NodeType, field: str, folder: str) -> None:
        """Declare the page.

        Args:
            node_type: the type of the entry.
            field: the root field that looks one up.
            folder: the part of the address before the slug.
        """
        name = kebab_case(field)
        self.node_type = node_type
        self.path = (folder, ANY)
        self.operation = read_operation(name)
        own = f"entries/{name}.html"
        self.template = own if has_template(own) else "entry.html"
        self.entry = field
        self._selected = self.operation.root.field(field)

    def view(self, address: Address, data: Node) -> View:
        """Show the entry."""
        entry, language = self.entry_in(data), address.language
        facts, sections = self._stated(address, data)
        bases = Counter(
            one.edge.get("basis") or one.node.get("basis")
            for section in sections
            for one in section.statements
            if not section.relation.derived
        )
        bases.update(fact.basis for fact in facts if fact.basis)
        lists = {
            section.relation.name: found
            for section in sections
            if (found := list_of(section.relation, str(entry["slug"]), address))
        }
        return View(
            title=str(entry["name"]),
            values={
                "entry": entry,
                "node_type": self.node_type,
                "bases": [(one.label(language), n) for one in Basis if (n := bases[one.name])],
                "contents": [],
                # If so, the note says what was searched for: it stands beside what is not recorded.
                "tells_search": entry.get("checkedOn") and self.node_type in _SAY_WHAT_THEY_LACK,
                "facts": facts,
                "sections": sections,
                "lists": lists,
                **self.more(address, data),
            },
        )

    def more(self, _: Address, __: Node) -> Mapping[str, object]:
        """Return what the template of a type shows besides, by name."""
        return {}

    def table(self, address: Address, data: Node) -> Table:
        """Return the values of the entry, and its statements about other entries."""
        facts, sections = self._stated(address, data)
        return statements_table(self.entry_in(data), facts, sections)

    def _stated(self, address: Address, data: Node) -> tuple[tuple[Fact, ...], tuple[Section, ...]]:
        """Return the properties and the relations of the entry."""
        shown = (self._selected, self.entry_in(data), self.node_type, address.language)
        return facts_of(*shown), sections_of(*shown)


class PracticePage(EntryPage):
    """The page of a practice."""

    def more(self, address: Address, data: Node) -> Mapping[str, object]:
        """Show each of its visits and transfers in the table of countries, or in a list below."""
        practice, language = self.entry_in(data), address.language
        transfers = [*nodes_of(practice["transfers"]), *nodes_of(practice["otherTransfers"])]
        known = (*transfers, *nodes_of(practice["shownAt"]))
        reaches = reaches_of(practice["reachedCountries"], known)
        cells = cells_of(self._selected, practice, self.node_type, language)
        return {
            "transfers": transfers,
            "reaches": reaches,
            "how": details_of(practice, Aspect.HOW_IT_WORKS),
            # Lessons answer a question of those who adopt it, if anybody has.
            "beside": [
                details_of(practice, aspect)
                for aspect in (Aspect.ORIGIN, *(() if transfers else (Aspect.LESSONS,)))
            ],
            "answers": answers_of(
                practice,
                [cell for cell in cells.values() if isinstance(cell, Fact)],
                self._said(cells, practice, language),
                is_used=any(reach.is_used for reach in reaches),
                is_transferred=bool(transfers),
                language=language,
            ),
        }

    def _said(
        self, cells: Mapping[str, Fact | Section], practice: Node, language: str
    ) -> Mapping[str, list[tuple[Statement, str]]]:
        """Return what answers questions: statements by relation, and by stages of transfers."""
        said: dict[str, list[tuple[Statement, str]]] = defaultdict(list)
        for name, cell in cells.items():
            label = cell.label if name in _LABELLED else ""
            said[name] = [(one, label) for one in _statements(cells, name)]
        # One evaluation may be about the practice and about a transfer of it.
        judged = {one.node["id"]: one for one, _ in said["evaluations"]}
        for name in ("transfers", "otherTransfers"):
            selected = self._selected.field(name).field("edges").field("node")
            for node in nodes_of(practice[name]):
                known = cells_of(selected, node, KNOWLEDGE_TRANSFER, language)
                judged = {s.node["id"]: s for s in _statements(known, "evaluations")} | judged
                for event in _statements(known, "events"):
                    sources = event.node["sources"] or node["sources"]
                    edge = {**event.node, **event.edge, "sources": sources}
                    said[str(edge["stage"])].append((replace(event, node=node, edge=edge), ""))
        said["evaluations"] = [(one, "") for one in judged.values()]
        said["objections"] = [(s, "") for s in judged.values() if s.node["verdict"] in _OBJECTIONS]
        return said


def _statements(cells: Mapping[str, Fact | Section], name: str) -> list[Statement]:
    cell = cells.get(name)
    return [*cell.statements] if isinstance(cell, Section) else []


class CountryPage(EntryPage):
    """The page of a country."""

    def more(self, _: Address, data: Node) -> Mapping[str, object]:
        """Show what became of practices of others, and topics without practices of its own."""
        entry = self.entry_in(data)
        fields, practices = ("shownAt", "transfers", "otherTransfers"), nodes_of(entry["reachedBy"])
        known = (node for one in practices for field in fields for node in nodes_of(one[field]))
        reaches = reaches_of(entry["reachedBy"], known)
        named = {slug for reach in reaches for slug in items_in(reach.edge["transfers"])}
        others = [node for node in nodes_of(entry["received"]) if node["slug"] not in named]
        lacks = [topic for topic in nodes_of(data["lacks"]) if not has_body(topic, entry)]
        return {"reaches": reaches, "others": others, "lacks": lacks}


class TopicPage(EntryPage):
    """The page of a topic, for all or for a country: /en/topics/shelter?country=pan."""

    def variables(self, address: Address) -> dict[str, Json]:
        """Look up the topic, and the bodies that work on it."""
        variables = super().variables(address)
        return {**variables, "bodies": BODIES.get(str(variables["slug"]), ())}

    def more(self, address: Address, data: Node) -> Mapping[str, object]:
        """Show from whom to learn, and the countries of the region without a practice."""
        region = nodes_of(data["region"])
        slug = _country(address, region)
        return {
            "hosts": hosts_of(self.entry_in(data), slug),
            "region": region,
            "country": next((one for one in region if one["slug"] == slug), None),
        }

    def table(self, address: Address, data: Node) -> Table:
        """Return one row per practice."""
        slug = _country(address, nodes_of(data["region"]))
        return hosts_table(hosts_of(self.entry_in(data), slug), slug)


def _country(address: Address, region: Sequence[Node]) -> str | None:
    """Return the slug of the reader's country, if that is one of the region."""
    slug = address.value("country")
    return slug if slug in [one["slug"] for one in region] else None


class TransferPage(EntryPage):
    """The page of a transfer."""

    parts = ("ledger",)

    def more(self, address: Address, data: Node) -> Mapping[str, object]:
        """Show the ledger of the transfer, whose sources are those of events without their own."""
        entry = self.entry_in(data)
        cited = [
            {**e, "sources": e["sources"] or entry["sources"]} for e in nodes_of(entry["events"])
        ]
        events = ledger(cited, address.language)
        ledger_address = embed_address(address.plain(), "ledger", data)
        embed = Embed(address.gettext("Ledger"), ledger_address, height_of(events) + FRAME)
        since = shown_since(entry)
        return {"ledger": events, "embeds": [embed], "since": since}


_KINDS = {
    COUNTRY.name: CountryPage,
    GOOD_PRACTICE.name: PracticePage,
    KNOWLEDGE_TRANSFER.name: TransferPage,
    TOPIC.name: TopicPage,
}


PAGES = tuple(
    _KINDS.get(node_type.name, EntryPage)(node_type, node_type.root[0], node_type.folder)
    for node_type in ENTRY_TYPES
    if node_type.root and node_type.folder and has_operation(kebab_case(node_type.root[0]))
)
"""The pages of all types that have an operation."""
