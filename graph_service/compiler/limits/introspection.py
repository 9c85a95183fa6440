"""What introspection costs: graphql-core answers it, in a hundredth of a millisecond a value."""

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

from graph_service.compiler.limits.selections import side_by_side


class IntrospectionCost:
    """Counts values by how long the lists of a schema are.

    Where all types are gone through, a list counts by its length on average; anywhere else by the
    longest, as a name or a way may lead to it. The specification's rules limit the ways.
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
        self._most: dict[str, float] = {}
        for name, (found, owners) in lists.items():
            lengths = [len(each) for each in found]
            self._mean[name] = sum(lengths) / owners
            self._most[name] = max(lengths)

    def of(
        self, selections: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> int:
        """Return the cost of root fields; how many selections there are is limited before."""
        return round(self._values([selections], fragments, all_types=False))

    def _values(
        self,
        sets: Sequence[SelectionSetNode],
        fragments: Mapping[str, FragmentDefinitionNode],
        *,
        all_types: bool,
    ) -> float:
        values = 0.0
        for nodes in side_by_side(sets, fragments).values():
            name = nodes[0].name.value
            below = [node.selection_set for node in nodes if node.selection_set]
            every = name == "types" or (all_types and name in _OWN)
            length = (self._mean if all_types else self._most).get(name, 1)
            values += 1 + length * self._values(below, fragments, all_types=every)
        return values


_OWN = ("fields", "inputFields", "enumValues", "args")
"""The lists that belong to a type: below them, all types are still gone through."""
