"""Random fields, fragments and directives, always valid.

All selections that merge into one object of the response share a scope: a response key has the same
field and arguments everywhere in it, or the field gets a new alias.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

from graph_service.model.graph import RELATIONS
from tests.difference.reference.flows import SIDES
from tests.difference.reference.refusals import listed_types

from .chances import Chances
from .inputs import Inputs
from .literals import written

DEEPEST = 3
"""Nesting depth of lists of nodes."""
INTROSPECTED = (
    "__schema { queryType { name } }",
    '__type(name: "Topic") { name kind }',
    '__type(name: "Nothing") { name }',
    '__type(name: "Direction") { kind enumValues { name description } }',
)

SHOWN = (
    "nodes { id }",
    "totalCount nodes { id }",
    "totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage }",
)

Composite = GraphQLObjectType | GraphQLInterfaceType


@dataclass
class Scope:
    """The response keys of one object, each with its field and arguments, and the scope below it.

    Attributes:
        prefix: prefix of every key in a fragment that is spread in several places.
        likely: types that a node in this place is likely to have.
    """

    keys: dict[str, tuple[str, "Scope"]] = field(default_factory=dict)
    prefix: str = ""
    likely: Sequence[str] = ()


@dataclass
class Selections:
    """Generates the selections of one operation."""

    schema: GraphQLSchema
    chances: Chances
    inputs: Inputs
    letter: str
    """Prefix of the names of fragments."""
    fragments: list[str] = field(default_factory=list)
    left: int = 0
    """How many more fields may be added."""
    aliases: int = 0
    _portable: dict[str, list[str]] = field(default_factory=dict)

    def operation(self) -> str:
        """Return the selection set of an operation."""
        query = self.schema.query_type
        if query is None:
            raise TypeError("the schema has no query type")
        if self.chances.sometimes(50):
            lists = [self._list(query) for _ in range(self.chances.pick((1, 2, 3, 4)))]
            return f"{{ {' '.join(lists)} }}"
        self.left = self.chances.pick((3, 5, 8, 13))
        return self.set_of(query, Scope(), 0)

    def _list(self, parent: GraphQLObjectType) -> str:
        """Return one list, of a root field or below it, that shows its nodes and their order."""
        names = [
            name
            for name, definition in parent.fields.items()
            if "orderBy" in definition.args and name not in SIDES
            for _ in range(self.inputs.weight(get_named_type(definition.type).name))
        ]
        if not names:
            return "id"
        name = self.chances.pick(names)
        definition = parent.fields[name]
        self.aliases += 1
        head = f"a{self.aliases}: {name}"
        node = self.schema.type_map[listed_types(self.schema, definition)[0].name]
        if parent is self.schema.query_type and self.chances.sometimes(40):
            if not isinstance(node, GraphQLObjectType):
                raise TypeError(f"{node} has no fields")
            return f"{head}(first: 100) {{ nodes {{ id {self._list(node)} }} }}"
        relation = RELATIONS.get(parent.name, {}).get(name)
        arguments = self.inputs.page(definition, 0, likely=85, relation=relation)
        given = ", ".join(f"{key}: {written(value)}" for key, value in arguments.items())
        shown = self.chances.pick(SHOWN)
        return f"{head}{f'({given})' if given else ''} {{ {shown} }}"

    def set_of(self, parent: Composite, scope: Scope, depth: int) -> str:
        """Return a selection set on a type."""
        parts = self._parts(parent, scope, depth, self.chances.pick((1, 2, 2, 3, 4)))
        return f"{{ {' '.join(parts)} }}"

    def _parts(self, parent: Composite, scope: Scope, depth: int, count: int) -> list[str]:
        parts = [self._part(parent, scope, depth) for _ in range(count)]
        if self.chances.sometimes(12):
            parts.append(self._key(scope, "__typename", "__typename", "String!", Scope())[0])
        return parts

    def _part(self, parent: Composite, scope: Scope, depth: int) -> str:
        """Return a field, or a fragment."""
        kind = self.chances.number(0, 99)
        if isinstance(parent, GraphQLInterfaceType) and kind >= 40:
            return self._inline(parent, scope, depth)
        if kind >= 96 and self._portable.get(parent.name):
            return f"...{self.chances.pick(self._portable[parent.name])}{self._directives()}"
        if kind >= 92:
            return self._named(parent, scope, depth)
        if kind >= 84:
            return self._inline(parent, scope, depth)
        return self._field(parent, scope, depth)

    # Fragments

    def _condition(self, parent: Composite, scope: Scope) -> Composite:
        """Return a type that a fragment on a parent may have."""
        options: list[Composite] = [parent, *parent.interfaces]
        if isinstance(parent, GraphQLInterfaceType):
            implementations = self.schema.get_implementations(parent)
            options += [*implementations.objects, *implementations.interfaces]
            likely = [t for t in options if t.name in scope.likely]
            if likely and not self.chances.sometimes(30):
                return self.chances.pick(likely)
        return self.chances.pick(options)

    def _inline(self, parent: Composite, scope: Scope, depth: int) -> str:
        if not isinstance(parent, GraphQLInterfaceType) and self.chances.sometimes(20):
            on = ""
            condition: Composite = parent
        else:
            condition = self._condition(parent, scope)
            on = f" on {condition.name}"
        parts = self._parts(condition, scope, depth, self.chances.pick((1, 2)))
        return f"...{on}{self._directives()} {{ {' '.join(parts)} }}"

    def _named(self, parent: Composite, scope: Scope, depth: int) -> str:
        """Return a spread of a new fragment; one with keys of its own may be spread elsewhere."""
        condition = self._condition(parent, scope)
        index = len(self.fragments)
        name = f"{self.letter}{index}"
        self.fragments.append("")  # keeps the name
        portable = self.chances.sometimes(60)
        own = Scope(prefix=f"{name}_", likely=scope.likely) if portable else scope
        parts = self._parts(condition, own, depth, self.chances.pick((1, 2)))
        text = f"fragment {name} on {condition.name} {{ {' '.join(parts)} }}"
        self.fragments[index] = text
        if portable and depth:
            self._portable.setdefault(condition.name, []).append(name)
        return f"...{name}{self._directives()}"

    # Fields

    def _field(self, parent: Composite, scope: Scope, depth: int) -> str:
        if parent is self.schema.query_type and self.chances.sometimes(5):
            return self._introspection()
        names = [
            name
            for name, definition in parent.fields.items()
            if self._affordable(definition, depth)
            for _ in range(self.inputs.weight(get_named_type(definition.type).name))
        ]
        name = self.chances.pick(names) if names else "__typename"
        if name == "__typename":
            return self._key(scope, name, name, "String!", Scope())[0]
        self.left -= 1
        definition = parent.fields[name]
        arguments = self.inputs.arguments(parent.name, name, definition, depth)
        given = f"({', '.join(f'{k}: {written(v)}' for k, v in arguments.items())})"
        text = name + (given if arguments else "")
        likely = self.inputs.mentioned if name in ("node", "nodes") else ()
        head, below = self._key(scope, name, text, str(definition.type), Scope(likely=likely))
        head += self._directives()
        returned = get_named_type(definition.type)
        if not isinstance(returned, Composite):
            return head
        deeper = depth + (1 if "first" in definition.args else 0)
        return f"{head} {self.set_of(returned, below, deeper)}"

    def _affordable(self, definition: GraphQLField, depth: int) -> bool:
        if is_leaf_type(get_named_type(definition.type)):
            return True
        return self.left > 0 and (depth < DEEPEST or "first" not in definition.args)

    def _key(
        self, scope: Scope, name: str, text: str, type_text: str, below: Scope
    ) -> tuple[str, Scope]:
        """Return a field under a response key that is free or has exactly this meaning."""
        meaning = f"{text} {type_text}"
        key = name
        known = scope.keys.get(key)
        taken = known is not None and known[0] != meaning
        if taken or scope.prefix or self.chances.sometimes(12):
            self.aliases += 1
            key = f"{scope.prefix}a{self.aliases}"
        known = scope.keys.setdefault(key, (meaning, below))
        return (text if key == name else f"{key}: {text}"), known[1]

    def _introspection(self) -> str:
        text = self.chances.pick(INTROSPECTED)
        self.aliases += 1
        return f"a{self.aliases}: {text}"

    def _directives(self) -> str:
        """Return @include, @skip or both; the field is excluded if either excludes it."""
        if not self.chances.sometimes(8):
            return ""
        found = ""
        for name in self.chances.some(("include", "skip"), (1, 1, 2)):
            usual = name == "include"
            value = usual if self.chances.sometimes(60) else not usual
            found += f" @{name}(if: {written(self.inputs.variables.condition(value))})"
        return found
