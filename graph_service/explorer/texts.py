"""The words of the pages: gettext's domain of the explorer, in English, Spanish and Portuguese."""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from importlib.resources import files

from graph_service.i18n import read_translations

FOLDER = files("graph_service") / "explorer" / "locale"
SOURCE_LANGUAGE = "en"


@cache
def translations(language: str) -> NullTranslations:
    """Return the translations of a language; those of English change nothing."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    return read_translations(FOLDER, language)
