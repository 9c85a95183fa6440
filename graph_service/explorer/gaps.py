"""Filters of lists by what isn't known or only assumed: ?without=transfers&assumed=owners.

A variable of a list that is named like such a filter declares it: `$withoutTransfers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_service.explorer.address import Address
from graph_service.explorer.documents import Operation
from graph_service.explorer.facets import Facet, FacetValue
from graph_service.explorer.page import not_allowed
from graph_service.explorer.texts import translations
from graph_service.model.declare import NodeType
from graph_service.model.graph import PROPERTIES, RELATIONS
from graph_service.model.json import Json

PARAMETERS = ("without", "assumed")
_RELATIONS: Mapping[str, Json] = {
    "without": {"none": {}},
    "assumed": {"some": {"edge": {"basis": {"eq": "ASSUMED"}}}},
}
"""The condition on a relation, by parameter."""


@dataclass(frozen=True)
class Gap:
    """A filter by what isn't known.

    Attributes:
        parameter: "without" or "assumed".
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
    fields = (*RELATIONS[node_type.name], *PROPERTIES[node_type.name])
    declared = {_variable(p, field): (p, field) for p in PARAMETERS for field in fields}
    return tuple(
        _gap(*declared[variable], variable, node_type)
        for variable in operation.variables
        if variable in declared
    )


def gap_variables(gaps: Iterable[Gap], address: Address) -> dict[str, Json]:
    """Return the variables of the filters in an address.

    Raises:
        AddressInvalid: when the list doesn't have the filter.
    """
    found: dict[str, Json] = {}
    by_value = {(gap.parameter, gap.field): gap for gap in gaps}
    for parameter in PARAMETERS:
        for value in address.values(parameter):
            gap = by_value.get((parameter, value))
            if gap is None:
                allowed = [field for name, field in by_value if name == parameter]
                raise not_allowed(parameter, value, allowed, address.language)
            found[gap.variable] = gap.value
    return found


def gap_facets(gaps: Iterable[Gap], node_type: NodeType, address: Address) -> tuple[Facet, ...]:
    """Return the filters as facets, without counts."""
    gettext = translations(address.language).gettext
    labels = {"without": gettext("Not known"), "assumed": gettext("Only assumed")}
    values: dict[str, list[FacetValue]] = {}
    for gap in gaps:
        declared = RELATIONS[node_type.name].get(gap.field)
        label = (declared or PROPERTIES[node_type.name][gap.field]).label
        chosen = gap.field in address.values(gap.parameter)
        target = address.toggled(gap.parameter, gap.field)
        value = FacetValue(label.in_language(address.language), None, target, chosen)
        values.setdefault(gap.parameter, []).append(value)
    return tuple(Facet(name, labels[name], tuple(found), 0) for name, found in values.items())


def _gap(parameter: str, field: str, variable: str, node_type: NodeType) -> Gap:
    is_relation = field in RELATIONS[node_type.name]
    return Gap(parameter, field, variable, _RELATIONS[parameter] if is_relation else True)


def _variable(parameter: str, field: str) -> str:
    return f"{parameter}{field[0].upper()}{field[1:]}"
