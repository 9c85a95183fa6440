"""The checks of an entry by itself; what they find is cached with the entry."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.entry_findings import EntryFindings, WeakSpotSummary
from graph_service.catalogue.files.entry_cache import EntryCache
from graph_service.catalogue.files.entry_codec import FINDINGS, SUMMARY, WEAK_SPOTS
from graph_service.catalogue.problems import Problem, Rule
from graph_service.catalogue.suggest.names import names_of

from .contradictions import contradictions
from .lint import weak_spots
from .lint_rules import LIKELY_MISTAKES
from .mentions import slugs_in
from .texts import raw_texts


def entry_findings(entry: Entry, cache: EntryCache | None) -> EntryFindings:
    """Return what is found in an entry by itself, without its weak spots."""
    path = entry.start.file
    found = cache.find(FINDINGS, path) if cache is not None else None
    if found is None:
        found = _found(entry)
        if cache is not None:
            cache.add(FINDINGS, path, found)
    return found


def entry_weak_spots(entry: Entry, cache: EntryCache | None) -> tuple[Problem, ...]:
    """Return the weak spots of an entry by itself."""
    path = entry.start.file
    found = cache.find(WEAK_SPOTS, path) if cache is not None else None
    if found is None:
        found = tuple(weak_spots(entry))
        if cache is not None and _is_lasting(found):
            cache.add(WEAK_SPOTS, path, found)
    return found


def weak_spot_summary(entry: Entry, cache: EntryCache | None) -> WeakSpotSummary:
    """Return a summary of the weak spots of an entry by itself, which takes less to decode."""
    path = entry.start.file
    found = cache.find(SUMMARY, path) if cache is not None else None
    if found is None:
        spots = entry_weak_spots(entry, cache)
        found = WeakSpotSummary(
            likely=tuple(spot for spot in spots if spot.rule in LIKELY_MISTAKES),
            others=tuple(spot.rule.value for spot in spots if spot.rule not in LIKELY_MISTAKES),
        )
        if cache is not None and _is_lasting(found.likely):
            cache.add(SUMMARY, path, found)
    return found


def _is_lasting(found: Sequence[Problem]) -> bool:
    """Whether weak spots follow from the file only: a future date is in the past one day."""
    return all(problem.rule is not Rule.FUTURE for problem in found)


def _found(entry: Entry) -> EntryFindings:
    from .text_checks import check_texts  # slow to import, and not needed if all is cached

    texts = [*raw_texts(entry)]
    errors: list[Problem] = []
    likely: list[Problem] = []
    check_texts(entry, texts, errors, likely)
    return EntryFindings(
        errors=(*errors, *contradictions(entry)),
        likely=tuple(likely),
        mentioned=slugs_in(texts),
        names=tuple(names_of(entry)),
    )
