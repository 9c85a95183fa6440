"""Other statements for the row of a plan than the single one: split by its lists, or shared.

**Split.** Neo4j plans a page of a list with its facets for 0.3-0.7 s, and what nodes meet a
condition for a tenth of that (2026.08). People combine filters in hundreds of ways. So the ids of
the nodes of each filtered list are read first; the statement for all else has them as a parameter,
whatever the filters are. Facets ignore the filter of their own field, so a page has several lists.

**Shared.** For a small read, its transaction costs more than its rows: lookups by key and searches
that wait for the database anyway share each statement (see `api.shared_reads`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph_service.compiler.cypher.statement import Params, Statement, Writer
from graph_service.compiler.cypher.subqueries import indented
from graph_service.compiler.ir.columns import Column, Columns, Facet, Group, Read, Rows
from graph_service.compiler.ir.conditions import TRUE
from graph_service.compiler.ir.origins import Constant
from graph_service.compiler.ir.sources import AllOf, ByKey, Gathered, Hits, Param, unchanged

MAX_IDS = 2_000
"""For longer lists, sending the ids takes longer than planning a single statement."""


@dataclass(frozen=True)
class Split:
    """The statements that together read the row of a single one.

    Attributes:
        lists: for each type, the statements that return the ids of a list, or one more than
            MAX_IDS.
        rest: returns the other row. Its first parameters are, for each type, the lists of ids.
        places: the place in that row of each column.
    """

    lists: tuple[tuple[Statement, ...], ...]
    rest: Statement
    places: tuple[int, ...]


def split(columns: Columns) -> Split | None:
    """Return the statements for the columns of the root row; None if no filter is planned apart."""
    by_type: dict[AllOf, list[Group]] = {}
    for group in columns.lists:
        if isinstance(group.source, AllOf):
            by_type.setdefault(group.source, []).append(group)
    filtered = {s: groups for s, groups in by_type.items() if _is_filtered_with_facets(groups)}
    if not filtered:
        return None
    over: dict[Column, Column] = {}
    for number, groups in enumerate(filtered.values()):
        for place, group in enumerate(groups):
            # A parameter, because it depends on the filters.
            over |= group.over(Gathered(f"g{number}", Param(Constant(place), unchanged, "")))
    read = [over.get(column, column) for column in columns.ordered]
    # Not the order of the single statement, as that depends on the filters.
    order = sorted(range(len(read)), key=lambda index: repr(read[index]))
    writer = Writer(Params(reserved=len(filtered)))
    calls, values = writer.each([read[index] for index in order], 0)
    bound = [_bind(source, number) for number, source in enumerate(filtered)]
    text = "\n".join([*bound, *calls, f"RETURN [{', '.join(values)}] AS row"])
    return Split(
        lists=tuple(tuple(map(_ids, groups)) for groups in filtered.values()),
        rest=Statement(text, tuple(writer.params.params)),
        places=tuple(order.index(index) for index in range(len(order))),
    )


def _is_filtered_with_facets(groups: list[Group]) -> bool:
    has_facet = any(isinstance(c, Facet) for group in groups for c in group.columns)
    return has_facet and any(group.where != TRUE for group in groups)


def _ids(group: Group) -> Statement:
    """Return the statement that reads the ids of a list.

    >>> from graph_service.compiler.ir.conditions import Test
    >>> prevention = Test("{v}.slug = 'prevention'")
    >>> print(_ids(Group(AllOf("Topic"), prevention, [])).text)
    MATCH (n1:Topic) WHERE n1.slug = 'prevention'
    WITH n1 LIMIT 2001
    RETURN collect(n1.id) AS row
    """
    writer = Writer(Params())
    clauses = writer.nodes(group, 0)
    limited = f"WITH n1 LIMIT {MAX_IDS + 1}"
    text = "\n".join([*clauses, limited, "RETURN collect(n1.id) AS row"])
    return Statement(text, tuple(writer.params.params))


def _bind(source: AllOf, number: int) -> str:
    """Return the subquery that binds the lists of the nodes of a type."""
    return f"""CALL () {{
  UNWIND range(0, size($p[{number}]) - 1) AS i
  CALL (i) {{
    UNWIND $p[{number}][i] AS id
    MATCH (n:{source.label} {{id: id}})
    RETURN collect(n) AS found
  }}
  WITH i, found ORDER BY i
  RETURN collect(found) AS g{number}
}}"""


def found_by(columns: Columns) -> ByKey | Hits | None:
    """Return what the root row is read from, if its statement may be `shared`."""
    match columns.ordered:
        case (Rows(Read(source=ByKey() | Hits() as source)),):
            return source
    return None


@lru_cache(maxsize=1024)
def shared(text: str) -> str:
    r"""Return the statement that returns a list, `row`, with the row of each of several requests.

    Its $p[0] is a list with that of each; the other parameters are common to them, as Cypher allows
    no variable after LIMIT.

    >>> print(shared("MATCH (n1:Topic {slug: $p[0]})\nRETURN [collect([n1.name_en])] AS row"))
    UNWIND range(0, size($p[0]) - 1) AS i
    WITH i, $p[0][i] AS key
    CALL (key) {
      MATCH (n1:Topic {slug: key})
      RETURN [collect([n1.name_en])] AS row
    }
    WITH i, row ORDER BY i
    RETURN collect(row) AS row
    """
    return f"""UNWIND range(0, size($p[0]) - 1) AS i
WITH i, $p[0][i] AS key
CALL (key) {{
{indented([text.replace("$p[0]", "key")])}
}}
WITH i, row ORDER BY i
RETURN collect(row) AS row"""
