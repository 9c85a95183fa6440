"""Texts in another language than that of their field, or that repeat another.

`name: {en: Mesa de trabajo contra la trata}` → "this looks like Spanish".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graph_service.catalogue.entries import Entry
from graph_service.catalogue.problems import Problem, Rule, quoted
from graph_service.i18n import Message, _
from graph_service.model.declare import Property
from graph_service.model.edge_properties import QUOTE
from graph_service.model.graph import PROPERTIES

from .fields import Text, problem_in, words

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\([^)]*\)|(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"")
_MIN_WORDS = 5
_MIN_FOREIGN = 2
_SPLIT = re.compile(r"[^\W\d_]+")
_WORDS: Mapping[str, frozenset[str]] = {
    "es": words("el la los las del y con una un al su sus es en para por de a contra que"),
    "en": words("the of and in for to with on against a an by from is are its"),
    "pt": words(
        "o os as do da dos das em e com uma um não ao à no na são a para por de contra que"
    ),
}
"""Words that nearly every sentence of a language has."""
_NAMES: Mapping[str, Message] = {
    "es": _("Spanish"),
    "en": _("English"),
    "pt": _("Portuguese"),
}


def wrong_language(text: Text) -> Iterator[Problem]:
    """Yield the weak spot of a text that has words of another language, and none of its own."""
    if text.language is None:
        return
    found = _SPLIT.findall(_QUOTED.sub("", text.text))
    if len(found) < _MIN_WORDS:
        return
    found[0] = found[0].lower()
    own = _WORDS[text.language]
    foreign = {
        language: sum(word in common - own for word in found) for language, common in _WORDS.items()
    }
    language = max(foreign, key=lambda name: foreign[name])
    only_here = own - _WORDS[language]
    if foreign[language] >= _MIN_FOREIGN and only_here.isdisjoint(map(str.lower, found)):
        message = _(
            "the text in {field} looks like {language}: write it in the language of its field"
        )
        yield problem_in(text, Rule.LANGUAGE_LIKELY, message, language=_NAMES[language])


_ACRONYM = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ-]{1,11})\)")
"""A name with an acronym at its end: "Comisión Interinstitucional (CICESCT)"."""
_SIGN = r"(?:\s[-–—/]|[:,;])\s+"
"""Between a name and its acronym."""


def repeats(entry: Entry, texts: Iterable[Text]) -> Iterator[Problem]:
    """Yield the fields that repeat another, and names that contain the acronym."""
    seen: dict[str, Text] = {}
    for text in filter(lambda found: _is_prose(found.prop), texts):
        first = seen.setdefault(_key(text.text), text)
        if first.prop.name != text.prop.name:
            message = _("{field} repeats {other}: write what it adds, or leave it out")
            yield problem_in(text, Rule.TEXT_REPEATED, message, other=first.field)
        elif text.is_name and "acronym" in PROPERTIES[entry.type.name]:
            yield from _acronym(text, str(entry.values.get("acronym", "")))


def _acronym(text: Text, own: str) -> Iterator[Problem]:
    found = _ACRONYM.fullmatch(text.text)
    if found is None and own and text.text.endswith(own):
        found = re.fullmatch(rf"(?P<name>.+?){_SIGN}(?P<acronym>{re.escape(own)})", text.text)
    if found is not None:
        message = _(
            "the acronym {value} is in {field}: write it in {other} only",
            value=quoted(found["acronym"]),
            other="acronym",
        )
        yield problem_in(text, Rule.NAME_STYLE, message, suggestion=found["name"])


def _is_prose(prop: Property) -> bool:
    """Whether the field has sentences; other names and quotes may well be equal to the name."""
    is_text = prop.kind.has_languages and not prop.many
    return (is_text or prop.remark) and prop is not QUOTE


def _key(text: str) -> str:
    return text.casefold().rstrip(". ")
