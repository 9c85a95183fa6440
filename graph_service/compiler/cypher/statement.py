"""Columns → one canonical Cypher statement: it doesn't depend on aliases, literals or text order.

>>> from graph_service.compiler.ir.conditions import TRUE
>>> topic, root = Columns(), Columns()
>>> slug = topic.expr("{v}.slug")
>>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
>>> count = root.add(Count(AllOf("Country"), TRUE))
>>> print(statement(root).text)
CALL () {
  MATCH (n1:Topic)
  WITH n1 ORDER BY n1.id
  RETURN collect([n1.slug]) AS c0_1
}
RETURN [COUNT { MATCH (n1:Country) }, c0_1] AS row

Names end with the depth of the read: `clauses` lists the variables that it binds, and the i-th
column of a row at depth d is c<d>_<i>, if it needs a subquery. The nodes that several columns of
the row read are cl<d>_<i>, a list. The ends in the i-th column of pairs are y<d>_<i>, a list, and
their values z<d>_<i>, if they need a subquery. The sources of edges are `cited`, a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.compiler.cypher.clauses import ClauseWriter
from graph_service.compiler.cypher.subqueries import CITED, call, cited_clauses, collect, facet_body
from graph_service.compiler.cypher.where import any_end, at_or_beyond, filled
from graph_service.compiler.ir.columns import (
    Beyond,
    Column,
    Columns,
    Count,
    End,
    Expr,
    Facet,
    Group,
    Read,
    Rows,
    Typed,
    cited_sources,
)
from graph_service.compiler.ir.conditions import TRUE, Condition
from graph_service.compiler.ir.sources import (
    AllEntries,
    AllOf,
    Among,
    Gathered,
    Hop,
    Matched,
    Param,
    Source,
)

MAX_COLLECT_DEPTH = 3
"""Innermost levels of reads that are COLLECT expressions, which are the fastest. The levels around
them are CALL subqueries, which Neo4j plans faster if they are deeply nested."""


@dataclass(frozen=True)
class Statement:
    """A statement that returns one row with one list, `row`.

    Attributes:
        text: the Cypher; "" if there is nothing to read.
        params: $p[0], $p[1], … in this order.
    """

    text: str
    params: tuple[Param, ...]


def statement(columns: Columns, *, former: bool = False) -> Statement:
    """Return the statement that reads the root row; `former`: also by former slugs and ids."""
    if not columns.ordered:
        return Statement("", ())
    writer = Writer(Params(), former=former)
    return Statement("\n".join(writer.root(columns)), tuple(writer.params.params))


def hits_statement(where: Condition) -> Statement:
    """Return the statement that reads which hits meet a condition; the first parameter has all."""
    params = Params(reserved=1)
    clauses = ClauseWriter(params.name, params.limit, former=False).hits("$p[0]", where)
    return Statement("\n".join([*clauses, "RETURN collect(h1) AS row"]), tuple(params.params))


class Params:
    """Names parameters in the order of their first use in each column.

    All values are in one list, $p, as Neo4j plans a statement again for each size of a parameter,
    in powers of ten: for a slug of 11 characters after one of 10, for a filter with 2 values after
    one with 1. A list has one size, whatever is in it (2026.08: 1.8 s of CPU for a page whose plan
    was there for a shorter slug).

    Columns don't share names: it would reveal which of several equal columns share a parameter,
    and so the order in the text of the operation.
    """

    def __init__(self, reserved: int = 0) -> None:
        """Set up the list; its first `reserved` parameters are not read from the request."""
        self.params: list[Param] = []
        self._reserved = reserved
        self._names: dict[int, str] = {}

    def name(self, param: Param) -> str:
        """Return the name of a parameter, the same for each use in a column."""
        name = self._names.get(id(param))
        if name is None:
            name = self._names[id(param)] = f"$p[{self._reserved + len(self.params)}]"
            self.params.append(param)
        return name

    def limit(self, param: Param) -> str:
        """Return the name of a parameter after LIMIT."""
        return self.name(param)

    def begin_column(self) -> None:
        """Start a column: parameters get new names."""
        self._names.clear()


class Writer:
    """Writes the columns of one statement."""

    def __init__(self, params: Params, *, former: bool = False) -> None:
        """Set up a statement; `former`: see `statement`."""
        self.params = params
        self._clauses = ClauseWriter(params.name, params.limit, former=former)
        self._cited: set[Rows] = set()

    def root(self, columns: Columns) -> list[str]:
        """Return the clauses that read the root row, and return it as `row`."""
        cited = cited_sources(columns)
        self._cited = {sources.rows for sources in cited}
        match columns.ordered:
            case (Rows(read),):
                # A single read needs no subquery, which halves the planning time.
                clauses, row, calls = self.body(read, 0)
                more, rows = self.collected(read, row, 0)
                clauses += [*calls, *more]
                values = [rows]
                if cited:
                    clauses.append(f"WITH {rows} AS c0_0")
                    values = ["c0_0"]
            case _:
                clauses, values = self.columns(columns, 0)
        if cited:
            clauses += cited_clauses(cited, values)
            values.append(CITED)
        return [*clauses, f"RETURN [{', '.join(values)}] AS row"]

    def columns(
        self, columns: Columns, depth: int, *, prefix: str = "c", node: str | None = None
    ) -> tuple[list[str], list[str]]:
        """Return the subqueries that columns of a row need, and the expressions of their values.

        The results of subqueries are named by the prefix. The row's node is n<depth>, unless `node`
        is its variable.
        """
        calls, ordered = self._gathered(columns, depth, prefix)
        found, values = self.each(ordered, depth, prefix=prefix, node=node)
        return [*calls, *found], values

    def each(
        self, ordered: Sequence[Column], depth: int, *, prefix: str = "c", node: str | None = None
    ) -> tuple[list[str], list[str]]:
        """Return the subqueries and the expressions of single columns; see `columns`."""
        calls: list[str] = []
        values: list[str] = []
        variable = node or f"n{depth}"
        for index, column in enumerate(ordered):
            name = f"{prefix}{depth}_{index}"
            self.params.begin_column()
            match column:
                case Expr():
                    of = f"e{depth}" if column.on == "edge" else variable
                    values.append(
                        filled(column.template, of, depth, column.params, self.params.name)
                    )
                case Count():
                    values.append(self._count(column, depth))
                case Beyond():
                    values.append(self._beyond(column, depth))
                case Typed():
                    found, value = self._typed(column, name, depth, variable)
                    calls += found
                    values.append(value)
                case End(side, key):
                    values.append(key.replace("{v}", f"{side}{depth}"))
                case Rows():
                    found, value = self._rows(column, name, depth)
                    calls += found
                    values.append(value)
                case Facet():
                    nodes, _ = self._clauses.listed(column.source, column.condition, depth)
                    limit = self.params.name(column.limit)
                    body = facet_body(column, name, depth, nodes, limit)
                    calls.append(_call(column.source, depth, body))
                    values.append(name)
        return calls, values

    def _rows(self, column: Rows, name: str, depth: int) -> tuple[list[str], str]:
        """Return the subquery that rows need, if any, and the expression of their list."""
        if column in self._cited:
            return [], f"e{depth}.sources"
        read = column.read
        clauses, row, needs = self.body(read, depth)
        if depth and not needs and read.columns.height < MAX_COLLECT_DEPTH:
            body = [*clauses, f"RETURN {row}"]
            return [], collect(body)
        more, rows = self.collected(read, row, depth)
        body = [*clauses, *needs, *more, f"RETURN {rows} AS {name}"]
        return [_call(read.source, depth, body)], name

    def _gathered(
        self, columns: Columns, depth: int, prefix: str
    ) -> tuple[list[str], list[Column]]:
        """Return subqueries for the nodes that columns share, and all columns, over these lists.

        So Neo4j plans and evaluates a condition once for a page, its count and its facets.
        """
        calls: list[str] = []
        shared: dict[Column, Column] = {}
        filtered = (g for g in columns.lists if g.where != TRUE or isinstance(g.source, Matched))
        for index, group in enumerate(g for g in filtered if len(g.columns) > 1):
            gathered = Gathered(f"{prefix}l{depth}_{index}")
            self.params.begin_column()
            body = [
                *self.nodes(group, depth),
                f"RETURN collect(n{depth + 1}) AS {gathered.variable}",
            ]
            calls.append(_call(group.source, depth, body))
            shared |= group.over(gathered)
        return calls, [shared.get(column, column) for column in columns.ordered]

    def nodes(self, group: Group, depth: int) -> list[str]:
        """Return the clauses that bind the nodes which several columns read."""
        clauses, _ = self._clauses.listed(group.source, group.where, depth)
        return clauses

    def collected(self, read: Read, row: str, depth: int) -> tuple[list[str], str]:
        """Return the list of rows as an expression, after the clauses that it needs.

        The ends of pairs are sent once, not with each pair: rows have their keys, and after the
        list of rows there is one for each column of ends (see `shape.shaper`).
        """
        if not read.columns.ends:
            return [], f"collect({row})"
        inner = depth + 1
        collected, lists = [f"collect({row}) AS r{inner}"], [f"r{inner}"]
        found: list[str] = []
        for index, end in read.columns.ends:
            name = f"y{inner}_{index}"
            collected.append(f"collect(DISTINCT {end.side}{inner}) AS {name}")
            self.params.begin_column()
            needed, values = self._ends(end, name, inner)
            found += needed
            lists.append(values)
        return [f"WITH {', '.join(collected)}", *found], f"[{', '.join(lists)}]"

    def _ends(self, end: End, listed: str, depth: int) -> tuple[list[str], str]:
        """Return the subqueries and the expression of a list of ends, each with its key."""
        is_inline = _inline(end.columns)
        node, found = "x" if is_inline else f"n{depth}", f"z{listed[1:]}"
        calls, values = self.columns(end.columns, depth, node=node)
        each = f"[{end.key.replace('{v}', node)}, [{', '.join(values)}]]"
        if is_inline:
            return [], f"[{node} IN {listed} | {each}]"
        body = [f"UNWIND {listed} AS {node}", *calls, f"RETURN collect({each}) AS {found}"]
        return [call(listed, body)], found

    def body(self, read: Read, depth: int) -> tuple[list[str], str, list[str]]:
        """Return the clauses of a read, the expression of a row, and the subqueries in it."""
        clauses = self._clauses.clauses(read, depth)
        calls, values = self.columns(read.columns, depth + 1)
        return clauses, f"[{', '.join(values)}]", calls

    def _typed(self, column: Typed, name: str, depth: int, node: str) -> tuple[list[str], str]:
        """Return the values for the type of a node; labels with equal values share a branch."""
        calls: list[str] = []
        labels_by_value: dict[str, list[str]] = {}
        for index, (label, columns) in enumerate(column.by_label):
            found, values = self.columns(columns, depth, prefix="t", node=node)
            value = f"[{', '.join(values)}]"
            if found:
                part = f"{name}_{index}"
                body = [
                    f"WITH {node} WHERE {node}:{label}",
                    *found,
                    f"RETURN collect({value}) AS {part}",
                ]
                calls.append(call(node, body))
                value = f"{part}[0]"
            labels_by_value.setdefault(value, []).append(label)
        branches = [
            f"WHEN {node}:{'|'.join(labels)} THEN {value}"
            for value, labels in labels_by_value.items()
        ]
        return calls, f"CASE {' '.join(branches)} END"

    def _count(self, column: Count, depth: int) -> str:
        if isinstance(column.source, Among):
            return f"size(l{depth})"
        if isinstance(column.source, Matched):
            return f"size({self._clauses.matched(column.source, depth)})"
        if isinstance(column.source, Gathered):
            return f"size({self._clauses.gathered(column.source)})"
        if isinstance(column.source, AllEntries):
            return self._count_each(column.source, column.where, depth)
        if isinstance(column.source, Hop) and column.where == TRUE:
            edges = any_end(column.source, f"n{depth}")
            if edges is not None:
                return f"COUNT {{ {edges} }}"
        clauses, _ = self._clauses.listed(column.source, column.where, depth)
        returned = f" RETURN n{depth + 1}" if clauses[-1].startswith("WITH") else ""
        return f"COUNT {{ {' '.join(clauses)}{returned} }}"

    def _count_each(self, entries: AllEntries, where: Condition, depth: int) -> str:
        """Return the sum of the counts of each type: without a condition, Neo4j stores these."""
        counts: list[str] = []
        for label in entries.labels:
            clauses, _ = self._clauses.listed(AllOf(label), where, depth)
            count = f"COUNT {{ {' '.join(clauses)} }}"
            if entries.chosen is not None:
                chosen = self.params.name(entries.chosen)
                count = f"CASE WHEN '{label}' IN {chosen} THEN {count} ELSE 0 END"
            counts.append(count)
        return " + ".join(counts)

    def _beyond(self, column: Beyond, depth: int) -> str:
        inner = f"n{depth + 1}"
        clauses, bound = self._clauses.listed(column.source, column.where, depth)
        condition = at_or_beyond(column, inner, self.params.name)
        return f"EXISTS {{ {' '.join(clauses)} WITH {bound} WHERE {condition} RETURN {inner} }}"


def _inline(columns: Columns) -> bool:
    """Whether columns need no subquery."""
    return all(
        isinstance(column, Expr)
        or (isinstance(column, Typed) and all(_inline(own) for _, own in column.by_label))
        for column in columns.ordered
    )


def _call(source: Source, depth: int, body: Sequence[str]) -> str:
    """Return a subquery that imports the variable that its source needs."""
    if isinstance(source, Gathered):
        return call(source.variable, body)
    return call(source.of_row and f"{source.of_row}{depth}", body)
