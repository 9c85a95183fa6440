"""Sentences for people, kept apart from the language that they are shown in.

`_("unknown field {name}", name=…)` keeps the template and its values; a language is chosen where it
is shown. English stands in the source; Spanish in `locale/es.po`, by the English template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Protocol, TypeAlias


class Language(StrEnum):
    """A language that people are spoken to in."""

    EN = "en"
    ES = "es"


class Message(Protocol):
    """What can be shown in each language."""

    def written(self, language: Language) -> str:
        """Write it in a language."""
        ...


Shown: TypeAlias = "str | int | Message | Sequence[str | Message]"
"""What a template is filled with: text as it is, a number, a message, or a list of them."""


@dataclass(frozen=True)
class Wording:
    """A template with its values.

    Attributes:
        template: in English, with the names of the values in braces.
        values: by name.
        plural: the template for all numbers but one, where that makes a difference.
        number: the number that decides; `{number}` in the template.
    """

    template: str
    values: Mapping[str, Shown] = field(default_factory=dict)
    plural: str | None = None
    number: int = 1

    def __str__(self) -> str:
        """Write it in English."""
        return self.written(Language.EN)

    def written(self, language: Language) -> str:
        """Write it in a language."""
        known = _translations(language)
        if self.plural is None:
            template = known.gettext(self.template)
        else:
            template = known.ngettext(self.template, self.plural, self.number)
        values = {name: _value(value, language) for name, value in self.values.items()}
        return template.format(**{"number": self.number, **values})


@dataclass(frozen=True)
class Lines:
    """Messages, one below the other."""

    messages: tuple[Message, ...]

    def __str__(self) -> str:
        """Write them in English."""
        return self.written(Language.EN)

    def written(self, language: Language) -> str:
        """Write them in a language."""
        return "\n".join(message.written(language) for message in self.messages)


def _(template: str, /, **values: Shown) -> Wording:
    """Word a sentence; babel finds its template by the name of this function."""
    return Wording(template, values)


def counted(one: str, many: str, number: int, /, **values: Shown) -> Wording:
    """Word a sentence that depends on a number; babel finds both templates, too."""
    return Wording(one, values, plural=many, number=number)


def written(message: str | Message, language: Language) -> str:
    """Write a message in a language; a text stays as it is."""
    return message if isinstance(message, str) else message.written(language)


def spoken(environ: Mapping[str, str]) -> Language:
    """Give the language that the locale asks for; English for any other."""
    return Language(preferred(environ, [*Language]) or Language.EN)


def preferred(environ: Mapping[str, str], known: Sequence[str]) -> str | None:
    """Give the one of the known languages that the locale asks for, in gettext's order, if any.

    LC_ALL goes before LC_MESSAGES and LANG. LANGUAGE, a list with colons, goes before what they
    say, unless that is C.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    if locale in ("C", "POSIX"):
        return None
    from babel import negotiate_locale  # it takes a moment

    wanted = [*environ.get("LANGUAGE", "").split(":"), locale]
    return negotiate_locale([_plain(name) for name in wanted if name], known)


def _plain(locale: str) -> str:
    """Leave the encoding and the variant away: es_HN.UTF-8@euro gives es_HN."""
    return locale.partition(".")[0].partition("@")[0]


def _value(value: Shown, language: Language) -> str | int:
    match value:
        case str() | int():
            return value
        case Sequence():
            return ", ".join(written(item, language) for item in value)
    return value.written(language)


@cache
def _translations(language: Language) -> NullTranslations:
    if language is Language.EN:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (files("graph_service") / "locale" / f"{language}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=str(language))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
