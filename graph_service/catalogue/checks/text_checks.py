"""The checks of each text of an entry: errors, and likely mistakes."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem

from .characters import character_errors, typography
from .personal_data.problems import personal_data_errors, personal_data_likely
from .texts import texts_of
from .wording import name_style, placeholders, wrong_language

_ERRORS = (personal_data_errors, character_errors, placeholders)
_LIKELY_MISTAKES = (personal_data_likely, typography, name_style, wrong_language)


def text_errors(entry: Entry) -> Iterator[Problem]:
    """Yield the errors in the texts of an entry."""
    for text in texts_of(entry):
        for check in _ERRORS:
            yield from check(text)


def likely_mistakes(entry: Entry) -> Iterator[Problem]:
    """Yield the likely mistakes in the texts of an entry."""
    for text in texts_of(entry):
        for check in _LIKELY_MISTAKES:
            yield from check(text)
