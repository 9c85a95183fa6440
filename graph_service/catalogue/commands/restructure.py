"""`seeds rename` and `seeds merge`: show what changes, and write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graph_service.catalogue.document.wording import how_to_settle
from graph_service.catalogue.files.file_changes import changing, reformatted, write_changes
from graph_service.catalogue.restructure import Change
from graph_service.console import Console
from graph_service.i18n import _, counted, render


def restructure(
    seeds: Path, change: Callable[[Path], Change], console: Console, *, dry_run: bool
) -> int:
    """Change the files of a folder, all or none, and print what changed; in a dry run, only print.

    Returns:
        The exit status: 1 if two entries say different things, which their files tell in comments.

    Raises:
        ChangeRefused: when the change can't be made.
        CatalogueInvalid: with every problem of the folder, which must be valid.
    """
    if dry_run or not seeds.is_dir():
        made = change(seeds)
        _show(made, console)
        console.say(_("Nothing was written."))
        return int(bool(made.conflicts))
    with changing(seeds, console):
        made = change(seeds)
        write_changes(seeds, made.files)
    _show(made, console)
    console.say(*reformatted(made.files))
    number = len(made.files)
    console.say(counted("{number} file changed.", "{number} files changed.", number))
    if conflicts := len(made.conflicts):
        console.say(
            counted(
                "{number} conflict: the two entries say different things. {remedy}",
                "{number} conflicts: the two entries say different things. {remedy}",
                conflicts,
                remedy=how_to_settle(conflicts),
            )
        )
    return int(conflicts > 0)


def _show(change: Change, console: Console) -> None:
    console.say_changes(render(line, console.language) for line in change.lines)
    console.say(*change.conflicts)
