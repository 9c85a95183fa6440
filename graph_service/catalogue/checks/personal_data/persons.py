"""Names of persons, after a title ("Licda. Ana López"), a role, or by themselves; data of victims.

Those are a name, an age, initials, a birth, an address where somebody lives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_service.catalogue.checks.fields import words
from graph_service.model.text import fold

from .given_names import GIVEN_NAMES, PLACES, SURNAMES
from .matches import Match, Pattern, Subject, before, uncertain

NAME = r"[A-ZÁÉÍÓÚÑÜÂÊÔÃÕÇ][\wáéíóúñü'’-]+"
_INITIAL = r"[A-ZÁÉÍÓÚÑ]\."
_PARTICLE = r"(?:de(?:\s+l[ao]s?)?|del|da|dos)"
_SEQUENCE = re.compile(rf"{NAME}(?:\s+(?:{_PARTICLE}\s+)?(?:{NAME}|{_INITIAL}))*")
_TITLE = re.compile(
    r"(?<![\w.])(?:(?:S(?:ra?|rta|re?s|ras|RA?|RTA|RES)|L(?:ic|icda|icdo|cda|cdo|ics|IC|ICDA|ICDO|CDA)"
    r"|D(?:ra?|ra?s|RA?)|I(?:ng|NG)|Arq|Abg|Abog|Abgda|ABG|Profa?|Mtr[oa]|M\.?[Ss]c|MSC|Ph\.?D|Mag|Psic"
    r"|Pbro|Hn[oa]|Cnel|Gral|Tte|Sgto|Insp|Comis|Excm[oa]|Ilm[oa]|Exm[oa]|Mrs?|Ms|Rev|Dña)(?:\.ª|\.)\s*"
    r"|(?:Sra?|Srta|Lic|Licda|Licdo|Lcda|Lcdo|Dra?|Ing|Abg|Abog|Mrs?|Ms|Profa?|Dña|MSc)\s+)"
    rf"(?P<name>{NAME}(?:\s+(?:{_PARTICLE}\s+)?(?:{NAME}|{_INITIAL}))*)"
)
_WITH_A_NAME = re.compile(
    r"(?<![\w.])(?:(?:[Dd]on|[Dd]oña|[Dd]ona|[Ss]eñor(?:a|ita)?|[Ss]enhora?|[Dd]octora?|[Ll]icenciad[oa]"
    r"|[Ii]ngenier[oa]|[Pp]adre|[Ss]or)\s+|[Ss]ra?\.\s+de\s+)"
    rf"(?P<name>{NAME})|(?<![\w.])(?:sra?|srta|licd?a?|lcd[oa]|dra?|ing|abg|mtr[oa])\.\s+(?P<small>\w+)"
)
_INITIAL_AND_SURNAME = re.compile(rf"(?<![\w.])(?:[A-ZÁÉÍÓÚ]\.\s?){{1,2}}(?P<name>{NAME})")
NOT_NAMES = words(
    """
    agronoma agronomo alcalde alcaldesa ambassador bolivar bosco chairman chairperson
    chairwoman ciencias civil comisaria comisario comisionada comisionado congo coordinador
    coordinadora de decana decano defensor defensora del delegada delegado derecho dios
    diputada diputado director directora embajador embajadora especial fiscal general
    gobernador gobernadora honoris industrial intendente jefa jefe jesucristo judge juez jueza
    la magistrada magistrado mexico minister ministra ministre ministro nuestra nuestro
    prefeita prefeito president presidenta presidente procurador procuradora psicologia
    quijote rector rectora relator relatora representante secretaria secretario secretary
    senador senadora sistemas subsecretaria subsecretario superintendente trabajo
    viceministerial viceministra viceministro vicepresidenta vicepresidente y
    """
)
"""Words after a title that begin an office or a discipline: "Sra. Ministra", "Ing. Civil"."""
HONOURING = re.compile(
    r"(?<!\w)(?:escuela|hospital|instituto|fundaci[óo]n|centro|biblioteca|aeropuerto|auditorio|sala"
    r"|sal[óo]n|edificio|calle|avenida|av\.|ley|premio|c[áa]tedra|colegio|universidad|academia|casa"
    r"|plaza|parque|liceo|cl[íi]nica|museo|teatro|estadio|complejo|palacio|barrio|colonia|municipio"
    r"|departamento|provincia|puente|ruta|bulevar|boulevard|hogar|albergue|refugio|asociaci[óo]n"
    r"|puerto|cuartel|base|programa|beca|estado|isla|ciudad|distrito|cant[óo]n|alcald[íi]a|campus"
    r"|santa?|santo|s[ãa]o|villa|r[íi]o|nuev[oa]|cerro|valle|corporaci[óo]n|red|operaci[óo]n|alerta"
    r"|protocolo|plan|law|school|institute|cent(?:er|re)|foundation|act|university|escola|fundaç[ãa]o"
    r"|lei|pr[êe]mio|rua|comunidad|parroquia|convento|ong|colectivo|unidad educativa|city|province"
    r"|san|congregaci[óo]n|hermanas|misi[óo]n|operativo|sede|frontera|regi[óo]n|comuna|localidad)"
    r"[\s\"“«'‘]+(?:(?:de|del|la|el|los|las|[A-ZÁÉÍÓÚÑ][\wáéíóúñü.]*)[\s\"“«'‘]+){0,4}$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?<!\w)(?:fiscal|prosecutor|fiscales|juez|jueza|judge|magistrad[oa]|(?:vice|sub)?ministr[oa]"
    r"|(?:vice|prime )?minister|(?:sub)?director[ae]?"
    r"|(?:vice)?president[ea]|(?:vice|sub)?secretari[oa]"
    r"|secretary|coordinador[a]?|coordinator|(?:sub)?comisari[oa]|comisionad[oa]|commissioner"
    r"|procurador[a]?|defensor[a]?|embajador[a]?|ambassador|abogad[oa]|lawyer|psic[óo]log[oa]"
    r"|licenciad[oa]|doctora?|ingenier[oa]|diputad[oa]|senador[a]?|alcald(?:e|esa)|mayor|agente"
    r"|oficial|officer|inspector[a]?|investigador[a]?|jef[ea]|representante|delegad[oa]|titular"
    r"|se[ñn]or(?:a|ita)?|trabajadora? social|experta?|consultor[a]?|consultant|capit[áa]n|coronel"
    r"|teniente|general|facilitador[a]?|ponente|relator[a]?|gobernador[a]?|promotora?|delegad[oa]"
    r"|delegada|ministra|por|firmad[oa] por|signed by|llamad[oa]|named|contacto|contact"
    r"|responsable|punto focal|focal point|a cargo de|enlace)\W{1,3}(?:[\w.]+\W{1,2}){0,6}$",
    re.IGNORECASE,
)
_HONOURED = re.compile(
    "francisco morazan|jose cecilio del valle|benito juarez|jose marti|miguel hidalgo"
    "|simon bolivar|rafael landivar|juan santamaria|lazaro cardenas|felipe carrillo"
    "|pedro juan caballero|venustiano carranza|eloy alfaro|omar torrijos|carlos paz"
    "|esteban echeverria|mariano roque alonso|jose c. paz|marcos juarez|manuel belgrano"
    "|juan rafael mora|jose simeon canas|jose de san martin|juan pablo duarte"
)
"""Places, schools and awards have these names."""


def _is_titled(found: re.Match[str]) -> bool | None:
    first, *_more = found["name"].split()
    return True if fold(first) not in NOT_NAMES and not _honours(found) else None


def _is_addressed(found: re.Match[str]) -> bool | None:
    is_name = fold(found["name"] or found["small"]) in GIVEN_NAMES | SURNAMES
    return True if is_name and not _honours(found) else None


def _is_surname(found: re.Match[str]) -> bool | None:
    return False if fold(found["name"]) in SURNAMES - PLACES else None


def _honours(found: re.Match[str]) -> bool:
    """Whether a school, a law or a street has the name."""
    return HONOURING.search(before(found)) is not None


PERSONS = (
    Pattern(Subject.PERSON, _TITLE, _is_titled),
    Pattern(Subject.PERSON, _WITH_A_NAME, _is_addressed),
    Pattern(Subject.PERSON, _INITIAL_AND_SURNAME, _is_surname),
)


def full_names(text: str) -> Iterator[Match]:
    """Yield each given name with a surname or another given name: "Ana López"."""
    for found in _SEQUENCE.finditer(text):
        yield from _named(text, found)


def _named(text: str, found: re.Match[str]) -> Iterator[Match]:
    """Yield a given name with a surname in a run of capitalised words: "Ana López"."""
    words = list(re.finditer(NAME, found[0]))
    folded = [fold(word[0]) for word in words]
    for number, word in enumerate(folded[:-1]):
        if word not in GIVEN_NAMES:
            continue
        start = found.start() + words[number].start()
        words_before = text[max(0, start - 60) : start]
        named = fold(text[start : found.end()])
        if HONOURING.search(words_before) or _HONOURED.match(named):
            return
        has_surname = any(name in SURNAMES for name in folded[number + 1 : number + 4])
        is_close = bool(_ROLE.search(words_before[-45:]))
        if has_surname and (is_close or word not in PLACES):
            yield Match(start, found.end(), Subject.PERSON, is_certain=is_close)
            return
        has_two_names = folded[number + 1] in GIVEN_NAMES - PLACES
        if (is_close or has_two_names) and word not in PLACES:
            yield Match(start, found.end(), Subject.PERSON, is_certain=False)
            return


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
_AGE_IN_WORDS = (
    r"(?:\d{1,2}|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
    r"|diecis[ée]is|diecisiete|dieciocho|diecinueve|veint\w+|treinta(?: y \w+)?)"
)
_AGE = re.compile(
    rf"(?<!\w){_VICTIM}(?:\s+[a-záéíóúñ]+){{0,2}}?,?\s+(?:que\s+ten[íi]a|de|con|com|aged|of)\s+"
    rf"(?:apenas\s+|tan\s+solo\s+|solo\s+|sólo\s+|unos\s+)?{_AGE_IN_WORDS}\s+(?:años|anos|year)"
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
_VICTIM_AND_NAME = re.compile(
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


def _is_name(found: re.Match[str]) -> bool | None:
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
    Pattern(Subject.VICTIM, _AGE_OF_NAMED, _is_name),
    Pattern(Subject.VICTIM, _NAMED_VICTIM, _is_name),
    Pattern(Subject.VICTIM, _VICTIM_AND_NAME, _is_name),
    Pattern(Subject.VICTIM, _CALLED),
    Pattern(Subject.VICTIM, _INITIALS, _is_initials),
    Pattern(Subject.BIRTH, _BORN, _is_birth),
    Pattern(Subject.VICTIM, _HOME, uncertain),
)
