"""What cannot be true: within one entry, such as dates in the wrong order, and across entries.

Governance, succession, parts and topics must not lead back to where they started.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_service.catalogue.entries import Entry, Part
from graph_service.catalogue.problems import Place, Problem, Rule, quoted
from graph_service.i18n import Wording, _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import GovernanceRelation, Modality
from graph_service.model.storage import Value
from graph_service.model.types import FIELD_BASES, TRANSLATED_INTO
from graph_service.model.vocabulary import Vocabulary


def contradictions(entry: Entry) -> Iterator[Problem]:
    """Yield the contradictions of an entry; a date without a day is wrong only if every day is."""
    yield from _dates_in_order(entry)
    yield from _field_bases(entry)
    yield from _translations(entry)
    if entry.parts:
        yield from _events_in_order(entry)
    if entry.values.get("modality") is Modality.VIRTUAL:
        yield from _venues(entry)


def _dates_in_order(entry: Entry) -> Iterator[Problem]:
    for name, message, value in _too_late(entry.type.ordered, entry.values, ""):
        yield _problem(entry, name, Rule.DATES_ORDER, message, value=value)
    for link in entry.links:
        ordered = link.edge.facts.ordered if link.edge.facts else ()
        for name, message, value in _too_late(ordered, link.facts, f"{link.path}."):
            yield _problem(entry, f"{link.path}.{name}", Rule.DATES_ORDER, message, value=value)


def _too_late(
    ordered: tuple[tuple[str, str], ...], values: Mapping[str, Value], inside: str
) -> Iterator[tuple[str, Wording, str]]:
    """Yield dates that are earlier than those that they should follow: name, message, value."""
    for earlier, later in ordered:
        first, last = values.get(earlier), values.get(later)
        if (
            isinstance(first, PartialDate)
            and isinstance(last, PartialDate)
            and first.is_after(last)
        ):
            message = _(
                "{value} in {field} is earlier than {earlier} in {other}: correct one of them",
                value=last.date.edtf,
                field=f"{inside}{later}",
                earlier=first.date.edtf,
                other=f"{inside}{earlier}",
            )
            yield later, message, last.date.edtf


def _field_bases(entry: Entry) -> Iterator[Problem]:
    present = {link.edge.forward for link in entry.links} | entry.values.keys()
    present -= {prop.name for prop in FIELD_BASES}
    for prop in FIELD_BASES:
        names = entry.values.get(prop.name, ())
        for name in names if isinstance(names, list | tuple) else ():
            if name not in present:
                message = _(
                    "{value} in {field} is not a field that this entry has",
                    value=quoted(f"{name}"),
                    field=prop.name,
                )
                yield _problem(
                    entry,
                    prop.name,
                    Rule.FIELD_UNKNOWN,
                    message,
                    value=f"{name}",
                    allowed=tuple(sorted(present)),
                )


def _translations(entry: Entry) -> Iterator[Problem]:
    """Yield the translations of a name that are missing; one of its texts is the original."""
    field = TRANSLATED_INTO.name
    terms, texts = entry.values.get(field, ()), entry.values.get("name")
    if not isinstance(terms, list | tuple) or not isinstance(texts, Mapping):
        return
    listed = {str(term.name).lower(): term.name for term in terms if isinstance(term, Vocabulary)}
    for language in listed.keys() - texts.keys():
        message = _(
            "{value} in {field}, but the name has no text in that language: add {text}, or remove"
            " the language from {field}",
            value=listed[language],
            field=field,
            text=f"name.{language}",
        )
        yield _problem(entry, field, Rule.TRANSLATION, message, value=listed[language])
    if listed.keys() >= texts.keys():
        message = _(
            "{field} has every language of the name: remove the language of the original name",
            field=field,
        )
        yield _problem(entry, field, Rule.TRANSLATION, message, value=", ".join(listed.values()))


def _events_in_order(entry: Entry) -> Iterator[Problem]:
    latest: tuple[PartialDate, Part] | None = None
    for field, part in entry.events:
        date = part.entry.values.get("date")
        if not isinstance(date, PartialDate):
            continue
        if latest is not None and latest[0].is_after(date):
            yield _too_early(part, f"{field}.date", date, latest)
        first = date.not_before
        if first is not None and (latest is None or first > (latest[0].not_before or first)):
            latest = (date, part)


def _too_early(
    part: Part, field: str, date: PartialDate, latest: tuple[PartialDate, Part]
) -> Problem:
    earlier, before = latest
    message = _(
        "{value} in {field} is earlier than {earlier} of the event at position {position}:"
        " correct one of the dates, or the positions",
        value=date.date.edtf,
        field=field,
        earlier=earlier.date.edtf,
        position=before.position,
    )
    return _problem(part.entry, field, Rule.DATES_ORDER, message, value=date.date.edtf)


def _venues(visit: Entry) -> Iterator[Problem]:
    for link in visit.links:
        if link.edge.name == "HELD_IN":
            message = _(
                "{value} in {field}, but the visit was virtual: remove it, or correct {other}",
                value=link.target,
                field=link.edge.forward,
                other="modality",
            )
            yield _problem(visit, link.edge.forward, Rule.VENUE, message, value=link.target)
            return


def _problem(
    entry: Entry,
    field: str,
    rule: Rule,
    message: Wording,
    *,
    value: str,
    allowed: tuple[str, ...] | None = None,
) -> Problem:
    place = entry.place_of(field)
    return Problem(
        place=place, rule=rule, field=field, message=message, value=value, allowed=allowed
    )


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
