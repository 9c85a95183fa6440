"""Arguments that are invalid, whatever the graph contains.

Such an operation is rejected before it is executed. So every field is checked that execution could
reach, given fragments and directives, on each type that a node could have in that place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
    get_argument_values,
    get_named_type,
    is_abstract_type,
)
from graphql.execution.values import VariableValues, get_directive_values

from graph_service.model.declare import NodeType
from graph_service.model.edtf import parse_edtf
from graph_service.model.enums import DatePrecision
from graph_service.model.graph import CITED_BY, ENTRY_TYPES, TYPES

from .facets import LARGEST_VALUES
from .flows import LARGEST_FLOWS, SIDES, flow_list
from .order import is_given, keys_of, order_of, order_of_search
from .pages import LARGEST_SIZE, Cursors
from .suggest import MOST_SUGGESTIONS

RELATED = "RelatedPracticeConnection"
"""A connection whose cursors operations don't use."""
MOST_IDS = 100
_ENDS = {
    "COUNTRY": {"Country"},
    "INSTITUTION": {"Institution"},
    "PARTY": {"Country", "Institution"},
    "SUBREGION": set[str](),
}
"""Types of the nodes at the ends of a flow."""
_LARGEST = {
    "values": LARGEST_VALUES,
    "suggest": MOST_SUGGESTIONS,
    **dict.fromkeys(SIDES, LARGEST_FLOWS),
}
"""The maximum of `first` of some fields."""
Refusal = tuple[str, str | None]
"""An error code, and the argument at fault, if any."""


@dataclass(frozen=True)
class Refusals:
    """Collects the invalid arguments of one operation."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues
    cursors: Cursors
    language: str
    flow_keys: list[str] = field(default_factory=list)
    found: set[Refusal] = field(default_factory=set)

    def look(self, selections: SelectionSetNode, types: frozenset[str]) -> None:
        """Check the selections on objects of these types; without any, execution reaches none."""
        if not types:
            return
        for selection in selections.selections:
            if not self._included(selection.directives or ()):
                continue
            match selection:
                case FieldNode():
                    self._field(selection, types)
                case InlineFragmentNode(type_condition=condition):
                    name = condition.name.value if condition else None
                    self.look(selection.selection_set, self._narrowed(types, name))
                case FragmentSpreadNode():
                    fragment = self.fragments[selection.name.value]
                    name = fragment.type_condition.name.value
                    self.look(fragment.selection_set, self._narrowed(types, name))

    def _included(self, directives: Sequence[DirectiveNode]) -> bool:
        class Place:
            pass

        place: Any = Place()
        place.directives = directives
        try:
            skip = get_directive_values(GraphQLSkipDirective, place, self.variables)
            include = get_directive_values(GraphQLIncludeDirective, place, self.variables)
        except GraphQLError:
            self.found.add(("BAD_USER_INPUT", None))
            return False
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _narrowed(self, types: frozenset[str], condition: str | None) -> frozenset[str]:
        if condition is None:
            return types
        return types & self._object_types(condition)

    def _object_types(self, name: str) -> frozenset[str]:
        named = self.schema.type_map[name]
        if is_abstract_type(named):
            return frozenset(t.name for t in self.schema.get_possible_types(named))
        return frozenset([name])

    def _field(self, node: FieldNode, types: frozenset[str]) -> None:
        name = node.name.value
        if not types or name.startswith("__"):
            return
        parent = self.schema.type_map[min(types)]
        if not isinstance(parent, GraphQLObjectType):
            raise TypeError(f"{parent} has no fields")
        definition = parent.fields[name]
        try:
            arguments = get_argument_values(definition, node, self.variables)
        except GraphQLError:
            self.found.add(("BAD_USER_INPUT", None))
            return
        self.found.update(
            ("BAD_USER_INPUT", wrong) for wrong in self._wrong(name, definition, arguments)
        )
        if node.selection_set:
            met = self._met(parent, name, arguments)
            cites = types - {"Source"}  # sources cite nothing, so nothing below is reached
            self.flow_keys.append(arguments.get("by", "") if name.endswith("Flows") else "")
            self.look(node.selection_set, met if cites or name != "sources" else frozenset())
            self.flow_keys.pop()

    def _met(
        self, parent: GraphQLObjectType, name: str, arguments: Mapping[str, Any]
    ) -> frozenset[str]:
        """Return the types that a field's objects could have."""
        if parent.name == "Query" and name in ("node", "nodes"):
            ids = arguments["ids"] if name == "nodes" else [arguments["id"]]
            return frozenset(identity.partition(":")[0] for identity in ids) & TYPES.keys()
        returned = get_named_type(parent.fields[name].type).name
        if name == "facets" and not arguments["by"]:
            return frozenset()
        if parent.name == "FlowEnd":
            return (
                self._object_types(returned) & _ENDS[next(filter(None, reversed(self.flow_keys)))]
            )
        if returned == "Entry" and parent.name.startswith("EntryRelation"):
            return frozenset(t.name for t in CITED_BY.targets)
        return self._object_types(returned)

    def _wrong(
        self, name: str, definition: GraphQLField, arguments: Mapping[str, Any]
    ) -> Iterator[str]:
        """Yield the names of the invalid arguments of a field."""
        if len(arguments.get("ids", ())) > MOST_IDS:
            yield "ids"
        is_root = definition is self.schema.query_type.fields.get(name)  # type: ignore[union-attr]
        if "first" in definition.args:
            yield from _wrong_sizes(arguments, _LARGEST.get(name, LARGEST_SIZE))
        if name == "search":
            yield from self._wrong_search(arguments)
        items = [*filter(is_given, arguments.get("orderBy") or ())]
        by_text = any(item.get("relevance") for item in items)
        text = (arguments.get("where") or {}).get("text")
        if any(len(keys_of(item)) != 1 for item in items) or (by_text and text is None):
            yield "orderBy"
        elif "before" in definition.args and name != "search":
            yield from self._wrong_cursors(name, definition, arguments, is_root=is_root)
        for key, value in arguments.items():
            input_type = get_named_type(definition.args[key].type)
            if isinstance(input_type, GraphQLInputObjectType):
                yield from _wrong_conditions(input_type, value, key)

    def _wrong_search(self, arguments: Mapping[str, Any]) -> Iterator[str]:
        text = arguments["text"]
        order = order_of_search(text, arguments.get("types"), arguments.get("where"))
        for name in ("after", "before"):
            cursor = arguments.get(name)
            if cursor is not None and self.cursors.read(ENTRY_TYPES, order, cursor) is None:
                yield name

    def _wrong_cursors(
        self,
        field: str,
        definition: GraphQLField,
        arguments: Mapping[str, Any],
        *,
        is_root: bool,
    ) -> Iterator[str]:
        if field in SIDES:
            yield from self._wrong_flow_cursors(field, arguments)
            return
        if get_named_type(definition.type).name == RELATED:
            yield from (name for name in ("after", "before") if arguments.get(name) is not None)
            return
        types = listed_types(self.schema, definition)
        order = order_of(
            types,
            arguments.get("orderBy"),
            self.language,
            arguments.get("where"),
            is_root=is_root,
        )
        for name in ("after", "before"):
            cursor = arguments.get(name)
            if cursor is not None and self.cursors.read(types, order, cursor) is None:
                yield name

    def _wrong_flow_cursors(self, field: str, arguments: Mapping[str, Any]) -> Iterator[str]:
        given = [name for name in ("after", "before") if arguments.get(name) is not None]
        if given:
            known = self.cursors.flows(flow_list(field, arguments, self.language)).values()
            cursors = {cursor for _, cursor in known}
            yield from (name for name in given if arguments[name] not in cursors)


def listed_types(schema: GraphQLSchema, definition: GraphQLField) -> Sequence[NodeType]:
    """Return the types of the nodes that a connection lists."""
    connection = get_named_type(definition.type)
    if not isinstance(connection, GraphQLObjectType):
        raise TypeError(f"{connection} is not a connection")
    name = get_named_type(connection.fields["nodes"].type).name
    if name != "Entry":
        return (TYPES[name],)
    return ENTRY_TYPES if "updatedSince" in definition.args else CITED_BY.targets


def _wrong_sizes(arguments: Mapping[str, Any], largest: int) -> Iterator[str]:
    sizes = {name: arguments[name] for name in ("first", "last") if arguments.get(name) is not None}
    if len(sizes) == 2:
        yield "first"
    for name, size in sizes.items():
        if not 0 <= size <= largest:
            yield name


def _wrong_conditions(input_type: GraphQLInputObjectType, value: Any, name: str) -> Iterator[str]:
    """Yield the filters with dates that are invalid or have no year."""
    if isinstance(value, list):
        for item in value:
            yield from _wrong_conditions(input_type, item, name)
        return
    for key, item in (value or {}).items():
        inner = get_named_type(input_type.fields[key].type)
        if isinstance(inner, GraphQLInputObjectType):
            yield from _wrong_conditions(inner, item, key)
        elif (
            input_type.name == "PartialDateFilter"
            and get_named_type(input_type.fields[key].type).name == "String"
            and isinstance(item, str)
            and not _usable(item)
        ):
            yield f"{name}.{key}"


def _usable(date: str) -> bool:
    try:
        return parse_edtf(date).precision is not DatePrecision.YEAR_UNKNOWN
    except ValueError:
        return False
