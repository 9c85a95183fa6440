"""The checks of an entry by itself, whatever the other entries are."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem
from graph_service.catalogue.suggest.names import names_of

from .contradictions import contradictions
from .mentions import slugs_in
from .text_checks import check_texts
from .texts import raw_texts


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
