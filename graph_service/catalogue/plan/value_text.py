"""Values as text on one line: shortened, and without characters that could harm a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile

from graph_service.catalogue.problems import quoted
from graph_service.i18n import Language, _
from graph_service.model.json import Json

_MAX_LENGTH = 60
_CONTEXT = 20


def value_text(value: Json, language: Language) -> str:
    """Return a value as text.

    >>> value_text(["VISITED", "una visita", None, True], Language.EN)
    '[VISITED, "una visita", nothing, true]'
    """
    match value:
        case None:
            return _("nothing").render(language)
        case bool():
            return str(value).lower()
        case str():
            return value if value.isascii() and value.isupper() else quoted(value)
        case Mapping():
            return " ".join(value_text(item, language) for item in value.values())
        case Sequence():
            return f"[{', '.join(value_text(item, language) for item in value)}]"
    return str(value)


def change_text(old: Json, new: Json, language: Language) -> str:
    """Return a value before and after; of long texts, the part that differs.

    >>> change_text("VISITED", "ADAPTED", Language.EN)
    'VISITED → ADAPTED'
    >>> change_text(["p", "q"], ["p", "r"], Language.EN)
    '- "q" + "r"'
    """
    match old, new:
        case str(), str():
            start = _first_difference(old, new)
            old, new = _cut(old, start), _cut(new, start)
        case list(), list() if _differ_by_items(old, new):
            removed = [f"- {value_text(item, language)}" for item in old if item not in new]
            added = [f"+ {value_text(item, language)}" for item in new if item not in old]
            return " ".join([*removed, *added])
    return f"{value_text(old, language)} → {value_text(new, language)}"


def _differ_by_items(old: Sequence[Json], new: Sequence[Json]) -> bool:
    """Whether the lists have items in common, in the same order."""
    common = [item for item in old if item in new]
    return common == [item for item in new if item in old] and bool(common)


def _first_difference(old: str, new: str) -> int:
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))])


def _cut(text: str, start: int) -> str:
    """Cut the beginning of a long text, up to shortly before the first difference."""
    if len(text) <= _MAX_LENGTH or start <= _CONTEXT:
        return text
    return f"…{text[start - _CONTEXT :]}"
