"""Introspection → its cost; graphql-core takes 0.01 ms for each value of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graphql import (
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    SelectionSetNode,
)

from graph_service.compiler.limits.selections import merged_fields


class IntrospectionCost:
    """Estimates the number of values from the lengths of a schema's lists.

    Below `types`, a list counts with its mean length, as every type is listed once. Elsewhere it
    counts with the largest, as the operation may reach the type with the longest list.
    Validation limits the levels of nested lists.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        types = list(schema.type_map.values())
        fielded = (GraphQLObjectType, GraphQLInterfaceType)
        fields = [f for t in types if isinstance(t, fielded) for f in t.fields.values()]
        lists: Mapping[str, tuple[Iterable[Collection[object]], int]] = {
            "types": ([types], 1),
            "directives": ([schema.directives], 1),
            "fields": ((t.fields for t in types if isinstance(t, fielded)), len(types)),
            "inputFields": (
                (t.fields for t in types if isinstance(t, GraphQLInputObjectType)),
                len(types),
            ),
            "enumValues": (
                (t.values for t in types if isinstance(t, GraphQLEnumType)),
                len(types),
            ),
            "interfaces": ((t.interfaces for t in types if isinstance(t, fielded)), len(types)),
            "possibleTypes": (
                (
                    schema.get_possible_types(t)
                    for t in types
                    if isinstance(t, GraphQLInterfaceType)
                ),
                len(types),
            ),
            "args": ((f.args for f in fields), len(fields)),
        }
        self._mean: dict[str, float] = {}
        self._longest: dict[str, float] = {}
        for name, (of_name, owners) in lists.items():
            lengths = list(map(len, of_name))
            self._mean[name] = sum(lengths) / owners
            self._longest[name] = max(lengths, default=0)

    def of(
        self, selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> int:
        """Return the cost of root fields, whose number of selections was checked earlier."""
        return round(self._values([selections], fragments, all_types=False))

    def _values(
        self,
        sets: Sequence[SelectionSetNode],
        fragments: Mapping[str, FragmentDefinitionNode],
        *,
        all_types: bool,
    ) -> float:
        values = 0.0
        for nodes in merged_fields(sets, fragments).values():
            name = nodes[0].name.value
            below = [node.selection_set for node in nodes if node.selection_set]
            inner_types = name == "types" or (all_types and name in _LISTS_OF_TYPE)
            length = (self._mean if all_types else self._longest).get(name, 1)
            values += 1 + length * self._values(below, fragments, all_types=inner_types)
        return values


_LISTS_OF_TYPE = ("fields", "inputFields", "enumValues", "args")
"""Lists that each type has of its own: below them, every type is still listed once."""
