"""The checks of the texts of an entry: errors, and likely mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem

from .characters import character_errors, has_unusual_characters, typography
from .personal_data.find import may_be_personal
from .personal_data.problems import personal_data_errors, personal_data_likely
from .repeats import may_repeat, repeats
from .texts import RawText, Text, texts_of
from .wording import has_unusual_wording, style, wording_errors

_Check = Callable[[Text], Iterator[Problem]]


def check_texts(
    entry: Entry, texts: Sequence[RawText], errors: list[Problem], likely: list[Problem]
) -> None:
    """Add the errors and the likely mistakes in the texts of an entry to two lists."""
    if may_repeat(texts):
        likely.extend(repeats(entry))
    checks = [*_needed(texts)]
    for text in texts_of(entry) if checks else ():
        for find_errors, find_likely in checks:
            errors.extend(find_errors(text))
            likely.extend(find_likely(text))


def _needed(texts: Sequence[RawText]) -> Iterator[tuple[_Check, _Check]]:
    """Yield the checks that may find something: looking at all texts one by one is slow."""
    # Each text begins a line, so that patterns for the beginning of a line find it.
    whole = "\n" + "\n".join(raw.text for raw in texts)
    lowered = whole.lower()
    if may_be_personal(lowered):
        yield personal_data_errors, personal_data_likely
    if has_unusual_characters(whole):
        yield character_errors, typography
    if has_unusual_wording(texts, lowered):
        yield wording_errors, style
