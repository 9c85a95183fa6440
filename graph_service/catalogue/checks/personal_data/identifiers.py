"""E-mail addresses, telephone numbers and identity documents, as the region writes them.

Helplines are facts of practices ("línea 145", "01 8000 52 2020"), as are laws ("Ley 8720-2009").
"""

from __future__ import annotations

import re

import phonenumbers

from .matches import Pattern, Subject, before, preceded_by, uncertain

_AT = r"(?:\s?[\[({<]\s?(?:arroba|at|@)\s?[\])}>]\s?|\s(?:arroba|at|@)\s|\s?@\s?|\s?＠\s?)"
_DOT = r"(?:\s?[\[({<]\s?(?:punto|dot|ponto|\.)\s?[\])}>]\s?|\s(?:punto|dot|ponto)\s|\.)"
_EMAIL = re.compile(
    r"(?<![\w.])(?P<box>[\w.+-]+)(?:\s(?:en|at)\s(?:gmail|hotmail|yahoo|outlook|icloud)(?:\.|\s(?:punto|dot|ponto)\s)com\b"
    rf"|{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,10}}\b)",
    re.IGNORECASE,
)
_AT_SIGN = re.compile(
    r"[@＠\[({<]|arroba|mail\.|yahoo\.|outlook\.|icloud\.|\s(?:punto|dot|ponto)\s", re.IGNORECASE
)
_FUNCTION = re.compile(
    "(?i:(?:atencion|consultas?|contact[eo]?|contato|denuncias?|imprensa|info|prensa|press|trata)[._-]?)+"
)
"""What is in front of the @ of mailboxes that are no person's: denuncias@, info.trata@."""
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
_CUED_TELEPHONE = re.compile(
    r"(?<!\w)(?P<cue>tel(?:[ée]fonos?|efones?|ephones?|[ée]f|fs?|s)?|tfno|cel(?:ular(?:es)?|s)?"
    r"|m[óo]vil(?:es)?|whats?\s?app|wasap|wsp|fax|pbx|phone|mobile|cell"
    r"|llam(?:ar|e|en|ada)|marc(?:ar|e|ando)|comun[íi](?:carse|quese)|contacto|contato|call|ligar)"
    r"[\s.:()#º°-]{0,4}(?:(?:al?|el|del|no|n[úu]mero|núm|n|es|fijo|celular|oficina|directo|personal"
    r"|de|la|su)[\s.:º°]{1,3}){0,4}(?P<number>\+?\(?\d[\d\s().-]{4,16}\d)(?!\w)",
    re.IGNORECASE,
)
_AFTER_REFERENCE = preceded_by(
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

_DOCUMENT = re.compile(
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
_UNCERTAIN_DOCUMENT = re.compile(
    r"\d{13}|\d{9}-\d|(?:\d{1,2}|E|N|PE)-\d{3,4}-\d{3,6}|[VE]\d.*|\d{4}-\d{5}-\d{4}"
)
_CUED_DOCUMENT = re.compile(
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
_HAS_FIVE_DIGITS = re.compile(r"(?:\D*\d){5,}\D*")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?")
_AFTER_FILE_NUMBER = preceded_by(
    "isbn|issn|doi|expediente|exp|radicado|contrato|ley|decreto|resoluci[óo]n|oficio"
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\b[\w.-]+\.(?:org|com|net|gob|gov|int)/\S*")


def without_addresses(text: str) -> str:
    """Replace web addresses by blanks, as their numbers are not phone numbers; WhatsApp's are."""
    return _ADDRESS.sub(
        lambda found: found[0] if _WHATSAPP.search(found[0]) else " " * len(found[0]), text
    )


def _is_email(found: re.Match[str]) -> bool | None:
    """Whether it isn't a sentence with the word "at", or the mailbox of a function."""
    return True if _AT_SIGN.search(found[0]) and not _FUNCTION.fullmatch(found["box"]) else None


def _is_cued_telephone(found: re.Match[str]) -> bool | None:
    number = found["number"]
    is_number = _HAS_SIX_DIGITS.search(number) and not _YEARS.fullmatch(number.strip())
    is_helpline = _is_helpline(found.string, found.start(), number, found["cue"])
    return True if is_number and not is_helpline else None


def _is_telephone(found: re.Match[str]) -> bool | None:
    """Judge a number that no word such as "teléfono" precedes by its form."""
    text, number = found.string, found[0]
    if _is_helpline(text, found.start(), number) or _UNIT.match(text, found.end()):
        return None
    if not any(_is_valid(number, region) for region in _REGIONS):
        return None
    if found["international"]:
        return True
    words = before(found)
    is_date = _YEAR_AT_AN_END.fullmatch(number) or _DATE.fullmatch(number)
    if is_date or _MONEY.search(words) or _AFTER_REFERENCE.search(words):
        return None
    return bool(found["area"] or _TEN_DIGITS.fullmatch(number))


def _is_valid(number: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, region))
    except phonenumbers.NumberParseException:
        return False


def _is_helpline(text: str, start: int, number: str, cue: str = "") -> bool:
    if _TOLL_FREE.fullmatch(number.strip("( )")):
        return True
    return not _MOBILE.match(cue) and bool(_HELPLINE.search(text[max(0, start - 45) : start]))


def _is_cued_document(found: re.Match[str]) -> bool | None:
    number = found["number"].strip()
    is_number = _HAS_FIVE_DIGITS.fullmatch(number) and not _PERIOD.fullmatch(number)
    return True if is_number else None


def _is_document(found: re.Match[str]) -> bool | None:
    is_of_file = _AFTER_FILE_NUMBER.search(before(found))
    return None if is_of_file else not _UNCERTAIN_DOCUMENT.fullmatch(found[0])


IDENTIFIERS = (
    Pattern(Subject.DOCUMENT, _CUED_DOCUMENT, _is_cued_document),
    Pattern(Subject.DOCUMENT, _DOCUMENT, _is_document),
    Pattern(Subject.EMAIL, _EMAIL, _is_email),
    Pattern(Subject.EMAIL, _HANDLE, uncertain),
    Pattern(Subject.TELEPHONE, _WHATSAPP),
    Pattern(Subject.TELEPHONE, _CUED_TELEPHONE, _is_cued_telephone, "number"),
    Pattern(Subject.TELEPHONE, _NUMBER, _is_telephone),
)
