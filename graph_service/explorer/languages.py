"""The languages of the pages: which there are, and which one a reader prefers."""

from __future__ import annotations

LANGUAGES = ("es", "en", "pt")
"""The languages, the catalogue's own first."""

NAMES = {"es": "Español", "en": "English", "pt": "Português"}
"""Each language in its own words."""


def preferred_language(accept_language: str) -> str:
    """Return the language for an Accept-Language header; the first one if it names none.

    >>> preferred_language("fr, pt-BR;q=0.8, en;q=0.5")
    'pt'
    """
    best, language = 0.0, LANGUAGES[0]
    for item in accept_language.lower().split(","):
        tag, _, parameter = item.strip().partition(";")
        found = tag.strip().partition("-")[0]
        weight = _weight(parameter)
        if found in LANGUAGES and weight > best:
            best, language = weight, found
    return language


def _weight(parameter: str) -> float:
    """Return the weight of an item; one that isn't a number counts as 0."""
    key, _, value = parameter.partition("=")
    if not key.strip():
        return 1.0
    try:
        return float(value) if key.strip() == "q" else 0.0
    except ValueError:
        return 0.0
