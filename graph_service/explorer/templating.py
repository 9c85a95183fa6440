"""The templates of the pages: Jinja2 with the words and the forms of a language.

Text is escaped by default, and a name that a template doesn't get is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.ext import i18n
from jinja2.runtime import Context
from markupsafe import Markup

from graph_service.explorer.compiled_templates import CompiledTemplates
from graph_service.explorer.dates import date_in_words, day_in_words
from graph_service.explorer.languages import LANGUAGES
from graph_service.explorer.marking import marked
from graph_service.explorer.results import Passage
from graph_service.explorer.texts import translations
from graph_service.model.json import Json

FOLDER = files("graph_service") / "explorer" / "templates"


def has_template(name: str) -> bool:
    """Whether there is a template of this name."""
    return FOLDER.joinpath(name).is_file()


@cache
def _compiled() -> CompiledTemplates:
    return CompiledTemplates(str(FOLDER), Path(__file__).read_bytes())


@cache
def environment(language: str) -> Environment:
    """Return the environment of the templates in a language."""
    made = Environment(
        loader=FileSystemLoader(str(FOLDER)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(),
        extensions=[i18n],
    )
    words = translations(language)
    made.globals |= {
        "_": words.gettext,
        "gettext": words.gettext,
        "ngettext": words.ngettext,
        "language": language,
    }

    @pass_context
    def date(_context: Context, value: Mapping[str, Json]) -> str:
        return date_in_words(str(value["edtf"]), str(value["qualifier"]), language)

    @pass_context
    def number(_context: Context, value: float) -> str:
        return format_decimal(value, locale=language)

    @pass_context
    def day(_context: Context, value: str) -> str:
        return day_in_words(value, language)

    def passage(found: Passage) -> Markup:
        return marked(found.text, found.ranges)

    made.filters |= {"date": date, "number": number, "day": day, "marked": passage, "host": _host}
    return made


def load_templates() -> None:
    """Load all templates, which takes longer than rendering them does if they are not compiled."""
    for language in LANGUAGES:
        found = environment(language)
        for name in found.list_templates(extensions=["html"]):
            found.get_template(name)


def _host(url: str) -> str:
    """Return the host of a URL, as the text of its link."""
    return urlsplit(url).hostname or url
