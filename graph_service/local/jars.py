"""Neo4j's jars, each checked against the lock and downloaded if missing."""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graph_service.console import Console
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.local.lock import Jar, Lock
from graph_service.os_errors import os_reason


def ensure_jars(lock: Lock, cache: Path, console: Console, repository: str | None = None) -> Path:
    """Return the folder with the lock's jars, after downloading missing or damaged ones."""
    folder = cache / "jars" / lock.folder
    missing = _missing(lock.jars, folder)
    if missing:
        from graph_service.local.fetch import (
            fetch,
        )  # its slow imports are needed only on a first start

        try:
            folder.mkdir(parents=True, exist_ok=True)
            size = sum(jar.size for jar in missing)
            with console.download(
                _("Fetching Neo4j {version}", version=lock.version), size
            ) as on_progress:
                fetch(missing, folder, repository, on_progress)
        except OSError as error:
            message = _(
                "Neo4j's files can't be stored in {folder}: {reason}",
                folder=str(folder),
                reason=os_reason(error),
            )
            raise StartRefused(message) from error
    return folder


def is_intact(jar: Jar, file: Path) -> bool:
    """Whether a file has the size and digest that the lock specifies."""
    try:
        if file.stat().st_size != jar.size:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == jar.sha256
    except FileNotFoundError:
        return False


def _missing(jars: Iterable[Jar], folder: Path) -> list[Jar]:
    def check(jar: Jar) -> bool:
        return is_intact(jar, folder / jar.name)

    with ThreadPoolExecutor(2) as pool:
        jars = tuple(jars)
        return [jar for jar, intact in zip(jars, pool.map(check, jars), strict=True) if not intact]
