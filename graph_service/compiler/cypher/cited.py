"""The sources of edges that are read together → a subquery that reads each once.

>>> from graph_service.compiler.ir.cited import cited_sources
>>> from graph_service.compiler.ir.columns import Columns, Read, Rows
>>> from graph_service.compiler.ir.sources import AllOf, EdgeSources, Hop
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

from __future__ import annotations

from collections.abc import Sequence

from graph_service.compiler.cypher.subqueries import call
from graph_service.compiler.ir.cited import Cited, templates_of

CITED = "cited"
"""The variable of the sources: in the order of their ids, each with its slug and its values."""


def cited_clauses(cited: Sequence[Cited], values: Sequence[str]) -> list[str]:
    """Return the subquery that binds CITED.

    Args:
        cited: the sources of the edges in a root row, at least one.
        values: the variables of the root row.
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
