"""What cannot be true: within one entry, such as dates in the wrong order, and across entries.

Governance, succession, parts and topics must not lead back to where they started.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from graph_service.catalogue.entries import Entry, Link
from graph_service.catalogue.model_messages import TermName, shown_term
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.catalogue.suggest.names import labels_of, likely_field
from graph_service.i18n import Wording, _
from graph_service.model.enums import GovernanceRelation, Modality
from graph_service.model.storage import Value
from graph_service.model.types import FIELD_BASES, TRANSLATED_INTO
from graph_service.model.vocabulary import Vocabulary

from .events import events_in_order
from .fields import date_in, problem_at, problem_at_link
from .known_entries import KnownEntries

IS_VIRTUAL = _(
    "{value} in {field}, but the visit was virtual: remove it, or correct {other}", other="modality"
)
"""The message for a place or a country of a virtual visit."""


def contradictions(entry: Entry) -> Iterator[Problem]:
    """Yield the contradictions of an entry; a date without a day is wrong only if every day is."""
    yield from _dates_in_order(entry, entry.type.ordered, entry.values)
    for status, *dates in entry.type.ordered_by_status:
        if entry.values.get("status") is status:
            message = replace(_STATUS, values={"status": shown_term(status)})
            yield from _dates_in_order(entry, (dates,), entry.values, "", Rule.STATUS, message)
    for link in entry.links:
        if link.edge.facts:
            yield from _dates_in_order(entry, link.edge.facts.ordered, link.facts, f"{link.path}.")
    yield from _field_bases(entry)
    yield from _translations(entry)
    yield from events_in_order(entry.events)
    if entry.values.get("modality") is Modality.VIRTUAL:
        for link in entry.links_of("HELD_IN")[:1]:
            yield problem_at(entry, link.edge.forward, Rule.VENUE, IS_VIRTUAL, value=link.target)


_EARLIER = _("{value} in {field} is earlier than {earlier} in {other}: correct one of them")
_STATUS = _("{value} in {field} precedes {earlier} in {other}, but status is {status}: correct one")


def _dates_in_order(
    entry: Entry,
    ordered: Iterable[Sequence[str]],
    values: Mapping[str, Value],
    inside: str = "",
    rule: Rule = Rule.DATES_ORDER,
    message: Wording = _EARLIER,
) -> Iterator[Problem]:
    """Yield the dates among the values that are earlier than those that should precede them."""
    for earlier, later in ordered:
        first, last = date_in(values, earlier), date_in(values, later)
        if first and last and first.is_after(last):
            names = {"earlier": first.date.edtf, "other": f"{inside}{earlier}"}
            wording = replace(message, values={**message.values, **names})
            yield problem_at(entry, f"{inside}{later}", rule, wording, value=last.date.edtf)


def _field_bases(entry: Entry) -> Iterator[Problem]:
    present = {link.edge.forward for link in entry.links} | {*entry.values, *entry.places}
    present -= {prop.name for prop in FIELD_BASES}
    fields = labels_of(entry.type)
    labels = {name: fields[name] for name in sorted(fields) if name in present}
    for prop in FIELD_BASES:
        for name in map(str, entry.listed(prop.name)):
            if name not in labels:
                shown = TermName(name, fields[name]) if name in fields else quoted(name)
                message = _("{value} in {field} is not a field that this entry has", value=shown)
                allowed = [TermName(*pair) for pair in labels.items()]
                rule, near = Rule.FIELD_UNKNOWN, likely_field(name, labels)
                yield problem_at(
                    entry, prop.name, rule, message, value=name, allowed=allowed, suggestion=near
                )


def _translations(entry: Entry) -> Iterator[Problem]:
    """Yield the translations of a name that are missing; one of its texts is the original."""
    field, texts = TRANSLATED_INTO.name, entry.values.get("name")
    terms = [term for term in entry.listed(field) if isinstance(term, Vocabulary)]
    if not terms or not isinstance(texts, Mapping):
        return
    missing = [term.name for term in terms if term.name.lower() not in texts]
    for name in missing:
        message = _(
            "{value} in {field}, but the name has no text in that language: add {text}, or remove"
            " the language from {field}",
            text=f"name.{name.lower()}",
        )
        yield problem_at(entry, field, Rule.TRANSLATION, message, value=name)
    if len(terms) - len(missing) == len(texts):
        message = _(
            "{field} has every language of the name: remove the language of the original name"
        )
        names = ", ".join(term.name for term in terms)
        yield problem_at(entry, field, Rule.TRANSLATION, message, value=names)


_LOOSE = (GovernanceRelation.COORDINATED_BY, GovernanceRelation.CHAIRED_BY)


def cycles(known: KnownEntries) -> Iterator[Problem]:
    """Yield the cycles of acyclic edges; one that leads to its own entry is reported elsewhere.

    Two institutions may coordinate or chair each other, but neither can be within the other.
    """
    graphs: dict[tuple[str, str], dict[str, dict[str, tuple[Entry, Link]]]] = {}
    for entry in known:
        for link in entry.links:
            is_loose = link.facts.get("relation") in _LOOSE
            if link.edge.acyclic and link.target != entry.slug and not is_loose:
                graph = graphs.setdefault((link.edge.name, entry.type.name), {})
                graph.setdefault(entry.slug, {})[link.target] = entry, link
    for graph in graphs.values():
        while slugs := _cycle(graph):
            entry, link = graph[slugs[-2]].pop(slugs[-1])
            message = _(
                "{field} closes a circle: {cycle}; remove one of these links",
                cycle=" → ".join(slugs),
            )
            yield problem_at_link(entry, link, Rule.CYCLE, message)


def _cycle(graph: Mapping[str, Iterable[str]]) -> Sequence[str]:
    """Return the slugs along a cycle, the first in the alphabet at both ends; empty if none.

    >>> _cycle({"b": ["c"], "c": ["a"], "a": ["b", "d"]}), _cycle({"a": ["b"]})
    (['a', 'b', 'c', 'a'], [])
    """
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        _first, *slugs = reversed(error.args[1])
        start = slugs.index(min(slugs))
        return [*slugs[start:], *slugs[: start + 1]]
    return []
