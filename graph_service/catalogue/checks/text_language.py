"""Texts in another language than that of their field.

`name: {en: Mesa de trabajo contra la trata}` → "this looks like Spanish".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph_service.catalogue.problems import Problem, Rule
from graph_service.i18n import Message, _

from .texts import Text, phrases, problem_in

_QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\([^)]*\)|(?<!\w)'[^']*'(?!\w)|\"[^\"]*\"")
_MIN_WORDS = 5
_MIN_FOREIGN = 2
_SPLIT = re.compile(r"[^\W\d_]+")
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
