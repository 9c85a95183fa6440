"""The label of a term, in any language → the term's name: "Pasantía" → INTERNSHIP."""

from __future__ import annotations

from graph_service.catalogue.problems import nearest
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary


def term_name(enum: type[Vocabulary], text: str) -> str | None:
    """Return the name of the term with a name or a label, in any language; None if unknown."""
    folded = fold(text)
    for name, term in enum.__members__.items():
        if folded in (fold(name), *map(fold, term.value.label)):
            return name
    return None


def likely_term(enum: type[Vocabulary], text: str) -> str | None:
    """Return the name of the writable term that was probably meant: by name, label or likeness.

    >>> from graph_service.model.enums import ExchangeKind
    >>> likely_term(ExchangeKind, "pasantia"), likely_term(ExchangeKind, "taller")
    ('INTERNSHIP', 'SEMINAR')
    """
    by_text = {fold(word): term.name for term in enum.writable() for word in _words(term)}
    folded = fold(text)
    if folded in by_text:
        return by_text[folded]
    near = nearest(folded, by_text)
    return by_text[near] if near is not None else None


def _words(term: Vocabulary) -> list[str]:
    """Return the name, the labels, and the parts of labels such as "Seminario / taller"."""
    labels = [*term.value.label]
    parts = [part for label in labels for part in label.split("/") if "/" in label]
    return [*parts, term.name, *labels]
