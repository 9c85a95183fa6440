"""Facets and filters: the values of a field in a list, each with the address that filters by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.address import Address
from graph_service.explorer.page import kebab_case, not_allowed
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import FACETS
from graph_service.model.json import Json

_SHOWN = 8
"""Values of a facet that are shown at once."""


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet.

    Attributes:
        label: its name for people.
        count: how many entries of the list have it; None if that isn't known.
        address: the list with this filter, or without it if it is chosen.
        is_chosen: whether the list is filtered by it.
    """

    label: str
    count: int | None
    address: Address
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A field that a list can be filtered by.

    Attributes:
        name: the name of the field, and of the parameter in addresses.
        label: its name for people.
        values: years from the last to the first, others from the most frequent one, and those
            that are chosen.
        hidden: how many other values there are.
    """

    name: str
    label: str
    values: tuple[FacetValue, ...]
    hidden: int

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """The values to show at once; the others follow on request."""
        return self.values[:_SHOWN]

    @property
    def others(self) -> tuple[FacetValue, ...]:
        """The values after the first ones."""
        return self.values[_SHOWN:]

    @property
    def is_open(self) -> bool:
        """Whether one of the others is chosen, so that they must be shown."""
        return any(value.is_chosen for value in self.others)


def filter_value(node_type: NodeType, name: str, address: Address) -> Json:
    """Return the value of the variable of a filter; None if the address has none.

    Raises:
        AddressInvalid: when the address has a value that isn't allowed.
    """
    values = address.values(name)
    declared = FACETS[node_type.name][name]
    if not values:
        return None
    if not isinstance(declared, Property):
        return list(values)
    label = declared.label.in_language(address.language)
    if declared.enum is not None:
        terms = {kebab_case(term.name): term.name for term in declared.vocabulary}
        for value in values:
            if value not in terms:
                raise not_allowed(label, value, tuple(terms), address.language)
        return [terms[value] for value in values]
    if not (values[-1].isascii() and values[-1].isdecimal() and len(values[-1]) <= 4):
        raise not_allowed(label, values[-1], ("2018",), address.language)
    return int(values[-1])


def facets_of(node_type: NodeType, answered: Json, address: Address) -> tuple[Facet, ...]:
    """Return the facets of a list in an answer, with the addresses that filter by their values."""
    facets = answered if isinstance(answered, Sequence) else ()
    return tuple(
        _facet(node_type, facet, address) for facet in facets if isinstance(facet, Mapping)
    )


def _facet(node_type: NodeType, answered: Mapping[str, Json], address: Address) -> Facet:
    name = str(answered["field"])
    declared = FACETS[node_type.name][name]
    chosen = address.values(name)
    found: dict[str, FacetValue] = {}
    values = answered["values"]
    for value in values if isinstance(values, Sequence) else ():
        if isinstance(value, Mapping) and isinstance(count := value["count"], int):
            written = _written(declared, str(value["value"]))
            found[written] = _value(declared, name, written, str(value["label"]), count, address)
    for written in chosen:
        if written not in found:
            label = _label(declared, written, address.language)
            found[written] = _value(declared, name, written, label, None, address)
    if isinstance(declared, Property) and declared.kind.has_precision:
        found = {year: found[year] for year in sorted(found, reverse=True)}
    total = answered["totalCount"]
    hidden = max(0, total - len(found)) if isinstance(total, int) else 0
    return Facet(name, declared.label.in_language(address.language), tuple(found.values()), hidden)


def _value(
    declared: object, name: str, written: str, label: str, count: int | None, address: Address
) -> FacetValue:
    is_chosen = written in address.values(name)
    if isinstance(declared, Property) and declared.enum is None:
        target = address.with_values(name, () if is_chosen else (written,))
    else:
        target = address.toggled(name, written)
    return FacetValue(label, count, target, is_chosen)


def _written(declared: object, value: str) -> str:
    """Return a value as addresses have it."""
    is_term = isinstance(declared, Property) and declared.enum is not None
    return kebab_case(value) if is_term else value


def _label(declared: object, written: str, language: str) -> str:
    """Return the label of a value that is not among the most frequent ones."""
    if isinstance(declared, Property) and declared.enum is not None:
        for term in declared.vocabulary:
            if kebab_case(term.name) == written:
                return term.label(language)
    return written
