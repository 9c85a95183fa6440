"""Texts that stand for something else: placeholders, names in capitals, a text in another language.

`name: {en: Mesa de trabajo contra la trata}` → "this looks like Spanish".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Message, _
from graph_service.model.types import SOURCE

from .placeholders import is_placeholder
from .texts import Text, phrases, problem_in

_INSIDE = re.compile(
    r"(?i:lorem ipsum|dolor sit amet)|\bx{3,}\b|\bX{4,}\b|\?\?\?+|_{3,}|\b(?:TBD|FIXME)\b|\bTODO:"
    r"|\bTODO(?= [a-záéíóúñ])"
    r"|\bPENDIENTE\b(?=:| (?:de )?[a-záéíóúñ]|$)"
    r"|^(?:OJO|REVISAR|VERIFICAR|COMPLETAR)\b(?=:| [a-záéíóúñ]|$)"
    r"|\b(?:19|20)(?:XX|\?\?|__)"
    r"|[\[(<] ?(?i:pendiente|por (?:definir|confirmar|completar|verificar)|a (?:definir|confirmar)"
    r"|completar(?: después| luego| más tarde)?|nombre|fecha|insertar[^\])>]*|tbd|tbc"
    r"|falta(?:n)?(?: [^\])>]{1,40})?) ?[\])>]"
)
_DRAFT = re.compile(r"\s*\((?:borrador|draft|rascunho|copia|copy)(?: [^()]*)?\)", re.IGNORECASE)
_OF_A_LIST = re.compile(r"(?:\d{1,2}|[a-z])[.)]\s+(?=\S)")
_LOWER = re.compile(r"[a-záéíóúñüâêôãõàç]")
_ABBREVIATIONS = phrases(
    "etc | inc | ltd | ltda | cia | co | corp | no | núm | num | art | dr | jr | sr | al | vol | ed"
)
_QUOTES = {"“": "”", "«": "»", '"': '"', "'": "'", "‘": "’"}
_SIGNS = (".", ",", ";", ":")
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\([^)]*\)|(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^/]+\.(?:pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|html?)", re.IGNORECASE)
_NAMING = ("name", "publisher", "otherNames", "place")
_BOOLEANS = ("true", "false", "verdadero", "falso")
"""What spreadsheets make of a cell that they take for a boolean."""
_SHOWN_OF_END = 20
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
_NAMES: Mapping[str, Message] = {
    "es": _("Spanish"),
    "en": _("English"),
    "pt": _("Portuguese"),
}
_OPEN = frozenset().union(*_WORDS.values()) - {"es", "no", "não", "is", "are", "são"}
"""Words after which a sentence goes on."""
_CUT_SIGNS = (",", ";", ":", "...", "…")
_PROSE = ("summary", "definition", "note")
_MIN_WORDS = 5
_MIN_FOREIGN = 2
_SPLIT = re.compile(r"[^\W\d_]+")


def wording_errors(text: Text) -> Iterator[Problem]:
    """Yield the errors of a text that says nothing, and of a name that is an address."""
    yield from _placeholders(text)
    yield from _addresses(text)


def _placeholders(text: Text) -> Iterator[Problem]:
    """Yield the error of a text that only holds a place: "TBD", "por definir", "xxx"."""
    lowered = text.text.lower()
    if match := _INSIDE.search(text.text):
        found = match[0]
    elif is_placeholder(lowered) and (text.prop.name != "acronym" or not text.text.isalpha()):
        found = text.text
    elif text.is_name and (lowered in _BOOLEANS or not any(map(str.isalpha, lowered))):
        message = _(
            "{value} in {field} is not a name: write what the entry is called",
            value=quoted(text.text),
            field=text.field,
        )
        yield problem_in(text, Rule.PLACEHOLDER, message)
        return
    else:
        return
    message = _(
        "{value} in {field} is a placeholder: write what is known, or leave the field out",
        value=quoted(found),
        field=text.field,
    )
    yield problem_in(text, Rule.PLACEHOLDER, message)


def _addresses(text: Text) -> Iterator[Problem]:
    """Yield the error of a name that is a web address."""
    if text.prop.name in _NAMING and _ADDRESS.fullmatch(text.text):
        message = _(
            "{value} in {field} is a web address: write a name or a title here",
            value=quoted(text.text),
            field=text.field,
        )
        yield problem_in(text, Rule.ADDRESS, message)


def style(text: Text) -> Iterator[Problem]:
    """Yield the weak spots of the style of a name, and of a text in another language."""
    yield from _name_style(text)
    yield from _more_than_a_name(text)
    yield from _cut_off(text)
    yield from _wrong_language(text)


def _name_style(text: Text) -> Iterator[Problem]:
    """Yield the weak spots of a name: capitals, a small initial, quotes, a dot at its end."""
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
    elif _FILE_NAME.fullmatch(name):
        message = _(
            "{value} in {field} looks like the name of a file: write the title",
            value=quoted(name),
            field=text.field,
        )
        yield problem_in(text, Rule.NAME_STYLE, message)
    elif name.endswith(_SIGNS) and text.type is not SOURCE and not _ends_with_abbreviation(name):
        message = _("{field} ends with a punctuation mark: leave it out", field=text.field)
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=name.rstrip(".,;: "))
    elif text.type is not SOURCE and " " in name and _begins_small(name):
        # A single word may be a trademark; sources are cited as they are.
        message = _("{field} begins with a small letter: write a capital", field=text.field)
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=name[0].upper() + name[1:])


def _more_than_a_name(text: Text) -> Iterator[Problem]:
    """Yield the weak spot of a name with its number, an address or "(borrador)", or of several."""
    if text.is_name and text.type is not SOURCE:  # sources are cited as they are
        if match := _OF_A_LIST.match(text.text):
            message = _("{field} begins with the number of a list: leave it out", field=text.field)
            near = text.text[match.end() :]
            yield problem_in(text, Rule.NAME_STYLE, message, suggestion=near)
        if match := _DRAFT.search(text.text):
            message = _(
                "{value} in {field} is not a part of the name: leave it out",
                value=quoted(match[0].strip()),
                field=text.field,
            )
            near = _DRAFT.sub("", text.text).strip()
            yield problem_in(text, Rule.NAME_STYLE, message, suggestion=near)
    address = _ADDRESS.search(text.text) if text.is_name else None
    if address is not None and address[0] != text.text:
        message = _(
            "{field} contains a web address: leave it out; that of a source is in {other}",
            field=text.field,
            other="url",
        )
        yield problem_in(text, Rule.NAME_STYLE, message)
    elif text.prop.name == "otherNames" and ";" in text.text:
        message = _("several names in {field}: write each as an item of the list", field=text.field)
        yield problem_in(text, Rule.NAME_STYLE, message)


def _cut_off(text: Text) -> Iterator[Problem]:
    """Yield the weak spot of a sentence without its end, as cells and forms limit texts."""
    if text.prop.name in _PROSE and _is_cut_off(text.text):
        message = _(
            "{field} seems to be cut off after {value}: complete it",
            field=text.field,
            value=quoted(text.text[-_SHOWN_OF_END:]),
        )
        yield problem_in(text, Rule.TYPOGRAPHY, message)


def _is_cut_off(text: str) -> bool:
    """Whether a text ends within a sentence.

    >>> _is_cut_off("Una ventanilla atiende en la"), _is_cut_off("Sigue en 2020.")
    (True, False)
    """
    words = text.split()
    return len(words) >= _MIN_WORDS and (text.endswith(_CUT_SIGNS) or words[-1] in _OPEN)


def _is_in_capitals(name: str) -> bool:
    if _LOWER.search(name) or " " not in name:
        return False
    return sum(letter.isalpha() for letter in name) >= _MIN_CAPITALS


def _begins_small(name: str) -> bool:
    """Whether a name begins with a small letter, unlike "1ª Reunión" and "eMonitor de la Trata"."""
    return name[0].islower() and name.partition(" ")[0].islower()


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
    found[0] = found[0].lower()
    own = _WORDS[text.language]
    foreign = {
        language: sum(word in words - own for word in found) for language, words in _WORDS.items()
    }
    language = max(foreign, key=lambda name: foreign[name])
    only_here = own - _WORDS[language]
    if foreign[language] >= _MIN_FOREIGN and only_here.isdisjoint(map(str.lower, found)):
        stated = text.prop.language_in
        message = (
            _(
                "the text in {field} looks like {language}, but {stated} says {code}: correct one",
                field=text.field,
                language=_NAMES[language],
                stated=stated,
                code=text.language.upper(),
            )
            if stated
            else _(
                "the text in {field} looks like {language}: write it in the language of its field",
                field=text.field,
                language=_NAMES[language],
            )
        )
        yield problem_in(text, Rule.LANGUAGE_LIKELY, message)
