"""`seeds rename` and `seeds merge`: show what changes, and write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph_service.catalogue.files.file_changes import changing, reformatted, write_changes
from graph_service.catalogue.restructure.changed_folder import Change
from graph_service.console import Console
from graph_service.i18n import _, counted


def restructure(
    seeds: Path, change: Callable[[Path], Change], console: Console, *, dry_run: bool
) -> None:
    """Change the files of a folder, all or none, and print what changed; in a dry run, only print.

    Raises:
        ChangeRefused: when the change can't be made.
        CatalogueInvalid: with every problem of the folder, which must be valid.
    """
    if dry_run or not seeds.is_dir():
        _show(change(seeds), console)
        console.say(_("Nothing was written."))
        return
    with changing(seeds, console):
        made = change(seeds)
        write_changes(seeds, made.files)
    _show(made, console)
    for line in reformatted(made.files):
        console.say(line)
    number = len(made.files)
    console.say(counted("{number} file changed.", "{number} files changed.", number))


def _show(change: Change, console: Console) -> None:
    console.say_changes(line.render(console.language) for line in change.lines)
