"""Nicknames of persons: "alias El Chino", "la tratante, mejor conocida como La Madrina"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_service.model.text import fold

from .given_names import GIVEN_NAMES, folded
from .matches import Match, Subject, before
from .persons import NAME

NICKNAMED = folded(
    """
    alias apodado apodada apodo apelido vulgo aka k nickname nicknamed known conocida conocido
    conhecida conhecido
    """
)
"""One of these words is in every text that has a match."""
_ARTICLE = r"(?:El|La|Los|Las|O|A|The)\s"
_NICKNAME = re.compile(
    r"(?<!\w)(?i:alias|apodad[oa]|apodo|vulgo|a\.\s?k\.\s?a\.?|aka|nicknamed?|apelido)"
    rf"\W{{1,3}}(?P<name>(?:{_ARTICLE}+)?{NAME}(?:\s+{NAME})?)"
)
_IS_CERTAIN = re.compile(_ARTICLE)
"""With an article it is a nickname; an institution may have an alias without one."""
_KNOWN_AS = re.compile(
    r"(?<!\w)(?i:(?:(?:mejor|m[áa]s|tambi[ée]n|mais|melhor|tamb[ée]m|better|also|popularly)\s+)?"
    r"(?:conocid[oa]|conhecid[oa]|known)(?:\s+popular(?:mente)?)?\s+(?:como|as|por))"
    rf"\W{{1,2}}{_ARTICLE}+(?![A-ZÁÉÍÓÚÑ]{{2}}){NAME}(?:\s+(?![A-ZÁÉÍÓÚÑ]{{2}}){NAME})?"
)
_PERSON = (
    r"tratante|traficante|proxeneta|cabecilla|l[íi]der|liderada por|jef[ea]|imputad[oa]|acusad[oa]"
    r"|condenad[oa]|detenid[oa]|arrestad[oa]|captador[a]?|reclutador[a]?|mujer|hombre|señora?|v[íi]ctima"
    r"|v[íi]tima|sobreviviente|trafficker|recruiter|ringleader|suspect|woman|man|victim|mulher|homem"
)
_BODY = (
    r"comisi[óo]n|coalici[óo]n|alianza|mesa|red|ley|decreto|campaña|protocolo|conven(?:io|ci[óo]n)"
    r"|declaraci[óo]n|plan|estrategia|iniciativa|programa|proyecto|instituto|oficina|unidad|fiscal[íi]a"
    r"|direcci[óo]n|secretar[íi]a|grupo|comit[ée]|consejo|centro|casa|albergue|refugio|operaci[óo]n"
    r"|operativo|ruta|pacto|acuerdo|asociaci[óo]n|fundaci[óo]n|organizaci[óo]n|equipo|gu[íi]a|cartilla"
    r"|commission|coalition|alliance|network|law|act|campaign|convention|declaration|strategy|programme"
    r"|project|office|unit|council|shelter|agreement|organi[sz]ation|rede|lei|campanha|plano|projeto"
)
_ANTECEDENT = re.compile(
    rf"(?<!\w)(?:(?P<person>{_PERSON})|(?P<body>{_BODY})|(?P<word>\w+))(?!\w)", re.IGNORECASE
)


def nicknames(text: str) -> Iterator[Match]:
    """Yield nicknames with the words before them; without an article they are likely only."""
    for found in _NICKNAME.finditer(text):
        is_certain = bool(_IS_CERTAIN.match(found["name"]))
        yield Match(found.start(), found.end(), Subject.PERSON, is_certain)
    for found in _KNOWN_AS.finditer(text):
        is_person = _is_person(before(text, found.start(), 80))
        if is_person is not False:
            yield Match(found.start(), found.end(), Subject.PERSON, is_certain=is_person is True)


def _is_person(words: str) -> bool | None:
    """Whether the last noun before "known as" is a person; None if nothing says so.

    >>> _is_person("la tratante, "), _is_person("la Mesa Regional, "), _is_person("En 2018, ")
    (True, False, None)
    """
    result: bool | None = None
    for found in _ANTECEDENT.finditer(words):
        if found["body"]:
            result = False
        elif found["person"] or fold(found["word"]) in GIVEN_NAMES:
            result = True
    return result
