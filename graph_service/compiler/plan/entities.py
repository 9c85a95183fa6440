"""The fields of nodes: properties, relations, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from graphql import SelectionSetNode

from graph_service.compiler.ir.columns import Columns, Read, Rows, Typed
from graph_service.compiler.ir.reads import EdgeSources, Hop, Param
from graph_service.compiler.ir.values import (
    ByType,
    Cell,
    Field,
    Fields,
    Fixed,
    Many,
    One,
    Part,
    Value,
)
from graph_service.compiler.language.arguments import Leaf
from graph_service.compiler.language.select import Selected, Selector
from graph_service.compiler.plan.conditions import hop_of
from graph_service.compiler.plan.nesting import Nesting
from graph_service.model.declare import NodeType, Property
from graph_service.model.edtf import parse_edtf
from graph_service.model.graph import PROPERTIES, RELATIONS, TYPES, Relation
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import by_kind
from graph_service.model.storage import suffix
from graph_service.model.text import FALLBACK, fallback
from graph_service.model.types import SOURCE

Sets = Iterable[SelectionSetNode]
EDGE_SOURCES = "sources"
Connect = Callable[["Entities", Relation, Selected, Columns], Value]


def language_of(selected: Selected) -> str:
    """Give the language that a field is asked for in, as "es"."""
    leaf = selected.arguments.get("lang")
    return str(leaf.value).lower() if isinstance(leaf, Leaf) else FALLBACK[0]


_parsed = lru_cache(maxsize=4096)(parse_edtf)


def precision(edtf: Json) -> Json:
    """Work the precision of a stored date out."""
    return str(_parsed(str(edtf)).precision.name)


def year(edtf: Json) -> Json:
    """Work the year of a stored date out."""
    return _parsed(str(edtf)).year


def shown_text(prop: Property, language: str) -> str:
    """Give the expression of what a language shows of a text, with {v} for the node."""
    tried = [f"{{v}}.{name}" for name in prop.kind.shown_names(prop, language)]
    return f"coalesce({', '.join(tried)})" if len(tried) > 1 else tried[0]


def type_enum(name: Json) -> Json:
    """Give the EntryType of a type's name."""
    return TYPES[str(name)].enum_name


class Entities:
    """Plans the fields of nodes of one operation.

    Nodes have connections and connections have nodes, so what plans connections is given.
    """

    def __init__(self, selector: Selector, connect: Connect) -> None:
        """Take the selector of fields, and what plans connections."""
        self._selector = selector
        self._connect = connect
        self._nesting = Nesting("the selection")
        self.checks: list[Param] = []
        """Parameters that must be right even if the statement doesn't need them."""

    def object(self, type_name: str, sets: Sets, plan: Callable[[Selected], Value]) -> Fields:
        """Plan an object: `plan` gives the value of each field but __typename."""
        return Fields(
            [
                Field(
                    selected.key,
                    selected.coordinate,
                    selected.required,
                    Fixed(type_name) if selected.name == "__typename" else plan(selected),
                )
                for selected in self._selector.fields(type_name, sets)
            ]
        )

    def node(self, node_type: NodeType, sets: Sets, columns: Columns) -> Fields:
        """Plan a node of a type."""
        return self.object(
            node_type.name, sets, lambda selected: self._field(node_type, selected, columns)
        )

    def node_of(self, types: Sequence[NodeType], sets: Sets, columns: Columns) -> Value:
        """Plan a node of one type, or of one of several."""
        if len(types) == 1:
            return self.node(types[0], sets, columns)
        return self.node_if(types, sets, columns)

    def node_if(self, types: Sequence[NodeType], sets: Sets, columns: Columns) -> Value:
        """Plan a node that may be of one of these types, or of none."""
        sets = list(sets)
        by_label: dict[str, tuple[Columns, Value]] = {}
        for node_type in types:
            own = Columns()
            by_label[node_type.name] = (own, self.node(node_type, sets, own))
        typed = columns.add(Typed(tuple((label, own) for label, (own, _) in by_label.items())))
        return ByType(columns.expr("labels({v})[0]"), typed, by_label)

    def _field(self, node_type: NodeType, selected: Selected, columns: Columns) -> Value:
        name = selected.name
        if name == "id":
            return Cell(columns.expr("{v}.id"))
        if name in RELATIONS[node_type.name]:
            return self._relation(RELATIONS[node_type.name][name], selected, columns)
        if name in PROPERTIES[node_type.name]:
            prop = PROPERTIES[node_type.name][name]
            return _PLANS[prop.kind](self, prop, selected, columns)
        if node_type is SOURCE and name == EDGE_SOURCES:
            return Fixed([])  # a source is cited and cites nothing
        if node_type is SOURCE and name == "nameLanguage":
            return Cell(columns.expr("{v}.language"))
        for relation in RELATIONS[node_type.name].values():
            if relation.one and relation.edge_field == name:
                return self._edge_beside(relation, selected, columns)
        return self._text_language(name.removesuffix("Language"), selected, columns)

    def plain(self, prop: Property, _selected: Selected, columns: Columns) -> Value:
        """Plan a value that is read as it is stored."""
        stored = f"{{v}}.{prop.name}"
        return Cell(columns.expr(f"coalesce({stored}, [])" if prop.many else stored))

    def text(self, prop: Property, selected: Selected, columns: Columns) -> Value:
        """Plan a text in the requested language."""
        return Cell(columns.expr(shown_text(prop, language_of(selected))))

    def datetime(self, prop: Property, _selected: Selected, columns: Columns) -> Value:
        """Plan a point in time, which GraphQL writes as text."""
        return Cell(columns.expr(f"toString({{v}}.{prop.name})"))

    def _text_language(self, name: str, selected: Selected, columns: Columns) -> Value:
        cases = " ".join(
            f"WHEN {{v}}.{name}{suffix(x)} IS NOT NULL THEN '{x.upper()}'"
            for x in fallback(language_of(selected))
        )
        return Cell(columns.expr(f"CASE {cases} END"))

    def date(self, prop: Property, selected: Selected, columns: Columns) -> Value:
        """Plan a date: a list of what is stored of it, null where its EDTF is null."""
        stored = f"{{v}}.{prop.name}"
        own = Columns()
        edtf = own.expr(stored)

        def part(field: Selected) -> Value:
            match field.name:
                case "edtf":
                    return Cell(edtf)
                case "precision":
                    return Cell(edtf, precision)
                case "year":
                    return Cell(edtf, year)
                case "qualifier":
                    return Cell(own.expr(f"{stored}Qualifier"))
            return Cell(own.expr(f"toString({stored}{field.name.capitalize()})"))

        value = self.object(selected.type_name, selected.selections, part)
        column = columns.expr(f"CASE WHEN {stored} IS NOT NULL THEN {own.listed()} END")
        return Part(column, own, value)

    def counts(self, selected: Selected, columns: Columns) -> Value:
        """Plan the number of entries of each type, which a release holds as two lists."""
        own = Columns()
        kinds, numbers = own.expr("{v}.countedTypes[i]"), own.expr("{v}.countedNumbers[i]")

        def part(field: Selected) -> Value:
            return Cell(kinds, type_enum) if field.name == "type" else Cell(numbers)

        value = self.object(selected.type_name, selected.selections, part)
        each = f"[i IN range(0, size({{v}}.countedTypes) - 1) | {own.listed()}]"
        return Many(columns.expr(each), own, value)

    def _relation(self, relation: Relation, selected: Selected, columns: Columns) -> Value:
        with self._nesting.deeper():
            if relation.plain:
                return self._sources(hop_of(relation), selected, columns)
            if not relation.one:
                return self._connect(self, relation, selected, columns)
            own = Columns()
            value = self.node_of(relation.targets, selected.selections, own)
        rows = columns.add(Rows(Read(hop_of(relation), own)))
        return One(rows, value)

    def _edge_beside(self, relation: Relation, selected: Selected, columns: Columns) -> Value:
        own = Columns()

        def part(field: Selected) -> Value:
            return self.edge_field(field, own)

        value = self.object(selected.type_name, selected.selections, part)
        rows = columns.add(Rows(Read(hop_of(relation), own)))
        return One(rows, value)

    def edge_field(self, selected: Selected, columns: Columns) -> Value:
        """Plan a field of an edge: its sources, or one of its properties."""
        if selected.name == EDGE_SOURCES:
            with self._nesting.deeper():
                return self._sources(EdgeSources(), selected, columns)
        return Cell(columns.expr(f"{{v}}.{selected.name}", "edge"))

    def _sources(self, source: Hop | EdgeSources, selected: Selected, columns: Columns) -> Value:
        own = Columns()
        value = self.node(SOURCE, selected.selections, own)
        rows = columns.add(Rows(Read(source, own)))
        return Many(rows, own, value)


_PLANS: Mapping[Kind, Callable[[Entities, Property, Selected, Columns], Value]] = by_kind(
    {
        Kind.TEXT: Entities.text,
        Kind.STRING: Entities.plain,
        Kind.URL: Entities.plain,
        Kind.INT: Entities.plain,
        Kind.BOOLEAN: Entities.plain,
        Kind.DATE: Entities.date,
        Kind.DATETIME: Entities.datetime,
        Kind.ENUM: Entities.plain,
        Kind.COUNTS: lambda entities, _, selected, columns: entities.counts(selected, columns),
    }
)
