"""Options of displaying a plan: language, length and format."""

from __future__ import annotations

from collections.abc import Sequence
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

    def cut(self, items: Sequence[str], limit: int) -> tuple[Sequence[str], int]:
        """Return the first items, and the number of omitted ones."""
        first = items if self.everything else items[:limit]
        return first, len(items) - len(first)

    def more(self, number: int) -> str:
        """Return the line that says how many items are omitted."""
        return self.write(_("… and {more} more; --all shows them", more=number))
