"""Keys that loads store on edges: the place of the edge in its target's list, sorted by name.

A topic with thousands of practices is then listed in the order of an index, and no further than
the page. A key is the target's id, the type of the source, and what the list is sorted by: the
source's folded name and its id. Keys are part of neither files, checksums, differences nor exports.
"""

from __future__ import annotations

from collections.abc import Mapping

from .edges import EDGES
from .kinds.texts import key_of, suffix

LANGUAGES = ("es",)
"""The languages of the names. With the keys of one, a load of the bench's graph takes Neo4j 3-6 %
more of the processor."""
LONG_EDGES = tuple(sorted({edge.name for edge in EDGES if edge.is_long}))
"""The relationship types whose edges have keys."""
LIST_KEYS: Mapping[str, str] = {
    f"{key_of('name')}{suffix(language)}": f"z_listKey{suffix(language)}" for language in LANGUAGES
}
"""The stored properties of an edge, by the source's property that they sort by."""


def list_keys(edge: str) -> Mapping[str, str]:
    """Return the stored properties of edges of a type, by the property that they sort by.

    >>> list_keys("ABOUT"), list_keys("CITES")
    ({'z_nameKeyEs': 'z_listKeyEs'}, {})
    """
    return LIST_KEYS if edge in LONG_EDGES else {}


def key_start(target: str, source_type: str) -> str:
    """Return the expression of what all keys in a list begin with, in Cypher.

    Args:
        target: the expression of the node that has the list.
        source_type: the expression of the type of the nodes in the list.
    """
    # A line break sorts before every character of a folded text, as the end of a text does.
    return f"{target}.id + '\\n' + {source_type} + '\\n'"


_START = key_start("b", "labels(a)[0]")
_KEYS = {key: f"{_START} + a.{name} + '\\n' + a.id" for name, key in LIST_KEYS.items()}
SET_KEYS = ", ".join(f"r.{key} = {value}" for key, value in _KEYS.items())
"""The items of SET that store the keys of an edge `r` from a node `a` to a node `b`, in Cypher."""
WRONG_KEYS = " OR ".join(f"coalesce(r.{key} <> {value}, true)" for key, value in _KEYS.items())
"""The condition that the edge has other keys than loads store."""
