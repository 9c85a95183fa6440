"""Options of displaying a plan: language, length and format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_service.i18n import Language, Message, _, render

MAX_LINES = 10
"""How many entries of a type, and lines per entry, are shown without --all."""


@dataclass(frozen=True, kw_only=True)
class Display:
    """How a plan is displayed.

    Attributes:
        language: the language of the text.
        everything: whether long lists are shown in full.
        as_json: whether to write JSON instead of text.
    """

    language: Language
    everything: bool = False
    as_json: bool = False

    def write(self, message: Message | str) -> str:
        """Return a message in the language."""
        return render(message, self.language)

    def first(self, lines: Sequence[str], limit: int, prefix: str) -> Iterator[str]:
        """Yield the first lines, and how many are omitted, each after a prefix."""
        shown = lines if self.everything else lines[:limit]
        yield from (f"{prefix}{line}" for line in shown)
        if more := len(lines) - len(shown):
            yield prefix + self.write(_("… and {more} more; --all shows them", more=more))
