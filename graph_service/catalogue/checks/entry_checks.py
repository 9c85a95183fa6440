"""The checks of an entry by itself, whatever the other entries are."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.suggest.names import names_of

from .contradictions import contradictions
from .lint_rules import SUMMARIES
from .mentions import slugs_in
from .personal_data.problems import personal_data
from .repeats import repeats
from .text_language import wrong_language
from .text_rules import broken_rules
from .texts import texts_of


@dataclass(frozen=True, kw_only=True)
class EntryFindings:
    """What an entry by itself shows, without its weak spots.

    Attributes:
        errors: contradictions, and errors in its texts.
        likely: likely mistakes in its texts.
        mentioned: what looks like slugs in its remarks.
        names: the keys of its names.
    """

    errors: tuple[Problem, ...]
    likely: tuple[Problem, ...]
    mentioned: tuple[str, ...]
    names: tuple[str, ...]


def entry_findings(entry: Entry) -> EntryFindings:
    """Check an entry by itself."""
    texts = [*texts_of(entry)]
    found: list[Problem] = [*repeats(entry, texts)]
    for text in texts:
        found += (*personal_data(text), *broken_rules(text), *wrong_language(text))
    errors = [problem for problem in found if problem.rule not in SUMMARIES]
    return EntryFindings(
        errors=(*errors, *contradictions(entry)),
        likely=tuple(problem for problem in found if problem.rule in SUMMARIES),
        mentioned=slugs_in(texts),
        names=tuple(names_of(entry)),
    )
