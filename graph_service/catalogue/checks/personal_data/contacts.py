"""E-mail addresses and telephone numbers, as institutions of the region write them.

Helplines are facts of practices ("línea 145", "01 8000 52 2020"), as are laws ("Ley 8720-2009").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from .matches import Match, Subject, before, preceded_by

_AT = r"(?:\s?[\[({<]\s?(?:arroba|at|@)\s?[\])}>]\s?|\s(?:arroba|at|@)\s|\s?@\s?|\s?＠\s?)"
_DOT = r"(?:\s?[\[({<]\s?(?:punto|dot|ponto|\.)\s?[\])}>]\s?|\s(?:punto|dot|ponto)\s|\.)"
_EMAIL = re.compile(
    r"(?<![\w.])[\w.+-]+\s(?:en|at)\s(?:gmail|hotmail|yahoo|outlook|icloud)(?:\.|\s(?:punto|dot|ponto)\s)com\b"
    rf"|(?<![\w.])[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,10}}\b",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(
    r"[@＠\[({<]|arroba|mail\.|yahoo\.|outlook\.|icloud\.|\s(?:punto|dot|ponto)\s", re.IGNORECASE
)
_WHATSAPP = re.compile(r"(?:wa\.me/|whatsapp\.com/send\?phone=)\+?\d{8,15}")
_HANDLE = re.compile(r"(?<![\w./@])@[A-Za-z]\w{2,29}\b")

_NUMBER = re.compile(
    r"(?<![\w/.,-])(?!\d{1,3}(?:[. ]\d{3})+(?![\s.-]?\d))"  # not an amount: "2.500.000"
    r"(?:(?P<international>\(?\+|00[\s-]?5)|(?P<area>\(\d{2,4}\))|\d)"
    r"(?:[\s.()–-]{0,2}\d){6,14}(?![\w/]|[.,-]\d)"
)
_TEN_DIGITS = re.compile(r"\d{3}[\s.-]\d{3}[\s.-]\d{4}")
_REGIONS = (
    *("GT", "HN", "SV", "NI", "CR", "PA", "BZ", "MX", "DO", "CU"),
    *("CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "BR"),
)
"""Where a number without the code of its country may be dialled."""
_CUED = re.compile(
    r"(?<!\w)(?P<cue>tel(?:[ée]fonos?|efones?|ephones?|[ée]f|fs?|s)?|tfno|cel(?:ular(?:es)?|s)?"
    r"|m[óo]vil(?:es)?|whats?\s?app|wasap|wsp|fax|pbx|phone|mobile|cell"
    r"|llam(?:ar|e|en|ada)|marc(?:ar|e|ando)|comun[íi](?:carse|quese)|contacto|contato|call|ligar)"
    r"[\s.:()#º°-]{0,4}(?:(?:al?|el|del|no|n[úu]mero|núm|n|es|fijo|celular|oficina|directo|personal"
    r"|de|la|su)[\s.:º°]{1,3}){0,4}(?P<number>\+?\(?\d[\d\s().-]{4,16}\d)(?!\w)",
    re.IGNORECASE,
)
_DOCUMENTS = preceded_by(
    "ley|leyes|decretos?|acuerdos?|resoluci[óo]n(?:es)?|expedientes?|exp|oficio|issn|isbn|doi|gaceta"
    "|registro|c[óo]digo|causa|caso|art|directiva|orden|sentencia|circular|convenio|folio|contrato"
    "|proyecto|rol|ruc|nit|portaria|lei|act|law|bill|resolution|decree|reglamento|ordenanza"
    "|disposici[óo]n|providencia|memorando|informe|documento|doc|acta|bolet[íi]n|expte|radicado"
    r"|publicaci[óo]n|norma|n[.º°o]{1,2}|n[úu]m(?:ero)?|entre|desde",
    within=4,
)
_MONEY = re.compile(r"(?:\$|₡|€|B/\.|S/\.?|\b(?:US|USD|Q|L|C|R|Lps|Bs|Gs|RD)\.?\$?)\s?$")
_UNIT = re.compile(
    r"\s?(?:%|personas|v[íi]ctimas|casos|d[óo]lares|quetzales|lempiras|colones|c[óo]rdobas|pesos|soles"
    r"|balboas|euros|reales|reais|bol[íi]vares|guaran[íi]es|usd|km|habitantes|millones|mil|people"
    r"|victims|cases|dollars|funcionari|estudiantes|participantes|mujeres|niñ)",
    re.IGNORECASE,
)
_HELPLINE = re.compile(
    r"(?<!\w)(?:l[íi]neas?|hotlines?|helplines?|disque|linha|gratuit[oa]s?|toll[- ]free"
    r"|emergencias?|call cent(?:er|re)|servicio 24|telef[óo]nic[oa] de denuncias?)(?!\w)",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?:cel|m[óo]vil|mobile)", re.IGNORECASE)
_TOLL_FREE = re.compile(
    r"(?:\+?1[\s.-])?(?:0|01)?[\s.-]?\(?8(?:00|88|77|66|55|44|33)\)?[\s.-]\d.*|(?:0[\s.-]?8|01[\s.-]8|1[\s.-]?8|80)"
    r"00?[\s.-]?\d.*|900[\s.-]\d.*"
)
_YEARS = re.compile(r"(?:19|20)\d\d[\s.–-](?:19|20)\d\d")
_YEAR_AT_AN_END = re.compile(r"(?:.*\D)?(?:19[5-9]|20[0-4])\d|(?:19[5-9]|20[0-4])\d\D.*")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_HAS_SIX_DIGITS = re.compile(r"(?:\d\D*){6}")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\b[\w.-]+\.(?:org|com|net|gob|gov|int)/\S*")


def contacts(text: str) -> Iterator[Match]:
    """Yield e-mail addresses, accounts of social networks, and telephone numbers."""
    without = without_addresses(text)
    for found in _EMAIL.finditer(without):
        if _is_email(found[0]):
            yield Match(found.start(), found.end(), Subject.EMAIL, is_certain=True)
    for found in _HANDLE.finditer(without):
        yield Match(found.start(), found.end(), Subject.EMAIL, is_certain=False)
    for found in _WHATSAPP.finditer(text):
        yield Match(found.start(), found.end(), Subject.TELEPHONE, is_certain=True)
    if _HAS_SIX_DIGITS.search(without):
        yield from _telephones(without)


def without_addresses(text: str) -> str:
    """Replace web addresses by blanks: their numbers are not phone numbers."""
    return _ADDRESS.sub(lambda found: " " * len(found[0]), text)


def _is_email(found: str) -> bool:
    """Whether it isn't a sentence with the word "at"."""
    return bool(_AT_SIGN.search(found))


def _telephones(text: str) -> Iterator[Match]:
    for found in _CUED.finditer(text):
        number = found["number"]
        is_number = _HAS_SIX_DIGITS.search(number) and not _YEARS.fullmatch(number.strip())
        if is_number and not _is_helpline(text, found.start("cue"), number, found["cue"]):
            yield Match(found.start("number"), found.end(), Subject.TELEPHONE, is_certain=True)
    for found in _NUMBER.finditer(text):
        yield from _without_cue(text, found)


def _without_cue(text: str, found: re.Match[str]) -> Iterator[Match]:
    """Yield a number that no word such as "teléfono" precedes, if it looks like a telephone's."""
    number, start = found[0], found.start()
    if _is_helpline(text, start, number) or _UNIT.match(text, found.end()):
        return
    if not any(_is_valid(number, region) for region in _REGIONS):
        return
    if found["international"]:
        yield Match(start, found.end(), Subject.TELEPHONE, is_certain=True)
        return
    words = before(text, start)
    if _YEAR_AT_AN_END.fullmatch(number) or _DATE.fullmatch(number) or _MONEY.search(words):
        return
    if _DOCUMENTS.search(words):
        return
    is_certain = bool(found["area"] or _TEN_DIGITS.fullmatch(number))
    yield Match(start, found.end(), Subject.TELEPHONE, is_certain=is_certain)


def _is_valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _is_helpline(text: str, start: int, number: str, cue: str = "") -> bool:
    if _TOLL_FREE.fullmatch(number.strip("( )")):
        return True
    return not _MOBILE.match(cue) and bool(_HELPLINE.search(before(text, start, 45)))
