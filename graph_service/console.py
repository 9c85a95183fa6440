"""Output of commands: messages, and the progress of long steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TextIO, TypeAlias

from rich.console import Console as Terminal
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TransferSpeedColumn,
)
from rich.text import Text

from graph_service.i18n import Language, Message, render

OnProgress: TypeAlias = Callable[[int], None]
"""Called with the number of items that have just been done."""
OnStep: TypeAlias = Callable[[str | Message, int], OnProgress]
"""Called when a step of so many items begins; returns the callback for its progress."""

_SECONDS_WITHOUT_A_BAR = 1.0
_COLOURS = {"+": "green", "~": "yellow", "-": "red"}


def ignore_progress(_number: int) -> None:
    """Show no progress."""


def ignore_steps(_what: str | Message, _total: int) -> OnProgress:
    """Show no steps."""
    return ignore_progress


class Console:
    """A terminal or a pipe, and the language of its messages."""

    def __init__(
        self,
        file: TextIO | None = None,
        *,
        stderr: bool = False,
        language: Language = Language.EN,
    ) -> None:
        """Write to a file; by default, to standard output or standard error."""
        self.language = language
        self._terminal = Terminal(file=file, stderr=stderr, highlight=False)

    def say(self, *messages: str | Message) -> None:
        """Write each message verbatim on a line: no markup, no emoji, no line breaks added."""
        for message in messages:
            self._terminal.file.write(f"{render(message, self.language)}\n")

    def say_changes(self, lines: Iterable[str]) -> None:
        """Write lines; on a terminal, coloured by their sign: + added, ~ changed, - removed."""
        for line in lines:
            text = Text(line, style=_COLOURS.get(line.lstrip()[:1], ""))
            self._terminal.print(text, soft_wrap=True)

    @contextmanager
    def steps(self) -> Iterator[OnStep]:
        """Show steps as bars, one after another, if they take long; nothing in a pipe."""
        begun = time.monotonic()
        bars = self._bars(MofNCompleteColumn(), TimeElapsedColumn(), transient=True)

        def on_step(what: str | Message, total: int) -> OnProgress:
            for earlier in bars.task_ids:
                bars.remove_task(earlier)
            task = bars.add_task(render(what, self.language), total=total)

            def on_progress(number: int) -> None:
                bars.advance(task, number)
                if time.monotonic() - begun > _SECONDS_WITHOUT_A_BAR:
                    bars.start()

            return on_progress

        try:
            yield on_step
        finally:
            bars.stop()

    @contextmanager
    def download(self, what: str | Message, size: int) -> Iterator[OnProgress]:
        """Show the received bytes as a bar; in a pipe, say how many there will be."""
        named = render(what, self.language)
        if not self._terminal.is_terminal:
            self.say(f"{named}: {round(size / 1_000_000)} MB")
        with self._bars(DownloadColumn(), TransferSpeedColumn(), transient=False) as bar:
            yield partial(bar.advance, bar.add_task(named, total=size))

    @contextmanager
    def status(self, what: str | Message) -> Iterator[None]:
        """Show a step of unknown length."""
        if not self._terminal.is_terminal:
            self.say(what)
        with self._terminal.status(render(what, self.language)):
            yield

    def _bars(self, *measures: ProgressColumn, transient: bool) -> Progress:
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            *measures,
            console=self._terminal,
            transient=transient,
            disable=not self._terminal.is_terminal,
        )
