"""The label of a term, in any language → the term's name: "Pasantía" → INTERNSHIP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from graph_service.catalogue.problems import nearest
from graph_service.model.text import fold
from graph_service.model.vocabulary import Vocabulary

_BETWEEN = re.compile(r"[,;/|+&\n]| y | e | and ")
_SYNONYMS = {
    **dict.fromkeys(
        (
            *("local", "municipal", "municipio", "departamental", "departamento", "provincial"),
            *("provincia", "estatal", "estadual", "distrital", "cantonal"),
        ),
        "SUBNATIONAL",
    ),
    **dict.fromkeys(("internacional", "international", "mundial"), "GLOBAL"),
    **dict.fromkeys(("castellano", "castelhano"), "ES"),
    **dict.fromkeys(("total", "todo", "toda", "integra", "entera"), "FULL"),
    **dict.fromkeys(("parcial", "parte", "partial", "resumen"), "EXCERPT"),
}
"""What people write instead of a term, folded; likeness would lead from "local" to GLOBAL."""


@lru_cache(maxsize=1_000)  # tables repeat the same few terms
def term_name(enum: type[Vocabulary], text: str) -> str | None:
    """Return the name of the term with a name or a label, in any language; None if unknown."""
    return _names_by_text(enum).get(fold(text))


@cache
def _names_by_text(enum: type[Vocabulary]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name, term in enum.__members__.items():
        for text in (name, *term.value.label):
            names.setdefault(fold(text), name)
    return names


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
    others = (term for term in enum.writable() if folded in _others(term))
    if (other := next(others, None)) is not None:
        return other.name
    if (meant := _SYNONYMS.get(folded)) in enum.__members__:
        return meant
    near = nearest(folded, by_text)
    return by_text[near] if near is not None else None


def _words(term: Vocabulary) -> list[str]:
    """Return the name, the labels, and the parts of labels such as "Seminario / taller"."""
    labels = [*term.value.label]
    parts = [part for label in labels for part in label.split("/") if "/" in label]
    return [*parts, term.name, *labels]


def _others(term: Vocabulary) -> frozenset[str]:
    """Return the other words for a term, by which search finds it."""
    labels = term.value.others or ()
    return frozenset(fold(word).strip() for label in labels for word in label.split(","))


def terms_in(enum: type[Vocabulary], text: str) -> tuple[str, ...]:
    """Return the names of the terms that a text lists; empty if it isn't a list of terms.

    >>> from graph_service.model.enums import ExchangeKind
    >>> terms_in(ExchangeKind, "MEETING / plenaria"), terms_in(ExchangeKind, "MEETING, x")
    (('MEETING', 'PLENARY'), ())
    """
    names = [term_name(enum, part.strip()) for part in _BETWEEN.split(text)]
    return tuple(name for name in names if name) if all(names) and len(names) > 1 else ()
