"""Names of persons: after a title ("Licda. Ana López"), a role, or by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_service.catalogue.checks.fields import words
from graph_service.model.text import fold

from .given_names import GIVEN_NAMES, PLACES, SURNAMES
from .matches import Match, Pattern, Subject, before

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
