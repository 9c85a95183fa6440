"""Names after a profession or an office: "la psicóloga Karla R.", "o advogado Tiago Mendes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_service.model.text import fold

from .given_names import GIVEN_NAMES, PLACES, SURNAMES, folded
from .matches import Match, Subject, before
from .persons import HONOURING, NAME, NOT_NAMES

PROFESSIONS = folded(
    """
    abogada abogado advogada advogado agente assistente attorney comisaria comisario consultor
    consultora coordinador coordinadora coordenador coordenadora defensor defensora defensora
    delegada delegado detective doctor doctora docente educador educadora enfermeira enfermeiro
    enfermera enfermero facilitador facilitadora facilitator fiscal forense inspector inspectora
    interpreter interprete intérprete investigador investigadora investigator journalist judge
    juez jueza juiz juíza jornalista lawyer magistrada magistrado médica médico nurse officer
    oficial perita perito periodista police policía procurador procuradora professor professora
    profesor profesora promotor promotora prosecutor psiquiatra psicóloga psicólogo psychiatrist
    psychologist religiosa sargento social socióloga sociólogo teacher teniente trabajador
    trabajadora translator traductora tradutora worker antropóloga antropólogo paramédico
    alcalde alcaldesa ambassador comisionada comisionado directora director embajador embajadora
    gobernador gobernadora ministra ministro presidenta presidente secretaria secretario
    subdirector subdirectora viceministra viceministro diputada diputado senadora senador
    """
)
_LOWER_ONLY = folded("forense oficial police policía religiosa social worker")
"""With a capital, these are parts of names of institutions: "Desarrollo Social"."""
_PERSON = re.compile(
    rf"(?<!\w)(?P<profession>[A-ZÁÉÍÓÚa-záéíóúñç]{{4,15}})\s+(?P<name>{NAME})"
    rf"(?:\s+(?:(?:de(?:\s+l[ao]s?)?|del|da|dos)\s+)?(?P<next>[A-ZÁÉÍÓÚÑ]\.|{NAME}))?"
)
_OF_OFFICES = folded(
    """
    adjunta adjunto adscrita adscrito agregada agregado alterna alterno anticorrupción auxiliar
    central comunitaria comunitario consejera consejero consultora corte cuarta cuarto delegada
    departamental distrital ejecutiva ejecutivo electa electo encargada encargado especializada
    especializado estatal ex extraordinaria extraordinario fundador fundadora honoraria
    honorario interina interino internacional invitada invitado jefa jefe local mayor militar
    municipal nacional nacionales national octava octavo pedagógica penal plenipotenciaria
    plenipotenciario policía presidencial primera primero principal provincial pública público
    quinta quinto regional sala segunda segundo superior suplente suprema supremo técnica técnico
    tercera tercero titular tribunal unidad universidad uno viceministerio vocera vocero
    """
)
"""Words with a capital that belong to an office: "el director Ejecutivo"."""


def professionals(text: str) -> Iterator[Match]:
    """Yield the names that follow a profession.

    A known given name and any other name are certain, as is any name with an initial. Likely are a
    surname by itself, and two unknown words with capitals that are not part of an office.
    """
    for found in _PERSON.finditer(text):
        name, following = fold(found["name"]), fold(found["next"] or "")
        if not _is_profession(found["profession"]) or not NOT_NAMES.isdisjoint((name, following)):
            continue
        if HONOURING.search(before(text, found.start())):
            continue
        has_initial = following.endswith(".")
        has_surname = not SURNAMES.isdisjoint({name, following} - PLACES)
        is_given = name in GIVEN_NAMES and bool(following)
        is_certain = has_initial or (is_given and (has_surname or name not in PLACES))
        if is_certain or has_surname or _are_names(found["profession"], name, following):
            yield Match(found.start("name"), found.end(), Subject.PERSON, is_certain)


def _are_names(profession: str, name: str, following: str) -> bool:
    """Whether two unknown words may be a name: not "el juez Segundo", nor a name in capitals."""
    is_office = not _OF_OFFICES.isdisjoint((name, following)) or name in PLACES - GIVEN_NAMES
    return bool(following) and not is_office and profession.islower()


def _is_profession(word: str) -> bool:
    folded_word = fold(word)
    return folded_word in PROFESSIONS and (word[0].islower() or folded_word not in _LOWER_ONLY)
