"""What a folder is based on, written after a command."""

from __future__ import annotations

from pathlib import Path

from graph_service.catalogue.files.base_file import NAME, Base, write_base
from graph_service.console import Console
from graph_service.i18n import _
from graph_service.store.changes import Properties


def base_of(release: Properties, *, is_pulled: bool) -> Base:
    """Return the base of a folder that a release was loaded from, or pulled into."""
    return Base(checksum=str(release["checksum"]), name=str(release["name"]), is_pulled=is_pulled)


def record_base(seeds: Path, release: Properties, console: Console) -> None:
    """Write what a folder is based on after a load; say so if it can't be written."""
    if not write_base(seeds, base_of(release, is_pulled=False)):
        console.say(
            _(
                "{file} can't be written: without it, a later load of this folder can't tell its"
                " changes from those of others. Load from a folder that can be written.",
                file=str(seeds / NAME),
            )
        )
