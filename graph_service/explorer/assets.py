"""The files that pages load: style sheets, scripts and the icon, each at an address of its content.

The hash in the address changes with the content, so clients may keep a file for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from graph_service.model.graph import TYPES

FOLDER = "assets"
_STATIC = files("graph_service") / "explorer" / "static"
_MEDIA_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True)
class Asset:
    """A file that pages load."""

    name: str
    content: bytes
    media_type: str

    @property
    def path(self) -> str:
        """The path: the hash of the content, then the name."""
        return f"{hashlib.sha256(self.content).hexdigest()[:12]}/{self.name}"


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
