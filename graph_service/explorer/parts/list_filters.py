"""Filters of lists, each value with the address that filters by it.

Facets are the values of a field in a list. Gaps are what isn't known, known or only assumed, such
as ?without=transfers&assumed=owners; a variable that is named like one declares it:
$withoutTransfers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.explorer.parts.address import Address, AddressInvalid, kebab_case, not_allowed
from graph_service.explorer.parts.facts import (
    counts_by_year,
    facet_counts,
    number_in,
    objects_in,
)
from graph_service.explorer.parts.operations import Operation
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import FACETS, PROPERTIES, RELATIONS, Relation
from graph_service.model.json import Json
from graph_service.model.types import COUNTRY
from graph_service.model.vocabulary import Vocabulary

YEAR = re.compile("[1-9][0-9]{3}")
"""A year that the API accepts."""
_SHOWN = 8
"""Values of a facet that are shown at once."""
GAPS = ("without", "with", "assumed")
"""The parameters that filter by whether something is known."""
_CONDITIONS: Mapping[str, Json] = {
    "without": {"none": {}},
    "with": {"some": {}},
    "assumed": {"some": {"edge": {"basis": {"eq": "ASSUMED"}}}},
}
"""The condition on a relation, by parameter."""


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet.

    Attributes:
        label: its name for people.
        count: how many entries of the list have it; None if that isn't known.
        address: the list with this filter, or without it if it is chosen.
        is_chosen: whether the list is filtered by it.
        by: of a year, how many more are known to be by its end; None of other values.
    """

    label: str
    count: int | None
    address: Address
    is_chosen: bool
    by: int | None = None


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


def filter_of(node_type: NodeType, name: str) -> Property | Relation | None:
    """Return what a filter is about: a facet of the type, or the subregion of its countries."""
    others = FACETS[COUNTRY.name] if name == "subregion" else {}
    return FACETS[node_type.name].get(name) or others.get(name)


def filter_value(node_type: NodeType, name: str, address: Address) -> Json:
    """Return the value of the variable of a filter; None if the address has none.

    Raises:
        AddressInvalid: when the address has a value that isn't allowed.
    """
    values = address.values(name)
    declared = filter_of(node_type, name)
    if not values or declared is None:
        return None
    if not isinstance(declared, Property):
        return list(values)
    label = declared.label.in_language(address.language)
    if terms := terms_of(declared):
        for value in values:
            if value not in terms:
                raise not_allowed(label, value, tuple(terms), address.language)
        return [terms[value].name for value in values]
    return year_in(values[-1], label, address)


def year_in(written: str, label: str, address: Address) -> int:
    """Return a year of an address.

    Raises:
        AddressInvalid: when it is not a year from 1000 to 9999.
    """
    if not YEAR.fullmatch(written):
        message = address.gettext("“{value}” is not a year such as 2018.", value=written)
        raise AddressInvalid(f"{label}: {message}")
    return int(written)


def facets_of(node_type: NodeType, answered: Json, address: Address) -> tuple[Facet, ...]:
    """Return the facets of a list in an answer, with the addresses that filter by their values."""
    return tuple(
        _facet(declared, facet, address)
        for facet in objects_in(answered)
        if (declared := filter_of(node_type, str(facet["field"])))
    )


def _facet(declared: Property | Relation, answered: Mapping[str, Json], address: Address) -> Facet:
    name = str(answered["field"])
    terms = terms_of(declared)
    chosen = address.values(name)
    label = declared.label.in_language(address.language)
    if isinstance(declared, Property) and not terms:

        def target(year: str) -> Address:
            return address.with_values(name, () if year in chosen else (year,))

        return facet_of_years(label, answered, chosen, target)
    found: dict[str, tuple[str, int | None]] = {}
    for value in objects_in(answered["values"]):
        written = str(value["value"])
        key = kebab_case(written) if terms else written
        found[key] = str(value["label"]), number_in(value["count"]) if "count" in value else None
    for written in chosen:
        # One that is not among the most frequent values.
        shown = terms[written].label(address.language) if written in terms else written
        found.setdefault(written, (shown, None))
    values = tuple(
        FacetValue(*found[written], address.toggled(name, written), written in chosen)
        for written in found
    )
    hidden = max(0, number_in(answered["valueCount"]) - len(found))
    return Facet(name, label, values, hidden)


def facet_of_years(
    label: str,
    answered: Mapping[str, Json],
    chosen: Sequence[str],
    target: Callable[[str], Address],
) -> Facet:
    """Return a facet of years, the last first, with the address that filters by each."""
    counts = facet_counts({"facets": [answered]})
    years = {**dict.fromkeys(chosen, (0, 0)), **counts_by_year(counts)}
    values = tuple(
        FacetValue(year, number, target(year), year in chosen, by)
        for year, (number, by) in sorted(years.items(), reverse=True)
    )
    hidden = number_in(answered["valueCount"]) - len(counts)
    return Facet(str(answered["field"]), label, values, hidden)


def terms_of(declared: Property | Relation) -> Mapping[str, Vocabulary]:
    """Return the terms of a field as addresses have them; none for years and relations."""
    if not isinstance(declared, Property) or declared.enum is None:
        return {}
    return {kebab_case(term.name): term for term in declared.vocabulary}


@dataclass(frozen=True)
class Gap:
    """A filter by what isn't known.

    Attributes:
        parameter: "without", "with" or "assumed".
        field: the name of the relation or the property.
        variable: the variable of the operation.
        value: of the variable, when a list is filtered by it.
    """

    parameter: str
    field: str
    variable: str
    value: Json


def gaps_of(operation: Operation, node_type: NodeType) -> tuple[Gap, ...]:
    """Return the filters by what isn't known that an operation declares, in that order."""
    relations = RELATIONS[node_type.name]
    named = {
        f"{parameter}{field[0].upper()}{field[1:]}": (parameter, field)
        for parameter in GAPS
        for field in (*relations, *PROPERTIES[node_type.name])
    }
    found: list[Gap] = []
    for variable in operation.variables:
        if variable in named:
            parameter, field = named[variable]
            value = _CONDITIONS[parameter] if field in relations else True
            found.append(Gap(parameter, field, variable, value))
    return tuple(found)


def gap_variables(gaps: Iterable[Gap], address: Address) -> dict[str, Json]:
    """Return the variables of the filters in an address.

    Raises:
        AddressInvalid: when the list doesn't have the filter.
    """
    found: dict[str, Json] = {}
    by_value = {(gap.parameter, gap.field): gap for gap in gaps}
    for parameter in GAPS:
        for value in address.values(parameter):
            gap = by_value.get((parameter, value))
            if gap is None:
                allowed = [field for name, field in by_value if name == parameter]
                raise not_allowed(parameter, value, allowed, address.language)
            found[gap.variable] = gap.value
    return found


def gap_facets(gaps: Iterable[Gap], node_type: NodeType, address: Address) -> tuple[Facet, ...]:
    """Return the filters as facets, without counts."""
    labels = {
        "without": address.gettext("Not known"),
        "with": address.gettext("Known"),
        "assumed": address.gettext("Only assumed"),
    }
    values: dict[str, list[FacetValue]] = {}
    for gap in gaps:
        declared = RELATIONS[node_type.name].get(gap.field)
        label = (declared or PROPERTIES[node_type.name][gap.field]).label
        chosen = gap.field in address.values(gap.parameter)
        target = address.toggled(gap.parameter, gap.field)
        value = FacetValue(label.in_language(address.language), None, target, chosen)
        values.setdefault(gap.parameter, []).append(value)
    return tuple(Facet(name, labels[name], tuple(found), 0) for name, found in values.items())
