"""Says things to people: on a terminal or in a pipe, in their language."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console

from graph_service.wording import Language, Message, written


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Where to say things, and in which language."""

    console: Console
    language: Language = Language.EN

    def say(self, message: str | Message) -> None:
        """Write a message as it is: no markup, no emoji, no line broken."""
        self.console.out(written(message, self.language), highlight=False)
