"""How far a practice has come: its rows, and the meetings since a transfer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_service.explorer.parts.facts import (
    Node,
    count_of,
    items_in,
    nodes_of,
    object_in,
    objects_in,
)
from graph_service.model.derived_edges import FURTHEST_FIRST
from graph_service.model.edtf import parse_edtf
from graph_service.model.enums import TransferPhase
from graph_service.model.json import Json

USED = (TransferPhase.IMPLEMENTATION, TransferPhase.SUSTAINMENT)
"""The phases of transfers whose practice is known to have been used."""
_USED = {phase.name for phase in USED}
_FURTHEST_FIRST = [stage.name for stage in FURTHEST_FIRST]


@dataclass(frozen=True)
class Reach:
    """A practice that reached a country.

    Attributes:
        node: the country, or the practice.
        edge: how far it came, and when anything was last known.
        known_by: the transfers and visits that say so.
    """

    node: Node
    edge: Node
    known_by: tuple[Node, ...]

    @property
    def is_used(self) -> bool:
        """Whether the practice is known to have been used there."""
        return self.edge["phase"] in _USED

    @property
    def is_brought(self) -> bool:
        """Whether organizations brought it: no transfer of it has a country of origin."""
        origins = [node["originCountries"] for node in self.known_by if "originCountries" in node]
        return bool(origins) and not any(map(count_of, origins))


def reaches_of(connection: Json, known: Iterable[Node]) -> list[Reach]:
    """Return the rows of a connection: those that came furthest first, then the newest.

    Args:
        connection: of practices or countries, with `stage`, `lastKnown`, `transfers` and `visits`.
        known: transfers and visits, each with its slug; those that the edges name are kept.
    """
    by_slug = {str(node["slug"]): node for node in known}
    found = []
    for edge in objects_in(object_in(connection).get("edges")):
        slugs = (*items_in(edge["visits"]), *items_in(edge["transfers"]))
        nodes = tuple(by_slug[str(slug)] for slug in slugs if slug in by_slug)
        found.append(Reach(object_in(edge["node"]), edge, nodes))
    return sorted(found, key=_order)


def shown_since(transfer: Node) -> list[Node]:
    """Return the visits that showed its practice to a recipient, and are not its own.

    Those that were certainly before its furthest stage are left out.

    Args:
        transfer: with `stageDate`, `targetCountries`, `visits`, and `practice`: of this, `shownAt`
            and `reachedCountries`.
    """
    practice = object_in(transfer["practice"])
    recipients = {node["slug"] for node in nodes_of(transfer["targetCountries"])}
    edges = objects_in(object_in(practice["reachedCountries"]).get("edges"))
    shown = {
        slug
        for edge in edges
        if object_in(edge["node"])["slug"] in recipients
        for slug in items_in(edge["visits"])
    } - {node["slug"] for node in nodes_of(transfer["visits"])}
    since = _bounds(transfer["stageDate"])[0]
    visits = nodes_of(practice["shownAt"])
    return [v for v in visits if v["slug"] in shown and _bounds(v["date"])[1] >= since]


def _bounds(date: Json) -> tuple[dt.date, dt.date]:
    """Return the first and the last possible day of a date."""
    found = parse_edtf(str(date["edtf"])) if isinstance(date, Mapping) else None
    return (found and found.earliest) or dt.date.min, (found and found.latest) or dt.date.max


def last_day(date: Json) -> dt.date | None:
    """Return the last possible day of a date, if it has one."""
    return parse_edtf(str(object_in(date)["edtf"])).latest if date else None


def age_of(date: Node, release: Node) -> int:
    """Return how many years before a release a date was at least: from its last possible day."""
    last = last_day(date)
    loaded = dt.date.fromisoformat(str(release["loadedAt"])[:10])
    if last is None:
        return 0
    return loaded.year - last.year - ((loaded.month, loaded.day) < (last.month, last.day))


def _order(reach: Reach) -> tuple[int, int]:
    stage, last = reach.edge["stage"], last_day(reach.edge["lastKnown"])
    rank = _FURTHEST_FIRST.index(str(stage)) if stage else len(_FURTHEST_FIRST)
    return rank, -last.toordinal() if last else 0
