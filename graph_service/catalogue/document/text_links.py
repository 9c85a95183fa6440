"""Links to entries in editors' texts: `[[slug]]` in files, the name of the entry for readers.

The graph stores the texts with names, which search, exports and pages read, and beside them, as
`z_written`, those with links as files have them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from graph_service.model.graph import PROPERTIES
from graph_service.model.ids import SLUG
from graph_service.model.storage import WRITTEN, Stored, StoredValue, Value, suffix
from graph_service.model.text import FALLBACK, shown

LINK = re.compile(rf"\[\[({SLUG.pattern})\]\]")
_TEXTS = frozenset(
    prop.name for by_name in PROPERTIES.values() for prop in by_name.values() if prop.may_link
)
_LANGUAGES = frozenset(FALLBACK)
T = TypeVar("T")


def with_texts(fields: Mapping[str, T], change: Callable[[str, str], str]) -> dict[str, T]:
    """Return the fields of an entry with its editors' texts changed, also those of links and parts.

    Args:
        fields: the values or the document of the entry.
        change: returns a text instead of a text in a language.
    """
    return {name: _changed(name, node, change) for name, node in fields.items()}


def _changed(name: str, node: T, change: Callable[[str, str], str]) -> T:
    if not isinstance(node, Mapping):
        return node
    if name not in _TEXTS or not node.keys() <= _LANGUAGES:
        return cast("T", with_texts(node, change))
    texts: dict[str, object] = {}
    for language, text in node.items():
        is_one = isinstance(text, str)
        texts[language] = (
            change(text, language) if is_one else tuple(change(x, language) for x in text)
        )
    return cast("T", texts)


def with_shown_names(
    values: Mapping[str, Value], names: Mapping[str, Value]
) -> tuple[Mapping[str, Value], Stored]:
    """Return values with names instead of links, and what is stored of the texts with links.

    Args:
        values: of an entry, a part or a link.
        names: of entries, by slug.
    """
    written = {
        f"{name}{suffix(language)}": text
        for name in _TEXTS & values.keys()
        for language, text in cast("Mapping[str, object]", values[name]).items()
        if LINK.search(str(text))
    }
    if not written:
        return values, {}

    def change(text: str, language: str) -> str:
        def name_of(link: re.Match[str]) -> str:
            name = names.get(link[1], link[1])  # that of a source is in one language
            by_language = cast("Mapping[str, str]", name)
            return name if isinstance(name, str) else shown(by_language, language)

        return LINK.sub(name_of, text)

    return with_texts(values, change), {
        WRITTEN: json.dumps(written, ensure_ascii=False, sort_keys=True)
    }


def as_written(properties: Stored) -> Stored:
    """Return stored properties with links instead of names, as in files.

    A text that was changed by hand, other than in the names, stays as it is.

    Raises:
        ValueError: if what is stored of the links was changed by hand.
    """
    if WRITTEN not in properties:
        return properties
    written: Mapping[str, StoredValue] = json.loads(str(properties[WRITTEN]))
    return {
        **properties,
        **{name: text for name, text in written.items() if _is_of(text, properties.get(name))},
    }


def _is_of(written: StoredValue, text: StoredValue) -> bool:
    """Whether a text can be what is written with names instead of its links."""
    first, *middle, last = map(re.escape, LINK.split(json.dumps(written, ensure_ascii=False))[::2])
    # Atomic groups: else, it could take hours to find that a long text differs.
    pattern = first + "".join(f"(?>.+?{each})" for each in middle) + f".+{last}"
    return re.fullmatch(pattern, json.dumps(text, ensure_ascii=False)) is not None
