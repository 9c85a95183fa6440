"""The user's cache folder, and the keys of what commands cache in it.

The key of a value is a digest of all that it follows from, among it this program's code.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

import graph_service

_UNUSED_SECONDS = 90 * 86_400
_CODE = ("catalogue", "model", "store")
_LIBRARIES = ("PyYAML", "snowballstemmer")


def cache_folder(environ: Mapping[str, str], platform: str) -> Path | None:
    """Return the folder of caches of this user; None if the user has no home.

    >>> cache_folder({"HOME": "/home/ana"}, "linux").as_posix()
    '/home/ana/.cache/graph-service/seeds'
    """
    home, own = environ.get("HOME"), environ.get("XDG_CACHE_HOME")
    if platform == "win32":
        own = environ.get("LOCALAPPDATA")
    elif platform == "darwin" and home and not own:
        own = f"{home}/Library/Caches"
    elif home and not own:
        own = f"{home}/.cache"
    return Path(own) / "graph-service" / "seeds" if own and Path(own).is_absolute() else None


def remove_unused(folder: Path) -> None:
    """Remove the caches that no command has used for long: their folders may be gone."""
    for file in folder.iterdir():
        with suppress(OSError):
            if time.time() - file.stat().st_mtime > _UNUSED_SECONDS:
                file.unlink()


def digest(*parts: bytes) -> bytes:
    """Return a digest of several values."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.digest()


def seal(key: bytes, content: bytes) -> bytes:
    """Return a digest of content and of a key, of which it tells whether they belong together."""
    return hashlib.blake2b(content, key=key, digest_size=16).digest()


def has_program_files() -> bool:
    """Whether the code is there as files, so that caches can tell its versions apart."""
    return bool(_code())


def _code() -> list[Path]:
    root = Path(graph_service.__file__).parent
    files = (file for name in _CODE for file in (root / name).rglob("*.py"))
    return sorted((*files, *root.glob("i18n.py")))


@cache
def program_digest() -> bytes:
    """Return a digest of what reads entries, beside their files: code, libraries, and the year."""
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    facts = [sys.version, *libraries, f"{datetime.now(UTC).year}"]
    return digest(*map(str.encode, facts), *(file.read_bytes() for file in _code()))
