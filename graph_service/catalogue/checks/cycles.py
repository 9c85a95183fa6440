"""Edges that must not lead back to where they started: governance, succession, parts, topics."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Place, Problem, Rule
from graph_service.i18n import _
from graph_service.model.enums import GovernanceRelation

_LOOSE = (GovernanceRelation.COORDINATED_BY, GovernanceRelation.CHAIRED_BY)
"""Two institutions may coordinate or chair each other, but neither can be within the other."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Step:
    """An edge: where it leads, where it is declared, and whether it may be a part of a cycle."""

    target: str
    place: Place
    field: str
    is_loose: bool


class Cycles:
    """Finds cycles of the edges that the model declares acyclic."""

    def __init__(self) -> None:
        self._steps: dict[tuple[str, str], dict[str, list[_Step]]] = {}

    def add(self, entry: Entry) -> None:
        """Add the acyclic edges of an entry; one that leads to itself is reported elsewhere."""
        for link in entry.links:
            if link.edge.acyclic and link.target != entry.slug:
                step = _Step(
                    target=link.target,
                    place=entry.place_of(link.path),
                    field=link.path,
                    is_loose=link.facts.get("relation") in _LOOSE,
                )
                graph = self._steps.setdefault((link.edge.name, entry.type.name), {})
                graph.setdefault(entry.slug, []).append(step)

    def errors(self) -> Iterator[Problem]:
        """Yield a problem per impossible cycle; call it after the last entry."""
        return self._problems(loose=False, rule=Rule.CYCLE)

    def weak_spots(self) -> Iterator[Problem]:
        """Yield a problem per cycle of institutions that may coordinate or chair each other."""
        return self._problems(loose=True, rule=Rule.MUTUAL)

    def _problems(self, *, loose: bool, rule: Rule) -> Iterator[Problem]:
        for graph in self._steps.values():
            for slugs, steps in _cycles(graph):
                if any(step.is_loose for step in steps) is loose:
                    last = steps[-1]
                    message = _(
                        "{field} closes a circle: {cycle}; remove one of these links",
                        field=last.field,
                        cycle=" → ".join((*slugs, slugs[0])),
                    )
                    yield Problem(
                        place=last.place,
                        rule=rule,
                        field=last.field,
                        message=message,
                        value=last.target,
                    )


def _cycles(graph: Mapping[str, Sequence[_Step]]) -> Iterator[tuple[list[str], list[_Step]]]:
    """Yield the cycles that a depth-first search meets: their nodes, and the edges from each."""
    done: set[str] = set()
    for start in graph:
        slugs = [] if start in done else [start]
        waiting = [iter(graph[slug]) for slug in slugs]
        steps: list[_Step] = []
        while slugs:
            step = next(waiting[-1], None)
            if step is None:
                done.add(slugs.pop())
                waiting.pop()
                steps = steps[:-1]
            elif step.target in slugs:
                first = slugs.index(step.target)
                yield slugs[first:], [*steps[first:], step]
            elif step.target in graph and step.target not in done:
                slugs.append(step.target)
                steps.append(step)
                waiting.append(iter(graph[step.target]))
