"""Translatable messages.

`_("unknown field {name}", name=…)` stores a template and its values; the language is chosen when
the message is shown. Templates are English; `locale/es.po` has their Spanish translations.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Protocol, TypeAlias

_FOLDER = files("graph_service") / "locale"


class Language(StrEnum):
    """The languages of messages."""

    EN = "en"
    ES = "es"


class Message(Protocol):
    """A text that can be rendered in any language."""

    def render(self, language: Language) -> str:
        """Return the text in a language."""
        ...


Shown: TypeAlias = "str | int | Message | Sequence[str | Message]"
"""A value in a template: text (not translated), a number, a message, or a list of these."""


@dataclass(frozen=True)
class Wording:
    """A template with its values.

    Attributes:
        template: in English, with the names of values in braces.
        values: by name.
        plural: the template for numbers other than 1, if the message depends on a number.
        number: selects singular or plural, and fills in `{number}`.
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
        translations = _translations(language)
        if self.plural is None:
            template = translations.gettext(self.template)
        else:
            template = translations.ngettext(self.template, self.plural, self.number)
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
    """Return a translatable message; babel finds templates by the name of this function."""
    return Wording(template, values)


def verbatim(text: str) -> Wording:
    """Return a text without values as a translatable message; its braces are not placeholders."""
    return Wording(text.replace("{", "{{").replace("}", "}}"))


def counted(one: str, many: str, number: int, /, **values: Shown) -> Wording:
    """Return a translatable message that depends on a number."""
    return Wording(one, values, plural=many, number=number)


def render(message: str | Message, language: Language) -> str:
    """Return a message in a language; plain text is returned unchanged."""
    return message if isinstance(message, str) else message.render(language)


def negotiate(environ: Mapping[str, str], available: Sequence[str]) -> str | None:
    """Return the available language that the locale prefers, by gettext's rules, or None.

    LC_ALL overrides LC_MESSAGES, which overrides LANG. LANGUAGE, a list separated by colons,
    overrides all three, unless they are C or POSIX. On Windows, which sets none of them, the
    language of its desktop is the last resort.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environ[name] for name in names if environ.get(name)), "") or _of_windows()
    if locale in ("C", "POSIX"):
        return None
    from babel import negotiate_locale  # slow to import

    preferred = [*environ.get("LANGUAGE", "").split(":"), locale]
    return negotiate_locale([_plain(name) for name in preferred if name], available)


def _of_windows() -> str:
    """Return the locale of Windows' desktop, such as es_HN; empty on other systems."""
    if sys.platform == "win32":
        from ctypes import windll
        from locale import windows_locale

        return windows_locale.get(windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


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
    return read_translations(_FOLDER, language)


def read_translations(folder: Traversable, language: str) -> GNUTranslations:
    """Read the translations of a language from its file in a folder."""
    return GNUTranslations(BytesIO(compiled_messages(language, folder)))


def compiled_messages(language: str, folder: Traversable = _FOLDER) -> bytes:
    """Return the translations of a language as gettext reads them from a file, in MO format."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (folder / f"{language}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
