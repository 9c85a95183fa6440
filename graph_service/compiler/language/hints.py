"""Hints of error messages: what a type has, where a name belongs, how a value is written.

graphql-core finds errors and words them. A hint follows from the types around an error, so nothing
here knows what a filter or a list of entries is:

>>> from graphql import build_schema, parse, validate
>>> schema = build_schema(
...     "type Query { topics: Topics } type Topics { nodes: [Topic!]! } type Topic { name: String }"
... )
>>> document = parse("{ topics { name } }")
>>> with_hints(validate(schema, document), document, schema)[0].message
"Cannot query field 'name' on type 'Topics'. Write topics { nodes { name } }."
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from graphql import (
    ArgumentNode,
    DirectiveNode,
    FieldNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLError,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    ListValueNode,
    Node,
    ObjectFieldNode,
    ObjectValueNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    ValueNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_required_argument,
    is_type_sub_type_of,
    print_ast,
    type_from_ast,
    visit,
)
from graphql.pyutils import suggestion_list

from graph_service.compiler.language.rules import value_errors
from graph_service.model.json import Json

_LONGEST = 60
"""Characters of a value that a message shows."""
_MOST_LISTED = 50
_MOST_NEAREST = 3
_Fielded: TypeAlias = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType


def with_hints(
    errors: Iterable[GraphQLError],
    root: Node,
    schema: GraphQLSchema,
    root_type: GraphQLInputType | None = None,
) -> list[GraphQLError]:
    """Return errors with hints.

    Args:
        errors: with the nodes of their places.
        root: the document, or an input value.
        schema: that it breaks.
        root_type: of an input value.
    """
    places = [(error, _place(error)) for error in errors]
    hints = _Hints(places, schema, TypeInfo(schema, root_type))
    visit(root, TypeInfoVisitor(hints.types, hints))
    return [_hinted(error, hints.of_places.get(id(place), "")) for error, place in places]


def _place(error: GraphQLError) -> Node | None:
    """Return the node that a hint is about; of several, it is the variable."""
    nodes: Sequence[Node | None] = error.nodes or [None]
    return next((node for node in nodes if isinstance(node, VariableNode)), nodes[0])


def _hinted(error: GraphQLError, hint: str) -> GraphQLError:
    end = "" if error.message.endswith((".", "?")) else "."
    return GraphQLError(f"{error.message}{end}{hint}", error.nodes) if hint else error


class _Hints(Visitor):
    """Finds the hints for places, by the types that lead to them."""

    def __init__(
        self,
        places: Iterable[tuple[GraphQLError, Node | None]],
        schema: GraphQLSchema,
        types: TypeInfo,
    ) -> None:
        super().__init__()
        self.types = types
        self.of_places: dict[int, str] = {}
        self._errors = {id(place): error for error, place in places}
        self._schema = schema
        self._around: list[tuple[str, GraphQLNamedType | None]] = []
        self._object: GraphQLNamedType | None = None

    def enter(self, node: Node, *_: object) -> None:
        """Find the hint for a node; remember the types around the next ones."""
        if (error := self._errors.get(id(node))) is not None:
            self.of_places[id(node)] = self._hint(node, error)
        if isinstance(node, FieldNode):
            self._around.append((node.name.value, get_named_type(self.types.get_type())))
        elif isinstance(node, ObjectFieldNode):
            self._object = get_named_type(self.types.get_parent_input_type())

    def leave(self, node: Node, *_: object) -> None:
        """Forget the type of a field."""
        if isinstance(node, FieldNode):
            self._around.pop()

    def _hint(self, node: Node, error: GraphQLError) -> str:
        field, directive = self.types.get_field_def(), self.types.get_directive()
        match node:
            case FieldNode():
                return self._of_field(node)
            case SelectionSetNode() if field and field.args:
                return f" It accepts: {listed(field.args)}."
            case ArgumentNode() if known := directive or field:
                return _of_argument(node.name.value, known.args)
            case DirectiveNode() if directive:
                places = listed([place.value for place in directive.locations])
                return _missing(node, directive.args) or f" It may be used on: {places}."
            case VariableNode():
                return self._of_variable(node, error)
            case ObjectFieldNode():
                return _of_unknown(
                    node.name.value, get_named_type(self.types.get_parent_input_type())
                )
            case ListValueNode():  # the current type is that of its items
                named = get_named_type(self.types.get_parent_input_type())
                outer = named if isinstance(named, GraphQLInputObjectType) else self._object
                return _has(named, _wrapped(node, outer))
            case ObjectValueNode():
                return _has(get_named_type(self.types.get_input_type()))
            case ValueNode():
                named = get_named_type(self.types.get_input_type())
                return _has(named, _wrapped(node, named))
        return ""

    def _of_field(self, node: FieldNode) -> str:
        definition, parent = self.types.get_field_def(), self.types.get_parent_type()
        if definition is None:
            return self._elsewhere(node.name.value) or _has(parent)
        named = get_named_type(definition.type)
        is_bare = isinstance(named, _Fielded) and not node.selection_set
        if missing := _missing(node, definition.args):
            return missing + _list_of(named, parent)
        return _has(named) if is_bare else ""

    def _elsewhere(self, name: str) -> str:
        """Return where a field is: further inside than it was written, or further outside."""
        inner = name
        for level, (outer, named) in enumerate(reversed(self._around)):
            if isinstance(named, GraphQLObjectType) and "id" not in named.fields:
                way = _way(name, named, levels=2)
                if way and way[0] != inner:
                    return f" Write {' { '.join((outer, *way))}{' }' * len(way)}."
            elif level:
                break  # an entry leads everywhere, and what is around it is about other entries
            inner = outer
        return ""

    def _of_variable(self, node: VariableNode, error: GraphQLError) -> str:
        expected, name = self.types.get_input_type(), node.name.value
        outer = get_named_type(self.types.get_parent_input_type())
        is_key = isinstance(outer, GraphQLInputObjectType) and outer.is_one_of
        hint = f" Declare it as ${name}: {expected}{'!' if is_key else ''}"
        for declaration in error.nodes or ():
            if isinstance(declaration, VariableDefinitionNode) and (
                declared := type_from_ast(self._schema, declaration.type)
            ):
                for field, inner in _fields(get_named_type(expected)).items():
                    if is_type_sub_type_of(self._schema, declared, inner.type):
                        return f"{hint}, or write {{{field}: ${name}}}."
        return f"{hint}."


def _of_argument(name: str, arguments: Mapping[str, GraphQLArgument]) -> str:
    """Return the field of an argument with this name, and the arguments that there are."""
    accepted = f" It accepts: {listed(arguments)}." if arguments else " It has no arguments."
    for outer, argument in arguments.items():
        if name in _fields(get_named_type(argument.type)):
            return f" Write ({outer}: {{{name}: …}}).{accepted}"
    return accepted


def _of_unknown(name: str, outer: GraphQLNamedType | None) -> str:
    """Return where a field of an input object belongs, and the fields that there are."""
    way = _way(name, outer, levels=3)
    hint = f" Write {''.join(f'{{{step}: ' for step in way)}…{'}' * len(way)}." if way else ""
    return _has(outer, hint)


def _list_of(named: GraphQLNamedType, parent: GraphQLNamedType | None) -> str:
    """Return the field beside that lists what a field looks up."""
    for name, field in _fields(parent).items():
        nodes = _fields(get_named_type(field.type)).get("nodes")
        if nodes and get_named_type(nodes.type) is named:
            return f" For the list, write {name}."
    return ""


def _missing(node: FieldNode | DirectiveNode, arguments: Mapping[str, GraphQLArgument]) -> str:
    """Return what the first missing argument could be."""
    given = {argument.name.value for argument in node.arguments or ()}
    for name, argument in arguments.items():
        if is_required_argument(argument) and name not in given:
            return _has(get_named_type(argument.type))
    return ""


def _wrapped(node: ValueNode, named: GraphQLNamedType | None) -> str:
    """Return a value as an object with the first field that accepts it; keys can't be guessed."""
    text = " ".join(print_ast(node).split())
    is_short = len(text) <= _LONGEST and text != "[]"
    if is_short and isinstance(named, GraphQLInputObjectType) and not named.is_one_of:
        for field, inner in named.fields.items():
            if not value_errors(node, inner.type, most=1, hides=True):
                return f" Write {{{field}: {text}}}."
    return ""


def _example(input_type: GraphQLType | None, levels: int = 5) -> str:
    """Return the form of a value: of an object, with its first field that isn't of its own type."""
    named = get_named_type(input_type)
    if isinstance(named, GraphQLEnumType):
        return str(next(iter(named.values)))
    for name, field in _fields(named).items() if levels else ():
        if get_named_type(field.type) is not named:
            return f"{{{name}: {_example(field.type, levels - 1)}}}"
    return "…"


def _way(name: str, start: GraphQLNamedType | None, levels: int) -> Sequence[str]:
    """Return the fields that lead to one of this name, if only one type in reach has it."""
    level: dict[GraphQLNamedType | None, Sequence[str]] = {start: ()}
    seen = {start}
    for _ in range(levels):
        found = [way for named, way in level.items() if name in _fields(named)]
        if found:
            return (*found[0], name) if len(found) == 1 else ()
        deeper: dict[GraphQLNamedType | None, Sequence[str]] = {}
        for named, way in level.items():
            for field, definition in _fields(named).items():
                if (inner := get_named_type(definition.type)) not in seen:
                    deeper.setdefault(inner, (*way, field))
        seen |= deeper.keys()
        level = deeper
    return ()


def _fields(named: GraphQLNamedType | None) -> Mapping[str, GraphQLField | GraphQLInputField]:
    return named.fields if isinstance(named, _Fielded) else {}


def _has(named: GraphQLNamedType | None, written: str = "") -> str:
    """Return what to write, or the form of an input object, and what an object or an enum has."""
    names = named.values if isinstance(named, GraphQLEnumType) else _fields(named)
    is_formed = isinstance(named, GraphQLInputObjectType) and not written
    form = f" is written as in {_example(named)}, and" if is_formed else ""
    return f"{written} {named}{form} has: {listed(names)}." if names else written


def listed(names: Collection[str]) -> str:
    """Return names for a message, shortened.

    >>> listed(["eq", "in"])
    'eq, in'
    """
    shown = list(names)[:_MOST_LISTED]
    return ", ".join(shown) + (", …" if len(names) > len(shown) else "")


def nearest(name: str, allowed: Collection[str]) -> str:
    """Return a sentence with the nearest allowed names; "" if none is near.

    >>> nearest("internship", ["INTERNSHIP", "PLENARY"])
    " Did you mean 'INTERNSHIP'?"
    """
    near = suggestion_list(name[:100], list(allowed))
    # Two letters are near to any three: "or" isn't meant by "url".
    near = [x for x in near if len(x) > 2 or x[0].lower() == name[0].lower()][:_MOST_NEAREST]
    exact = [item for item in near if _letters(item) == _letters(name)]
    quoted = [f"'{item}'" for item in exact or near]
    if not quoted:
        return ""
    *others, last = quoted
    return f" Did you mean {', '.join(others)}{' or ' if others else ''}{last}?"


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()


def as_text(value: Json) -> str:
    """Return a value as JSON for a message, shortened.

    >>> as_text("Niñez")
    '"Niñez"'
    """
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
