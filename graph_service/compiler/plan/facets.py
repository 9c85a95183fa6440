"""Facets: the values that the nodes of a list have, and how many nodes have each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.compiler.ir.columns import Columns, Expr, Facet
from graph_service.compiler.ir.origins import Constant, Items, Origin
from graph_service.compiler.ir.reads import Condition, Hop, Listed, Page, Param
from graph_service.compiler.ir.values import Cell, Fixed, Many, Part, Value
from graph_service.compiler.language.arguments import Argument
from graph_service.compiler.language.select import Selected
from graph_service.compiler.plan import encoders
from graph_service.compiler.plan.conditions import hop_of
from graph_service.compiler.plan.entities import Entities, language_of, shown_text
from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import FACETS, Relation
from graph_service.model.json import Json
from graph_service.model.kinds import Kind
from graph_service.model.kinds.table import COUNTED, by_kind
from graph_service.model.vocabulary import Vocabulary

_YEAR = "CASE WHEN {v}.%sEarliest.year = {v}.%sLatest.year THEN {v}.%sLatest.year END"


def without(where: Argument | None, key: str) -> Argument | None:
    """Leave a field's own filter out of a `where`: at its top, and in its `and`."""
    if not isinstance(where, Mapping):
        return where
    return {
        name: [kept for item in tree if (kept := without(item, key)) is not None]
        if name == "and" and isinstance(tree, Sequence)
        else tree
        for name, tree in where.items()
        if name != key
    }


@dataclass(frozen=True)
class _Counted:
    """What a facet counts.

    Attributes:
        via: how a node leads to its values.
        many: whether an expression gives a list of them.
        value: how a value is written, with {v} for it.
        label: the expression of a value's label in a language, and what converts it.
    """

    via: Expr | Hop
    many: bool
    value: str
    label: Callable[[str], tuple[str, Callable[[Json], Json]]]


def _counted(node_type: NodeType, by: str) -> _Counted:
    match FACETS[node_type.name][by]:
        case Relation() as relation:
            name = relation.target.property_of("name")
            return _Counted(
                hop_of(relation), False, "{v}.slug", lambda lang: (shown_text(name, lang), str)
            )
        case Property() as prop:
            return _COUNTED[prop.kind](prop)


def _terms(prop: Property) -> _Counted:
    enum = Kind.ENUM.vocabulary(prop)
    return _Counted(
        Expr(f"{{v}}.{prop.name}"), prop.many, "{v}", lambda lang: ("{v}", term_label(enum, lang))
    )


def _years(prop: Property) -> _Counted:
    year = Expr(_YEAR.replace("%s", prop.name))
    return _Counted(year, False, "{v}", lambda _: ("{v}", str))


_COUNTED = by_kind({Kind.ENUM: _terms, Kind.DATE: _years}, COUNTED)


def term_label(enum: type[Vocabulary], language: str) -> Callable[[Json], Json]:
    """Give what turns the name of a term into its label."""
    by_name: Mapping[str, str] = {term.name: term.label(language) for term in enum}
    return lambda name: by_name[str(name)]


def facet(
    entities: Entities,
    by: str,
    source: Listed,
    node_type: NodeType,
    where: Condition,
    selected: Selected,
    columns: Columns,
) -> Value:
    """Plan one facet of a list.

    Args:
        entities: plans objects.
        by: the field that is counted.
        source: the list.
        node_type: of the nodes in it.
        where: the condition that they are counted under.
        selected: the field `facets`.
        columns: of the row that has the list.
    """
    counted = _counted(node_type, by)
    cell, own = Columns(), Columns()
    size, rows = cell.expr("0: how many values"), cell.expr("1: the first of them")
    firsts: list[Origin] = []

    def part(field: Selected) -> Value:
        match field.name:
            case "field":
                return Fixed(by)
            case "totalCount":
                return Cell(size)
        first = field.leaf("first")
        firsts.append(first.origin if first else Constant(None))
        value = entities.object(field.type_name, field.selections, each)
        return Many(rows, own, value, _first(firsts[-1]))

    def each(field: Selected) -> Value:
        match field.name:
            case "count":
                return Cell(own.expr("{k}"))
            case "value":
                return Cell(own.expr(counted.value), str)
        template, convert = counted.label(language_of(field))
        return Cell(own.expr(template), convert)

    value = entities.object(selected.type_name, selected.selections, part)
    limit = Param(Items(tuple(firsts)), encoders.most_values, "first")
    facet_column = Facet(source, where, counted.via, counted.many, counted.value, own, limit)
    return Part(columns.add(facet_column), cell, value)


def _first(origin: Origin) -> Page:
    size = Param(origin, encoders.values_size, "first")
    return Page(size=size, limit=size, after=None, before=None, backward=False)
