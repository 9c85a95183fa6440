"""What to read → one Cypher statement, canonical: no alias, no literal, no order of the text shows.

A read at depth d binds its nodes to n<d>, the edges to them to e<d>, and its rows to c<d>_<i>. Each
is a CALL subquery, which has the best plans for "the first few of each".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from graph_service.compiler.keyset import at_or_beyond, ordering, place_conditions
from graph_service.compiler.match import Matcher
from graph_service.compiler.plan.reads import (
    AllOf,
    Beyond,
    ByIds,
    ByKey,
    Columns,
    Count,
    EdgeSources,
    Expr,
    Hop,
    Newest,
    OfType,
    Param,
    Read,
    Rows,
)
from graph_service.model.storage import FORMER_SLUG_INDEX


@dataclass(frozen=True)
class Statement:
    """A statement of one row with one list, `row`.

    Attributes:
        text: the Cypher; "" when nothing is to be read.
        params: p0, p1, … in order.
    """

    text: str
    params: tuple[Param, ...]


def statement(columns: Columns) -> Statement:
    """Give the statement that reads the columns of the root row."""
    if not columns.ordered:
        return Statement("", ())
    writer = _Writer()
    match columns.ordered:
        case (Rows(read),):
            # Alone it needs no subquery, and half the time to plan.
            clauses, rows = writer.body(read, 0)
            values = [rows]
        case _:
            clauses, values = writer.columns(columns, 0)
    text = "\n".join([*clauses, f"RETURN [{', '.join(values)}] AS row"])
    return Statement(text, tuple(writer.params.params))


class Params:
    """Names parameters in the order in which the text first uses them."""

    def __init__(self) -> None:
        """Begin without parameters."""
        self.params: list[Param] = []
        self._names: dict[int, str] = {}

    def name(self, param: Param) -> str:
        """Give a parameter's name. One that a plan uses twice is sent once."""
        known = self._names.get(id(param))
        if known is None:
            known = self._names[id(param)] = f"$p{len(self.params)}"
            self.params.append(param)
        return known


class _Writer:
    def __init__(self) -> None:
        self.params = Params()
        self._matcher = Matcher(self.params.name)

    def columns(
        self, columns: Columns, depth: int, prefix: str = "c"
    ) -> tuple[list[str], list[str]]:
        """Give the subqueries that columns need, and the expressions of their values."""
        calls: list[str] = []
        values: list[str] = []
        for index, column in enumerate(columns.ordered):
            name = f"{prefix}{depth}_{index}"
            match column:
                case Expr():
                    values.append(self._expression(column, depth))
                case Count():
                    values.append(self._count(column, depth))
                case Beyond():
                    values.append(self._beyond(column, depth))
                case Rows():
                    calls.append(self._rows(column.read, name, depth))
                    values.append(name)
                case OfType():
                    calls.append(self._of_type(column, name, depth))
                    values.append(name)
        return calls, values

    @staticmethod
    def _expression(column: Expr, depth: int) -> str:
        variable = f"e{depth}" if column.on == "edge" else f"n{depth}"
        return column.template.replace("{v}", variable).replace("{k}", f"k{depth}")

    def _rows(self, read: Read, name: str, depth: int) -> str:
        clauses, rows = self.body(read, depth)
        body = [*clauses, f"RETURN {rows} AS {name}"]
        return f"CALL ({_scope(read, depth)}) {{\n{_indent(body)}\n}}"

    def body(self, read: Read, depth: int) -> tuple[list[str], str]:
        """Give the clauses of a read, and the expression of its rows."""
        clauses = self._source(read, depth)
        calls, values = self.columns(read.columns, depth + 1)
        return [*clauses, *calls], f"collect([{', '.join(values)}])"

    def _of_type(self, column: OfType, name: str, depth: int) -> str:
        calls, names = self.columns(column.columns, depth, "t")
        body = [
            f"WITH n{depth} WHERE n{depth}:{column.label}",
            *calls,
            f"RETURN collect([{', '.join(names)}]) AS {name}",
        ]
        return f"CALL (n{depth}) {{\n{_indent(body)}\n}}"

    def _source(self, read: Read, depth: int) -> list[str]:
        """Give the clauses that bind the nodes of a read, filtered, in order, and no more."""
        outer, inner = f"n{depth}", depth + 1
        node, edge = f"n{inner}", f"e{inner}"
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
            case Hop() as hop:
                clauses = self._matcher.hop(hop, outer, node, edge, read.where)
                kept = f"{node}, {edge}"
            case AllOf(label):
                clauses = self._matcher.all_of(label, node, read.where)
                kept = node
            case _:
                assert_never(read.source)
        return [*clauses, self._part(read, node, kept)]

    def _part(self, read: Read, node: str, kept: str) -> str:
        page = read.page
        text = f"WITH {kept}"
        if page is None:
            return f"{text} ORDER BY {ordering(read.order, node, backward=False)}"
        if conditions := place_conditions(read.order, page, node, self.params.name):
            text += f" WHERE {conditions}"
            text += f"\nWITH {kept}"
        text += f" ORDER BY {ordering(read.order, node, backward=page.backward)}"
        return f"{text} LIMIT {self.params.name(page.limit)}"

    def _by_key(
        self, label: str, prop: str, key: Param, former: Param | None, depth: int
    ) -> list[str]:
        if former is None:
            return [f"MATCH (n{depth}:{label} {{{prop}: {self.params.name(key)}}})"]
        return [
            f"OPTIONAL MATCH (d{depth}:{label} {{{prop}: {self.params.name(key)}}})",
            *self._renamed(label, self.params.name(former), depth),
        ]

    def _by_ids(self, label: str, ids: Param, depth: int) -> list[str]:
        slug = f"'\"' + substring(k{depth}, {len(label) + 1}) + '\"'"
        return [
            f"UNWIND {self.params.name(ids)} AS k{depth}",
            f"OPTIONAL MATCH (d{depth}:{label} {{id: k{depth}}})",
            *self._renamed(label, slug, depth, f"k{depth}, "),
        ]

    @staticmethod
    def _renamed(label: str, phrase: str, depth: int, kept: str = "") -> list[str]:
        """Give the clauses that look for a former slug, where d is null."""
        search = f"db.index.fulltext.queryNodes('{FORMER_SLUG_INDEX}', {phrase})"
        return [
            f"OPTIONAL CALL ({kept}d{depth}) {{",
            f"  WITH {kept}d{depth} WHERE d{depth} IS NULL",
            f"  CALL {search} YIELD node AS f{depth}",
            f"  WITH f{depth} WHERE f{depth}:{label}",
            f"  RETURN f{depth} LIMIT 1",
            "}",
            f"WITH {kept}coalesce(d{depth}, f{depth}) AS n{depth} WHERE n{depth} IS NOT NULL",
        ]

    def _count(self, column: Count, depth: int) -> str:
        clauses = self._found(column, depth)
        returned = f" RETURN n{depth + 1}" if clauses[-1].startswith("WITH") else ""
        return f"COUNT {{ {' '.join(clauses)}{returned} }}"

    def _beyond(self, column: Beyond, depth: int) -> str:
        inner = f"n{depth + 1}"
        clauses = self._found(column, depth)
        condition = at_or_beyond(column, inner, self.params.name)
        return f"EXISTS {{ {' '.join(clauses)} WITH {inner} WHERE {condition} RETURN {inner} }}"

    def _found(self, column: Count | Beyond, depth: int) -> list[str]:
        """Give the clauses that bind the nodes that are counted or looked for."""
        inner = f"n{depth + 1}"
        match column.source:
            case AllOf(label):
                return self._matcher.all_of(label, inner, column.where)
            case Hop() as hop:
                return self._matcher.hop(hop, f"n{depth}", inner, f"e{depth + 1}", column.where)
        raise TypeError("only lists are counted")


def _scope(read: Read, depth: int) -> str:
    """Give the variable that a subquery starts from."""
    match read.source:
        case Hop():
            return f"n{depth}"
        case EdgeSources():
            return f"e{depth}"
    return ""


def _indent(lines: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for text in lines for line in text.split("\n"))
