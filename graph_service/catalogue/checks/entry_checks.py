"""The checks of an entry by itself, whatever the other entries are."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem, Rule
from graph_service.catalogue.suggest.names import names_of

from .characters import character_errors, typography
from .contradictions import contradictions
from .mentions import slugs_in
from .personal_data.problems import personal_data
from .repeats import repeats
from .texts import texts_of
from .wording import style, wording_errors


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
    errors: list[Problem] = []
    likely: list[Problem] = [*repeats(entry, texts)]
    for text in texts:
        for problem in personal_data(text):
            (errors if problem.rule is Rule.PERSONAL_DATA else likely).append(problem)
        errors += (*character_errors(text), *wording_errors(text))
        likely += (*typography(text), *style(text))
    return EntryFindings(
        errors=(*errors, *contradictions(entry)),
        likely=tuple(likely),
        mentioned=slugs_in(texts),
        names=tuple(names_of(entry)),
    )
