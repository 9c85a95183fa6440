"""Says things to people: on a terminal or in a pipe, in their language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from graph_service.i18n import Language, Message, render


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Where to say things, and in which language."""

    console: Console
    language: Language = Language.EN

    def say(self, message: str | Message) -> None:
        """Write a message as it is: no markup, no emoji, no line broken, however long it is."""
        self.console.file.write(f"{render(message, self.language)}\n")

    def show(self, lines: Iterable[Text]) -> None:
        """Write lines with their colours, where there are colours: on a terminal."""
        for line in lines:
            self.console.print(line, highlight=False, soft_wrap=True)
