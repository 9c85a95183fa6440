"""The languages of the pages: which there are, their words, and dates in words."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache
from gettext import NullTranslations
from importlib.resources import files

from babel.dates import format_interval, format_skeleton

from graph_service.i18n import read_translations

LANGUAGES = ("es", "en", "pt")
"""The languages, the catalogue's own first."""

NAMES = {"es": "Español", "en": "English", "pt": "Português"}
"""Each language in its own words."""
_FOLDER = files("graph_service") / "explorer" / "locale"
_SOURCE_LANGUAGE = "en"
_LOCALES = {"en": "en_GB", "es": "es", "pt": "pt_BR"}
_SPANS = (
    (r"\d{4}-\d\d", "yMMM"),
    (r"\d{4}-\d\d-\d\d", "yMMMd"),
    (r"XXXX-\d\d-\d\d", "MMMd"),
)
"""Points that a span may join in words, with the skeleton of its form."""
_CACHED = 4_096
_PREFERENCE = re.compile(r"([a-z]+)(?:-[^;]*)?(?:;q=(\d(?:\.\d*)?))?")
"""An item of an Accept-Language header without spaces: a language and its weight."""


def preferred_language(accept_language: str) -> str:
    """Return the language for an Accept-Language header; the first one if it names none.

    >>> preferred_language("fr, pt-BR;q=0.8, en;q=0.5")
    'pt'
    """
    best, language = 0.0, LANGUAGES[0]
    for item in "".join(accept_language.lower().split()).split(","):
        match = _PREFERENCE.fullmatch(item)
        if match and match[1] in LANGUAGES and float(match[2] or 1) > best:
            best, language = float(match[2] or 1), match[1]
    return language


@cache
def translations(language: str) -> NullTranslations:
    """Return the translations of a language; those of English change nothing."""
    if language == _SOURCE_LANGUAGE:
        return NullTranslations()
    return read_translations(_FOLDER, language)


@lru_cache(maxsize=_CACHED)
def date_in_words(edtf: str, qualifier: str, language: str) -> str:
    """Return a date, as EDTF with its qualifier, in the words of a language.

    >>> date_in_words("2018/2018-10-09", "ON_OR_BEFORE", "en")
    '2018, by 9 Oct 2018'
    >>> date_in_words("2020-11-23/2020-11-29", "AT", "en")
    '23–29 Nov 2020'
    >>> date_in_words("2021-05", "AT", "es")
    'may 2021'
    """
    gettext = translations(language).gettext
    start, is_span, end = edtf.partition("/")
    first, last = _point(start, language), _point(end, language)
    if not is_span:
        text = first
    elif start == "..":
        text = gettext("until {end}").format(end=last)
    elif end == "..":
        text = gettext("since {start}").format(start=first)
    else:
        text = _span(start, end, language) or f"{first} – {last}"
    match qualifier:
        case "ON_OR_BEFORE":
            is_within = is_span and ".." not in (start, end)
            by = gettext("by {date}").format(date=last if is_span and end != ".." else first)
            return f"{first}, {by}" if is_within else by
        case "REPORTED":
            return gettext("mentioned {date}").format(date=text)
        case "WITHIN" if is_span:
            return _within(start, end, language)
        case "WITHIN":
            return gettext("some time in {date}").format(date=text)
        case "PUBLISHED":
            return gettext("published {date}").format(date=text)
    return text


def _within(start: str, end: str, language: str) -> str:
    """Return that something was at some time of a span."""
    gettext = translations(language).gettext
    first, last = _point(start, language), _point(end, language)
    if start == "..":
        return gettext("by {date}").format(date=last)
    if end == "..":
        return gettext("some time since {start}").format(start=first)
    return gettext("some time between {start} and {end}").format(start=first, end=last)


def day_in_words(moment: str, language: str) -> str:
    """Return the day of a time, such as 2026-11-26T10:00:00Z, in the words of a language."""
    return _point(moment[:10], language)


def _span(start: str, end: str, language: str) -> str | None:
    """Return two days or months in words that repeat nothing; None for other points."""
    for pattern, skeleton in _SPANS:
        if re.fullmatch(pattern, start) and re.fullmatch(pattern, end):
            # 2000 was a leap year: 29 February of an unknown year is valid.
            days = (f"{text}-01"[:10].replace("XXXX", "2000") for text in (start, end))
            first, last = map(datetime.date.fromisoformat, days)
            words = format_interval(first, last, skeleton, locale=_LOCALES[language])
            return _of_unknown_year(words, language) if skeleton == "MMMd" else words
    return None


def _of_unknown_year(day: str, language: str) -> str:
    return translations(language).gettext("{day}, year unknown").format(day=day)


def _point(text: str, language: str) -> str:
    """Return a day, month or year, also of an unknown year, in words; others as they are."""
    locale = _LOCALES[language]
    if match := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", text):
        day = datetime.date(2000, int(match[1]), int(match[2]))
        return _of_unknown_year(format_skeleton("MMMd", day, locale=locale), language)
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-(\d\d))?", text)
    if match is None:
        return text
    day = datetime.date(int(match[1]), int(match[2]), int(match[3] or 1))
    return format_skeleton("yMMMd" if match[3] else "yMMM", day, locale=locale)
