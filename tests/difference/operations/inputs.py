"""Values for arguments: conditions, orders, pages, keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
    is_required_input_field,
)

from graph_service.model.declare import NodeType
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import TYPES
from graph_service.model.types import SOURCE
from tests.difference.random_graphs import DATES
from tests.difference.reference.order import Order, order_of
from tests.difference.reference.refusals import listed_types

from .chances import Chances
from .known import Known, changed, is_code
from .literals import EnumValue, Literal, as_json
from .variables import Variables

NO_DATES = ("2018-13", "XXXX-10-14", "", "2019/2018", "soon")
NO_CURSORS = ("x", "", "W10", "WyIiXQ", "ñ")


RARE = ("Attendance", "Governance", "Operation", "Rating", "StageEvent", "KnowledgeTransfer")


def weight(type_name: str) -> int:
    """Say how often a field is to be chosen: more often, what few fields lead to."""
    return 4 if type_name.startswith(RARE) else 1


@dataclass
class Inputs:
    """Makes values for the arguments of one operation."""

    schema: GraphQLSchema
    known: Known
    chances: Chances
    variables: Variables
    wrong: bool
    """Whether arguments that can't be used are let in."""
    mentioned: Sequence[str] = ()
    """The types of the ids that were made last."""

    def _mistake(self) -> bool:
        return self.wrong and self.chances.sometimes(25)

    # Arguments

    def by(self, type_name: str, by_type: GraphQLInputObjectType) -> Literal:
        """Give a key of one node: mostly of one that there is."""
        key = self.chances.pick(list(by_type.fields))
        value = self.id(type_name) if key == "id" else self._key(type_name, key)
        return {key: self.variables.maybe(value, str(by_type.fields[key].type), key, strict=True)}

    def _key(self, type_name: str, key: str) -> str:
        former = [s for node in self.known.nodes(type_name) for s in node.former_slugs]
        if key == "slug" and former and self.chances.sometimes(25):
            return self.chances.pick(former)
        found = self.chances.pick(self.known.texts(type_name, key))
        return changed(self.chances, found) if self.chances.sometimes(15) else found

    def id(self, type_name: str) -> str:
        """Give an id: of a node of a type, by its former slug too, or of nothing."""
        nodes = self.known.nodes(type_name)
        ids = [node.id for node in nodes]
        ids += [f"{node.type.name}:{slug}" for node in nodes for slug in node.former_slugs]
        if ids and not self.chances.sometimes(10):
            return self.chances.pick(ids)
        return self.chances.pick((f"{type_name}:nothing", type_name, "Nothing:x", "", "Topic:to-0"))

    def page(self, definition: GraphQLField, depth: int) -> dict[str, Literal]:
        """Give the arguments of a connection."""
        types = listed_types(self.schema, definition)
        args = definition.args
        found: dict[str, Literal] = {}
        if self.chances.sometimes(55):
            where_type = get_named_type(args["where"].type)
            if isinstance(where_type, GraphQLInputObjectType):
                found["where"] = self._where(where_type, 3)
        order_by: Literal = None
        if self.chances.sometimes(45):
            order_type = get_named_type(args["orderBy"].type)
            if isinstance(order_type, GraphQLInputObjectType):
                order_by = found["orderBy"] = self._order_by(order_type)
        found |= self._sizes(depth)
        if self.chances.sometimes(20):
            found |= self._cursors(types, order_by)
        names = list(found)
        if names and self.chances.sometimes(6):
            found[self.chances.pick(names)] = None
        return {
            name: self.variables.maybe(value, str(args[name].type), name)
            for name, value in found.items()
        }

    def _sizes(self, depth: int) -> dict[str, Literal]:
        sizes = (1, 2, 3, 0, 5, 100) if depth == 0 else (1, 2, 3, 0)
        size = self.chances.pick(sizes)
        if self._mistake():
            size = self.chances.pick((-1, 101, 2**31 - 1, -(2**31)))
        found: dict[str, Literal] = {}
        which = self.chances.pick(("", "first", "first", "last"))
        if which:
            found[which] = size
        if self._mistake():
            found |= {"first": 1, "last": 2}
        return found

    def _cursors(self, types: Sequence[NodeType], order_by: Literal) -> dict[str, Literal]:
        """Give places in a list: of nodes that need not be in it."""
        try:
            order: Order | None = order_of(types, as_json(order_by))  # type: ignore[arg-type]
        except ValueError:
            order = None  # items that are wrong have no order
        if self._mistake():
            other = (("slug", "DESC", "ES"),)
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

    def _order_by(self, order_type: GraphQLInputObjectType) -> Literal:
        items: list[Literal] = []
        for _ in range(self.chances.pick((1, 1, 2, 3, 0))):
            keys = [key for key in order_type.fields if key != "lang"]
            item: dict[str, Literal] = {self.chances.pick(keys): self._enum("Direction")}
            if "lang" in order_type.fields and self.chances.sometimes(30):
                item["lang"] = self.chances.pick((self._enum("Language"), None))
            if self._mistake():
                other = self.chances.pick(keys)
                item = self.chances.pick(({}, {**item, other: EnumValue("ASC")}))
            items.append(item)
        return items

    def _enum(self, name: str) -> EnumValue:
        enum = self.schema.type_map[name]
        if not isinstance(enum, GraphQLEnumType):
            raise TypeError(f"{name} is no enum")
        return EnumValue(self.chances.pick(list(enum.values)))

    # Conditions

    def _where(self, where_type: GraphQLInputObjectType, depth: int) -> dict[str, Literal]:
        """Give a condition: a few of its fields."""
        owner = where_type.name.removesuffix("Where").removesuffix("Edge")
        names = list(where_type.fields)
        if not depth:
            names = [n for n in names if self._kind(where_type, n) == "Filter"]
        names = [n for n in names for _ in range(weight(str(where_type.fields[n].type)))]
        found: dict[str, Literal] = {}
        for name in dict.fromkeys(self.chances.some(names, (1, 1, 2, 2, 3, 0))):
            field_type = where_type.fields[name].type
            inner = get_named_type(field_type)
            if not isinstance(inner, GraphQLInputObjectType):
                raise TypeError(f"{inner} is no condition")
            value: Literal
            match self._kind(where_type, name):
                case "Filter":
                    value = self._filter(inner, owner, name)
                case "Relation":
                    value = self._relation(inner, depth)
                case "Where" if isinstance(get_nullable_type(field_type), GraphQLList):
                    value = [
                        self._where(inner, depth - 1) for _ in range(self.chances.pick((1, 2, 0)))
                    ]
                case _:
                    value = self._where(inner, depth - 1)
            if self.chances.sometimes(3):
                value = None
            found[name] = self.variables.maybe(value, str(field_type))
        return found

    @staticmethod
    def _kind(input_type: GraphQLInputObjectType, name: str) -> str:
        named = get_named_type(input_type.fields[name].type).name
        return next(kind for kind in ("Filter", "Relation", "Where") if named.endswith(kind))

    def _relation(self, relation: GraphQLInputObjectType, depth: int) -> Literal:
        found: dict[str, Literal] = {}
        for quantifier in [self.chances.pick(list(relation.fields))]:
            inner = get_named_type(relation.fields[quantifier].type)
            if not isinstance(inner, GraphQLInputObjectType):
                raise TypeError(f"{inner} is no condition")
            both: dict[str, Literal] = {}
            for part in self.chances.some(list(inner.fields), (1, 1, 1, 2, 2, 0)):
                condition = get_named_type(inner.fields[part].type)
                if isinstance(condition, GraphQLInputObjectType):
                    both[part] = self._where(condition, depth - 1)
            found[quantifier] = self.variables.maybe(both, str(relation.fields[quantifier].type))
        return found

    def _filter(self, filter_type: GraphQLInputObjectType, owner: str, prop: str) -> Literal:
        """Give a condition on one property: one operator, or two."""
        found: dict[str, Literal] = {}
        names = list(filter_type.fields)
        for operator in [self.chances.pick(names), *self.chances.some(names, (0, 1))]:
            field = filter_type.fields[operator]
            value = self._operand(filter_type, operator, owner, prop)
            if self.chances.sometimes(5):
                value = None
            if is_required_input_field(field):
                raise TypeError(f"{filter_type.name}.{operator} is required")
            found[operator] = self.variables.maybe(value, str(field.type), filter_type.name)
        return found

    def _operand(
        self, filter_type: GraphQLInputObjectType, operator: str, owner: str, prop: str
    ) -> Literal:
        field_type = filter_type.fields[operator].type
        if isinstance(get_nullable_type(field_type), GraphQLList):
            of = str(get_nullable_type(field_type))[1:-1]
            count = self.chances.pick((1, 2, 3, 0))
            return [
                self.variables.maybe(self._one(filter_type, operator, owner, prop), of, operator)
                for _ in range(count)
            ]
        return self._one(filter_type, operator, owner, prop)

    def _one(
        self, filter_type: GraphQLInputObjectType, operator: str, owner: str, prop: str
    ) -> Literal:
        """Give one value to compare with."""
        named = get_named_type(filter_type.fields[operator].type)
        makers: Mapping[str, Callable[[], Literal]] = {
            "Boolean": lambda: self.chances.pick((True, False)),
            "Int": lambda: self.chances.number(-2, 4),
            "ID": lambda: self.id(owner),
        }
        if named.name in makers:
            return makers[named.name]()
        if isinstance(named, GraphQLEnumType):
            return self._enum(named.name)
        if filter_type.name == "PartialDateFilter":
            return self._date()
        if prop == "sources":  # of an edge
            return self.chances.pick(self.known.texts(SOURCE.name, "slug"))
        text = self.chances.pick(self.known.texts(owner, prop))
        if is_code(owner, prop) and operator in ("eq", "in") and not self.chances.sometimes(15):
            return text
        return changed(self.chances, text)

    def _date(self) -> Literal:
        if self._mistake():
            return self.chances.pick(NO_DATES)
        return self.chances.pick([date for date in DATES if not date.startswith("XXXX")])

    # The rest

    def others(self, definition: GraphQLField) -> dict[str, Literal]:
        """Give the arguments of a field that is no list, and finds no node."""
        found: dict[str, Literal] = {}
        for name, argument in definition.args.items():
            value: Literal
            match name:
                case "lang":
                    if self.chances.sometimes(40):
                        continue
                    value = self._enum("Language")
                case "enum":
                    if self.chances.sometimes(30):
                        continue
                    value = self.chances.pick(
                        [v.__name__ for v in VOCABULARIES] + ["Nothing", None]
                    )
                case "id":
                    self.mentioned = [self._any_type()]
                    value = self.id(self.mentioned[0])
                case _:
                    self.mentioned = [self._any_type() for _ in range(self.chances.number(0, 4))]
                    ids: list[Literal] = [self.id(t) for t in self.mentioned]
                    value = ["Topic:to-0"] * 101 if self._mistake() else ids
            found[name] = self.variables.maybe(value, str(argument.type), name)
        return found

    def _any_type(self) -> str:
        return self.chances.pick(list(TYPES))
