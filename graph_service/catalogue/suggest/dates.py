"""Dates as people write them, in Spanish, English and Portuguese → the EDTF that was meant.

"octubre de 2018" → 2018-10; "9/10/2018" → 2018-10-09, or 2018-09-10 if the month comes first.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.i18n import Language, Shown, _
from graph_service.model.edtf import parse_edtf
from graph_service.model.text import fold

from .date_points import is_date, points, starts

_LONGEST = 80
_QUOTES = " '\"`´‘’“”«»"
_LETTERS_IN_NUMBER = re.compile(r"\b[ol]?\d[\dol]*\b")
_DIGITS = str.maketrans("ol", "01")
"""Letters that are typed instead of digits: 2O18, l8."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_REPEATED_DASH = re.compile("-{2,}")
_QUARTER = re.compile(
    r"(?P<year>\d{4}) ?[-/ ]? ?[qt] ?(?P<number>[1-4])"
    r"|[qt](?P<first>[1-4]) ?[-/ ]? ?(?P<then>\d{4})"
)
_DAYS = re.compile(
    r"(?P<month>\d{4}-\d\d)-(?P<first>\d\d) ?(?:-|a|al|ao|to|y|e|and) ?(?P<last>\d\d?)"
)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|\.?[oaºª])\b\.?")
_GROUPED_YEAR = re.compile(r"(?<![\d.,])(1(?=[.,]9)|2(?=[.,]0))[.,](\d{3})(?!\d)")
"""A year that a spreadsheet shows as a number: 2,018 or 2.018."""
_TWO_DATES = re.compile(r"(\d{4}[\d-]*) ?(?:[;,+&|]| y | e | and | ) ?(\d{4}[\d-]*)")
_ONLY_YEAR = re.compile(r"[^\d/]*((?:19|20)\d\d)[^\d/]*")
"""A year beside words that name no month: "primavera de 2018", "Semana Santa 2018"."""
_TIME = re.compile(r"(?<=\d{4}-\d\d-\d\d)[t ]\d\d:\d\d.*")
_NOISE = re.compile(
    r"\b(de|del|el|la|los|las|em|en|do|da|dos|das|o|of|the|on|in|ano|anos|year|dia|day"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|,"
)
_VAGUE = re.compile(
    r"\b(circa|ca?\.|hacia|aprox\.|aproximadamente|alrededor|cerca|about|approx\.|around"
    r"|(a )?(mediados|principios|comienzos|inicios|fines|finales|meados|inicio|fim|final)"
    r"|early|mid|late)(?= )|[~?]|[(\[](?:aprox\w*|circa|ca?)\.?[)\]]"
)
_SINCE = re.compile(r"\b(?:desde|a partir|since|from)\b(.+)")
_STILL = re.compile(
    r"(.+?)[ -]*\b(?:a|hasta|ate|to|until)?"
    r" ?\b(?:la fecha|a data|presente|actualidad|hoy|hoje|present|today|now|date)"
)
_UNTIL = re.compile(r"\b(?:hasta|antes|ate|until|before)\b(.+)")
_BETWEEN = re.compile(r" (?:a|al|ao|hasta|ate|to|until|y|e|and) |-|/")
_SHORT_SPAN = re.compile(r"(?P<century>\d\d)(?P<first>\d\d)[-/](?P<last>\d\d)")
_DECADE = re.compile(r"(?P<word>decada )?'?(?P<century>\d\d)?(?P<ten>\d)0'?(?P<s>s?)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_MONTH_YEAR = re.compile(
    r"(?P<day>\d{1,2}) ?[-/. ] ?(?P<month>\d{1,2}) ?[-/. ] ?(?P<year>\d{4})"
)
_SERIAL = re.compile(r"([3-5]\d{4})(?:[.,]\d+)?")
"""A day from 1982 to 2064, as a spreadsheet counts them if its cell is formatted as a number."""
_DAY_0 = datetime.date(1899, 12, 30)
_MONTH_AND_DAYS = re.compile(r"(?P<month>[a-z]{3,}) (?P<days>\d+ ?- ?\d+) (?P<year>\d{4})")
_ORDINALS = (
    ("primer", "1er", "1", "i", "first", "primeiro"),
    ("segundo", "2do", "2", "ii", "second"),
    ("tercer", "3er", "3", "iii", "third", "terceiro"),
    ("cuarto", "4to", "4", "iv", "fourth", "quarto"),
)
_PART = re.compile(
    rf"(?P<number>{'|'.join(name for names in _ORDINALS for name in names)})[oa]?\.?"
    r" (?P<part>semestre|trimestre|half|quarter) (?P<year>\d{4})"
)


def likely_dates(text: str) -> tuple[str, ...]:
    """Return the dates that a text may mean, in EDTF, the likeliest first; empty if none.

    >>> likely_dates("9/10/2018")
    ('2018-10-09', '2018-09-10')
    >>> likely_dates("del 9 al 12 de octubre de 2018")
    ('2018-10-09/2018-10-12',)
    >>> likely_dates("2018-2020"), likely_dates("2O18-10"), likely_dates("l8/10/2018")
    (('2018/2020',), ('2018-10',), ('2018-10-18',))
    """
    if len(text) > _LONGEST:
        return ()
    plain = _plain(text)
    if _LETTERS_IN_NUMBER.search(plain):
        plain = _LETTERS_IN_NUMBER.sub(lambda match: match[0].translate(_DIGITS), plain)
    found = [date for date in _candidates(plain) if date != text and is_date(date)]
    return tuple(dict.fromkeys(found))


def date_advice(text: str) -> tuple[str | None, Shown | None]:
    """Return the date that was meant, or else what to choose from; both None if unknown.

    Of a season, only the year is sure: its months differ between north and south.

    >>> date_advice("octubre de 2018")
    ('2018-10', None)
    >>> str(date_advice("primavera de 2018")[1])
    '2018, and months or days only if the source names them, as in 2020-10 or 2020-10-09/2020-10-12'
    >>> str(date_advice("9/10/2018")[1])
    '2018-10-09 for October 9, 2018-09-10 for September 10'
    """
    match likely_dates(text):
        case [only]:
            return only, None
        case [first, second, *_more]:
            choice = _(
                "{first} for {first_day}, {second} for {second_day}",
                first=first,
                first_day=_FirstDay(first),
                second=second,
                second_day=_FirstDay(second),
            )
            return None, choice
    if len(text) <= _LONGEST and (incomplete := _incomplete(_plain(text))):
        return None, incomplete
    if len(text) <= _LONGEST and (match := _TWO_DATES.fullmatch(text.strip())):
        pair = match.groups()
        if all(map(is_date, pair)) and pair[0] < pair[1]:
            span = _(
                "{span} if it lasted from one to the other; if there were two, an entry for each",
                span="/".join(pair),
            )
            return None, span
    if len(text) <= _LONGEST and (match := _ONLY_YEAR.fullmatch(text)):
        only_year = _(
            "{year}, and months or days only if the source names them, as in 2020-10 or"
            " 2020-10-09/2020-10-12",
            year=match[1],
        )
        return None, only_year
    return None, None


def _incomplete(text: str) -> Shown | None:
    """Return what to write instead of a day that doesn't exist, or one without its year.

    >>> str(_incomplete("31/4/2019")), _incomplete("2019-04-30")
    ('the right day, as 2019-04-31 does not exist, or only the month: 2019-04', None)
    >>> str(_incomplete("9/10"))
    'the year, too, as in 2018-10-09; if it is unknown, XXXX-10-09'
    """
    bare = _bare(text)
    if match := _DAY_MONTH_YEAR.fullmatch(bare):
        days = [f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"]
    else:
        days = [*_candidates(text)]
    for day in days:
        if _DAY.fullmatch(day) and not is_date(day) and is_date(day[:7]):
            return _(
                "the right day, as {day} does not exist, or only the month: {month}",
                day=day,
                month=day[:7],
            )
    first = next(starts(bare), None)
    if first is None or first.month is None or first.year is not None:
        return None
    if first.day is None:
        return _("the year, too, as in {example}", example=f"2018-{first.month:02}")
    if not is_date(first.edtf):
        return None
    return _(
        "the year, too, as in {example}; if it is unknown, {unknown}",
        example=f"2018{first.edtf[4:]}",
        unknown=first.edtf,
    )


@dataclass(frozen=True)
class _FirstDay:
    """The first day of a date, as people say it: "9 de octubre"."""

    edtf: str

    def render(self, language: Language) -> str:
        from babel.dates import format_skeleton  # slow to import

        day = parse_edtf(self.edtf).earliest
        return format_skeleton("MMMMd", day, locale=language) if day else self.edtf


def _plain(text: str) -> str:
    """Fold a text, and remove quotes around it, ordinal endings, times and words of vagueness."""
    dashes = _DASHES.sub("-", fold(text)).strip(_QUOTES)
    dashes = _GROUPED_YEAR.sub(r"\1\2", dashes)
    vague = _VAGUE.sub(" ", _TIME.sub("", _ORDINAL.sub("", dashes)) + " ")
    return _REPEATED_DASH.sub("-", " ".join(vague.split())).rstrip(".,;: ")


def _bare(text: str) -> str:
    """Remove articles and prepositions: "9 de octubre del 2018" → "9 octubre 2018"."""
    return " ".join(_NOISE.sub(" ", text).split())


def _candidates(text: str) -> Iterator[str]:
    bare = _bare(text)
    if match := _SERIAL.fullmatch(bare):
        yield (_DAY_0 + datetime.timedelta(days=int(match[1]))).isoformat()
    elif match := _QUARTER.fullmatch(bare):
        year, number = match["year"] or match["then"], int(match["number"] or match["first"])
        yield f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
    elif match := _DAYS.fullmatch(text):
        yield f"{match['month']}-{match['first']}/{match['month']}-{int(match['last']):02}"
    elif single := [point.edtf for point in points(bare)]:
        yield from single
    elif match := _PART.fullmatch(bare):
        yield _part_of_year(match)
    elif (match := _DECADE.fullmatch(bare)) and (match["word"] or match["s"] or "anos" in text):
        decade = f"{match['century'] or '19'}{match['ten']}"
        yield f"{decade}0/{decade}9"
    elif match := _SHORT_SPAN.fullmatch(bare):
        yield f"{match['century']}{match['first']}/{match['century']}{match['last']}"
    elif match := _SINCE.fullmatch(text) or _STILL.fullmatch(text):
        yield from (f"{point.edtf}/.." for point in points(_bare(match[1])))
    elif match := _UNTIL.fullmatch(text):
        yield from (f"../{point.edtf}" for point in points(_bare(match[1])))
    else:
        yield from _spans(bare)


def _part_of_year(match: re.Match[str]) -> str:
    number = next(n for n, names in enumerate(_ORDINALS) if match["number"] in names)
    months = 6 if match["part"] in ("semestre", "half") else 3
    first, last = number * months + 1, (number + 1) * months
    return f"{match['year']}-{first:02}/{match['year']}-{last:02}"


def _spans(text: str) -> Iterator[str]:
    """Yield the spans that a text may mean: "9 - 12 octubre 2018" → 2018-10-09/2018-10-12."""
    if match := _MONTH_AND_DAYS.fullmatch(text):
        text = f"{match['days']} {match['month']} {match['year']}"
    for between in _BETWEEN.finditer(text):
        first = text[: between.start()].removeprefix("entre ").strip()
        ends = [*points(text[between.end() :].strip())]
        begins = [*points(first)] or [*starts(first)] * len(ends)
        for start, end in zip(begins, ends, strict=False):
            begun = start.completed_by(end)
            if begun.year is not None and end.year is not None:
                yield f"{begun.edtf}/{end.edtf}"
