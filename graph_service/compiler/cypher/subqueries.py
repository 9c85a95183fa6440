"""Subqueries: how they are written, and those of facets and of the sources of edges.

>>> print(call("n0", ["MATCH (n0)--(n1)", "RETURN collect(n1.id) AS v1"]))
CALL (n0) {
  MATCH (n0)--(n1)
  RETURN collect(n1.id) AS v1
}
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import indent

from graph_service.compiler.cypher.where import any_end, pattern
from graph_service.compiler.ir.columns import Cited, Facet, Held, templates_of
from graph_service.compiler.ir.conditions import TRUE
from graph_service.compiler.ir.sources import AllOf, Hop

CITED = "cited"
"""The variable of the sources: in the order of their ids, each with its slug and its values."""


def call(scope: str, clauses: Sequence[str]) -> str:
    """Return a subquery that sees the variables of its scope, which are separated by commas."""
    return f"CALL ({scope}) {{\n{indented(clauses)}\n}}"


def collect(clauses: Sequence[str]) -> str:
    """Return the expression of the list that a subquery returns by rows."""
    return f"COLLECT {{\n{indented(clauses)}\n}}"


def indented(clauses: Sequence[str]) -> str:
    """Return clauses in lines of their own, as inside braces."""
    return indent("\n".join(clauses), "  ")


def facet_body(facet: Facet, name: str, depth: int, nodes: Sequence[str], limit: str) -> list[str]:
    r"""Return the body of the subquery that counts nodes by their values, and names the result.

    `nodes` are the clauses that bind the counted nodes, and `limit` is the name of the parameter.
    What nodes hold is grouped before its values are: it may come from an index, in its order, which
    takes a seventh of the time of reading it from the nodes (Neo4j 2026.08).

    >>> from graph_service.compiler.ir.columns import Columns
    >>> from graph_service.compiler.ir.origins import Constant
    >>> from graph_service.compiler.ir.sources import Param
    >>> level = Columns()
    >>> columns = level.expr("{v}"), level.expr("{k}")
    >>> limit = Param(Constant(None), int, "limit")
    >>> facet = Facet(AllOf("GoodPractice"), TRUE, Held(("{v}.level",)), "{v}", level, limit)
    >>> print("\n".join(facet_body(facet, "c0_1", 0, ["MATCH (n1:GoodPractice)"], "$p[0]")))
    MATCH (n1:GoodPractice)
    WITH n1.level AS s0, count(*) AS m1
    UNWIND s0 AS v1
    WITH DISTINCT s0, m1, v1
    WITH v1, sum(m1) AS k1
    ORDER BY k1 DESC, v1
    WITH collect([v1, k1]) AS l1
    RETURN [size(l1), [x IN l1[..$p[0]] | [x[1], x[0]]]] AS c0_1
    """
    inner = depth + 1
    node, value, count, found = f"n{inner}", f"v{inner}", f"k{inner}", f"l{inner}"
    clauses, counted = [*nodes], [f"WITH {value}, count(*) AS {count}"]
    match facet.via:
        case Hop(labels=labels) if edges := _edges_back(facet, value):
            clauses = [f"MATCH ({value}:{'|'.join(labels)})"]
            counted = [
                f"WITH {value}, COUNT {{ {edges} }} AS {count}",
                f"WITH {value}, {count} WHERE {count} > 0",
                f"WITH {value}, {count}",
            ]
        case Hop() as hop:
            clauses.append(f"MATCH {pattern(hop, node, '', value)}")
        case Held(keys, template):
            names = [f"s{index}" for index in range(len(keys))]
            held = (
                f"{key.replace('{v}', node)} AS {s}" for key, s in zip(keys, names, strict=True)
            )
            clauses += [
                f"WITH {', '.join(held)}, count(*) AS m{inner}",
                f"UNWIND {template.format(*names)} AS {value}",  # nothing, if it is null
                f"WITH DISTINCT {', '.join(names)}, m{inner}, {value}",
            ]
            counted = [f"WITH {value}, sum(m{inner}) AS {count}"]
    columns = facet.columns.listed().replace("{v}", "x[0]").replace("{k}", "x[1]")
    return [
        *clauses,
        *counted,
        f"ORDER BY {count} DESC, {facet.tie.replace('{v}', value)}",
        f"WITH collect([{value}, {count}]) AS {found}",
        f"RETURN [size({found}), [x IN {found}[..{limit}] | {columns}]] AS {name}",
    ]


def _edges_back(facet: Facet, value: str) -> str | None:
    """Return the pattern of all edges from a value back to the nodes of a facet.

    That counts all nodes of a type without reading them. None if others are counted.
    """
    match facet:
        case Facet(source=AllOf(label), where=where, via=Hop() as hop) if where == TRUE:
            return any_end(Hop(hop.edge, not hop.outgoing, (label,), hop.is_whole_back), value)
    return None


def cited_clauses(cited: Sequence[Cited], values: Sequence[str]) -> list[str]:
    """Return the subquery that reads each source once that edges cite, and binds CITED.

    `values` are the variables of the root row.

    >>> from graph_service.compiler.ir.columns import Columns, Read, Rows, cited_sources
    >>> from graph_service.compiler.ir.sources import EdgeSources
    >>> source, practice, topic, root = Columns(), Columns(), Columns(), Columns()
    >>> name = source.expr("{v}.name")
    >>> sources = practice.add(Rows(Read(EdgeSources(), source)))
    >>> practices = topic.add(Rows(Read(Hop("ABOUT", False, ("GoodPractice",)), practice)))
    >>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
    >>> for clause in cited_clauses(cited_sources(root), ["c0_0"]):
    ...     print(clause)
    CALL (c0_0) {
      UNWIND [[c0_0, 0, 0]] AS place
      UNWIND place[0] AS row1
      UNWIND row1[place[1]] AS row2
      UNWIND row2[place[2]] AS slug
      WITH DISTINCT slug
      MATCH (n:Source {slug: slug})
      WITH n ORDER BY n.id
      RETURN collect([n.slug, [n.name]]) AS cited
    }
    """
    by_length: dict[int, list[Cited]] = {}
    for sources in cited:
        by_length.setdefault(len(sources.path), []).append(sources)
    branches = [_slugs(length, some, values) for length, some in by_length.items()]
    scope = ", ".join(sorted({values[sources.path[0]] for sources in cited}))
    slugs = branches[0]
    if len(branches) > 1:
        union = "\nUNION ALL\n".join(f"{branch}\nRETURN slug" for branch in branches)
        slugs = call(scope, [union])
    listed = ", ".join(templates_of(s.rows for s in cited)).replace("{v}", "n")
    body = [
        slugs,
        "WITH DISTINCT slug",
        "MATCH (n:Source {slug: slug})",
        "WITH n ORDER BY n.id",
        f"RETURN collect([n.slug, [{listed}]]) AS {CITED}",
    ]
    return [call(scope, body)]


def _slugs(length: int, cited: Sequence[Cited], values: Sequence[str]) -> str:
    """Return the clauses that bind the slugs at places below as many lists."""
    places = ", ".join(
        f"[{', '.join([values[sources.path[0]], *map(str, sources.path[1:])])}]"
        for sources in cited
    )
    lists = ["place[0]", *(f"row{n}[place[{n}]]" for n in range(1, length))]
    names = [*(f"row{n}" for n in range(1, length)), "slug"]
    unwound = (f"UNWIND {listed} AS {name}" for listed, name in zip(lists, names, strict=True))
    return "\n".join([f"UNWIND [{places}] AS place", *unwound])
