"""The templates of the pages, and the files that pages load.

The templates are Jinja2; they get the words and the forms of a language with the values of a page.
Text is escaped by default, and a name that a template doesn't get is an error. The address of a
file that pages load has the hash of its content, so clients may keep it for ever.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from types import MappingProxyType
from urllib.parse import urlsplit

from babel.numbers import format_decimal
from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from graph_service.explorer.parts.languages import (
    date_in_words,
    day_in_words,
    translations,
)
from graph_service.explorer.parts.reach import age_of
from graph_service.model.graph import TYPES
from graph_service.model.json import Json
from graph_service.model.search_text import MAX_SEARCH_CHARACTERS

_TEMPLATES = files("graph_service") / "explorer" / "templates"
_STATIC = files("graph_service") / "explorer" / "static"
_MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".png": "image/png",
}
_TEX = str.maketrans(
    {character: f"\\{character}" for character in "$&%#_"}
    # A brace with a backslash would leave those of its field unbalanced.
    | {"{": r"{\textbraceleft}", "}": r"{\textbraceright}", "\\": r"{\textbackslash}"}
    | {"~": r"{\textasciitilde}", "^": r"{\textasciicircum}"}
)
_UNREADABLE = (OSError, EOFError, ValueError, UnpicklingError)
ASSETS = "assets"
"""The part of the address before that of a file."""


def has_template(name: str) -> bool:
    """Whether there is a template of this name."""
    return _TEMPLATES.joinpath(name).is_file()


@cache
def environment() -> Environment:
    """Return the environment of the templates; `words_of` adds what depends on the language."""
    made = Environment(
        loader=FileSystemLoader(str(_TEMPLATES)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=CompiledTemplates(str(_TEMPLATES), Path(__file__).read_bytes()),
    )
    made.globals["max_text"] = MAX_SEARCH_CHARACTERS
    made.filters |= {"age": _age, "date": _date, "number": _number, "day": _day, "host": _host}
    made.filters["tex"] = _tex
    return made


def words_of(language: str) -> Mapping[str, object]:
    """Return what templates need to speak a language, by name."""
    words = translations(language)
    return {"_": words.gettext, "ngettext": words.ngettext, "language": language}


def load_templates() -> None:
    """Load all templates, which takes longer than rendering them does if they are not compiled."""
    for name in environment().list_templates(extensions=["html"]):
        environment().get_template(name)


@pass_context
def _date(context: Context, value: Mapping[str, Json]) -> str:
    return date_in_words(str(value["edtf"]), str(value["qualifier"]), context["language"])


@pass_context
def _age(context: Context, value: Mapping[str, Json]) -> int:
    return age_of(value, context["release"])


@pass_context
def _number(context: Context, value: float) -> str:
    return format_decimal(value, locale=context["language"])


@pass_context
def _day(context: Context, value: str) -> str:
    return day_in_words(value, context["language"])


def _tex(text: str) -> str:
    """Return a text in one line, as BibTeX reads it."""
    return " ".join(text.split()).translate(_TEX)


def _host(url: str) -> str:
    """Return the host of a URL, as the text of its link."""
    return urlsplit(url).hostname or url


class CompiledTemplates(FileSystemBytecodeCache):
    """Keeps the code of templates in `__pycache__`, if that is writable.

    Compiling all templates takes half a second of CPU, which each start of the service would wait
    for.
    """

    def __init__(self, folder: str, settings: bytes) -> None:
        """Set up a cache; code of other settings of the environment is other code."""
        beside = Path(cache_from_source(f"{folder}/template.py")).parent
        with suppress(OSError):
            beside.mkdir(parents=True, exist_ok=True)
        # Code of another version of Jinja might not run.
        made_by = blake2b(settings + version("jinja2").encode(), digest_size=8).hexdigest()
        super().__init__(str(beside), f"%s.{sys.implementation.cache_tag}-{made_by}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Set the code of a template, if it is stored and readable."""
        with suppress(*_UNREADABLE):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the code of a template that was compiled."""
        with suppress(OSError):
            if not sys.dont_write_bytecode:
                super().dump_bytecode(bucket)


@dataclass(frozen=True)
class Asset:
    """A file that pages load."""

    name: str
    content: bytes
    media_type: str

    @property
    def path(self) -> str:
        """The path: the hash of the content, then the name."""
        return f"{sha256(self.content).hexdigest()[:12]}/{self.name}"


@cache
def assets() -> Mapping[str, Asset]:
    """Return the files by name."""
    found = {"types.css": Asset("types.css", _colours().encode(), _MEDIA_TYPES[".css"])}
    for file in _STATIC.iterdir():
        media_type = _MEDIA_TYPES.get(file.name[file.name.rfind(".") :])
        if media_type:
            found[file.name] = Asset(file.name, file.read_bytes(), media_type)
    return MappingProxyType(found)


def _colours() -> str:
    """Return a style sheet with the colour of each type, as the model declares it.

    On dark paper they are mixed with white: wine and indigo could not be seen there.
    """
    colours = {t.folder: t.colour for t in TYPES.values() if t.folder}
    light = "".join(f".type-{folder} {{ --type: {c}; }}\n" for folder, c in colours.items())
    dark = "".join(
        f".type-{folder} {{ --type: color-mix(in srgb, {c} 65%, #fff); }}\n"
        for folder, c in colours.items()
    )
    return f"{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"
