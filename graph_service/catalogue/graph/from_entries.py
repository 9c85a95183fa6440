"""A folder of seeds → the graph to be stored: a node per entry, an edge per link.

With it go values and edges that are derived from the files, so that queries need one hop:

- An edge without sources has those of the entry that declares it.
- A transfer has the furthest stage that its events reached, with its phase and the date of the
  event that reached it first: no later visit, assessment or formal decision sets it back. An event
  that ends the transfer does, and what follows it counts anew.
- An event has the slug `<transfer>-<position>`, and its stage as name; so does a detail of a
  practice, with its aspect.
- A visit, a transfer and an institution have a short caption for drawings: "HND → CRI 2018" says
  more in a small circle than a long title.
- A transfer is under the programmes of its visits. These edges have the basis DERIVED, unless the
  files state them, and the sources of the visits' edges.
- A visit or a transfer has edges to the countries of its institutions, unless the files state
  them; a visit in person with one host country is held there. These edges have the basis DERIVED,
  and the sources of the edges that they are derived from, in the entry's order. The
  countries of cooperation agencies don't count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from graph_service.catalogue.checks.check import read_catalogue
from graph_service.catalogue.document.text_links import with_shown_names
from graph_service.catalogue.document.trees import Documents, document_entry
from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.files.read import read_folder
from graph_service.console import OnStep, ignore_steps
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edge_properties import BASIS, details_of
from graph_service.model.edges import EDGES
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, ExchangeRole, Modality, TransferPhase, TransferStage
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import node_id
from graph_service.model.storage import StoredValue, Value, stored, stored_node
from graph_service.model.text import FALLBACK, shown
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
    PROGRAMME,
)
from graph_service.model.types.shared import CAPTION
from graph_service.model.vocabulary import Vocabulary
from graph_service.store.changes import EdgeRow, NodeRow
from graph_service.store.graph import Graph

_HELD_IN = next(e for e in EDGES if e.name == "HELD_IN")
_UNDER = next(e for e in EDGES if e.name == "UNDER" and e.source is KNOWLEDGE_TRANSFER)
_FROM_INSTITUTIONS = tuple(e for e in EDGES if e.completed and e is not _HELD_IN)
_MOST_CODES = 2
_NOBODY = "…"


def wanted_graph(seeds: Path, on_step: OnStep = ignore_steps) -> Graph:
    """Return the graph that a folder of seeds describes.

    Raises:
        CatalogueInvalid: with every problem of every file.
    """
    return _graph(read_catalogue(read_folder(seeds), on_step))


def graph_of(documents: Documents, *, agencies: bool = False) -> Graph:
    """Return the graph of entries, with all that is derived from them.

    Args:
        documents: the entries.
        agencies: whether the countries of cooperation agencies count, as they did in 1.0.0.
    """
    entries = [document_entry(identity, document) for identity, document in documents.items()]
    return _graph(sorted(entries, key=lambda entry: ENTRY_TYPES.index(entry.type)), agencies)


def _graph(entries: Iterable[Entry], agencies: bool = False) -> Graph:
    graph, derived = Graph(), [*with_derived(entries, agencies)]
    former = {slug: entry for entry in derived for slug in entry.former_slugs}
    by_slug = {**former, **{entry.slug: entry for entry in derived}}
    # What was written by hand may lack a name.
    names = {slug: e.values["name"] for slug, e in by_slug.items() if "name" in e.values}
    for entry in derived:
        graph.add(*rows_of(entry, names))
    return graph


def rows_of(entry: Entry, names: Mapping[str, Value]) -> tuple[list[NodeRow], list[EdgeRow]]:
    """Return the nodes and edges of an entry and its parts, after `with_derived`.

    Args:
        entry: the entry.
        names: of all entries, by slug, for links in texts.
    """
    entries = [entry, *(part.entry for part in entry.parts)]
    return [_node(e, names) for e in entries], [edge for e in entries for edge in _edges(e, names)]


def _node(entry: Entry, names: Mapping[str, Value]) -> NodeRow:
    values, written = with_shown_names(entry.values, names)
    properties = {**stored_node(entry.type, entry.slug, values), **written}
    return NodeRow(label=entry.type.name, id=entry.id, properties=properties)


def _edges(entry: Entry, names: Mapping[str, Value]) -> Iterator[EdgeRow]:
    for link in entry.links:
        yield EdgeRow(
            type=link.edge.name,
            source=entry.id,
            target=node_id(link.edge.target.name, link.target),
            properties=_edge_properties(link, names),
        )
    for part in entry.parts:
        yield EdgeRow(
            type=part.edge.name,
            source=entry.id,
            target=part.entry.id,
            properties={
                **stored(BASIS, part.basis),
                "sources": [*(part.entry.cited or entry.cited)],
            },
        )


def _edge_properties(link: Link, names: Mapping[str, Value]) -> Mapping[str, StoredValue]:
    facts, written = with_shown_names(link.facts, names)
    properties: dict[str, StoredValue] = {**stored(BASIS, link.basis), **written}
    if link.edge.name != "CITES":
        properties["sources"] = [*link.sources]
    for prop in details_of(link.edge):
        if prop.name in facts:
            properties |= stored(prop, facts[prop.name])
    return {name: value for name, value in properties.items() if value is not None}


def with_derived(entries: Iterable[Entry], agencies: bool = False) -> Iterator[Entry]:
    """Yield the entries with everything derived; `agencies` as in `graph_of`.

    Institutions and visits must precede the entries that refer to them.
    """
    countries: dict[str, str] = {}
    programmes: dict[str, tuple[Link, ...]] = {}
    for entry in entries:
        if entry.type is INSTITUTION and (agencies or not entry.is_agency):
            found = entry.links_of("IN_COUNTRY", COUNTRY)
            countries.update((entry.slug, link.target) for link in found)
        entry = replace(
            entry,
            links=_sourced(entry.links, entry.cited),
            parts=tuple(sorted((_part(entry, each) for each in entry.parts), key=_position)),
        )
        for edge in _FROM_INSTITUTIONS:
            if edge.source is entry.type:
                entry = replace(entry, links=entry.links + _countries(entry, edge, countries))
        if entry.type is EXCHANGE_VISIT:
            programmes[entry.slug] = entry.links_of(_UNDER.name, PROGRAMME)
            entry = replace(entry, links=entry.links + _venue(entry))
        if entry.type is KNOWLEDGE_TRANSFER:
            entry = replace(entry, links=entry.links + _programmes(entry, programmes))
            entry = _with_log(entry)
        yield replace(entry, values=_with_caption(entry))


def _sourced(links: Iterable[Link], cited: tuple[str, ...]) -> tuple[Link, ...]:
    # An edge to a source has no sources itself.
    return tuple(
        link if link.sources or link.edge.name == "CITES" else replace(link, sources=cited)
        for link in links
    )


def _countries(entry: Entry, edge: Edge, countries: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the edges to the countries of the institutions, without the stated ones."""
    found = (
        (countries[link.target], link)
        for link in entry.links_of(edge.name, INSTITUTION)
        if link.target in countries
    )
    return _unstated(entry, edge, COUNTRY, found)


def _programmes(transfer: Entry, programmes: Mapping[str, Sequence[Link]]) -> tuple[Link, ...]:
    """Return the edges to the programmes of the visits, without the stated ones."""
    found = (
        (link.target, link)
        for visit in transfer.links_of("ARISING_FROM", EXCHANGE_VISIT)
        for link in programmes.get(visit.target, ())
    )
    return _unstated(transfer, _UNDER, PROGRAMME, found)


def _unstated(
    entry: Entry, edge: Edge, target: NodeType, found: Iterable[tuple[str, Link]]
) -> tuple[Link, ...]:
    """Return an edge to each slug found that the file doesn't state, derived from its links."""
    stated = {link.target for link in entry.links_of(edge.name, target)}
    by_slug: dict[str, list[Link]] = {}
    for slug, link in found:
        if slug not in stated:
            by_slug.setdefault(slug, []).append(link)
    return tuple(_derived(entry, edge, slug, links) for slug, links in by_slug.items())


def _derived(entry: Entry, edge: Edge, target: str, links: Sequence[Link]) -> Link:
    facts: dict[str, Value] = {}
    roles = {role for link in links if (role := link.facts.get("role")) is not None}
    if edge.facts is not None and roles:
        facts["role"] = roles.pop() if len(roles) == 1 else ExchangeRole.PEER
    return Link(
        edge=edge,
        target=target,
        facts=facts,
        basis=Basis.DERIVED,
        sources=_all_sources(links, entry.cited),
    )


def _all_sources(links: Iterable[Link], cited: Sequence[str]) -> tuple[str, ...]:
    """Return the sources of the links, in an order that doesn't depend on that of the links."""
    found = {source for link in links for source in link.sources}
    first = [source for source in cited if source in found]
    return (*first, *sorted(found.difference(first)))


def _venue(visit: Entry) -> tuple[Link, ...]:
    """Return the host country as venue, for a visit in person with one host and no stated venue."""
    # An empty list is a statement, too: the venue is not known.
    is_stated = _HELD_IN.forward in visit.places or visit.links_of(_HELD_IN.name, COUNTRY)
    hosts = visit.links_of("HOSTED_BY", COUNTRY)
    in_person = visit.values.get("modality") is Modality.IN_PERSON
    if not in_person or len(hosts) != 1 or is_stated:
        return ()
    return (_derived(visit, _HELD_IN, hosts[0].target, hosts),)


def _with_log(transfer: Entry) -> Entry:
    values = dict(transfer.values)
    reached = _furthest([part.entry.values for part in transfer.parts])
    if reached is not None:
        stage, date = reached
        values |= {"stage": stage, "phase": stage.phase}
        if date is not None:
            values["stageDate"] = date
    return replace(transfer, values=values)


def _furthest(events: Iterable[Mapping[str, Value]]) -> tuple[TransferStage, Value | None] | None:
    """Return the stage of a transfer with these events, in order, and since when it has it."""
    reached: tuple[TransferStage, Value | None] | None = None
    for event in events:
        stage = event["stage"]
        if not isinstance(stage, TransferStage):
            continue
        if (
            reached is None
            or reached[0].phase is TransferPhase.ENDED
            or stage.rank > reached[0].rank
        ):
            reached = stage, event.get("date")
    return reached


def _part(owner: Entry, part: Part) -> Part:
    """Return a part with its slug, its name, and the sources of its edges."""
    term = part.entry.values.get(str(part.entry.type.named_by))
    name: Mapping[str, str] = {}
    if isinstance(term, Vocabulary):
        name = {language: term.label(language) for language in FALLBACK}
    entry = replace(
        part.entry,
        slug=f"{owner.slug}-{part.position}",
        values={**part.entry.values, "name": name},
        links=_sourced(part.entry.links, part.entry.cited or owner.cited),
    )
    return replace(part, entry=entry)


def _position(part: Part) -> int:
    return part.position


def _with_caption(entry: Entry) -> Mapping[str, Value]:
    """Return the values of an entry, whose countries are complete, with its caption."""
    if entry.type is EXCHANGE_VISIT:
        caption = _of_visit(entry)
    elif entry.type is KNOWLEDGE_TRANSFER:
        caption = f"{_joined(_codes_of(entry, 'FROM'))} → {_joined(_codes_of(entry, 'TO'))}"
    elif entry.type is INSTITUTION:
        name = cast("Mapping[str, str]", entry.values["name"])
        caption = str(entry.values.get("acronym") or shown(name, FALLBACK[0]))
    else:
        return entry.values
    return {**entry.values, CAPTION.name: caption}


def _of_visit(visit: Entry) -> str:
    hosts = _codes_of(visit, "HOSTED_BY")
    visitors = _codes_of(visit, "ATTENDED_BY") - hosts
    # At a meeting of its hosts only, nobody is on the way.
    who = f"{_joined(visitors)} → {_joined(hosts)}" if visitors or not hosts else _joined(hosts)
    date = visit.values.get("date")
    return f"{who} {year}" if isinstance(date, PartialDate) and (year := date.date.year) else who


def _codes_of(entry: Entry, edge: str) -> set[str]:
    return {link.target.upper() for link in entry.links_of(edge, COUNTRY)}


def _joined(codes: Collection[str]) -> str:
    """Return codes as one text.

    >>> _joined({"PER", "ECU"}), _joined({"PER", "ECU", "COL"}), _joined(())
    ('ECU, PER', 'COL +2', '…')
    """
    found = sorted(codes)
    if len(found) > _MOST_CODES:
        return f"{found[0]} +{len(found) - 1}"
    return ", ".join(found) or _NOBODY
