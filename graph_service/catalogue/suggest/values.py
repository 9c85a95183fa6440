"""Dates and web addresses as people write them → as files have them; words for booleans.

Dates may be in Spanish, English and Portuguese: "octubre de 2018" → 2018-10; "9/10/2018" →
2018-10-09, or 2018-09-10 if the month comes first. "www.oim.org" → https://www.oim.org
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_service.model.edtf import NotADate, parse_edtf
from graph_service.model.kinds.texts import URL_FORM
from graph_service.model.text import fold

_LONGEST = 80
_MONTHS = (
    ("enero", "january", "janeiro"),
    ("febrero", "february", "fevereiro"),
    ("marzo", "march", "marco"),
    ("abril", "april"),
    ("mayo", "may", "maio"),
    ("junio", "june", "junho"),
    ("julio", "july", "julho"),
    ("agosto", "august"),
    ("septiembre", "setiembre", "september", "setembro"),
    ("octubre", "october", "outubro"),
    ("noviembre", "november", "novembro"),
    ("diciembre", "december", "dezembro"),
)
_NAMES = {name: month for month, names in enumerate(_MONTHS, 1) for name in names}
_NOISE = re.compile(
    r"\b(?:de|del|el|la|los|en|em|do|da|of|the|on|in|entre|between)\b|,|(?<=\d)(?:st|nd|rd|th|\.?[oº])\b"
)
_NUMBERS = re.compile(
    r"(?P<y>\d{4})(?:[-/. ](?P<m>\d{1,2})(?:[-/. ](?P<d>\d{1,2}))?)?(?:t[\d:.z]*)?"
)
_DAY_FIRST = re.compile(r"(?:(?P<d>\d{1,2})[-/. ])?(?P<m>\d{1,2})[-/.](?P<y>\d{4})")
_NAMED = re.compile(r"(?:(?P<d>\d{1,2}) )?(?P<name>[a-z]+)(?: (?P<e>\d{1,2}))?(?: (?P<y>\d{4}))?")
_DAYS_OF_MONTH = re.compile(
    r"(?P<first>\d{1,2}) ?(?:-|al?|y|e|and|to) ?(?P<last>\d{1,2}) (?P<rest>\D+ \d{4})"
)
_SHORT_END = re.compile(r"(\d{4}-\d\d-)(\d\d) ?/ ?(\d\d)")
_BETWEEN = re.compile(r" (?:al?|ao|hasta|ate|to|until|y|e|and) | ?- ?|/")


def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except NotADate:
        return False
    return True


def date_advice(text: str) -> tuple[str | None, Sequence[str] | None]:
    """Return the date that was meant, or else those to choose from; both None if unknown.

    >>> date_advice("octubre de 2018"), date_advice("9/10/2018")
    (('2018-10', None), (None, ('2018-10-09', '2018-09-10')))
    >>> date_advice("del 9 al 12 de octubre de 2018")
    ('2018-10-09/2018-10-12', None)
    >>> date_advice("2019-05-16/17")
    ('2019-05-16/2019-05-17', None)
    >>> date_advice("2018-2020"), date_advice("October 9, 2018"), date_advice("pronto")
    (('2018/2020', None), ('2018-10-09', None), (None, None))
    """
    found = (date for date in _candidates(text) if date != text and _is_date(date))
    dates = tuple(dict.fromkeys(found))
    return (dates[0], None) if len(dates) == 1 else (None, dates or None)


def _candidates(text: str) -> Iterator[str]:
    """Yield the days, months, years and spans that a text may mean, which may not exist."""
    if len(text) > _LONGEST:
        return
    dashes = re.sub("[\u2010-\u2015\u2212]", "-", fold(text)).strip(" .'\"")
    bare = " ".join(_NOISE.sub(" ", dashes).split())
    if days := _SHORT_END.fullmatch(bare):
        yield f"{days[1]}{days[2]}/{days[1]}{days[3]}"
    if single := [*_points(bare)]:
        yield from single
        return
    if days := _DAYS_OF_MONTH.fullmatch(bare):  # "9 - 12 octubre 2018"
        bare = f"{days['first']} {days['rest']} - {days['last']} {days['rest']}"
    for between in _BETWEEN.finditer(bare):
        first, last = bare[: between.start()], bare[between.end() :]
        for end in _points(last):
            begins = [*_points(f"{first} {end[:4]}")] or [*_points(first)]
            yield from (f"{begin}/{end}" for begin in begins)


def _points(text: str) -> Iterator[str]:
    """Yield the days, months or years that a text without articles may mean."""
    if match := _NUMBERS.fullmatch(text):
        yield _edtf(match["y"], match["m"], match["d"])
    elif match := _DAY_FIRST.fullmatch(text):
        for month, day in ((match["m"], match["d"]), (match["d"], match["m"])):
            if month:
                yield _edtf(match["y"], month, day)
    elif (match := _NAMED.fullmatch(text)) and match["name"] in _NAMES:
        day = match["d"] or match["e"]
        if match["y"] or day:
            yield _edtf(match["y"] or "XXXX", str(_NAMES[match["name"]]), day)


def _edtf(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


_NO_SCHEME = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:[/?].*)?", re.IGNORECASE)
_AROUND = " <>\"'“”‘’«»"
_DOI = re.compile(r"(?:doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<![.,;:])[.,;:]$")
"""A sign that ends the sentence around an address; an ellipsis may be part of the address."""
BOOLEANS = {
    **dict.fromkeys(("true", "yes", "si", "sim", "verdadero", "verdadeiro"), "true"),
    **dict.fromkeys(("false", "no", "nao", "falso"), "false"),
}
"""The words for booleans in spreadsheets, folded."""


def likely_address(text: str) -> str | None:
    """Return the web address that a text probably means.

    >>> likely_address("www.oim.org/informe"), likely_address("<https://oim.org/a> .")
    ('https://www.oim.org/informe', 'https://oim.org/a')
    >>> likely_address("doi:10.1000/xyz"), likely_address("informe anual")
    ('https://doi.org/10.1000/xyz', None)
    """
    bare = SENTENCE_END.sub("", text.strip(_AROUND)).rstrip(_AROUND)
    if doi := _DOI.fullmatch(bare):
        return f"https://doi.org/{doi[1]}"
    address = f"https://{bare}" if _NO_SCHEME.fullmatch(bare) else bare
    return address if address != text and re.fullmatch(URL_FORM, address) else None
