"""A selection set and an object type → its fields, with fragments and directives applied."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)
from graphql.language import BooleanValueNode
from graphql.type import get_named_type, is_non_null_type

from graph_service.compiler.ir.origins import Variables
from graph_service.compiler.language.arguments import (
    NULL,
    Arguments,
    Leaf,
    arguments_of,
    null_variable,
)
from graph_service.errors import Limit
from graph_service.model.text import FALLBACK
from graph_service.settings import OperationLimits

DIRECTIVE, PREFER = "lang", "prefer"
"""The directive of an operation that names its language, and its argument."""
DEFAULT = FALLBACK[0].upper()
_SELECTIONS = Limit(
    "selections",
    "The operation has at least {found} selections, counted for each type of a node",
    "select fields of sources and other relations in a fragment on one type",
)


@dataclass(frozen=True, eq=False)
class Selected:
    """One field of a response object.

    Attributes:
        key: the response key: its alias or name.
        name: of the field.
        coordinate: Type.field.
        type_name: the named type that it returns.
        required: whether it is non-null in the schema.
        arguments: as trees.
        nodes: in the document; several if the field was selected more than once.
        is_structural: whether the value of an argument belongs to the plan key.
        preferred: the language that the operation states, or None.
    """

    key: str
    name: str
    coordinate: str
    type_name: str
    required: bool
    arguments: Arguments
    nodes: Sequence[FieldNode]
    is_structural: Callable[[str], bool]
    preferred: str | None

    @property
    def language(self) -> str:
        """The default of its arguments `lang`."""
        return self.preferred or DEFAULT

    def leaf(self, name: str) -> Leaf:
        """Return an argument that is a scalar, an enum or a list of these; null if it is absent.

        Raises:
            TypeError: if it is an input object.
        """
        argument = self.arguments.get(name, NULL)
        if not isinstance(argument, Leaf):
            raise TypeError(f"{self.coordinate}({name}:) is not a leaf")
        return argument

    def names(self, name: str) -> list[str]:
        """Return the values of an argument that the plan depends on.

        Raises:
            TypeError: if its enum isn't structural: the plan would be reused for other values.
        """
        if not self.is_structural(name):
            raise TypeError(f"{self.coordinate}({name}:) is not of a structural enum")
        value = self.leaf(name).value
        return [str(item) for item in value] if isinstance(value, list) else [str(value)]

    @property
    def selections(self) -> Sequence[SelectionSetNode]:
        """The selection sets of its nodes, to be merged."""
        return [node.selection_set for node in self.nodes if node.selection_set]


class Selector:
    """Collects the fields of one operation, like CollectFields in the specification.

    >>> from graphql import build_schema, parse
    >>> schema = build_schema("type Query { topics(first: Int): Int }")
    >>> (operation,) = parse("query ($n: Int) { few: topics(first: $n) }").definitions
    >>> selector = Selector(schema, {}, {"n": 5}, OperationLimits(), structural=())
    >>> (field,) = selector.fields("Query", [operation.selection_set])
    >>> field.key, field.coordinate, field.arguments["first"]
    ('few', 'Query.topics', Leaf(origin=FromVariable(name='n', path=()), value=5))
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Variables,
        limits: OperationLimits,
        structural: Collection[str],
        preferred: str | None = None,
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._max_selections = limits.max_selections
        self._structural = structural
        self._preferred = preferred
        self._count = 0

    def fields(self, type_name: str, sets: Iterable[SelectionSetNode]) -> list[Selected]:
        """Return the fields of an object type, in the order of the response.

        Raises:
            LimitExceeded: if the operation has too many: selections on an interface count once for
                each type that the node may have.
        """
        object_type = self._schema.type_map[type_name]
        if not isinstance(object_type, GraphQLObjectType):
            raise TypeError(f"{type_name} is not an object type")
        groups: dict[str, list[FieldNode]] = {}
        seen: set[str] = set()
        for selection_set in sets:
            self._collect(object_type, selection_set, groups, seen)
        self._count += len(groups)
        _SELECTIONS.check(self._count, self._max_selections)
        return [self._selected(object_type, key, nodes) for key, nodes in groups.items()]

    def _selected(
        self, object_type: GraphQLObjectType, key: str, nodes: Sequence[FieldNode]
    ) -> Selected:
        name = nodes[0].name.value
        field = self._schema.get_field(object_type, name)
        if field is None:
            raise TypeError(f"{object_type.name} has no field {name}")
        given = {argument.name.value: argument.value for argument in nodes[0].arguments or ()}
        return Selected(
            key=key,
            name=name,
            coordinate=f"{object_type.name}.{name}",
            type_name=get_named_type(field.type).name,
            required=is_non_null_type(field.type),
            arguments={}
            if name.startswith("__")
            else arguments_of(field.args, given, self._variables),
            nodes=nodes,
            is_structural=lambda argument: (
                get_named_type(field.args[argument].type).name in self._structural
            ),
            preferred=self._preferred,
        )

    def _collect(
        self,
        object_type: GraphQLObjectType,
        selection_set: SelectionSetNode,
        groups: dict[str, list[FieldNode]],
        seen: set[str],
    ) -> None:
        for selection in selection_set.selections:
            if not self._included(selection.directives or ()):
                continue
            match selection:
                case FieldNode():
                    key = selection.alias.value if selection.alias else selection.name.value
                    groups.setdefault(key, []).append(selection)
                case InlineFragmentNode():
                    if self._applies(selection.type_condition, object_type):
                        self._collect(object_type, selection.selection_set, groups, seen)
                case FragmentSpreadNode():
                    name = selection.name.value
                    if name in seen:
                        continue
                    seen.add(name)
                    fragment = self._fragments[name]
                    if self._applies(fragment.type_condition, object_type):
                        self._collect(object_type, fragment.selection_set, groups, seen)

    def _included(self, directives: Sequence[DirectiveNode]) -> bool:
        for directive in directives:
            if directive.name.value in ("include", "skip"):
                (condition,) = directive.arguments or ()
                if self._condition(condition.value) != (directive.name.value == "include"):
                    return False
        return True

    def _condition(self, node: ValueNode) -> bool:
        if isinstance(node, VariableNode):
            value = self._variables[node.name.value]
            if value is None:
                raise null_variable(node.name.value)
            return bool(value)
        return isinstance(node, BooleanValueNode) and node.value

    def _applies(self, condition: NamedTypeNode | None, object_type: GraphQLObjectType) -> bool:
        if condition is None or condition.name.value == object_type.name:
            return True
        named = self._schema.type_map[condition.name.value]
        return isinstance(named, GraphQLInterfaceType) and named in object_type.interfaces


def language_of_operation(operation: OperationDefinitionNode, variables: Variables) -> str | None:
    """Return the language that an operation prefers, in a valid document; None if it has none.

    >>> from graphql import parse
    >>> (operation,) = parse("query @lang(prefer: EN) { topics { totalCount } }").definitions
    >>> language_of_operation(operation, {})
    'EN'

    Raises:
        BadUserInput: if it is a variable that is null.
    """
    for directive in operation.directives or ():
        for argument in directive.arguments or ():
            if (directive.name.value, argument.name.value) != (DIRECTIVE, PREFER):
                continue
            match argument.value:
                case EnumValueNode(value=language):
                    return language
                case VariableNode(name=name):
                    if variables.get(name.value) is None:
                        raise null_variable(name.value)
                    return str(variables[name.value])
    return None
