"""Compiled templates, kept as Python keeps compiled modules: in `__pycache__`, if it is writable.

Compiling all templates takes half a second of CPU, which each start of the service would wait for.
All languages use the same code, so filters that depend on the language must need the context:
Jinja calculates others of constants when it compiles.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path
from pickle import UnpicklingError
from types import CodeType

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_UNREADABLE = (OSError, EOFError, ValueError, UnpicklingError)


class CompiledTemplates(BytecodeCache):
    """Keeps the code of templates in memory, and in files if there may be any."""

    def __init__(self, folder: str, settings: bytes) -> None:
        """Set up a cache.

        Args:
            folder: of the templates.
            settings: differ if those of the environment do: code calls some filters otherwise.
        """
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
