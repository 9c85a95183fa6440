"""The numbers of the sources on a page: each source has one number, in the order of first use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_service.explorer.facts import Node
from graph_service.model.json import Json


class Footnotes:
    """Numbers sources while a page is rendered; the list of sources at its end has them all."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sources: list[Node] = []

    def numbers(self, sources: Json) -> list[int]:
        """Return the numbers of the sources of a statement."""
        found = sources if isinstance(sources, Sequence) and not isinstance(sources, str) else ()
        return sorted({self._number(source) for source in found if isinstance(source, Mapping)})

    @property
    def sources(self) -> Sequence[Node]:
        """The sources in the order of their numbers."""
        return self._sources

    def _number(self, source: Node) -> int:
        key = str(source["id"])
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self._sources.append(source)
        return self._numbers[key]
