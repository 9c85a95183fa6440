"""Values and edges that the loader derives from the files, so that queries need one hop.

- An edge without sources has those of the entry that declares it.
- A transfer has the stage, phase and date of its last event, by position.
- An event has the slug `<transfer>-<position>`, and its stage in Spanish as name.
- A visit or a transfer has edges to the countries of its institutions, unless the files state
  them; a visit in person with one host country is held there. These edges have the basis DERIVED,
  and the sources of the edges that they are derived from, in the entry's order.
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


def with_derived(
    entries: Iterable[Entry], countries: Mapping[str, str] | None = None
) -> Iterator[Entry]:
    """Yield the entries with everything derived.

    Args:
        entries: institutions must precede the entries that refer to them.
        countries: the countries of institutions that are not among the entries, by slug.
    """
    countries = dict(countries or {})
    for entry in entries:
        if entry.type is INSTITUTION:
            for link in entry.links_of("IN_COUNTRY", COUNTRY):
                countries[entry.slug] = link.target.slug
        yield _with_derived(entry, countries)


def _with_derived(entry: Entry, countries: Mapping[str, str]) -> Entry:
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
    # An edge to a source has no sources itself.
    return tuple(
        link if link.sources or link.edge.name == "CITES" else replace(link, sources=cited)
        for link in links
    )


def _countries(entry: Entry, edge: Edge, countries: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the edges to the countries of the institutions, without the stated ones."""
    stated = {link.target.slug for link in entry.links_of(edge.name, COUNTRY)}
    by_country: dict[str, list[Link]] = {}
    for link in entry.links_of(edge.name, INSTITUTION):
        country = countries.get(link.target.slug)
        if country is not None and country not in stated:
            by_country.setdefault(country, []).append(link)
    return tuple(_derived(entry, edge, country, links) for country, links in by_country.items())


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
        sources=_all_sources(links, entry.cited),
    )


def _all_sources(links: Iterable[Link], cited: Sequence[Reference]) -> tuple[Reference, ...]:
    """Return the sources of the links, in an order that doesn't depend on that of the links."""
    found = {source.slug: source for link in links for source in link.sources}
    first = [source for source in cited if source.slug in found]
    rest = found.keys() - {source.slug for source in first}
    return (*first, *(found[slug] for slug in sorted(rest)))


def _venue(visit: Entry) -> tuple[Link, ...]:
    """Return the host country as venue, for a visit in person with one host and no stated venue."""
    # An empty list is a statement, too: the venue is not known.
    hosts = visit.links_of("HOSTED_BY", COUNTRY)
    in_person = visit.values.get("modality") is Modality.IN_PERSON
    if not in_person or len(hosts) != 1 or _HELD_IN.forward in visit.places:
        return ()
    return (_derived(visit, _HELD_IN, hosts[0].target.slug, hosts),)


def _with_log(transfer: Entry, cited: tuple[Reference, ...]) -> Entry:
    parts = [_event(transfer, part, cited) for part in transfer.parts]
    log = sorted(parts, key=lambda part: part.position)
    values = dict(transfer.values)
    if log:
        last = log[-1].entry.values
        stage = last["stage"]
        if isinstance(stage, TransferStage) and stage.value.phase is not None:
            values |= {"stage": stage, "phase": TransferPhase[stage.value.phase]}
        if "date" in last:
            values["stageDate"] = last["date"]
    return replace(transfer, values=values, parts=tuple(log))


def _event(transfer: Entry, part: Part, cited: tuple[Reference, ...]) -> Part:
    stage = part.entry.values["stage"]
    name = stage.label("es") if isinstance(stage, TransferStage) else ""
    event = replace(
        part.entry,
        slug=f"{transfer.slug}-{part.position}",
        values={**part.entry.values, "name": name},
        links=_sourced(part.entry.links, part.entry.cited or cited),
    )
    return replace(part, entry=event)
