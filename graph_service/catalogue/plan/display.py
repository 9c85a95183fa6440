"""How a plan is shown: in which language, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.i18n import Language, Message, _, render

MOST = 10
"""How many entries of a type, and lines of each, are shown unless all are asked for."""


@dataclass(frozen=True, kw_only=True)
class Display:
    """How a plan is shown.

    Attributes:
        language: of the text.
        everything: leave nothing out of long lists.
        as_json: as JSON instead of lines for people.
    """

    language: Language
    everything: bool = False
    as_json: bool = False

    def write(self, message: Message | str) -> str:
        """Write a message in the language."""
        return render(message, self.language)

    def cut(self, items: Sequence[str], most: int) -> tuple[Sequence[str], int]:
        """Give the first items, and how many are left out."""
        kept = items if self.everything else items[:most]
        return kept, len(items) - len(kept)

    def more(self, number: int) -> str:
        """Tell how many are left out."""
        return self.write(_("… and {more} more; --all shows them", more=number))
