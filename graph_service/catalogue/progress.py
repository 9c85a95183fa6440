"""Bars on a terminal for what takes longer than a moment; nothing in a pipe."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Self, TypeAlias

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from graph_service.i18n import Wording, render
from graph_service.store.changes import Advance, unseen

from .speaker import Speaker

Begin: TypeAlias = Callable[[Wording, int], Advance]
"""Begins a step of so many things, and gives what to call when some are done."""
_MOMENT = 1.0


def unshown(_what: Wording, _total: int) -> Advance:
    """Show no steps."""
    return unseen


class Bars:
    """Shows one step after another, each as a bar."""

    def __init__(self, speaker: Speaker) -> None:
        """Take where to show them, and in which language."""
        self._language = speaker.language
        self._begun = time.monotonic()
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=speaker.console,
            transient=True,
            disable=not speaker.console.is_terminal,
        )

    def __enter__(self) -> Self:
        """Show nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self._bars.stop()

    def begin(self, what: Wording, total: int) -> Advance:
        """Begin a step of so many things, and give what to call when some are done."""
        for earlier in self._bars.task_ids:
            self._bars.remove_task(earlier)
        task = self._bars.add_task(render(what, self._language), total=total)

        def advance(number: int) -> None:
            self._bars.advance(task, number)
            if time.monotonic() - self._begun > _MOMENT:
                self._bars.start()

        return advance
