"""Suggestions → the clauses that find names which begin with a text.

Each type is read in the order of its names, and no further than needed. The full-text index can't
sort, and a short text begins words of many names: what it finds is limited.
"""

from __future__ import annotations

from graph_service.compiler.cypher.subqueries import call
from graph_service.compiler.cypher.where import Name
from graph_service.compiler.ir.sources import Begun
from graph_service.model.indexes import SEARCH
from graph_service.model.storage import key_of

ONLY_SIMILAR = 3
"""The rank of names with a wrong letter, which are suggested if there are no others."""
MAX_BEGUN = 300
"""The number of entries with words that begin with a text, of which the best are suggested."""


def begun_clauses(begun: Begun, depth: int, name: Name) -> list[str]:
    """Return the clauses that bind n<depth>, an entry, and k<depth>, the text."""
    node, names = f"n{depth}", f"m{depth}"
    all_names = f"{node}.{key_of('name')}"
    start, size = name(begun.start), name(begun.size)
    others = ", ".join(other.replace("{v}", node) for other in begun.others)
    found = (
        f"{node}.{begun.key} STARTS WITH {start}",
        f"any(x IN [{others}] WHERE x CONTAINS '\\n' + {start})",
        f"any(x IN {names} WHERE x =~ {name(begun.pattern)} OR x =~ {name(begun.near)})",
    )
    rank = (
        f"WHEN any(x IN {names} WHERE x CONTAINS '\\n' + {start} + '\\n') THEN 0",
        f"WHEN any(x IN {names} WHERE x CONTAINS '\\n' + {start}) THEN 1",
        f"WHEN any(x IN {names} WHERE x =~ {name(begun.pattern)}) THEN 2",
    )
    types = " ".join(f"WHEN '{label}' THEN {i}" for i, label in enumerate(begun.labels))
    order = (
        "found[1]",
        f"CASE labels({node})[0] {types} END",
        f"coalesce({node}.{begun.key}, {all_names})",
        f"{node}.id",
    )
    branches = [*_by_name(begun, node, name), _by_words(begun, node, name)]
    return [
        call("", ["\nUNION\n".join(map("\n".join, branches))]),
        f"WITH {node}, [{all_names}, {others}] AS {names}",
        f"WITH {node}, {names} WHERE {' OR '.join(found)}",
        f"WITH {node}, CASE {' '.join(rank)} ELSE {ONLY_SIMILAR} END AS rank",
        f"WITH collect([{node}, rank]) AS all, min(rank) AS best",
        f"UNWIND [x IN all WHERE x[1] < {ONLY_SIMILAR} OR best = {ONLY_SIMILAR}] AS found",
        f"WITH found, found[0] AS {node}",
        f"WITH {node}, {start} AS k{depth} ORDER BY {', '.join(order)} LIMIT {size}",
    ]


def _by_name(begun: Begun, node: str, name: Name) -> list[list[str]]:
    """Return for each type the clauses that read its first names which begin with the text."""
    key = f"{node}.{begun.key}"
    branches = []
    for label in begun.ordered:
        clauses = [
            f"MATCH ({node}:{label}) WHERE {key} STARTS WITH {name(begun.start)}",
            f"WITH {node} ORDER BY {key}, {node}.id LIMIT {name(begun.size)}",
            f"RETURN {node}",
        ]
        if begun.chosen is not None:
            clauses = [f"WITH '{label}' AS t WHERE t IN {name(begun.chosen[0])}", *clauses]
        branches.append(clauses)
    return branches


def _by_words(begun: Begun, node: str, name: Name) -> list[str]:
    query = name(begun.phrase)
    if begun.chosen is not None:
        query += f" + {name(begun.chosen[1])}"
    found = f"db.index.fulltext.queryNodes('{SEARCH.name}', {query}, {{limit: {MAX_BEGUN}}})"
    return [f"CALL {found} YIELD node AS {node}", f"RETURN {node}"]
