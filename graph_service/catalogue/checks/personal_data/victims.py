"""Personal data of victims: a name, an age, initials, a birth, an address where somebody lives."""

from __future__ import annotations

import re

from graph_service.catalogue.checks.fields import words
from graph_service.model.text import fold

from .given_names import GIVEN_NAMES
from .matches import Pattern, Subject, before, uncertain
from .persons import NAME

_VICTIM = (
    r"(?:v[íi]ctima|sobreviviente|survivor|victim|v[íi]tima|sobrevivente|menor|niñ[ao]|menina|menino|joven"
    r"|adolescente|agraviad[ao]|afectad[ao]|ofendid[ao]|testigo|denunciante|girl|boy|child|teenager"
    r"|muchach[ao]|jovencit[ao])"
)
_ADULT = (
    r"(?:femenin[ao]|masculino|mujer|hombre|woman|man|mulher|homem|persona|señora|ciudadan[ao]"
    r"|migrante)"
)
_WITHOUT_TITLE = _ADULT.replace("|señora", "")
"""A name after a title is that of a person; nothing says that it is a victim."""
_IS_VICTIM = re.compile(rf"(?<!\w){_VICTIM}", re.IGNORECASE)
_NUMBER = (
    r"(?:\d{1,2}|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
    r"|diecis[ée]is|diecisiete|dieciocho|diecinueve|veint\w+|treinta(?: y \w+)?)"
)
_AGE = re.compile(
    rf"(?<!\w){_VICTIM}(?:\s+[a-záéíóúñ]+){{0,2}}?,?\s+(?:que\s+ten[íi]a|de|con|com|aged|of)\s+"
    rf"(?:apenas\s+|tan\s+solo\s+|solo\s+|sólo\s+|unos\s+)?{_NUMBER}\s+(?:años|anos|year)"
    rf"|(?<!\w){_ADULT}(?:\s+[a-záéíóúñ]+)?,?\s+(?:de\s+)?\d{{2}}\s+(?:años|anos)\b"
    rf"|(?<!\w)\d{{1,2}}[- ]years?[- ]old\s+(?:\w+\s+)?(?:{_VICTIM}|{_ADULT})"
    rf"|(?<!\w){_VICTIM},?\s+\d{{1,2}}\s+(?:años|anos)\b"
    rf"|(?<!\w)(?:a|the)\s+{_VICTIM}\s+\(\d{{1,2}}\)|(?<!\w){_VICTIM}\s+\(\d{{1,2}}\s+años\)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:menor|mayor)\s+de\s|\b(?:toda|cada|cualquier|ningun[ao]|every|any|each)\s", re.IGNORECASE
)
_AFTER_AGE = re.compile(
    r"\s+(?:de\s+)?(?:prisi[óo]n|c[áa]rcel|condena|pena|servicio|experiencia|trabajo|funcionamiento|o\s+m[áa]s"
    r"|o\s+menos|en adelante|or (?:older|younger|under|over))",
    re.IGNORECASE,
)
_AGE_OF_NAMED = re.compile(
    rf"(?<!\w)(?P<name>{NAME}|(?:[A-ZÑ]\.\s?){{1,4}})(?:\s+(?:{NAME}|[A-Z]\.))*"
    r"(?:,\s+(?:de\s+)?\d{1,2}\s+(?:años|anos)\b|\s*\(\d{1,2}\s+(?:años|anos|years)\))"
)
_NAMED_VICTIM = re.compile(
    rf"(?<!\w)(?P<name>{NAME})(?:\s+(?:{NAME}|[A-Z]\.))*,\s+(?:(?:una?|la|el)\s+)?{_VICTIM}\b"
)
_DAY = (
    r"(?:\d{1,2}(?:\s+(?:de\s+)?[a-zç]{3,10}\.?\s+(?:(?:de|del)\s+)?|[/.-]\d{1,2}[/.-])\d{2,4}"
    r"|\d{1,2}\s+de\s+[a-zç]{4,10}"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4})"
)
"""A day of a person's birth: programmes and networks are born in a year."""
_BORN = re.compile(
    r"(?<!\w)(?P<certain>nacid[ao] el|fecha de nac(?:imiento|\.)|date of birth|data de nascimento"
    r"|born on|d\.?o\.?b\.?)\W{1,3}[\w/]"
    r"|(?<!\w)(?P<short>f\.\s?n\.|f/n|fn|(?:fec(?:ha|\.)?|data)?\s?na[cs]c?\.?)\W{1,3}"
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?!\w)"
    r"|(?<!\w)(?:naci[óo]|nasceu|nascid[ao]|nacid[ao]|born)(?:\s+(?:el|em|en|on|in|no))?(?:\s+d[ií]a)?"
    rf"\s+{_DAY}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"(?<!\w){_VICTIM}\W{{1,2}}(?:de\s+nombre|de\s+iniciales|identificad[ao]\s+(?:como|por(?:\s+l[ao]s)?"
    rf"(?:\s+iniciales)?)|llamad[ao]|chamad[ao]|named|de\s+apellido|conocid[ao]\s+como)\s+[\"“]?(?-i:[A-Z])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?<!\w)(?:(?i:{_VICTIM})|{_WITHOUT_TITLE}|caso(?:\s+de)?)\s*[,:(]?\s*(?P<name>{NAME})"
)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-ZÑ]\.\s?){2,5}(?!\w)")
_NEAR_VICTIM = re.compile(
    rf"(?<!\w)(?:{_VICTIM}|iniciales|initials|identificad[ao]|caso)(?!\w)", re.IGNORECASE
)
_ENDS_WITH_VICTIM = re.compile(rf"(?<!\w){_VICTIM}[\s:,(]{{1,2}}$", re.IGNORECASE)
_ABBREVIATIONS = words(
    """
    s.a. s.a.s. s.r.l. r.l. c.v. u.s. u.s.a. u.k. e.u. ee.uu. a.c. o.n.g. n.g.o. c.a. d.c.
    d.f. m.p. p.n.c. o.i.m. o.n.u. n.n.a. p.m. a.m. d.n.i. c.i. c.c. a.i. s.d. s.f. n.a.
    i.o.m. u.n. n.o.
    """
)
_HOME = re.compile(
    r"(?<!\w)(?:domiciliad[ao] en|con domicilio en|residente en la (?:colonia|calle)"
    r"|(?:vive|reside) en (?:la|el|una?) (?:casa|colonia|calle|aldea|barrio|apartamento)"
    r"|mora n[ao] (?:rua|casa|bairro)|(?:lives|resides) (?:at|in) \d+)(?!\w)"
    r"|(?<!\w)casa (?:n[.º°o]{1,3}|no\.|número|#)\s?\d+"
    r"|(?<!\w)(?:manzana|mz|bloque|etapa)\.?\s+\w{1,3},?\s+(?:lote|lt|casa)\.?\s+\d+"
    r"|(?<!\w)(?:direcci[óo]n (?:de su casa|domiciliaria|particular|de habitaci[óo]n)"
    r"|endere[çc]o residencial|home address)(?!\w)",
    re.IGNORECASE,
)


def _is_age(found: re.Match[str]) -> bool | None:
    """Whether an age is that of a victim; None if it is that of a group, or a term in prison."""
    is_of_group = _GROUP.search(before(found, 12) + found[0])
    if is_of_group or _AFTER_AGE.match(found.string, found.end()):
        return None
    return bool(_IS_VICTIM.search(found[0]))


def _is_named(found: re.Match[str]) -> bool | None:
    name = found["name"]
    is_name = name.endswith((".", "ita", "ito")) or fold(name) in GIVEN_NAMES
    return True if is_name else None


def _is_initials(found: re.Match[str]) -> bool | None:
    is_known = found[0].replace(" ", "").lower() in _ABBREVIATIONS
    near = before(found, 45) + found.string[found.start() : found.end() + 25]
    is_near = not is_known and _NEAR_VICTIM.search(near)
    return True if is_near or _ENDS_WITH_VICTIM.search(before(found)) else None


def _is_birth(found: re.Match[str]) -> bool | None:
    return bool(found["certain"] or found["short"])


VICTIMS = (
    Pattern(Subject.VICTIM, _AGE, _is_age),
    Pattern(Subject.VICTIM, _AGE_OF_NAMED, _is_named),
    Pattern(Subject.VICTIM, _NAMED_VICTIM, _is_named),
    Pattern(Subject.VICTIM, _NAMED, _is_named),
    Pattern(Subject.VICTIM, _CALLED),
    Pattern(Subject.VICTIM, _INITIALS, _is_initials),
    Pattern(Subject.BIRTH, _BORN, _is_birth),
    Pattern(Subject.VICTIM, _HOME, uncertain),
)
