"""A source → the clauses that bind its nodes.

>>> from graph_service.compiler.ir.origins import Constant
>>> read = Read(ir.ByIds("Topic", ir.Param(Constant(None), list, "ids")), Columns())
>>> ClauseWriter(lambda param: "$p[0]", str, former=False).clauses(read, depth=0)
['UNWIND $p[0] AS k1', 'MATCH (n1:Topic {id: k1})']

A read at depth d binds n<d>, a node; e<d>, the edge that led to it; k<d>, the key that it was found
by, or the count of a pair; l<d>, the list of nodes in a row, or the map of a search; a<d> and b<d>,
the ends of a pair, for which n<d> is a map with an id; h<d>, a hit; and `score` and `how`, its
score and how it was found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from graph_service.compiler.cypher.full_text import begun_clauses
from graph_service.compiler.cypher.subqueries import call
from graph_service.compiler.cypher.where import Matcher, Name, ordering, pattern, place_conditions
from graph_service.compiler.ir import sources as ir
from graph_service.compiler.ir.columns import (
    LANGUAGE_PARAMETER,
    Beyond,
    Columns,
    Count,
    Expr,
    Facet,
    Read,
    Rows,
)
from graph_service.compiler.ir.conditions import TRUE, Condition, Test, every, has_edge
from graph_service.compiler.ir.pages import Page, SortKey
from graph_service.model.derived_edges import COUNT, key_start
from graph_service.model.indexes import FORMER_SLUGS
from graph_service.model.storage import suffix
from graph_service.model.text import FALLBACK

_HAS_ID = Test("{v}.id IS NOT NULL")
BETWEEN_ENDS = ","
"""Joins the ids of the ends of a pair. It sorts before every character of an id."""


class ClauseWriter:
    """Writes the clauses of the sources in one statement."""

    def __init__(self, name: Name, limit: Name, *, former: bool) -> None:
        self._name = name
        self._limit = limit
        self._former = former
        self._matcher = Matcher(name)

    def clauses(self, read: Read, depth: int) -> list[str]:
        """Return the clauses that bind the nodes of a read, filtered, ordered and limited."""
        inner = depth + 1
        node = f"n{inner}"
        match read.source:
            case ir.ByKey(label, prop, key, former):
                return self._by_key(label, prop, key, former, inner)
            case ir.ByIds(label, ids):
                return self._by_ids(label, ids, inner)
            case ir.Newest(label, prop):
                return [
                    f"MATCH ({node}:{label}) WHERE {node}.{prop} IS NOT NULL",
                    f"WITH {node} ORDER BY {node}.{prop} DESC LIMIT 1",
                ]
            case ir.EdgeSources():
                return [
                    f"UNWIND e{depth}.sources AS k{inner}",
                    f"MATCH ({node}:Source {{slug: k{inner}}})",
                    f"WITH {node} ORDER BY {node}.id",
                ]
            case ir.Hits(found):
                return [f"WITH {self._name(found)} AS l{inner}"]
            case ir.Begun() as begun:
                return begun_clauses(begun, inner, self._name)
            case ir.Hop() as hop if read.page is not None and (list_key := _list_key(hop, read)):
                return self._in_order(hop, list_key, read, read.page, depth)
            case ir.AllEntries() as entries if read.page is not None:
                return self._first_of_each(entries, read, read.page, node)
            case ir.AllOf(label) if read.hint != TRUE and read.order and read.order[0].index:
                return self._in_order_of_language(label, read, node)
            case source:
                clauses, bound = self.listed(source, read.condition, depth, read.columns)
                return [*clauses, self._page(read, node, bound)]

    def listed(  # noqa: C901 (one case per source)
        self, source: ir.Listed, where: Condition, depth: int, columns: Columns | None = None
    ) -> tuple[list[str], str]:
        """Return the clauses that bind the nodes of a list, and the variables that they bind.

        If the nodes are read, their columns may need the edges that led to them, or the lists of
        their rows.
        """
        node = f"n{depth + 1}"
        edge = f"e{depth + 1}" if columns and columns.need_edge else ""
        match source:
            case ir.Hop():
                bound = f"{node}, {edge}" if edge else node
                edge = f"e{depth + 1}" if has_edge(where) else edge
                return self._matcher.hop(source, f"n{depth}", node, edge, where), bound
            case ir.Joined(labels, prop, key):
                match = f"MATCH ({node}:{'|'.join(labels)} {{{prop}: n{depth}.{key}}})"
                return self._matcher.filtered(match, where, node), node
            case ir.Sharing(hop, label):
                shared, found = f"s{depth + 1}", f"l{depth + 1}"
                clauses = [
                    f"MATCH {pattern(hop, f'n{depth}', '', shared)}",
                    f"MATCH {pattern(hop, f'{node}:{label}', '', shared)} WHERE {node} <> n{depth}",
                ]
                counted = f"WITH {node}, collect({shared}) AS {found}"
                return [*clauses, *self._matcher.filtered(counted, where, node)], f"{node}, {found}"
            case ir.AllOf(label):
                return self._matcher.all_of(label, node, where), node
            case ir.AllEntries(labels, chosen):
                clauses = self._matcher.all_of("|".join(labels), node, where)
                if chosen is not None:
                    clauses.append(f"WITH {node} WHERE labels({node})[0] IN {self._name(chosen)}")
                return clauses, node
            case ir.Pairs():
                needs_list = columns is not None and _need_list(columns)
                return self._pairs(source, where, depth + 1, needs_list=needs_list)
            case ir.Gathered():
                return [f"UNWIND {self.gathered(source)} AS {node}"], node
            case ir.Among():
                return [f"UNWIND l{depth} AS {node}"], node
            case ir.Matched():
                hits = self.hits(self.matched(source, depth), where, depth + 1)
                how = ", ".join(f"l{depth}.{x}" for x in ("text", "concepts", "corrected"))
                parts = f"h{depth + 1}[1] AS score, [h{depth + 1}[2], {how}] AS how"
                return [*hits, f"WITH {node}, {parts}"], f"{node}, score, how"
        assert_never(source)

    def gathered(self, source: ir.Gathered) -> str:
        """Return the expression of a list of nodes."""
        if source.place is None:
            return source.variable
        return f"{source.variable}[{self._name(source.place)}]"

    def hits(self, listed: str, where: Condition, depth: int = 1) -> list[str]:
        """Return the clauses that bind the nodes of a list of hits that meet a condition."""
        node, hit = f"n{depth}", f"h{depth}"
        match = f"MATCH ({node}) WHERE elementId({node}) = {hit}[0]"
        filters = self._matcher.filtered(f"WITH {node}, {hit}", where, node)
        return [f"UNWIND {listed} AS {hit}", match, *(filters if where != TRUE else ())]

    def matched(self, source: ir.Matched, depth: int) -> str:
        """Return the expression of a list of hits, each with its score and its stage."""
        return f"l{depth}.lists[{self._name(source.place)}]"

    def _first_of_each(
        self, entries: ir.AllEntries, read: Read, page: Page, node: str
    ) -> list[str]:
        """Return the clauses of a page of entries: the first of each type, then the first of these.

        So each type is read in the order of its own index, and no further than the page. Neo4j
        uses an index for the order only if the condition excludes nulls.
        """
        where = every((read.where, _HAS_ID))
        branches: list[str] = []
        for label in entries.labels:
            clauses = self._matcher.all_of(label, node, where)
            if entries.chosen is not None:
                name = f"t{node[1:]}"
                skipped = f"WITH '{label}' AS {name} WHERE {name} IN {self._name(entries.chosen)}"
                clauses = [skipped, *clauses]
            branches.append("\n".join([*clauses, self._page(read, node, node), f"RETURN {node}"]))
        order = ordering(read.order, node, self._name, backward=page.backward)
        return [
            call("", ["\nUNION ALL\n".join(branches)]),
            f"WITH {node} ORDER BY {order} LIMIT {self._limit(page.limit)}",
        ]

    def _in_order_of_language(self, label: str, read: Read, node: str) -> list[str]:
        """Return the clauses of a page by texts in the language of the operation.

        Neo4j uses an index for the order only if the statement names it, so there is a branch for
        each language; two of them end before they read.
        """
        key, *others = read.order
        branches: list[str] = []
        for ending in map(suffix, FALLBACK):
            template = f"{{v}}.{key.index}{ending}"
            own = replace(read, order=(replace(key, template=template), *others))
            clauses = [
                f"WITH ${LANGUAGE_PARAMETER} AS x WHERE x = '{ending}'",
                *self._matcher.all_of(
                    label, node, every((read.where, Test(f"{template} IS NOT NULL")))
                ),
                self._page(own, node, node),
                f"RETURN {node}",
            ]
            branches.append("\n".join(clauses))
        backward = read.page is not None and read.page.backward
        order = ordering(read.order, node, self._name, backward=backward)
        return [call("", ["\nUNION ALL\n".join(branches)]), f"WITH {node} ORDER BY {order}"]

    def _in_order(self, hop: ir.Hop, key: str, read: Read, page: Page, depth: int) -> list[str]:
        """Return the clauses of a page that is read in the order of an index of its edges.

        The node that has the list is not in the pattern, but in the key: otherwise Neo4j might read
        all of its edges, and sort them.
        """
        node, edge = f"n{depth + 1}", f"e{depth + 1}"
        (label,) = hop.labels
        start = key_start(f"n{depth}", f"'{label}'")
        where = every((Test(f"{{v}}.{key} STARTS WITH {start}", on="edge"), read.where))
        clauses = self._matcher.hop(hop, "", node, edge, where)
        bound = f"{node}, {edge}"
        order = f"{edge}.{key}{' DESC' if page.backward else ''}"
        return [*clauses, self._page(read, node, bound, order)]

    def _page(self, read: Read, node: str, bound: str, order: str = "") -> str:
        """Return the clauses of a page, or of all nodes; `order` is that of an index, if any."""
        page, text = read.page, f"WITH {bound}"
        if page and (conditions := place_conditions(read.order, page, node, self._name)):
            text += f" WHERE {conditions}\nWITH {bound}"
        backward = page is not None and page.backward
        text += f" ORDER BY {order or ordering(read.order, node, self._name, backward=backward)}"
        return f"{text} LIMIT {self._limit(page.limit)}" if page else text

    def _by_key(
        self, label: str, prop: str, key: ir.Param, former: ir.Param | None, depth: int
    ) -> list[str]:
        if former is None or not self._former:
            return [f"MATCH (n{depth}:{label} {{{prop}: {self._name(key)}}})"]
        return [
            f"OPTIONAL MATCH (d{depth}:{label} {{{prop}: {self._name(key)}}})",
            f"OPTIONAL CALL (d{depth}) {{",
            f"  WITH d{depth} WHERE d{depth} IS NULL",
            f"  CALL {_former(self._name(former))} YIELD node AS f{depth}",
            f"  WITH f{depth} WHERE f{depth}:{label}",
            f"  RETURN f{depth} LIMIT 1",
            "}",
            f"WITH coalesce(d{depth}, f{depth}) AS n{depth} WHERE n{depth} IS NOT NULL",
        ]

    def _by_ids(self, label: str, ids: ir.Param, depth: int) -> list[str]:
        """Return the clauses that find ids, and then the missing ones as former ids."""
        key, node, former = f"k{depth}", f"d{depth}", f"f{depth}"
        if not self._former:
            return [f"UNWIND {self._name(ids)} AS {key}", f"MATCH (n{depth}:{label} {{id: {key}}})"]
        missing = f"CASE WHEN {node} IS NULL THEN {key} END"
        slug = f"'\"' + substring({key}, {len(label) + 1}) + '\"'"
        return [
            f"UNWIND {self._name(ids)} AS {key}",
            f"OPTIONAL MATCH ({node}:{label} {{id: {key}}})",
            f"WITH collect({node}) AS {node}, collect({missing}) AS m{depth}",
            f"CALL (m{depth}) {{",
            f"  UNWIND m{depth} AS {key}",
            f"  CALL {_former(slug)} YIELD node AS {former}",
            f"  WITH {key}, {former} WHERE {former}:{label}",
            f"  RETURN collect([{key}, {former}]) AS {former}",
            "}",
            f"UNWIND [x IN {node} | [x.id, x]] + {former} AS h{depth}",
            f"WITH h{depth}[0] AS {key}, h{depth}[1] AS n{depth}",
        ]

    def _pairs(
        self, pairs: ir.Pairs, where: Condition, depth: int, *, needs_list: bool
    ) -> tuple[list[str], str]:
        """Return the clauses that bind pairs, and the variables that they bind.

        They need no DISTINCT for nodes, as two nodes have at most one edge of a type.
        """
        node, left, right, count = (f"{letter}{depth}" for letter in "nabk")
        if pairs.stored is not None and where == TRUE and not needs_list:
            return self._stored_pairs(pairs, depth)
        ends = (left, right) if pairs.prop is None else (f"u{depth}", f"w{depth}")
        clauses = self._matcher.all_of(pairs.label, node, where)
        clauses += [_ends(node, pairs.left, ends[0]), _ends(node, pairs.right, ends[1])]
        key = ".id"
        if pairs.prop is not None:
            key = ""
            values = f"{ends[0]}.{pairs.prop} AS {left}, {ends[1]}.{pairs.prop} AS {right}"
            clauses.append(f"WITH DISTINCT {node}, {values}")
        collected, listed = "", ""
        if needs_list:
            collected, listed = f", collect({node}) AS l{depth}", f", l{depth}"
        clauses.append(f"WITH {left}, {right}, count(*) AS {count}{collected}")
        clauses.append(
            f"WITH {left}, {right}, {count}{listed}, {_pair(left, right, key)} AS {node}"
        )
        return clauses, f"{node}, {left}, {right}, {count}{listed}"

    def _stored_pairs(self, pairs: ir.Pairs, depth: int) -> tuple[list[str], str]:
        """Return the clauses that bind all pairs from the edges that have their numbers."""
        node, left, right, count, edge = (f"{letter}{depth}" for letter in "nabkf")
        start, end = (
            f"({v}:{'|'.join(e.labels)})" for v, e in ((left, pairs.left), (right, pairs.right))
        )
        clauses = [
            f"MATCH {start}-[{edge}:{pairs.stored}]->{end}",
            (
                f"WITH {left}, {right}, {edge}.{COUNT} AS {count},"
                f" {_pair(left, right, '.id')} AS {node}"
            ),
        ]
        return clauses, f"{node}, {left}, {right}, {count}"


def _list_key(hop: ir.Hop, read: Read) -> str | None:
    """Return the property of edges that are sorted like a read, with ties by the id of the node."""
    match read.order:
        case (SortKey(template=template, descending=False),):
            return next((key for name, key in hop.keys if template == f"{{v}}.{name}"), None)
    return None


def _pair(left: str, right: str, key: str) -> str:
    """Return the map that stands for the node of a pair."""
    return f"{{id: {left}{key} + '{BETWEEN_ENDS}' + {right}{key}}}"


def _former(phrase: str) -> str:
    """Return the call that finds a former slug."""
    return f"db.index.fulltext.queryNodes('{FORMER_SLUGS.name}', {phrase})"


def _ends(node: str, ends: ir.Hop, end: str) -> str:
    match = f"MATCH {pattern(ends, node, '', end)}"
    if len(ends.labels) == 1:
        return match
    preferred = ends.labels[0]
    lacking = f"NOT EXISTS {{ ({node})-[:{ends.edge}]->(:{preferred}) }}"
    return f"{match} WHERE {end}:{preferred} OR {lacking}"


def _need_list(columns: Columns) -> bool:
    """Whether columns need the list of nodes of their row."""
    return any(
        (isinstance(column, Rows) and isinstance(column.read.source, ir.Among))
        or (isinstance(column, Count | Beyond | Facet) and isinstance(column.source, ir.Among))
        or (isinstance(column, Expr) and "{l}" in column.template)
        for column in columns.ordered
    )
