"""From whom to learn about a topic: its practices as rows; and the bodies that work on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.parts.facts import (
    Node,
    count_of,
    facet_counts,
    nodes_of,
    object_in,
    objects_in,
)
from graph_service.explorer.parts.reach import last_day
from graph_service.explorer.parts.tables import SEPARATOR, Table, values_of

BODIES: Mapping[str, Sequence[str]] = {
    "assistance": ("VICTIM_SERVICE",),
    "borders": ("MIGRATION_AUTHORITY",),
    "children": ("CHILD_PROTECTION",),
    "coordination": ("COORDINATION_BODY",),
    "immediate-response": ("RESPONSE_TEAM", "VICTIM_SERVICE"),
    "investigation": ("PROSECUTION", "POLICE"),
}
"""The kinds of institutions that may work on a topic, by its slug: institutions have no topics."""
_COUNTED = ("reachedCountries", "evaluations")
_NAMED = ("countries", "operators", "owners", "reachedCountries")
_COLUMNS = (
    "id", "name", *_NAMED, *(f"{name}Count" for name in _COUNTED), "sourcesCount", "newestSource",
    "country", "countryStage", "countryLastKnown",
)  # fmt: skip


@dataclass(frozen=True)
class Host:
    """A practice from which others could learn.

    Attributes:
        edge: from the topic to the practice.
        reach: how far the practice came in the country of the reader; empty if it didn't.
        newest: the year of the newest of its sources that have a date.
    """

    edge: Node
    reach: Node
    newest: int | None


def has_body(topic: Node, country: Node) -> bool:
    """Whether one of the kinds of a country's institutions may work on a topic."""
    kinds = facet_counts(country["institutions"]).keys()
    return not kinds.isdisjoint(BODIES.get(str(topic["slug"]), ()))


def hosts_of(topic: Node, country: str | None) -> list[Host]:
    """Return the practices of a topic, for a country if its slug is given."""
    return [_host(edge, country) for edge in objects_in(object_in(topic["practices"])["edges"])]


def _host(edge: Node, country: str | None) -> Host:
    practice = object_in(edge["node"])
    reached = objects_in(object_in(practice["reachedCountries"])["edges"])
    reach = next((one for one in reached if object_in(one["node"])["slug"] == country), {})
    days = [last_day(source["published"]) for source in objects_in(practice["sources"])]
    return Host(edge, reach, max((day.year for day in days if day), default=None))


def hosts_table(hosts: Sequence[Host], country: str | None) -> Table:
    """Return one row per practice, with what the country has to do with it, if there is one."""
    rows = []
    for host in hosts:
        node, reach = object_in(host.edge["node"]), host.reach
        names = (nodes_of(node[field]) for field in _NAMED)
        sources = [*objects_in(node["sources"])]
        stage, last = (values_of(reach.get(key)) for key in ("stageLabel", "lastKnown"))
        rows.append((
            str(node["id"]), str(node["name"]),
            *(SEPARATOR.join(str(one["name"]) for one in found) for found in names),
            *(count_of(node[field]) for field in _COUNTED), len(sources),
            host.newest, country, *(stage or (None,)), *(last or (None,)),
        ))  # fmt: skip
    return Table(_COLUMNS, tuple(rows))
