"""The nodes of a YAML file, uninterpreted: scalars, lists and mappings, with their places.

Tables have 300,000, and frozen dataclasses take three times as long to create.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graph_service.catalogue.problems import Place

_NULLS = ("", "~", "null", "Null", "NULL")


class Scalar(NamedTuple):
    """A text, as written; `plain` if it has no quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def is_empty(self) -> bool:
        """Whether it is `~`, `null`, or no value at all."""
        return self.plain and self.text in _NULLS


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Fields(NamedTuple):
    """A mapping.

    Attributes:
        fields: for each name, the key with its place, and the value.
        place: where it starts.
        schema: the address of the schema that a document names.
    """

    fields: Mapping[str, tuple[Scalar, Node]]
    place: Place
    schema: str | None = None


Node = Scalar | Items | Fields
