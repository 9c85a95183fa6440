"""Passages with the words that a search found, as escaped HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from graph_service.model.json import Json


def marked(text: str, ranges: Json) -> Markup:
    """Return a text with marks around its ranges, which count UTF-16 units as JavaScript does.

    >>> str(marked("a < b", [{"start": 4, "end": 5}]))
    'a &lt; <mark>b</mark>'
    """
    units = text.encode("utf-16-le")
    parts: list[Markup] = []
    end = 0
    for span in ranges if isinstance(ranges, Sequence) else ():
        if isinstance(span, Mapping):
            start, stop = int(str(span["start"])) * 2, int(str(span["end"])) * 2
            found = Markup("<mark>{}</mark>").format(_decoded(units[start:stop]))
            parts += [escape(_decoded(units[end:start])), found]
            end = stop
    return Markup("").join([*parts, escape(_decoded(units[end:]))])


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "replace")
