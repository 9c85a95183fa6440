"""Numbers of identity documents of the region: their own form, or a word such as "cédula"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contacts import without_addresses
from .matches import Match, Subject, before, preceded_by

_FORMS = re.compile(
    r"(?<![\w/.,-])(?:"
    r"[01]\d{3}[\s-]\d{4}[\s-]\d{5}"  # Honduras: 0801-1990-12345
    r"|\d{4}[\s-]\d{5}[\s-]\d{4}"  # Guatemala, CUI: 2345 12345 0101
    r"|\d{8}-\d"  # El Salvador, DUI: 01234567-8; Chile without dots
    r"|\d{4}-\d{6}-\d{3}-\d"  # El Salvador, NIT
    r"|[1-9]-\d{4}-\d{4}"  # Costa Rica: 1-0234-0567
    r"|\d{3}-\d{6}-\d{4}[A-Z]"  # Nicaragua: 001-010190-0001A
    r"|(?:\d{1,2}|E|N|PE)-\d{3,4}-\d{3,6}"  # Panama: 8-765-1234
    r"|\d{3}-\d{7}-\d"  # Dominican Republic: 001-1234567-8
    r"|\d{3}\.\d{3}\.\d{3}-\d{2}"  # Brazil, CPF: 123.456.789-09
    r"|\d{1,2}\.\d{3}\.\d{3}-[\dkK]"  # Chile, RUT: 12.345.678-5; Uruguay: 1.234.567-8
    r"|(?:20|23|24|27)-\d{8}-\d"  # Argentina, CUIL: 20-12345678-9
    r"|[VE]-?\d{1,2}\.?\d{3}\.?\d{3}"  # Venezuela: V-12.345.678
    r"|[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d"  # Mexico, CURP
    r"|[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}"  # Mexico, RFC
    r"|[A-Z]{6}\d{8}[HM]\d{3}"  # Mexico, voter's key
    r"|\d{9}-\d"  # Ecuador: 171234567-8
    r"|\d{13}"  # Guatemala and Honduras without blanks
    r")(?![\w/]|[.,-]\d)"
)
_UNCERTAIN = re.compile(
    r"\d{13}|\d{9}-\d|(?:\d{1,2}|E|N|PE)-\d{3,4}-\d{3,6}|[VE]\d.*|\d{4}-\d{5}-\d{4}"
)
_CUED = re.compile(
    r"(?<!\w)(?:c[ée]dulas?(?: de (?:identidad|ciudadan[íi]a|residencia))?"
    r"|DN[IU]|DPI|CUI|DUI|CPF|RG|CURP|C\.?I\.?|C\.?C\.?|T\.I\.|RUN|RUT|CUIL|INE|NUIP"
    r"|documento(?: nacional| único| personal)? de ident(?:idad|ificación)"
    r"|(?:tarjeta|carn[ée]t?|registro) de identidad|(?:número|n[.º°]|no\.) de identidad"
    r"|identidad|identity (?:card|document)|pasaportes?|passports?|passaportes?|cédula)"
    r"[\s:,.#º°-]{0,4}(?:(?:n[úu]mero|n[úu]m|nro|no|n|number|de|identidad|guatemalteco"
    r"|salvadoreño|hondureño)[\s.:º°-]{1,3}){0,3}"
    r"(?P<number>[A-Z]{4}\d{6}[A-Z0-9]{3,8}|[A-Z]{0,3}-?\d[\d\s.-]{3,18}[\dkK][A-Z]?)(?!\w)",
    re.IGNORECASE,
)
_IS_NUMBER = re.compile(r"(?:\D*\d){5,}\D*")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?")
_NOT_PERSONAL = preceded_by(
    "isbn|issn|doi|expediente|exp|radicado|contrato|ley|decreto|resoluci[óo]n|oficio"
)


def documents(text: str) -> Iterator[Match]:
    """Yield the numbers of identity documents."""
    without = without_addresses(text)
    for found in _CUED.finditer(without):
        number = found["number"].strip()
        if _IS_NUMBER.fullmatch(number) and not _YEARS.fullmatch(number):
            yield Match(found.start(), found.end(), Subject.DOCUMENT, is_certain=True)
    for found in _FORMS.finditer(without):
        if not _NOT_PERSONAL.search(before(without, found.start())):
            is_certain = not _UNCERTAIN.fullmatch(found[0])
            yield Match(found.start(), found.end(), Subject.DOCUMENT, is_certain=is_certain)
