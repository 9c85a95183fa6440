"""What cannot be true: within one entry, such as dates in the wrong order, and across entries.

Governance, succession, parts and topics must not lead back to where they started.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import _
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import GovernanceRelation, Modality
from graph_service.model.storage import Value
from graph_service.model.types import FIELD_BASES, TRANSLATED_INTO
from graph_service.model.vocabulary import Vocabulary

from .doubts import IS_VIRTUAL
from .events import events_in_order
from .known_entries import KnownEntries
from .problem_at import problem_at, problem_at_link


def contradictions(entry: Entry) -> Iterator[Problem]:
    """Yield the contradictions of an entry; a date without a day is wrong only if every day is."""
    yield from _dates_in_order(entry, entry.type.ordered, entry.values, "")
    for link in entry.links:
        if link.edge.facts:
            yield from _dates_in_order(entry, link.edge.facts.ordered, link.facts, f"{link.path}.")
    yield from _field_bases(entry)
    yield from _translations(entry)
    yield from events_in_order(entry.events)
    if entry.values.get("modality") is Modality.VIRTUAL:
        for link in [link for link in entry.links if link.edge.name == "HELD_IN"][:1]:
            field, country = link.edge.forward, link.target
            yield problem_at(entry, field, Rule.VENUE, IS_VIRTUAL, value=country)


def _dates_in_order(
    entry: Entry, ordered: tuple[tuple[str, str], ...], values: Mapping[str, Value], inside: str
) -> Iterator[Problem]:
    """Yield dates that are earlier than those that the model orders before them."""
    for earlier, later in ordered:
        first, last = values.get(earlier), values.get(later)
        if (
            isinstance(first, PartialDate)
            and isinstance(last, PartialDate)
            and first.is_after(last)
        ):
            message = _(
                "{value} in {field} is earlier than {earlier} in {other}: correct one of them",
                earlier=first.date.edtf,
                other=f"{inside}{earlier}",
            )
            field, date = f"{inside}{later}", last.date.edtf
            yield problem_at(entry, field, Rule.DATES_ORDER, message, value=date)


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
                )
                found = problem_at(entry, prop.name, Rule.FIELD_UNKNOWN, message, value=f"{name}")
                yield replace(found, allowed=tuple(sorted(present)))


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
            text=f"name.{language}",
        )
        yield problem_at(entry, field, Rule.TRANSLATION, message, value=listed[language])
    if listed.keys() >= texts.keys():
        message = _(
            "{field} has every language of the name: remove the language of the original name"
        )
        languages = ", ".join(listed.values())
        yield problem_at(entry, field, Rule.TRANSLATION, message, value=languages)


_LOOSE = (GovernanceRelation.COORDINATED_BY, GovernanceRelation.CHAIRED_BY)
"""Two institutions may coordinate or chair each other, but neither can be within the other."""


_Step = tuple[Entry, Link]
"""An acyclic edge, and the entry that it leads away from."""


def cycles(known: KnownEntries) -> Iterator[Problem]:
    """Yield the cycles of acyclic edges; one that leads to its own entry is reported elsewhere."""
    graphs: dict[tuple[str, str], dict[str, list[_Step]]] = {}
    for entry in known:
        for link in entry.links:
            if link.edge.acyclic and link.target != entry.slug:
                graph = graphs.setdefault((link.edge.name, entry.type.name), {})
                graph.setdefault(entry.slug, []).append((entry, link))
    for slugs, steps in (cycle for graph in graphs.values() for cycle in _cycles(graph)):
        is_loose = any(link.facts.get("relation") in _LOOSE for _entry, link in steps)
        entry, link = steps[-1]
        message = _(
            "{field} closes a circle: {cycle}; remove one of these links",
            cycle=" → ".join((*slugs, slugs[0])),
        )
        rule = Rule.MUTUAL if is_loose else Rule.CYCLE
        yield problem_at_link(entry, link, rule, message)


def _cycles(graph: Mapping[str, Sequence[_Step]]) -> Iterator[tuple[list[str], list[_Step]]]:
    """Yield the cycles that a depth-first search meets: their nodes, and the edges from each."""
    done: set[str] = set()
    for start in graph:
        slugs = [] if start in done else [start]
        waiting = [iter(graph[slug]) for slug in slugs]
        steps: list[_Step] = []
        while slugs:
            step = next(waiting[-1], None)
            target = step[1].target if step is not None else ""
            if step is None:
                done.add(slugs.pop())
                waiting.pop()
                steps = steps[:-1]
            elif target in slugs:
                first = slugs.index(target)
                yield slugs[first:], [*steps[first:], step]
            elif target in graph and target not in done:
                slugs.append(target)
                steps.append(step)
                waiting.append(iter(graph[target]))
