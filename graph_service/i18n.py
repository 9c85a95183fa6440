"""Translatable messages for people.

`_("unknown field {name}", name=…)` stores the template and its values; the language is chosen when
the message is shown. English is in the source; `locale/es.po` has the Spanish of each template.
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
    """A language of messages."""

    EN = "en"
    ES = "es"


class Message(Protocol):
    """Text that can be rendered in every language."""

    def render(self, language: Language) -> str:
        """Return the text in a language."""
        ...


Shown: TypeAlias = "str | int | Message | Sequence[str | Message]"
"""A value of a template: text (used as is), a number, a message, or a list of these."""


@dataclass(frozen=True)
class Wording:
    """A template with its values.

    Attributes:
        template: in English, with the names of the values in braces.
        values: by name.
        plural: the template for every number except 1, if the message depends on a number.
        number: selects the singular or the plural; `{number}` in the template.
    """

    template: str
    values: Mapping[str, Shown] = field(default_factory=dict)
    plural: str | None = None
    number: int = 1

    def __str__(self) -> str:
        """Return the English text."""
        return self.render(Language.EN)

    def render(self, language: Language) -> str:
        """Return the text in a language."""
        known = _translations(language)
        if self.plural is None:
            template = known.gettext(self.template)
        else:
            template = known.ngettext(self.template, self.plural, self.number)
        values = {name: _value(value, language) for name, value in self.values.items()}
        return template.format(**{"number": self.number, **values})


@dataclass(frozen=True)
class Lines:
    """Messages, one per line."""

    messages: tuple[Message, ...]

    def __str__(self) -> str:
        """Return the English text."""
        return self.render(Language.EN)

    def render(self, language: Language) -> str:
        """Return the text in a language."""
        return "\n".join(message.render(language) for message in self.messages)


def _(template: str, /, **values: Shown) -> Wording:
    """Return a translatable message; babel extracts templates by this function's name."""
    return Wording(template, values)


def counted(one: str, many: str, number: int, /, **values: Shown) -> Wording:
    """Return a message with a singular and a plural; babel extracts both templates."""
    return Wording(one, values, plural=many, number=number)


def render(message: str | Message, language: Language) -> str:
    """Return a message in a language; plain text is returned unchanged."""
    return message if isinstance(message, str) else message.render(language)


def language_of(environ: Mapping[str, str]) -> Language:
    """Return the language of the locale; English if we don't have it."""
    return Language(negotiate(environ, [*Language]) or Language.EN)


def negotiate(environ: Mapping[str, str], known: Sequence[str]) -> str | None:
    """Return the known language that the locale prefers, in gettext's order, or None.

    LC_ALL overrides LC_MESSAGES, which overrides LANG. LANGUAGE, a list separated by colons,
    overrides all three, unless they say C.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "")
    if locale in ("C", "POSIX"):
        return None
    from babel import negotiate_locale  # slow to import

    wanted = [*environ.get("LANGUAGE", "").split(":"), locale]
    return negotiate_locale([_plain(name) for name in wanted if name], known)


def _plain(locale: str) -> str:
    """Strip the encoding and the variant: es_HN.UTF-8@euro → es_HN."""
    return locale.partition(".")[0].partition("@")[0]


def _value(value: Shown, language: Language) -> str | int:
    match value:
        case str() | int():
            return value
        case Sequence():
            return ", ".join(render(item, language) for item in value)
    return value.render(language)


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
