"""A source → the clauses that bind its nodes.

>>> from graph_service.compiler.ir.origins import Constant
>>> read = Read(ByIds("Topic", Param(Constant(None), list, "ids")), Columns())
>>> ClauseWriter(name=lambda param: "$p0", former=False).clauses(read, depth=0)
['UNWIND $p0 AS k1', 'MATCH (n1:Topic {id: k1})']

A read at depth d binds n<d>, a node; e<d>, the edge that led to it; k<d>, the key that it was found
by, or the count of a pair; l<d>, the list of nodes in a row; a<d> and b<d>, the ends of a pair; and
`score`, the score of a hit.
"""

from __future__ import annotations

from collections.abc import Callable
from textwrap import indent
from typing import assert_never

from graph_service.compiler.cypher.keyset import ordering, place_conditions
from graph_service.compiler.cypher.where import Matcher
from graph_service.compiler.ir.columns import Columns, Count, Facet, Read, Rows
from graph_service.compiler.ir.reads import (
    AllEntries,
    AllOf,
    Among,
    ByIds,
    ByKey,
    Condition,
    EdgeSources,
    Ends,
    Hits,
    Hop,
    Joined,
    Listed,
    Newest,
    Page,
    Pairs,
    Param,
    Test,
    both,
)
from graph_service.model.indexes import FORMER_SLUGS, SEARCH

_HAS_ID = Test("{v}.id IS NOT NULL")


class ClauseWriter:
    """Writes the clauses of the sources in one statement."""

    def __init__(self, name: Callable[[Param], str], *, former: bool) -> None:
        self._name = name
        self._former = former
        self._matcher = Matcher(name)

    def clauses(self, read: Read, depth: int) -> list[str]:
        """Return the clauses that bind the nodes of a read, filtered, ordered and limited."""
        inner = depth + 1
        node = f"n{inner}"
        match read.source:
            case ByKey(label, prop, key, former):
                return self._by_key(label, prop, key, former, inner)
            case ByIds(label, ids):
                return self._by_ids(label, ids, inner)
            case Newest(label, prop):
                return [
                    f"MATCH ({node}:{label}) WHERE {node}.{prop} IS NOT NULL",
                    f"WITH {node} ORDER BY {node}.{prop} DESC LIMIT 1",
                ]
            case EdgeSources():
                return [
                    f"UNWIND e{depth}.sources AS k{inner}",
                    f"MATCH ({node}:Source {{slug: k{inner}}})",
                    f"WITH {node} ORDER BY {node}.id",
                ]
            case Hits() as hits:
                return self._hits(hits, inner)
            case Pairs() as pairs:
                return self._pairs(pairs, read, inner)
            case AllEntries() as entries if read.page is not None:
                return self._first_of_each(entries, read, read.page, node)
            case source:
                edge = f"e{inner}" if read.columns.need_edge else ""
                clauses, bound = self.listed(source, read.where, depth, edge)
                return [*clauses, self._page(read, node, bound)]

    def listed(
        self, source: Listed, where: Condition, depth: int, edge: str = ""
    ) -> tuple[list[str], str]:
        """Return the clauses that bind the nodes of a list, and the variables that they bind.

        Args:
            source: the list.
            where: the condition that the nodes meet.
            depth: of the row that has the list.
            edge: the variable for the edges that led to the nodes, if it is needed.
        """
        node = f"n{depth + 1}"
        match source:
            case Hop():
                bound = f"{node}, {edge}" if edge else node
                return self._matcher.hop(source, f"n{depth}", node, edge, where), bound
            case Joined(labels, prop, key):
                pattern = f"({node}:{'|'.join(labels)} {{{prop}: n{depth}.{key}}})"
                return self._matcher.joined(pattern, node, where), node
            case AllOf(label):
                return self._matcher.all_of(label, node, where), node
            case AllEntries(labels, chosen):
                clauses = self._matcher.all_of("|".join(labels), node, where)
                if chosen is not None:
                    clauses.append(f"WITH {node} WHERE labels({node})[0] IN {self._name(chosen)}")
                return clauses, node
            case Among(scored, limit):
                nodes = f"l{depth}" if limit is None else f"l{depth}[..{limit}]"
                if not scored:
                    return [f"UNWIND {nodes} AS {node}"], node
                hit = f"h{depth + 1}"
                parts = f"WITH {hit}[0] AS {node}, {hit}[1] AS score"
                return [f"UNWIND {nodes} AS {hit}", parts], f"{node}, score"
        assert_never(source)

    def _first_of_each(self, entries: AllEntries, read: Read, page: Page, node: str) -> list[str]:
        """Return the clauses of a page of entries: the first of each type, then the first of these.

        So each type is read in the order of its own index, and no further than the page. Neo4j
        uses an index for the order only if the condition excludes nulls.
        """
        where = both(read.where, _HAS_ID)
        branches: list[str] = []
        for label in entries.labels:
            clauses = self._matcher.all_of(label, node, where)
            if entries.chosen is not None:
                name = f"t{node[1:]}"
                skipped = f"WITH '{label}' AS {name} WHERE {name} IN {self._name(entries.chosen)}"
                clauses = [skipped, *clauses]
            branches.append("\n".join([*clauses, self._page(read, node, node), f"RETURN {node}"]))
        order = ordering(read.order, node, backward=page.backward)
        return [
            "CALL () {",
            indent("\nUNION ALL\n".join(branches), "  "),
            "}",
            f"WITH {node} ORDER BY {order} LIMIT {self._name(page.limit)}",
        ]

    def _page(self, read: Read, node: str, bound: str) -> str:
        page = read.page
        text = f"WITH {bound}"
        if page is None:
            return f"{text} ORDER BY {ordering(read.order, node, backward=False)}"
        if conditions := place_conditions(read.order, page, node, self._name):
            text += f" WHERE {conditions}"
            text += f"\nWITH {bound}"
        text += f" ORDER BY {ordering(read.order, node, backward=page.backward)}"
        return f"{text} LIMIT {self._name(page.limit)}"

    def _by_key(
        self, label: str, prop: str, key: Param, former: Param | None, depth: int
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

    def _by_ids(self, label: str, ids: Param, depth: int) -> list[str]:
        """Return the clauses that find ids, and then the missing ones as former ids."""
        key, node, former = f"k{depth}", f"d{depth}", f"f{depth}"
        if not self._former:
            return [
                f"UNWIND {self._name(ids)} AS {key}",
                f"MATCH (n{depth}:{label} {{id: {key}}})",
            ]
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

    def _hits(self, hits: Hits, depth: int) -> list[str]:
        """Return the clauses of a search; the index returns hits sorted by score."""
        every, some = f"h{depth}", f"r{depth}"
        return [
            "CALL () {",
            *(f"  {line}" for line in self._ranked(hits, hits.phrase, "false", every)),
            "}",
            f"CALL ({every}) {{",
            f"  WITH {every} WHERE size({every}) = 0",
            *(f"  {line}" for line in self._ranked(hits, hits.relaxed, "true", some)),
            "}",
            f"WITH {every} + {some} AS l{depth}",
        ]

    def _ranked(self, hits: Hits, phrase: Param, is_relaxed: str, name: str) -> list[str]:
        """Return the clauses that list the hits of a phrase."""
        score = "s"
        if hits.ranks:
            cases = "".join(f" WHEN n:{label} THEN {factor}" for label, factor in hits.ranks)
            score = f"s * CASE{cases} ELSE 1 END"
        query = f"'{SEARCH.name}', {self._name(phrase)}"
        limited = "" if hits.labels else f", {{limit: {hits.limit}}}"
        chosen = f"WHERE labels(n)[0] IN {self._name(hits.labels)}" if hits.labels else ""
        return [
            f"CALL db.index.fulltext.queryNodes({query}{limited}) YIELD node AS n, score AS s",
            *([chosen, f"WITH n, s LIMIT {hits.limit}"] if chosen else ()),
            f"RETURN collect([n, {score}, {is_relaxed}]) AS {name}",
        ]

    def _pairs(self, pairs: Pairs, read: Read, depth: int) -> list[str]:
        """Return the clauses that bind pairs.

        They need no DISTINCT for nodes, as two nodes have at most one edge of a type.
        """
        node, left, right, count = (f"{letter}{depth}" for letter in "nabk")
        clauses = self._matcher.all_of(pairs.label, node, read.where)
        key = ".id"
        if pairs.prop is None:
            clauses += [_ends(node, pairs.left, left), _ends(node, pairs.right, right)]
        else:
            key = ""
            ends = f"u{depth}", f"w{depth}"
            clauses += [_ends(node, pairs.left, ends[0]), _ends(node, pairs.right, ends[1])]
            values = f"{ends[0]}.{pairs.prop} AS {left}, {ends[1]}.{pairs.prop} AS {right}"
            clauses.append(f"WITH DISTINCT {node}, {values}")
        listed = f", collect({node}) AS l{depth}" if _need_list(read.columns) else ""
        return [
            *clauses,
            f"WITH {left}, {right}, count(*) AS {count}{listed}",
            f"ORDER BY {count} DESC, {left}{key}, {right}{key} LIMIT {pairs.limit}",
        ]


def _former(phrase: str) -> str:
    """Return the call that finds a former slug."""
    return f"db.index.fulltext.queryNodes('{FORMER_SLUGS.name}', {phrase})"


def _ends(node: str, ends: Ends, end: str) -> str:
    match = f"MATCH ({node})-[:{ends.edge}]->({end}:{'|'.join(ends.labels)})"
    if len(ends.labels) == 1:
        return match
    preferred = ends.labels[0]
    lacking = f"NOT EXISTS {{ ({node})-[:{ends.edge}]->(:{preferred}) }}"
    return f"{match} WHERE {end}:{preferred} OR {lacking}"


def _need_list(columns: Columns) -> bool:
    """Whether columns need the list of nodes of their row."""
    return any(
        (isinstance(column, Rows) and isinstance(column.read.source, Among))
        or (isinstance(column, Count | Facet) and isinstance(column.source, Among))
        for column in columns.ordered
    )
