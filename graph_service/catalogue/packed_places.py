"""The places of an entry's fields, packed: a cache decodes 150,000, of which few are looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern

from .problems import Place


class PackedPlaces(Mapping[str, Place]):
    """Places in one file, by the path of the field.

    >>> places = {"name": Place(file="a.yaml", line=3, column=7)}
    >>> packed_places(places)["name"]
    Place(file='a.yaml', line=3, column=7, sheet='')
    """

    def __init__(self, file: str, places: Mapping[str, Place]) -> None:
        """Pack places, which are all in the file."""
        self._file = file
        self._names = tuple(map(intern, places))  # so that a cache has each once
        self._numbers = tuple(n for place in places.values() for n in (place.line, place.column))

    def __getitem__(self, name: str) -> Place:
        """Return the place of a field."""
        if name not in self._names:  # quicker than an error, and most fields are absent
            raise KeyError(name)
        at = 2 * self._names.index(name)
        return Place(file=self._file, line=self._numbers[at], column=self._numbers[at + 1])

    def __contains__(self, name: object) -> bool:
        """Whether a field has a place."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """Iterate over the fields."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the fields."""
        return len(self._names)

    def __repr__(self) -> str:
        """Return what a dict would show."""
        return repr(dict(self))


def packed_places(places: Mapping[str, Place]) -> Mapping[str, Place]:
    """Return places as they take little to decode, if they are in one file and not in cells."""
    first = next(iter(places.values()), None)
    if first is None or any(type(p) is not Place or p.file != first.file for p in places.values()):
        return places
    return PackedPlaces(first.file, places)
