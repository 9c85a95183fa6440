"""Values in a line of a terminal: short, on one line, with nothing that could harm it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from graph_service.catalogue.problems import quoted
from graph_service.i18n import Language, _
from graph_service.model.json import Json

_LONGEST = 60
_CONTEXT = 20


def shown(value: Json, language: Language) -> str:
    """Show a value."""
    match value:
        case None:
            return _("nothing").render(language)
        case bool():
            return str(value).lower()
        case str():
            return value if value.isascii() and value.isupper() else quoted(value)
        case Mapping():
            return " ".join(shown(item, language) for item in value.values())
        case Sequence():
            return f"[{', '.join(shown(item, language) for item in value)}]"
    return str(value)


def change(old: Json, new: Json, language: Language) -> str:
    """Show what a value was, and what it will be; of long ones, where they differ."""
    match old, new:
        case str(), str():
            start = _first_difference(old, new)
            old, new = _cut(old, start), _cut(new, start)
        case list(), list() if _told_by_items(old, new):
            gone = [f"- {shown(item, language)}" for item in old if item not in new]
            come = [f"+ {shown(item, language)}" for item in new if item not in old]
            return " ".join([*gone, *come])
    return f"{shown(old, language)} → {shown(new, language)}"


def _told_by_items(old: Sequence[Json], new: Sequence[Json]) -> bool:
    """Tell whether items come or go, and those that stay keep their order."""
    stay = [item for item in old if item in new]
    return stay == [item for item in new if item in old] and bool(stay)


def _first_difference(old: str, new: str) -> int:
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))])


def _cut(text: str, start: int) -> str:
    """Leave out what comes long before a place, where the text is long."""
    if len(text) <= _LONGEST or start <= _CONTEXT:
        return text
    return f"…{text[start - _CONTEXT :]}"
