"""Random values for arguments: orders, pages, keys, counts, search words."""

from collections.abc import Sequence
from typing import Any

from graphql import GraphQLField, GraphQLInputObjectType, get_named_type

from graph_service.model.declare import NodeType
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import ENTRY_TYPES, RELATIONS, TYPES, Relation
from tests.difference.random_graphs import TEXTS
from tests.difference.reference.flows import flow_list
from tests.difference.reference.order import Order, order_of, order_of_search
from tests.difference.reference.refusals import RELATED, listed_types
from tests.difference.reference.search import FILTERS

from .conditions import Conditions
from .known import changed
from .literals import EnumValue, Literal, as_json, is_constant

DEPTHS = (0, 0, 0, 1, 1, 2, 3)
"""Nesting depths of conditions: mostly shallow, because a single condition masks no error."""
YEARS = (2017, 2018, 2019, 2020, 0, -5)
"""The years of most dates, and some that none has."""
NO_CURSORS = ("x", "", "W10", "WyIiXQ", "ñ")


class Inputs(Conditions):
    """Generates the arguments of the fields of one operation."""

    def arguments(
        self, parent: str, name: str, definition: GraphQLField, depth: int
    ) -> dict[str, Literal]:
        """Return the arguments of a field."""
        found: dict[str, Literal]
        relation = RELATIONS.get(parent, {}).get(name)
        match parent, name:
            case "Query", "search":
                found = self._search(depth)
            case "Query", "transferFlows" | "visitFlows":
                found = self._flows(name, definition, depth)
            case _, _ if "before" in definition.args:
                found = {
                    **self._of_list(definition),
                    **self.page(definition, depth, relation=relation),
                }
            case "Query", "suggest":
                found = self._suggest()
            case _, _ if "by" in definition.args and parent == "Query":
                found = self._key_of(definition)
            case _, "facets":
                found = self._facets(definition)
            case _, _ if "first" in definition.args:
                found = self._first(name)
            case _:
                found = self.other_arguments(definition)
        args = definition.args
        return {
            name: self.variables.maybe(value, str(args[name].type), name)
            for name, value in found.items()
        }

    def _key_of(self, definition: GraphQLField) -> dict[str, Literal]:
        by_type = get_named_type(definition.args["by"].type)
        if not isinstance(by_type, GraphQLInputObjectType):
            raise TypeError(f"{by_type} is not a key")
        return {"by": self.by(get_named_type(definition.type).name, by_type)}

    def _facets(self, definition: GraphQLField) -> dict[str, Literal]:
        enum = get_named_type(definition.args["by"].type).name
        return {"by": [self.enum(enum) for _ in range(self.chances.pick((1, 1, 2, 3, 0)))]}

    def _first(self, name: str) -> dict[str, Literal]:
        """Return the number of values of a facet."""
        if not self.chances.sometimes(70):
            return {}
        most = 1000 if name == "values" else 100
        if self.mistake():
            return {"first": self.chances.pick((-1, most + 1))}
        return {"first": self.chances.pick((1, 2, 3, 0, most, None))}

    def _flows(self, name: str, definition: GraphQLField, depth: int) -> dict[str, Literal]:
        found: dict[str, Literal] = {}
        if self.chances.sometimes(80):
            found["by"] = self.enum("FlowKey")
        if self.chances.sometimes(60):
            where_type = get_named_type(definition.args["where"].type)
            if isinstance(where_type, GraphQLInputObjectType):
                found["where"] = self.where(where_type, 2)
        order_type = get_named_type(definition.args["orderBy"].type)
        if self.chances.sometimes(60) and isinstance(order_type, GraphQLInputObjectType):
            found["orderBy"] = self._order_by(order_type)
        found |= self._sizes(depth)
        if self.mistake():
            found["after"] = self.chances.pick(NO_CURSORS)
        elif self.chances.sometimes(30):
            found |= self._flow_cursors(name, found)
        return found

    def _flow_cursors(self, name: str, arguments: dict[str, Literal]) -> dict[str, Literal]:
        """Return cursors of flows in the list itself: a condition changes counts, and so places."""
        if self.wrong or not is_constant(arguments):
            return {}
        given = {key: as_json(value) for key, value in arguments.items()}
        listed = flow_list(name, given, self.language)
        cursors = [cursor for _, cursor in self.known.cursors.flows(listed).values()]
        names = self.chances.pick((("after",), ("before",), ("after", "before")))
        return {name: self.chances.pick(cursors) for name in names if cursors}

    def _search(self, depth: int) -> dict[str, Literal]:
        """Return arguments of a search: one or two words of the graph, or parts of them."""
        text = self.words()
        found: dict[str, Literal] = {"text": text}
        types: list[str] | None = None
        where: dict[str, Sequence[str | int]] | None = None
        if self.chances.sometimes(40):
            count = self.chances.pick((1, 2, 3, 0))
            chosen = [self.enum("EntryType") for _ in range(count)]
            types = [value.name for value in chosen]
            found["types"] = [*chosen]
        if self.chances.sometimes(30):
            where = {}
            for name, node_type in FILTERS.items():
                if self.chances.sometimes(60):
                    slugs = self.known.texts(node_type.name, "slug")
                    some = [self.chances.pick(slugs) for _ in range(self.chances.number(0, 2))]
                    where[name] = [slug.upper() if len(some) > 1 else slug for slug in some]
            if self.chances.sometimes(60):
                count = self.chances.number(0, 3)
                where["years"] = [self.chances.pick(YEARS) for _ in range(count)]
            found["where"] = {name: [*slugs] for name, slugs in where.items()}
        found |= self._sizes(depth)
        if self.mistake():
            found["after"] = self.chances.pick(NO_CURSORS)
        elif self.chances.sometimes(25):
            order = order_of_search(text, types, where)
            if nodes := self.known.cursors.listed(ENTRY_TYPES, order):
                name = self.chances.pick(("after", "before"))
                node = self.chances.pick(nodes)
                found[name] = self.known.cursors.write(ENTRY_TYPES, order, node)
        return found

    def _suggest(self) -> dict[str, Literal]:
        """Return arguments of suggestions for the beginning of a name, or of its words."""
        typed = self.chances.pick((self._beginning(), self._beginning(), self.words()))
        found: dict[str, Literal] = {"prefix": typed}
        if self.chances.sometimes(40):
            count = self.chances.pick((1, 2, 3, 0))
            found["types"] = [self.enum("EntryType") for _ in range(count)]
        if self.chances.sometimes(60):
            most = 51 if self.mistake() else 50
            found["first"] = self.chances.pick((1, 2, 5, most, most, None))
        if self.chances.sometimes(60):
            found["lang"] = self.enum("Language")
        return found

    def _beginning(self) -> str:
        words = self.chances.pick(TEXTS).split()
        some = [word[: self.chances.number(1, 4)] for word in self.chances.some(words, (1, 1, 2))]
        return self.chances.pick((" ".join(some), " ".join(words)[: self.chances.number(1, 9)]))

    def _of_list(self, definition: GraphQLField) -> dict[str, Literal]:
        """Return the arguments that only some lists have."""
        found: dict[str, Literal] = {}
        if "from" in definition.args:
            for name in self.chances.some(("from", "to"), (0, 1, 1, 2)):
                found[name] = self.chances.pick((0, 1, 2, -1, 3, None))
        if "types" not in definition.args:
            return found
        if self.chances.sometimes(40):
            count = self.chances.pick((1, 2, 3, 0))
            found["types"] = [self.enum("EntryType") for _ in range(count)]
        if self.chances.sometimes(40):
            found["updatedSince"] = self.chances.pick((self.time(), self.time(), None))
        return found

    def by(self, type_name: str, by_type: GraphQLInputObjectType) -> Literal:
        """Return a key, mostly of a node in the graph."""
        key = self.chances.pick(list(by_type.fields))
        value = self.id(type_name) if key == "id" else self._key(type_name, key)
        return {key: self.variables.maybe(value, str(by_type.fields[key].type), key, strict=True)}

    def _key(self, type_name: str, key: str) -> str:
        former = [s for node in self.known.nodes(type_name) for s in node.former_slugs]
        if key == "slug" and former and self.chances.sometimes(25):
            return self.chances.pick(former)
        found = self.chances.pick(self.known.texts(type_name, key))
        return changed(self.chances, found) if self.chances.sometimes(15) else found

    def page(
        self,
        definition: GraphQLField,
        depth: int,
        likely: int = 55,
        relation: Relation | None = None,
    ) -> dict[str, Literal]:
        """Return the arguments of a connection; `likely` is the percentage with a condition."""
        types = listed_types(self.schema, definition)
        args = definition.args
        found: dict[str, Literal] = {}
        if "where" in args and self.chances.sometimes(likely):
            where_type = get_named_type(args["where"].type)
            if isinstance(where_type, GraphQLInputObjectType):
                found["where"] = self.where(where_type, self.chances.pick(DEPTHS), relation)
        order_by: Literal = None
        if "orderBy" in args and self.chances.sometimes(45):
            order_type = get_named_type(args["orderBy"].type)
            if isinstance(order_type, GraphQLInputObjectType):
                text = self._text(found, order_type) if "where" in args else None
                order_by = found["orderBy"] = self._order_by(order_type, has_text=text is not None)
        found |= self._sizes(depth)
        if get_named_type(definition.type).name == RELATED:
            if self.mistake():
                found["after"] = self.chances.pick(NO_CURSORS)
        elif self.chances.sometimes(20):
            is_root = definition in self.schema.query_type.fields.values()  # type: ignore[union-attr]
            found |= self._cursors(types, order_by, found.get("where"), is_root=is_root)
        names = list(found)
        if names and self.chances.sometimes(6):
            found[self.chances.pick(names)] = None
        return found

    def _sizes(self, depth: int) -> dict[str, Literal]:
        sizes = (1, 2, 3, 0, 5, 100) if depth == 0 else (1, 2, 3, 0)
        size = self.chances.pick(sizes)
        if self.mistake():
            size = self.chances.pick((-1, 101, 2**31 - 1, -(2**31)))
        found: dict[str, Literal] = {}
        which = self.chances.pick(("", "first", "first", "last"))
        if which:
            found[which] = size
        if self.mistake():
            found |= {"first": 1, "last": 2}
        return found

    def _text(self, arguments: dict[str, Literal], order_type: GraphQLInputObjectType) -> Literal:
        """Return the text of the condition, which is added now and then, to sort by relevance."""
        where = arguments.setdefault("where", {}) if self.chances.sometimes(25) else None
        if not isinstance(where, dict) or "relevance" not in order_type.fields:
            return None
        return where.setdefault("text", self.words())

    def _cursors(
        self, types: Sequence[NodeType], order_by: Literal, where: Literal, *, is_root: bool
    ) -> dict[str, Literal]:
        """Return cursors, of nodes that need not be in the list."""
        try:
            text = as_json(where.get("text")) if isinstance(where, dict) else None
            given = {"text": text}
            keys: Any = as_json(order_by)
            order: Order | None = order_of(types, keys, self.language, given, is_root=is_root)
        except ValueError:
            order = None  # the items of orderBy are invalid
        if self.mistake():
            other = (("slug", "DESC", self.language),)
            order = None if order == other else self.chances.pick((other, None))
        names = self.chances.pick((("after",), ("before",), ("after", "before")))
        found: dict[str, Literal] = {}
        nodes = [] if order is None else self.known.cursors.listed(types, order)
        for name in names:
            if order is None or not nodes:
                found[name] = self.chances.pick(NO_CURSORS) if self.wrong else None
            else:
                node = self.chances.pick(nodes)
                found[name] = self.known.cursors.write(types, order, node)
        return found

    def _order_by(self, order_type: GraphQLInputObjectType, *, has_text: bool = False) -> Literal:
        items: list[Literal] = []
        for _ in range(self.chances.pick((1, 1, 2, 3, 0))):
            keys = [key for key in order_type.fields if key not in ("lang", "relevance")]
            if "relevance" in order_type.fields and (has_text or self.mistake()):
                keys = [*keys, "relevance"] if self.chances.sometimes(50) else ["relevance"]
            direction = None if self.chances.sometimes(8) else self.enum("Direction")
            item: dict[str, Literal] = {self.chances.pick(keys): direction}
            if "lang" in order_type.fields and self.chances.sometimes(30):
                item["lang"] = self.chances.pick((self.enum("Language"), None))
            if self.mistake():
                other = self.chances.pick(keys)
                item = self.chances.pick(({}, {**item, other: EnumValue("ASC")}))
            items.append(item)
        return items

    def other_arguments(self, definition: GraphQLField) -> dict[str, Literal]:
        """Return the arguments of any other field."""
        found: dict[str, Literal] = {}
        for name in definition.args:
            value: Literal
            match name:
                case "lang":
                    if self.chances.sometimes(40):
                        continue
                    value = self.chances.pick((self.enum("Language"), self.enum("Language"), None))
                case "enum":
                    if self.chances.sometimes(30):
                        continue
                    value = self.chances.pick(
                        [v.__name__ for v in VOCABULARIES] + ["Nothing", "level", None]
                    )
                case "id":
                    self.mentioned = [self._any_type()]
                    value = self.id(self.mentioned[0])
                case "number":
                    value = self.chances.number(-1, 3)
                case _:
                    self.mentioned = [self._any_type() for _ in range(self.chances.number(0, 4))]
                    ids: list[Literal] = [self.id(t) for t in self.mentioned]
                    value = ["Topic:to-0"] * 101 if self.mistake() else ids
            found[name] = value
        return found

    def _any_type(self) -> str:
        return self.chances.pick(list(TYPES))
