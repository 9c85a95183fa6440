"""The kinds of values, one class each, with all facts about a kind; and tables of code by kind.

A table that is not complete fails when its module is imported.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

from .base import Kind as Kind
from .recorded import CountsKind, EntryIdKind, EntryTypeKind, FieldChangesKind
from .scalars import BooleanKind, DateKind, DateTimeKind, EnumKind, IntKind
from .texts import StringKind, TextKind, TextsKind, UrlKind

T = TypeVar("T")

Kind.TEXT = TextKind()
Kind.TEXTS = TextsKind()
Kind.STRING = StringKind()
Kind.URL = UrlKind()
Kind.INT = IntKind()
Kind.BOOLEAN = BooleanKind()
Kind.DATE = DateKind()
Kind.DATETIME = DateTimeKind()
Kind.ENUM = EnumKind()
Kind.COUNTS = CountsKind()
Kind.ENTRY_ID = EntryIdKind()
Kind.ENTRY_TYPE = EntryTypeKind()
Kind.FIELD_CHANGES = FieldChangesKind()

KINDS = tuple(kind for kind in vars(Kind).values() if isinstance(kind, Kind))
"""All kinds, as assigned above: none can be left out of a table's check."""
WRITTEN = tuple(kind for kind in KINDS if kind.is_written)
FILTERED = tuple(kind for kind in KINDS if kind.is_filtered)
SORTED = tuple(kind for kind in KINDS if kind.is_sorted)
COUNTED = tuple(kind for kind in KINDS if kind.is_counted)
LABELLED = tuple(kind for kind in KINDS if kind.has_labels)


def by_kind(
    table: Mapping[Kind | tuple[Kind, ...], T], kinds: Collection[Kind] = KINDS
) -> Mapping[Kind, T]:
    """Return a table with exactly one entry per kind; a key may be a tuple of kinds.

    Raises:
        TypeError: if a kind is missing, or a kind has no use.
    """
    single = {kind: x for keys, x in table.items() for kind in _several(keys)}
    for what, differing in (
        ("lacks", set(kinds) - single.keys()),
        ("doesn't need", single.keys() - set(kinds)),
    ):
        if differing:
            raise TypeError(f"this table {what} {', '.join(sorted(k.name for k in differing))}")
    return MappingProxyType(single)


def _several(keys: Kind | tuple[Kind, ...]) -> tuple[Kind, ...]:
    return keys if isinstance(keys, tuple) else (keys,)
