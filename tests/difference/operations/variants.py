"""Equivalent ways to write an operation: answers and statements must be the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from graphql import (
    SKIP,
    ArgumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLInputType,
    GraphQLSchema,
    ListValueNode,
    NameNode,
    Node,
    ObjectFieldNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    parse,
    parse_type,
    print_ast,
    value_from_ast_untyped,
    visit,
)

from graph_service.model.json import Json

from .documents import Operation


def with_variables(schema: GraphQLSchema, operation: Operation, chance: Random) -> Operation:
    """Replace literals by variables: whole arguments or values within them."""
    replacer = _Literals(schema, chance)
    document = visit(parse(operation.text), TypeInfoVisitor(replacer.types, replacer))
    definitions = []
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            used = _used(definition, document.definitions)
            added = [d for d in replacer.definitions if d.variable.name.value in used]
            definition = _changed(
                definition, variable_definitions=(*(definition.variable_definitions or ()), *added)
            )
        definitions.append(definition)
    text = print_ast(_changed(document, definitions=tuple(definitions)))
    return Operation(text, {**operation.variables, **replacer.values}, operation.name)


def _used(definition: OperationDefinitionNode, definitions: Sequence[Node]) -> set[str]:
    """Return the variables that an operation and its fragments use."""
    fragments = {d.name.value: d for d in definitions if isinstance(d, FragmentDefinitionNode)}
    found: set[str] = set()
    seen: set[str] = set()

    class Names(Visitor):
        def enter_variable(self, node: VariableNode, *_: Any) -> None:
            found.add(node.name.value)

        def enter_fragment_spread(self, node: Any, *_: Any) -> None:
            if node.name.value not in seen:
                seen.add(node.name.value)
                visit(fragments[node.name.value], self)

    visit(definition, Names())
    return found


class _Literals(Visitor):
    """Replaces literals while it visits a document."""

    def __init__(self, schema: GraphQLSchema, chance: Random) -> None:
        super().__init__()
        self.types = TypeInfo(schema)
        self.definitions: list[VariableDefinitionNode] = []
        self.values: dict[str, Json] = {}
        self._chance = chance
        self._directive = 0
        self._at: tuple[str, int] = ("", 0)
        self._known: dict[tuple[str, int], VariableNode | None] = {}

    def enter_directive(self, *_: Any) -> None:
        self._directive += 1

    def leave_directive(self, *_: Any) -> None:
        self._directive -= 1

    def enter_variable_definition(self, *_: Any) -> Any:
        return SKIP  # a default can't contain variables

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        # Fields that merge must keep equal arguments, so fields of equal text get equal variables.
        arguments = " ".join(map(print_ast, node.arguments or ()))
        self._at = (f"{node.alias and node.alias.value} {node.name.value} {arguments}", 0)

    def enter_argument(self, node: ArgumentNode, *_: Any) -> Node | None:
        if self._directive or node.name.value == "by":  # @oneOf: only the value of the key may vary
            return None
        return self._replaced(node, self.types.get_input_type(), required=False)

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> Node | None:
        parent = get_named_type(self.types.get_parent_input_type())
        one_of = bool(getattr(parent, "is_one_of", False))
        return self._replaced(node, self.types.get_input_type(), required=one_of)

    def _replaced(
        self, node: ArgumentNode | ObjectFieldNode, at: GraphQLInputType | None, *, required: bool
    ) -> Node | None:
        if isinstance(node.value, VariableNode):
            return None
        self._at = (self._at[0], self._at[1] + 1)
        if self._at not in self._known:
            self._known[self._at] = self._variable(node.value, at, required=required)
        variable = self._known[self._at]
        return variable and _changed(node, value=variable)

    def _variable(
        self, value: ValueNode, at: GraphQLInputType | None, *, required: bool
    ) -> VariableNode | None:
        """Return a variable for a literal, or None to visit the values within it."""
        inner = isinstance(value, ListValueNode | ObjectValueNode)
        if _has_variables(value) or (inner and self._chance.random() < 0.4):
            return None
        name = f"w{len(self.definitions)}"
        type_node = parse_type(str(at).removesuffix("!") + "!" if required else str(at))
        variable = VariableNode(name=NameNode(value=name))
        self.definitions.append(VariableDefinitionNode(variable=variable, type=type_node))
        self.values[name] = value_from_ast_untyped(value)
        return variable


def _has_variables(node: ValueNode) -> bool:
    found = []

    class Finder(Visitor):
        def enter_variable(self, inner: VariableNode, *_: Any) -> None:
            found.append(inner)

    visit(node, Finder())
    return bool(found)


@dataclass(frozen=True)
class Shuffled:
    """An operation with new aliases and in another order, with the original response keys."""

    operation: Operation
    keys: Mapping[str, str]

    def back(self, body: Any) -> Any:
        """Return an answer under its original keys, sorted."""
        match body:
            case dict():
                return {
                    key: self.back(value)
                    for key, value in sorted((self.keys.get(k, k), v) for k, v in body.items())
                }
            case list():
                return [self.back(item) for item in body]
        return body


def shuffled(operation: Operation, chance: Random) -> Shuffled:
    """Rename all response keys, and shuffle selections, arguments and input fields."""
    shuffler = _Shuffler(chance)
    document = visit(parse(operation.text), shuffler)
    variables = {name: _mixed(value, chance) for name, value in operation.variables.items()}
    text = print_ast(document)
    keys = {new: old for old, new in shuffler.keys.items()}
    return Shuffled(Operation(text, variables, operation.name), keys)


class _Shuffler(Visitor):
    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.keys: dict[str, str] = {}
        self._chance = chance

    def leave_selection_set(self, node: SelectionSetNode, *_: Any) -> Any:
        return _changed(node, selections=_mixed(node.selections, self._chance))

    def leave_field(self, node: FieldNode, *_: Any) -> Any:
        key = node.alias.value if node.alias else node.name.value
        new = self.keys.setdefault(key, f"k{self._chance.randrange(1000)}_{len(self.keys)}")
        arguments = _mixed(node.arguments or (), self._chance)
        return _changed(node, alias=NameNode(value=new), arguments=arguments)

    def leave_object_value(self, node: ObjectValueNode, *_: Any) -> Any:
        return _changed(node, fields=_mixed(node.fields or (), self._chance))

    def leave_object_field(self, node: ObjectFieldNode, *_: Any) -> Any:
        if node.name.value in ("and", "or") and isinstance(node.value, ListValueNode):
            mixed = _changed(node.value, values=_mixed(node.value.values, self._chance))
            return _changed(node, value=mixed)
        return None


def _mixed(value: Any, chance: Random) -> Any:
    """Shuffle nodes of a document and keys of an object; keep the order of JSON lists."""
    match value:
        case tuple():
            return tuple(chance.sample(value, len(value)))
        case dict():
            keys = chance.sample(list(value), len(value))
            return {key: _mixed(value[key], chance) for key in keys}
        case list():
            return [_mixed(item, chance) for item in value]
    return value


def _changed(node: Any, **fields: Any) -> Any:
    """Copy a node of a document with some fields replaced."""
    return type(node)(**{**{key: getattr(node, key, None) for key in node.keys}, **fields})
