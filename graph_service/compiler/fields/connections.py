"""Relay connections of root fields, to-many relations and related practices, with `nodes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from graph_service.compiler.fields import names
from graph_service.compiler.fields.facets import facets_field
from graph_service.compiler.fields.orders import number, sort_keys
from graph_service.compiler.fields.paging import (
    PAGE_INFO,
    POSITION,
    SIZES,
    Connection,
    EdgeRow,
    Sizes,
    page_arguments,
    page_of,
    where_argument,
)
from graph_service.compiler.fields.planner import Row, cell
from graph_service.compiler.fields.relations import edge_fields, hop_of, relation_targets
from graph_service.compiler.fields.search.conditions import MARKS, listed_by, of_hits, plan_hits
from graph_service.compiler.fields.type_system import (
    Field,
    InterfaceType,
    NamedType,
    ObjectType,
    listed,
)
from graph_service.compiler.fields.wheres import where_condition
from graph_service.compiler.ir.columns import Columns, Count, Expr, Read, Rows
from graph_service.compiler.ir.conditions import (
    TRUE,
    Condition,
    Related,
    Test,
    conjuncts,
    every,
    keys_in,
    params_of,
)
from graph_service.compiler.ir.pages import SortKey
from graph_service.compiler.ir.sources import AllOf, Among, Hop, Listed, Matched, Sharing
from graph_service.compiler.ir.values import Cell, Checked, Fixed, Many, Value
from graph_service.compiler.language.arguments import given_in
from graph_service.compiler.language.hints import as_text
from graph_service.compiler.language.select import Selected
from graph_service.model.declare import Facts, NodeType
from graph_service.model.graph import ENTRY_TYPES, RELATIONS, Relation
from graph_service.model.graph import TYPES as TYPES_BY_NAME
from graph_service.model.indexes import ordered_properties
from graph_service.model.json import Json
from graph_service.model.types import CHANGE, DETAIL, GOOD_PRACTICE, NODE_TYPES, STAGE_EVENT, TOPIC

C = TypeVar("C", bound=Connection)
ENTRY_NAMES = frozenset(node_type.name for node_type in ENTRY_TYPES)


def connection(
    row: Row,
    source: Listed,
    types: Sequence[NodeType],
    selected: Selected,
    order: tuple[SortKey, ...] | None = None,
    only: Condition = TRUE,
    *,
    relation: Relation | None = None,
    has_where: bool = True,
    sizes: Sizes = SIZES,
) -> Connection:
    """Return the connection over a list of nodes of some types, which a row has.

    An `order` replaces that of the arguments. `only` is a condition beside `where`, which facets
    don't ignore; `relation` is the one of the list, if any. Without `has_where`, the argument
    `where` is not a condition on the nodes. Those of hits are the conditions beside its text.

    Raises:
        BadUserInput: if arguments exclude each other, or don't fit the list.
        LimitExceeded: if relations are nested too deep in them.
    """
    arguments, is_found = {**selected.arguments}, isinstance(source, Matched)
    if is_found and isinstance(given := arguments.get("where"), Mapping):
        arguments["where"] = {name: tree for name, tree in given.items() if name != "text"}
    where = only
    if has_where:
        where = every((where_condition(types, arguments.get("where"), relation), only))
    # That there is an edge is in no index.
    is_whole = all(isinstance(p, Related) and p.condition == TRUE for p in conjuncts(where))
    if order is None:
        by_index = _indexed(source, types, is_whole=is_whole)
        keys, text = arguments.get("orderBy"), given_in(arguments.get("where"), "text")
        order = sort_keys(types, keys, selected, by_index=by_index, text=text, is_found=is_found)
    page = page_of(selected, names.common(types), order, sizes)
    # All arguments are checked, even if neither a row nor a count is selected.
    positions = [param for cursor in (page.after, page.before) if cursor for param in cursor.keys]
    row.planner.checks += [page.limit, *positions, *params_of(where)]
    edge = EdgeRow(row.planner, Columns(), types, order, relation)
    hint = _index_hint(source, types, order, is_whole=is_whole)
    listed, beside = of_hits(source, where)
    rows = Rows(Read(listed, edge.columns, beside, order, page, hint))
    return Connection(row.planner, row.columns, listed, beside, only, page, edge, rows, arguments)


def _indexed(source: Listed, types: Sequence[NodeType], *, is_whole: bool) -> str:
    """Return "nodes" or "edges" if Neo4j may read a list in the order of an index of these.

    A filter may have a better index, except for records of loads, which grow for ever.
    """
    if isinstance(source, AllOf) and (is_whole or types[0].is_newest_first):
        return "nodes"
    return "edges" if isinstance(source, Hop) and source.keys else ""


def _index_hint(
    source: Listed, types: Sequence[NodeType], order: tuple[SortKey, ...], *, is_whole: bool
) -> Condition:
    """Return a condition that always holds, but lets Neo4j read an index in its order.

    Neo4j does that only if nulls are excluded.
    """
    if _indexed(source, types, is_whole=is_whole) != "nodes":
        return TRUE
    if order and order[0].index:
        return Test(f"{order[0].template} IS NOT NULL")
    first = order[0].template if order else "{v}.id"
    is_nullable = bool(order) and order[0].nullable
    if is_nullable or first.removeprefix("{v}.") not in ordered_properties(types[0]):
        return TRUE
    return Test(f"{first} IS NOT NULL")


def plan_connection(
    of: ObjectType[Connection],
    source: Listed,
    types: Sequence[NodeType],
    row: Row,
    selected: Selected,
    only: Condition = TRUE,
    relation: Relation | None = None,
    order: tuple[SortKey, ...] | None = None,
) -> Value:
    """Plan a connection over a list; see `connection`."""
    # Only the nodes that a node refers to are a level deeper, not those of a root or a row's list.
    with row.planner.nesting.deeper(levels=source.of_row == "n"):
        found = connection(row, source, types, selected, order, only, relation=relation)
        return checked(found, found.object(of, selected.selections))


def checked(of: Connection, value: Value) -> Value:
    """Plan a list; if the operation requests so, report the keys in its condition that are unknown.

    The column of a comparison with keys, such as `{v}.iso3 IN {0}`, has those that no node has.
    """
    labels = tuple(node_type.name for node_type in of.edge.types)
    for found, test in keys_in(labels, of.where) if of.planner.reports_missing else ():
        stored, sign, _ = test.template.split(" ")
        name = stored.removeprefix("{v}.")
        keys = "{0}" if sign == "IN" else "[{0}]"
        node = f"MATCH (m:{'|'.join(found)}) WHERE m.{name} = key"
        unknown = Expr(f"[key IN {keys} WHERE NOT EXISTS {{ {node} }}]", params=test.params)
        said = f"No {TYPES_BY_NAME[found[0]].noun if len(found) == 1 else 'entry'} has the {name}"
        value = Checked(value, of.columns.add(unknown), partial(_unknown, said))
    return value


def _unknown(said: str, key: Json) -> str:
    return f"{said} {as_text(key)}."


def _plan_count(of: Connection, _: Selected) -> Value:
    return Cell(of.columns.add(Count(of.source, of.where)))


def _plan_info(of: Connection, selected: Selected) -> Value:
    of.columns.add(of.rows)
    return of.object(PAGE_INFO, selected.selections)


def _plan_nodes(of: Connection, selected: Selected) -> Value:
    value = of.edge.item(selected.selections)
    return Many(of.columns.add(of.rows), of.edge.columns, value, of.page)


def _plan_edges(edge: ObjectType[EdgeRow], of: Connection, selected: Selected) -> Value:
    value = of.edge.object(edge, selected.selections)
    return Many(of.columns.add(of.rows), of.edge.columns, value, of.page)


_TOTAL_COUNT = Field[Connection](
    "totalCount", "Int!", "The number of items on all pages.", _plan_count
)
_PAGE_INFO = Field[Connection]("pageInfo", "PageInfo!", "Information for pagination.", _plan_info)
_CURSOR = Field[EdgeRow](
    "cursor",
    "String!",
    "The cursor, for `after` and `before` in this order.",
    lambda edge, _: edge.cursor,
)


_NODE = Field[EdgeRow](
    "node", "Node!", "The node.", lambda edge, selected: edge.item(selected.selections)
)
ITEM = InterfaceType("Item", "An item on a page of any list of nodes.", (_CURSOR, _NODE))


def _of_any_list(field: Field[Row]) -> Field[EdgeRow]:
    """Return a field of an edge, in a type that lists without a relation have, too."""
    is_list = field.type.startswith("[")

    def plan(edge: EdgeRow, selected: Selected) -> Value:
        if edge.relation is None:
            return Fixed([] if is_list else None)
        return field.plan(edge, selected)

    name = field.type if is_list else field.type.removesuffix("!")
    return Field(field.name, name, field.description, plan, field.arguments)


_STATED = tuple(map(_of_any_list, edge_fields(None)))
STATEMENT = InterfaceType(
    "Statement",
    "An item on a page of a list, with what the edge of its relation says. Lists that no relation"
    " leads to, such as `countries`, have null there, and no sources.",
    (_CURSOR, _NODE, *_STATED),
    ITEM.name,
)
PAGE = InterfaceType(
    "Page",
    "A page of any list of nodes, for fragments of components that show all of them.",
    (
        _TOTAL_COUNT,
        _PAGE_INFO,
        Field("nodes", listed("Node"), "The nodes on the page.", _plan_nodes),
        Field("edges", listed(ITEM.name), "The items on the page.", _plan_nodes),
    ),
)


def page_types(
    prefix: str,
    node: str,
    nouns: tuple[str, str],
    of_edge: Sequence[Field[EdgeRow]] = (),
    of_page: Sequence[Field[C]] = (),
    *,
    described: str | None = None,
    implements: tuple[str | None, str | None] = (ITEM.name, PAGE.name),
    beside: str = "",
    each: str = "its cursor",
) -> tuple[ObjectType[EdgeRow], ObjectType[C]]:
    """Return the type of the items on a page, and that of the page.

    Args:
        prefix: what their names begin with.
        node: the type of the nodes.
        nouns: a word for a node, and for several.
        of_edge: further fields of an item.
        of_page: further fields of the page.
        described: what the page has, in words; by default, the noun for several nodes.
        implements: the interface of an item, and that of the page.
        beside: what an item has beside its node.
        each: what the description of `edges` says that each item has.
    """
    noun, plural = nouns
    described = described or plural
    edge = ObjectType[EdgeRow](
        f"{prefix}Edge",
        f"An item on a page of {described}{beside}.",
        (
            _CURSOR,
            replace(_NODE, type=f"{node}!", description=f"The {noun}."),
            *of_edge,
        ),
        implements[0],
    )
    page = ObjectType[C](
        f"{prefix}Connection",
        f"A page of {described}.",
        (
            _TOTAL_COUNT,
            _PAGE_INFO,
            Field("nodes", listed(node), f"The {plural} on the page.", _plan_nodes),
            Field(
                "edges",
                listed(edge.name),
                f"The {plural} on the page, each with {each}.",
                partial(_plan_edges, edge),
            ),
            *of_page,
        ),
        implements[1],
    )
    return edge, page


def _marks(name: str, facts: Facts | None) -> tuple[Field[Connection], ...]:
    """Return what a list says of a search: one of entries, without facts of edges."""
    return MARKS if facts is None and name in ENTRY_NAMES else ()


def list_types(
    name: str, *, has_facets: bool = True
) -> tuple[ObjectType[EdgeRow], ObjectType[Connection]]:
    """Return the edge and the connection of a list that no edge of the graph leads to."""
    of_page = (facets_field(name), *_marks(name, None)) if has_facets else ()
    return page_types(name, name, (names.noun(name), names.plural(name)), of_page=of_page)


def _relation(name: str, facts: Facts | None) -> tuple[ObjectType[EdgeRow], ObjectType[Connection]]:
    return page_types(
        names.relation(name, facts),
        name,
        (names.noun(name), names.plural(name)),
        edge_fields(facts) if facts else _STATED,
        (facets_field(name), *_marks(name, facts)),
        implements=(STATEMENT.name, PAGE.name),
        beside=", with the properties of the edge to it" + ("" if facts else "; see `Statement`"),
        each="its cursor and the properties of its edge",
    )


_LISTED = (*(t for t in NODE_TYPES if t.root), CHANGE, DETAIL, STAGE_EVENT)
_MADE = {t.name: list_types(t.name) for t in _LISTED} | {
    names.relation(*target): _relation(*target) for target in relation_targets()
}
CONNECTIONS = {prefix: connection for prefix, (_, connection) in _MADE.items()}
"""All connections, by what their names begin with."""


def root_field(name: str, node_type: NodeType) -> Field[Row]:
    """Return the field of Query for all nodes of a type, or those that a search finds."""
    of = CONNECTIONS[node_type.name]

    def plan(row: Row, selected: Selected) -> Value:
        text = given_in(selected.arguments.get("where"), "text")
        if text is None:
            return plan_connection(of, AllOf(node_type.name), (node_type,), row, selected)
        return plan_hits(
            row,
            listed_by(text, node_type),
            lambda own, hits: plan_connection(of, hits, (node_type,), own, selected),
        )

    return Field(
        name,
        f"{of.name}!",
        f"List {node_type.plural}: filtered, sorted and paginated.",
        plan,
        arguments=page_arguments(node_type.name),
    )


def relation_field(relation: Relation) -> Field[Row]:
    """Return the field of a to-many relation."""
    target = names.target(relation)
    of = CONNECTIONS[names.relation(target, relation.facts)]
    plan = partial(plan_connection, of, hop_of(relation), relation.targets, relation=relation)
    return Field(
        relation.name, f"{of.name}!", relation.description, plan, arguments=page_arguments(target)
    )


# The practices that share topics, those that share most first.
_SHARED = "size({l})"
_BY_SHARED = (SortKey("sharedCount", _SHARED, number, descending=True),)


def _plan_shared(edge: EdgeRow, selected: Selected) -> Value:
    """Plan the topics that both practices have: the list of the row."""
    return edge.many(Among(), lambda topic: topic.node(TOPIC, selected.selections))


_RELATED_EDGE, _RELATED = page_types(
    "RelatedPractice",
    GOOD_PRACTICE.name,
    ("related practice", "related practices"),
    (
        Field(
            "sharedTopics",
            listed(TOPIC.name),
            "The topics that both practices have, sorted by id.",
            _plan_shared,
        ),
        Field("sharedCount", "Int!", "The number of topics that both have.", cell(_SHARED)),
    ),
    (facets_field(GOOD_PRACTICE.name),),
    described="related good practices",
    beside=", with what is shared",
    each="what is shared",
)
TYPES: tuple[NamedType, ...] = (
    ITEM,
    STATEMENT,
    PAGE,
    *(made for both in _MADE.values() for made in both),
    _RELATED,
    _RELATED_EDGE,
)


def _plan_related(row: Row, selected: Selected) -> Value:
    source = Sharing(hop_of(RELATIONS[GOOD_PRACTICE.name]["topics"]), GOOD_PRACTICE.name)
    return plan_connection(_RELATED, source, (GOOD_PRACTICE,), row, selected, order=_BY_SHARED)


RELATED = Field[Row](
    "relatedPractices",
    f"{_RELATED.name}!",
    (
        "The other practices that have topics in common with this one: those with most first, then"
        " by id."
    ),
    _plan_related,
    arguments=(where_argument(GOOD_PRACTICE.name), *POSITION),
)
