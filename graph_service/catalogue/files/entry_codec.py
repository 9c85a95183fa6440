"""Entries and findings ↔ bytes, for the cache: decoding takes a tenth of the time of parsing.

What the model declares is written by name, so that `entry.type is INSTITUTION` still holds. Only
classes of entries, of findings and of the model can be decoded, whatever the bytes say.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Generic, TypeVar, cast

import graph_service.model
from graph_service.catalogue import model_messages
from graph_service.catalogue.entries import Entry
from graph_service.catalogue.entry_findings import EntryFindings, WeakSpotSummary
from graph_service.catalogue.packed_places import PackedPlaces
from graph_service.catalogue.problems import Place, Problem
from graph_service.i18n import Wording
from graph_service.model import enums
from graph_service.model.declare import Edge, NodeType
from graph_service.model.graph import TYPES, edges_of

T = TypeVar("T")
_MODULES = (
    Entry.__module__,
    EntryFindings.__module__,
    PackedPlaces.__module__,
    Place.__module__,
    Wording.__module__,
    model_messages.__name__,
    f"{graph_service.model.__name__}.",
)
_VOCABULARIES = [v for v in vars(enums).values() if isinstance(v, type) and issubclass(v, Enum)]


def _name(declared: object) -> str:
    match declared:
        case Edge():
            return f"{declared.source.name}-{declared.name}-{declared.target.name}"
        case Enum():
            return f"{type(declared).__name__}.{declared.name}"
        case NodeType():
            return declared.name
    raise pickle.PicklingError(str(declared))


_DECLARED: Mapping[str, object] = {
    _name(declared): declared
    for declared in (
        *TYPES.values(),
        *(edge for node_type in TYPES.values() for edge in edges_of(node_type)),
        *(member for vocabulary in _VOCABULARIES for member in vocabulary),
    )
}


def declared_as(name: str) -> object:
    """Return what the model declares, by its name in encoded entries."""
    return _DECLARED[name]


def _by_name(declared: object) -> tuple[Callable[[str], object], tuple[str]]:
    return declared_as, (_name(declared),)


_DISPATCH = dict.fromkeys((Edge, NodeType, *_VOCABULARIES), _by_name)


@dataclass(frozen=True)
class Content(Generic[T]):
    """What a cache has of an entry, by the name of its kind."""

    kind: str

    def typed(self, value: object) -> T:
        """Return a value that was cached as this kind."""
        return cast("T", value)


def encoded(value: object) -> bytes:
    """Return a value as bytes."""
    stream = io.BytesIO()
    encoder = pickle.Pickler(stream, protocol=5)
    encoder.dispatch_table = _DISPATCH
    encoder.dump(value)
    return stream.getvalue()


def decoded(value: bytes) -> object:
    """Return the value that was encoded."""
    return _Decoder(io.BytesIO(value)).load()


ENTRY: Content[Entry] = Content("entry")
"""An entry, with its places."""
FINDINGS: Content[EntryFindings] = Content("findings")
WEAK_SPOTS: Content[tuple[Problem, ...]] = Content("weak spots")
SUMMARY: Content[WeakSpotSummary] = Content("summary")


class _Decoder(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> object:
        return _allowed(module_name, global_name)


@cache
def _allowed(module_name: str, global_name: str) -> object:
    name = f"{module_name}.{global_name}"
    if name == f"{__name__}.{declared_as.__name__}":
        return declared_as
    is_allowed = name == "datetime.date" or module_name.startswith(_MODULES)
    found = getattr(import_module(module_name), global_name, None) if is_allowed else None
    if "." in global_name or not isinstance(found, type):
        raise pickle.UnpicklingError(name)
    return found
