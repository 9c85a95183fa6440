"""The templates of the pages, and the files that pages load.

The templates are Jinja2 with the words and the forms of a language. Text is escaped by default, and
a name that a template doesn't get is an error. The address of a file that pages load has the hash
of its content, so clients may keep it for ever.
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
from types import CodeType, MappingProxyType
from urllib.parse import urlsplit

from babel.numbers import format_decimal
from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.ext import i18n
from jinja2.runtime import Context

from graph_service.explorer.parts.languages import (
    LANGUAGES,
    date_in_words,
    day_in_words,
    translations,
)
from graph_service.model.graph import TYPES
from graph_service.model.json import Json

_TEMPLATES = files("graph_service") / "explorer" / "templates"
_STATIC = files("graph_service") / "explorer" / "static"
_MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_UNREADABLE = (OSError, EOFError, ValueError, UnpicklingError)
ASSETS = "assets"
"""The part of the address before that of a file."""


def has_template(name: str) -> bool:
    """Whether there is a template of this name."""
    return _TEMPLATES.joinpath(name).is_file()


@cache
def _compiled() -> CompiledTemplates:
    return CompiledTemplates(str(_TEMPLATES), Path(__file__).read_bytes())


@cache
def environment(language: str) -> Environment:
    """Return the environment of the templates in a language."""
    made = Environment(
        loader=FileSystemLoader(str(_TEMPLATES)),
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

    made.filters |= {"date": date, "number": number, "day": day, "host": _host}
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


class CompiledTemplates(BytecodeCache):
    """Keeps the code of templates in memory, and in `__pycache__` if that is writable.

    Compiling all templates takes half a second of CPU, which each start of the service would wait
    for. All languages use the same code, so filters that depend on the language must need the
    context: Jinja calculates others of constants when it compiles.
    """

    def __init__(self, folder: str, settings: bytes) -> None:
        """Set up a cache; code of other settings of the environment is other code."""
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._files = None
        with suppress(OSError, NotImplementedError):
            if not sys.dont_write_bytecode:
                beside = Path(cache_from_source(f"{folder}/template.py")).parent
                beside.mkdir(parents=True, exist_ok=True)
                # Code of another version of Jinja might not run.
                made_by = blake2b(settings + version("jinja2").encode(), digest_size=8).hexdigest()
                pattern = f"%s.{sys.implementation.cache_tag}-{made_by}"
                self._files = FileSystemBytecodeCache(str(beside), pattern)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Set the code of a template, if it is known."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._files is not None:
            with suppress(*_UNREADABLE):
                self._files.load_bytecode(bucket)
            self._remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was compiled."""
        self._remember(bucket)
        if self._files is not None:
            with suppress(OSError):
                self._files.dump_bytecode(bucket)

    def _remember(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


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
