"""What to read → one Cypher statement, canonical: no alias, no literal, no order of the text shows.

A read at depth d binds its nodes to n<d>, and the edges to them to e<d>; see `sources` for what
else. The innermost reads are COLLECT expressions, which are the fastest; those around them are CALL
subqueries, which bind their rows to c<d>_<i> and are planned faster where they are nested deep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_service.compiler.cypher.clauses import Sources
from graph_service.compiler.cypher.keyset import at_or_beyond
from graph_service.compiler.cypher.where import pattern
from graph_service.compiler.ir.columns import (
    Beyond,
    Columns,
    Count,
    End,
    Expr,
    Facet,
    Read,
    Rows,
    Typed,
)
from graph_service.compiler.ir.reads import Among, EdgeSources, Hop, Param, Source

COLLECTED = 3
"""How many reads, one in another, are COLLECT expressions."""


@dataclass(frozen=True)
class Statement:
    """A statement of one row with one list, `row`.

    Attributes:
        text: the Cypher; "" when nothing is to be read.
        params: p0, p1, … in order.
    """

    text: str
    params: tuple[Param, ...]


def statement(columns: Columns, *, former: bool = False) -> Statement:
    """Return the statement that reads the columns of the root row.

    Args:
        columns: what is read.
        former: whether keys that nothing has now are looked for among former ones.
    """
    if not columns.ordered:
        return Statement("", ())
    writer = _Writer(former=former)
    match columns.ordered:
        case (Rows(read),):
            # Alone it needs no subquery, and half the time to plan.
            clauses, row, calls = writer.body(read, 0)
            clauses += calls
            values = [f"collect({row})"]
        case _:
            clauses, values = writer.columns(columns, 0)
    text = "\n".join([*clauses, f"RETURN [{', '.join(values)}] AS row"])
    return Statement(text, tuple(writer.params.params))


class Params:
    """Names parameters in the order in which the text first uses them, for each column anew.

    A name that two columns share would tell which of several equal columns one of them goes with,
    and so show the order of the text.
    """

    def __init__(self) -> None:
        self.params: list[Param] = []
        self._names: dict[int, str] = {}

    def name(self, param: Param) -> str:
        """Return a parameter's name. One that a column uses twice is sent once."""
        known = self._names.get(id(param))
        if known is None:
            known = self._names[id(param)] = f"$p{len(self.params)}"
            self.params.append(param)
        return known

    def begin_column(self) -> None:
        """Forget the names given so far."""
        self._names.clear()


class _Writer:
    def __init__(self, *, former: bool) -> None:
        self.params = Params()
        self._sources = Sources(self.params.name, former=former)

    def columns(
        self, columns: Columns, depth: int, *, prefix: str = "c", node: str | None = None
    ) -> tuple[list[str], list[str]]:
        """Return the subqueries that columns need, and the expressions of their values.

        Args:
            columns: what is wanted.
            depth: of the node that it is wanted of.
            prefix: of the names of the subqueries' values.
            node: the node's variable, where it is not n<depth>.
        """
        calls: list[str] = []
        values: list[str] = []
        variable = node or f"n{depth}"
        for index, column in enumerate(columns.ordered):
            name = f"{prefix}{depth}_{index}"
            self.params.begin_column()
            match column:
                case Expr():
                    values.append(self._expression(column, depth, variable))
                case Count():
                    values.append(self._count(column, depth))
                case Beyond():
                    values.append(self._beyond(column, depth))
                case Typed():
                    found, value = self._typed(column, name, depth, variable)
                    calls += found
                    values.append(value)
                case End():
                    found, value = self._end(column, name, depth)
                    calls += found
                    values.append(value)
                case Rows(read):
                    clauses, row, needs = self.body(read, depth)
                    if depth and not needs and read.columns.height < COLLECTED:
                        body = [*clauses, f"RETURN {row}"]
                        values.append(f"COLLECT {{\n{_indent(body)}\n}}")
                    else:
                        body = [*clauses, *needs, f"RETURN collect({row}) AS {name}"]
                        calls.append(_call(read.source, depth, body))
                        values.append(name)
                case Facet():
                    calls.append(_call(column.source, depth, self._facet(column, name, depth)))
                    values.append(name)
        return calls, values

    @staticmethod
    def _expression(column: Expr, depth: int, node: str) -> str:
        variable = f"e{depth}" if column.on == "edge" else node
        text = column.template.replace("{v}", variable)
        for letter in "klab":
            text = text.replace(f"{{{letter}}}", f"{letter}{depth}")
        return text

    def body(self, read: Read, depth: int) -> tuple[list[str], str, list[str]]:
        """Return a read's clauses, the expression of a row, and the subqueries that it needs."""
        clauses = self._sources.clauses(read, depth)
        calls, values = self.columns(read.columns, depth + 1)
        return clauses, f"[{', '.join(values)}]", calls

    def _typed(self, column: Typed, name: str, depth: int, node: str) -> tuple[list[str], str]:
        """Return the values of a node's type: labels that want the same share a branch."""
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
                calls.append(f"CALL ({node}) {{\n{_indent(body)}\n}}")
                value = f"{part}[0]"
            labels_by_value.setdefault(value, []).append(label)
        branches = [
            f"WHEN {node}:{'|'.join(labels)} THEN {value}"
            for value, labels in labels_by_value.items()
        ]
        return calls, f"CASE {' '.join(branches)} END"

    def _end(self, column: End, name: str, depth: int) -> tuple[list[str], str]:
        """Return the values of an end: a node, or a value, to which no edge of the row leads."""
        end = f"{column.side}{depth}"
        if _inline(column.columns):
            _, values = self.columns(column.columns, depth, node=end)
            return [], f"[{', '.join(values)}]"
        inner = depth + 1
        calls, values = self.columns(column.columns, inner)
        body = [f"WITH {end} AS n{inner}", *calls, f"RETURN [{', '.join(values)}] AS {name}"]
        return [f"CALL ({end}) {{\n{_indent(body)}\n}}"], name

    def _count(self, column: Count, depth: int) -> str:
        if isinstance(column.source, Among):
            return f"size(l{depth})"
        clauses, _ = self._sources.listed(column.source, column.where, depth)
        returned = f" RETURN n{depth + 1}" if clauses[-1].startswith("WITH") else ""
        return f"COUNT {{ {' '.join(clauses)}{returned} }}"

    def _beyond(self, column: Beyond, depth: int) -> str:
        inner = f"n{depth + 1}"
        clauses, kept = self._sources.listed(column.source, column.where, depth)
        condition = at_or_beyond(column, inner, self.params.name)
        return f"EXISTS {{ {' '.join(clauses)} WITH {kept} WHERE {condition} RETURN {inner} }}"

    def _facet(self, column: Facet, name: str, depth: int) -> list[str]:
        inner = depth + 1
        node, value, count, found = f"n{inner}", f"v{inner}", f"k{inner}", f"l{inner}"
        clauses, _ = self._sources.listed(column.source, column.where, depth)
        match column.via:
            case Hop() as hop:
                clauses.append(f"MATCH {pattern(hop, node, '', value)}")
            case Expr(template) if column.many:
                clauses.append(f"UNWIND {template.replace('{v}', node)} AS {value}")
                clauses.append(f"WITH DISTINCT {node}, {value}")
            case Expr(template):
                clauses.append(f"WITH {template.replace('{v}', node)} AS {value}")
                clauses.append(f"WITH {value} WHERE {value} IS NOT NULL")
        columns = [
            template.replace("{v}", "x[0]").replace("{k}", "x[1]")
            for template in column.columns.templates()
        ]
        limit = self.params.name(column.limit)
        return [
            *clauses,
            f"WITH {value}, count(*) AS {count}",
            f"ORDER BY {count} DESC, {column.tie.replace('{v}', value)}",
            f"WITH collect([{value}, {count}]) AS {found}",
            f"RETURN [size({found}), [x IN {found}[..{limit}] | [{', '.join(columns)}]]] AS {name}",
        ]


def _inline(columns: Columns) -> bool:
    """Whether columns do without a subquery."""
    return all(
        isinstance(column, Expr)
        or (isinstance(column, Typed) and all(_inline(own) for _, own in column.by_label))
        for column in columns.ordered
    )


def _call(source: Source, depth: int, body: Sequence[str]) -> str:
    """Return a subquery that starts from what its source needs of the row."""
    match source:
        case Hop():
            scope = f"n{depth}"
        case EdgeSources():
            scope = f"e{depth}"
        case Among():
            scope = f"l{depth}"
        case _:
            scope = ""
    return f"CALL ({scope}) {{\n{_indent(body)}\n}}"


def _indent(lines: Sequence[str]) -> str:
    return "\n".join(f"  {line}" for text in lines for line in text.split("\n"))
