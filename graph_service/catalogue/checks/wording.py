"""Texts that stand for something else: placeholders, names in capitals, a text in another language.

`name: {en: Mesa de trabajo contra la trata}` → "this looks like Spanish".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Message, _
from graph_service.model.types import SOURCE

from .texts import RawText, Text, phrases, problem_in

_PLACEHOLDERS = phrases(
    """
    tbd | tba | tbc | n/a | n.a | na | n/d | n.d | nd | s/d | s.d | s/n | s/f | s.f | null | none
    | nan | undefined | unknown | desconocido | desconocida | ninguno | ninguna | pendiente |
    pendente | borrador | asdf | asdfasdf | qwerty | test | prueba | ejemplo | example | exemplo |
    por definir | a definir | por confirmar | a confirmar | por completar | a completar |
    por determinar | por verificar | por llenar | sin dato | sin datos | sin información |
    sin informacion | sin nombre | sin título | sin titulo | sin definir | no aplica |
    no disponible | no se sabe | no hay datos | no data | no name | untitled | not available |
    not applicable | to be defined | to be confirmed | to be determined | não disponível |
    nao disponivel | não se aplica | sem dados | sem informação | sem título | texto de prueba |
    nombre de la práctica | título de la práctica | escriba aquí | todo |
    """
)
_AROUND = "[](){}<>-–—…*?.,;:!/ "
_MAX_PLACEHOLDER = 40
_MARKS = phrases(
    """
    lorem ipsum | dolor sit amet | xxx | ??? | ___ | tbd | tbc | fixme | todo: | pendiente
    | definir | confirmar | completar | verificar | (nombre | (fecha | [nombre | [fecha | insertar
    """
)
"""One of these is in every text that `_INSIDE` matches."""
_INSIDE = re.compile(
    r"(?i:lorem ipsum|dolor sit amet)|\bx{3,}\b|\bX{4,}\b|\?\?\?+|_{3,}|\b(?:TBD|FIXME)\b|\bTODO:"
    r"|[\[(<] ?(?i:pendiente|por (?:definir|confirmar|completar|verificar)|a (?:definir|confirmar)"
    r"|completar|nombre|fecha|insertar[^\])>]*|tbd|tbc) ?[\])>]"
)
_HAS_WORD = re.compile(r"[^\W_]")
_LOWER = re.compile(r"[a-záéíóúñüâêôãõàç]")
_ABBREVIATIONS = phrases(
    "etc | inc | ltd | ltda | cia | co | corp | no | núm | num | art | dr | jr | sr | al | vol | ed"
)
_QUOTES = {"“": "”", "«": "»", '"': '"', "'": "'", "‘": "’"}
_SIGNS = (".", ",", ";", ":")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\([^)]*\)|(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"")
_MIN_CAPITALS = 12
"""Letters in a name in capitals; shorter names may be acronyms."""

_WORDS: Mapping[str, frozenset[str]] = {
    "es": phrases(
        """
        el | la | los | las | del | y | con | una | un | al | su | sus | es | en | para | por | de
        | a | contra | que
        """
    ),
    "en": phrases(
        """
        the | of | and | in | for | to | with | on | against | a | an | by | from | is | are | its
        """
    ),
    "pt": phrases(
        """
        o | os | as | do | da | dos | das | em | e | com | uma | um | não | ao | à | no | na | são
        | a | para | por | de | contra | que
        """
    ),
}
"""Words that nearly every sentence of a language has."""
_FOREIGN = {language: frozenset().union(*_WORDS.values()) - own for language, own in _WORDS.items()}
_NAMES: Mapping[str, Message] = {
    "es": _("Spanish"),
    "en": _("English"),
    "pt": _("Portuguese"),
}
_MIN_WORDS = 5
_MIN_FOREIGN = 2
_SPLIT = re.compile(r"[^\W\d_]+")


def has_unusual_wording(texts: Sequence[RawText], lowered: str) -> bool:
    """Whether one of several texts, joined in lower case, may have a mistake of this module."""
    if any(map(lowered.__contains__, _MARKS)) or not _PLACEHOLDERS.isdisjoint(
        line.strip(_AROUND) for line in lowered.split("\n")[1:]
    ):
        return True
    for prop, text, language in texts:
        if prop.name == "name" and (text.endswith(_SIGNS) or text[0] in _QUOTES or text.isupper()):
            return True
        if language is not None and _may_be_foreign(text, _FOREIGN[language]):
            return True
    return False


def _may_be_foreign(text: str, foreign: frozenset[str]) -> bool:
    words = text.split()
    return (
        len(words) >= _MIN_WORDS
        and not foreign.isdisjoint(words)
        and sum(word in foreign for word in words) >= _MIN_FOREIGN
    )


def placeholders(text: Text) -> Iterator[Problem]:
    """Yield the error of a text that only holds a place: "TBD", "por definir", "xxx"."""
    match = None
    lowered = text.text.lower()
    if any(map(lowered.__contains__, _MARKS)):
        match = _INSIDE.search(text.text)
    if match is not None:
        found = match[0]
    elif text.prop.name != "acronym" and _is_placeholder(lowered):
        found = text.text
    else:
        return
    message = _(
        "{value} in {field} is a placeholder: write what is known, or leave the field out",
        value=quoted(found),
        field=text.field,
    )
    yield problem_in(text, Rule.PLACEHOLDER, message)


def _is_placeholder(lowered: str) -> bool:
    if len(lowered) > _MAX_PLACEHOLDER:
        return False
    return lowered.strip(_AROUND) in _PLACEHOLDERS or not _HAS_WORD.search(lowered)


def style(text: Text) -> Iterator[Problem]:
    """Yield the weak spots of the style of a name, and of a text in another language."""
    yield from _name_style(text)
    yield from _wrong_language(text)


def _name_style(text: Text) -> Iterator[Problem]:
    """Yield the weak spots of a name: capitals only, quotes around it, a dot at its end."""
    if not text.is_name:
        return
    name = text.text
    if _is_in_capitals(name):
        message = _(
            "{field} is in capitals: write only initials and acronyms in capitals", field=text.field
        )
        yield problem_in(text, Rule.NAME_STYLE, message)
    elif _QUOTES.get(name[0]) == name[-1] and name.count(name[-1]) <= 2:
        message = _("quotes around the whole text in {field}: leave them out", field=text.field)
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=name[1:-1])
    elif name.endswith(_SIGNS) and text.type is not SOURCE and not _ends_with_abbreviation(name):
        message = _("{field} ends with a punctuation mark: leave it out", field=text.field)
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=name.rstrip(".,;: "))


def _is_in_capitals(name: str) -> bool:
    if _LOWER.search(name) or " " not in name:
        return False
    return sum(letter.isalpha() for letter in name) >= _MIN_CAPITALS


def _ends_with_abbreviation(name: str) -> bool:
    """Whether a name ends like "S.A.", "EE. UU." or "etc."."""
    last = name.rsplit(maxsplit=1)[-1]
    return last.endswith(".") and (last[-2:-1].isupper() or last[:-1].lower() in _ABBREVIATIONS)


def _wrong_language(text: Text) -> Iterator[Problem]:
    """Yield the weak spot of a text that has words of another language, and none of its own."""
    if text.language is None:
        return
    found = _SPLIT.findall(_QUOTED.sub("", text.text))
    if len(found) < _MIN_WORDS:
        return
    own = _WORDS[text.language]
    foreign = {
        language: sum(word in words - own for word in found) for language, words in _WORDS.items()
    }
    language = max(foreign, key=lambda name: foreign[name])
    only_here = own - _WORDS[language]
    if foreign[language] >= _MIN_FOREIGN and only_here.isdisjoint(map(str.lower, found)):
        message = _(
            "the text in {field} looks like {language}: write it in the language of its field",
            field=text.field,
            language=_NAMES[language],
        )
        yield problem_in(text, Rule.LANGUAGE_LIKELY, message)
