"""Random conditions on nodes and on edges."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    get_named_type,
    get_nullable_type,
)

from graph_service.model.edge_properties import BASIS, SOURCES
from graph_service.model.graph import RELATIONS, Relation
from graph_service.model.types import SOURCE
from graph_service.model.types.shared import NOTE
from tests.difference.random_graphs import DATES, TEXTS, TIMES

from .known import changed, is_code
from .literals import Literal
from .maker import Maker

SIGNS = ("-", '"*', "AND", "(tra", "\\", "+z", "na*", "name:x", "ni~2", "tra[", "ñ^4")
"""Words with characters that are special to Lucene."""
NO_DATES = ("2018-13", "XXXX-10-14", "", "2019/2018", "soon")

KINDS = ("Filter", "Filter", "Filter", "Relation", "Relation", "Where")
"""Kinds of conditions: on a property; on a to-many relation; `and`, `or`, `not` or to-one."""


class Conditions(Maker):
    """Generates the conditions of one operation."""

    def where(
        self, where_type: GraphQLInputObjectType, depth: int, relation: Relation | None = None
    ) -> dict[str, Literal]:
        """Return a condition with a few fields, on nodes that a relation may lead to."""
        owner = where_type.name.removesuffix("Where").removesuffix("Edge")
        kinds = {
            name: self._kind(where_type, name)
            for name in where_type.fields
            if _is_allowed(where_type, name, relation)
        }
        found: dict[str, Literal] = {}
        for _ in range(self.chances.pick((1, 1, 2, 1, 1, 2, 3, 0))):
            kind = self.chances.pick(KINDS) if depth else "Filter"
            names = [n for n in kinds if kinds[n] == kind] or list(kinds)
            # Pick the type first: types that few fields have would hardly be tried otherwise.
            type_name = self.chances.pick(
                [t for t in _types(where_type, names) for _ in range(self.weight(t))]
            )
            name = self.chances.pick([n for n in names if _named(where_type, n) == type_name])
            field_type = where_type.fields[name].type
            inner = get_named_type(field_type)
            value: Literal
            if not isinstance(inner, GraphQLInputObjectType):  # text
                value = None if self.chances.sometimes(3) else self.words()
                found[name] = self.variables.maybe(value, str(field_type), name)
                continue
            match kinds[name]:
                case "Filter":
                    value = self._filter(inner, owner, name)
                case "Relation":
                    value = self._relation(inner, depth, RELATIONS[owner][name])
                case "Where" if isinstance(get_nullable_type(field_type), GraphQLList):
                    value = [
                        self.where(inner, depth - 1, relation)
                        for _ in range(self.chances.pick((1, 2, 0)))
                    ]
                case _:
                    reached = RELATIONS.get(owner, {}).get(name, relation)
                    value = self.where(inner, depth - 1, reached)
            if self.chances.sometimes(3):
                value = None
            found[name] = self.variables.maybe(value, str(field_type))
        return found

    @staticmethod
    def _kind(input_type: GraphQLInputObjectType, name: str) -> str:
        named = "Filter" if name == "text" else _named(input_type, name)
        return next(kind for kind in ("Filter", "Relation", "Where") if named.endswith(kind))

    def _relation(self, relation: GraphQLInputObjectType, depth: int, reached: Relation) -> Literal:
        found: dict[str, Literal] = {}
        for quantifier in self.chances.some(list(relation.fields), (1, 1, 1, 2)):
            inner = get_named_type(relation.fields[quantifier].type)
            if not isinstance(inner, GraphQLInputObjectType):
                raise TypeError(f"{inner} is not a condition")
            none = self.chances.sometimes(4)
            value: Literal = None if none else self.where(inner, depth - 1, reached)
            found[quantifier] = self.variables.maybe(value, str(relation.fields[quantifier].type))
        return found

    def each(
        self,
        where_type: GraphQLInputObjectType,
        seen: set[str],
        relation: Relation | None = None,
    ) -> Iterator[Literal]:
        """Yield one condition per operator: of a type, and of related types not in `seen`."""
        owner = where_type.name.removesuffix("Where").removesuffix("Edge")
        seen.add(where_type.name)
        fields = where_type.fields.items()
        for name, field in [item for item in fields if _is_allowed(where_type, item[0], relation)]:
            inner = get_named_type(field.type)
            if not isinstance(inner, GraphQLInputObjectType):  # text
                yield {name: self.words()}
                yield {"or": [{name: self.words()}]}
            elif inner.name.endswith("Filter"):
                for operator in inner.fields:
                    alone = {operator: self._operand(inner, operator, owner, name)}
                    if "lang" in inner.fields and self.chances.sometimes(50):
                        alone["lang"] = self.enum("Language")
                    yield {name: alone}
            elif inner.name.endswith("Relation"):
                yield from self._each_related(inner, seen, RELATIONS[owner][name])

    def _each_related(
        self, quantified: GraphQLInputObjectType, seen: set[str], by: Relation
    ) -> Iterator[Literal]:
        reached = get_named_type(quantified.fields["some"].type)
        facts = f"edges of {by.facts.name if by.facts else by.name}"
        edge = get_named_type(reached.fields["edge"].type)
        for key, parts in ((reached.name, reached), (facts, edge)):
            if key not in seen:
                seen.add(key)
                for condition in self.each(parts, seen, by):
                    within = condition if parts is reached else {"edge": condition}
                    yield {by.name: {"some": within}}

    def words(self) -> str:
        """Return one or two words of the graph, or parts of them; sometimes too many."""
        if self.mistake():
            return " ".join(f"a{number}" for number in range(21))
        words = [self._word() for _ in range(self.chances.pick((1, 1, 1, 2)))]
        if self.chances.sometimes(10):
            words.append(self.chances.pick(("de víctimas", "trata de personas", "people")))
        return " ".join(words)

    def _word(self) -> str:
        text = self.chances.pick(TEXTS)
        return self.chances.pick((text[:1], text, text[:3], text.upper(), text[1:], *SIGNS))

    def _filter(self, filter_type: GraphQLInputObjectType, owner: str, prop: str) -> Literal:
        """Return a condition on one property, with one or two operators."""
        found: dict[str, Literal] = {}
        names = list(filter_type.fields)
        for operator in [self.chances.pick(names), *self.chances.some(names, (0, 1))]:
            field = filter_type.fields[operator]
            value = self._operand(filter_type, operator, owner, prop)
            if self.chances.sometimes(10):
                value = None
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
        """Return one value to compare with."""
        named = get_named_type(filter_type.fields[operator].type)
        makers: Mapping[str, Callable[[], Literal]] = {
            "Boolean": lambda: self.chances.pick((True, False)),
            "Int": lambda: self._integer(operator),
            "ID": lambda: self._identity(owner, prop),
            "DateTime": self.time,
        }
        if named.name in makers:
            return makers[named.name]()
        if isinstance(named, GraphQLEnumType):
            return self.enum(named.name)
        if filter_type.name == "PartialDateFilter":
            return self._date()
        if prop == "sources":  # of an edge
            return self.chances.pick(self.known.texts(SOURCE.name, "slug"))
        text = self.chances.pick(self.known.texts(owner, prop))
        if is_code(owner, prop) and operator in ("eq", "in") and not self.chances.sometimes(15):
            return text
        return changed(self.chances, text)

    def _integer(self, operator: str) -> Literal:
        return (
            self.chances.number(-2, 4)
            if operator not in ("year", "inOrBy")
            else self.chances.number(2016, 2022)
        )

    def _identity(self, owner: str, prop: str) -> Literal:
        """Return an id of a node, or an id that changes refer to."""
        referred = self.known.texts(owner, prop) if prop != "id" else ()
        return self.chances.pick(referred) if referred else self.id(owner)

    def time(self) -> Literal:
        """Return a time in one of the forms of RFC 3339, or near it."""
        return self.chances.pick(
            [
                *(time.isoformat() for time in TIMES),
                "2026-11-24T15:30:00Z",
                "2026-11-24T09:30:00.005-06:00",
            ]
        )

    def _date(self) -> Literal:
        if self.mistake():
            return self.chances.pick(NO_DATES)
        return self.chances.pick([date for date in DATES if not date.startswith("XXXX")])


def _is_allowed(where_type: GraphQLInputObjectType, name: str, relation: Relation | None) -> bool:
    """Whether a condition fits the relation that leads to its nodes, if any does."""
    if where_type.name != "EdgeWhere":
        return name != "edge" or relation is not None
    own = relation.facts.properties if relation and relation.facts else ()
    return name in {"and", "or", "not", *(prop.name for prop in (*own, BASIS, NOTE, SOURCES))}


def _types(input_type: GraphQLInputObjectType, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(_named(input_type, name) for name in names))


def _named(input_type: GraphQLInputObjectType, name: str) -> str:
    return str(get_named_type(input_type.fields[name].type))
