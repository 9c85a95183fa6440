"""What the loader adds to what the files say, so that every question is one hop.

- the sources of an edge that has none of its own: those of the entry that declares it;
- the stage, phase and date of a transfer: those of its last event, by position;
- the slug and name of an event: `<transfer>-<position>`, and its stage in Spanish;
- the countries of a visit or a transfer: those of its institutions, for each country that no edge
  of the files states; and where a visit in person with one host country took place. Their basis is
  DERIVED, their sources are those of the edges that they come from, in the order of the entry's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.entries import Entry, Link, Part, Reference
from graph_service.model.declare import Edge
from graph_service.model.edges import EDGES
from graph_service.model.enums import Basis, ExchangeRole, Modality, TransferPhase, TransferStage
from graph_service.model.storage import Value
from graph_service.model.types import (
    COUNTRY,
    EXCHANGE_VISIT,
    INSTITUTION,
    KNOWLEDGE_TRANSFER,
)

_HELD_IN = next(e for e in EDGES if e.name == "HELD_IN")
_FROM_INSTITUTIONS = tuple(e for e in EDGES if e.completed and e is not _HELD_IN)


def complete(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give the entries with all that the loader adds; institutions come before what names them."""
    countries: dict[str, str] = {}
    for entry in entries:
        if entry.type is INSTITUTION:
            for link in entry.links_of("IN_COUNTRY", COUNTRY):
                countries[entry.slug] = link.target.slug
        yield _complete(entry, countries)


def _complete(entry: Entry, countries: Mapping[str, str]) -> Entry:
    cited = entry.cited
    entry = replace(entry, links=_sourced(entry.links, cited))
    for edge in _FROM_INSTITUTIONS:
        if edge.source is entry.type:
            entry = replace(entry, links=entry.links + _countries(entry, edge, countries))
    if entry.type is EXCHANGE_VISIT:
        entry = replace(entry, links=entry.links + _venue(entry))
    if entry.type is KNOWLEDGE_TRANSFER:
        entry = _with_log(entry, cited)
    return entry


def _sourced(links: Iterable[Link], cited: tuple[Reference, ...]) -> tuple[Link, ...]:
    """Let edges without sources have those of their entry; an edge to a source has none."""
    return tuple(
        link if link.sources or link.edge.name == "CITES" else replace(link, sources=cited)
        for link in links
    )


def _countries(entry: Entry, edge: Edge, countries: Mapping[str, str]) -> tuple[Link, ...]:
    """Give the edges to the countries of institutions, save those that are stated."""
    stated = {link.target.slug for link in entry.links_of(edge.name, COUNTRY)}
    found: dict[str, list[Link]] = {}
    for link in entry.links_of(edge.name, INSTITUTION):
        country = countries.get(link.target.slug)
        if country is not None and country not in stated:
            found.setdefault(country, []).append(link)
    return tuple(_derived(entry, edge, country, links) for country, links in found.items())


def _derived(entry: Entry, edge: Edge, country: str, links: Sequence[Link]) -> Link:
    facts: dict[str, Value] = {}
    roles = {role for link in links if (role := link.facts.get("role")) is not None}
    if edge.facts is not None and roles:
        facts["role"] = roles.pop() if len(roles) == 1 else ExchangeRole.PEER
    return Link(
        edge=edge,
        target=Reference(slug=country),
        facts=facts,
        basis=Basis.DERIVED,
        sources=_union(links, entry.cited),
    )


def _union(links: Iterable[Link], cited: Sequence[Reference]) -> tuple[Reference, ...]:
    """Give the sources of links in an order that doesn't depend on the order of the links."""
    found = {source.slug: source for link in links for source in link.sources}
    first = [source for source in cited if source.slug in found]
    rest = found.keys() - {source.slug for source in first}
    return (*first, *(found[slug] for slug in sorted(rest)))


def _venue(visit: Entry) -> tuple[Link, ...]:
    """Give where a visit took place, if in person, with one host country, and nothing stated.

    An empty list states something too: that the venue is not known.
    """
    hosts = visit.links_of("HOSTED_BY", COUNTRY)
    in_person = visit.values.get("modality") is Modality.IN_PERSON
    if not in_person or len(hosts) != 1 or _HELD_IN.forward in visit.places:
        return ()
    return (_derived(visit, _HELD_IN, hosts[0].target.slug, hosts),)


def _with_log(transfer: Entry, cited: tuple[Reference, ...]) -> Entry:
    """Name the events of a transfer, and let it have the stage of the last."""
    parts = tuple(_event(transfer, part, cited) for part in transfer.parts)
    log = sorted(parts, key=_position)
    values = dict(transfer.values)
    if log:
        last = log[-1].entry.values
        stage = last["stage"]
        if isinstance(stage, TransferStage) and stage.value.phase is not None:
            values |= {"stage": stage, "phase": TransferPhase[stage.value.phase]}
        if "date" in last:
            values["stageDate"] = last["date"]
    return replace(transfer, values=values, parts=tuple(log))


def _position(part: Part) -> int:
    position = part.entry.values["position"]
    return position if isinstance(position, int) else 0


def _event(transfer: Entry, part: Part, cited: tuple[Reference, ...]) -> Part:
    own = part.entry.cited or cited
    stage = part.entry.values["stage"]
    name = stage.label("es") if isinstance(stage, TransferStage) else ""
    event = replace(
        part.entry,
        slug=f"{transfer.slug}-{_position(part)}",
        values={**part.entry.values, "name": name},
        links=_sourced(part.entry.links, own),
    )
    return replace(part, entry=event)
