"""Conflicts between entries: a code or slug that two have after a merge, though no side does."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from graph_service.model.graph import PROPERTIES
from graph_service.model.ids import split_id
from graph_service.store.changes import NodeRow
from graph_service.store.staging import Graph

FORMER_SLUGS = "formerSlugs"


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A value that two entries have.

    Attributes:
        id: the entry that was merged.
        other: the other entry.
        name: the property.
        value: the value.
    """

    id: str
    other: str
    name: str
    value: str


def clashes(graph: Graph, merged: Collection[str]) -> Iterator[Clash]:
    """Yield each value that a merged entry shares with another."""
    for label in sorted({split_id(identity)[0] for identity in merged}):
        holders: dict[tuple[str, str], str] = {}
        for row in graph.with_label(label):
            for name, value in _unique_values(row):
                key = ("slug" if name == FORMER_SLUGS else name, value)
                other = holders.setdefault(key, row.id)
                if other != row.id:
                    one, two = (row.id, other) if row.id in merged else (other, row.id)
                    if one in merged:
                        yield Clash(id=one, other=two, name=name, value=value)


def _unique_values(row: NodeRow) -> Iterator[tuple[str, str]]:
    for prop in PROPERTIES[row.label].values():
        value = row.properties.get(prop.name)
        if prop.code and value is not None:
            yield prop.name, str(value)
    former = row.properties.get(FORMER_SLUGS)
    for slug in former if isinstance(former, list) else ():
        yield FORMER_SLUGS, str(slug)
