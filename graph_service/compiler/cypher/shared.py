"""A lookup by key → a statement that answers many requests at once, each with a key of its own.

For a small read, its transaction costs more than its rows: requests that wait for the database
anyway share one (see `api.shared_reads`).

>>> from graph_service.compiler.ir.origins import Constant
>>> topic, root = Columns(), Columns()
>>> name = topic.expr("{v}.name_en")
>>> source = ByKey("Topic", "slug", Param(Constant(None), str, "slug"), None)
>>> found = root.add(Rows(Read(source, topic)))
>>> print(shared_statement(root).text)
UNWIND range(0, size($p[0]) - 1) AS i
WITH i, $p[0][i] AS key
CALL (key) {
  MATCH (n1:Topic {slug: key})
  RETURN [collect([n1.name_en])] AS row
}
WITH i, row ORDER BY i
RETURN collect(row) AS row
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.compiler.cypher.params import Params
from graph_service.compiler.cypher.statement import Writer
from graph_service.compiler.cypher.subqueries import indented
from graph_service.compiler.ir.columns import Columns, Read, Rows
from graph_service.compiler.ir.sources import ByKey, Param


@dataclass(frozen=True)
class SharedStatement:
    """A statement that returns one list, `row`, with the row of each request.

    Attributes:
        text: the Cypher. $p[0] is a list with the key of each request.
        key: the parameter of a request that is its key.
        limits: $p[1], $p[2], …, which requests must have in common: Cypher allows no variable
            after LIMIT.
    """

    text: str
    key: Param
    limits: tuple[Param, ...]


def shared_statement(columns: Columns) -> SharedStatement | None:
    """Return the statement for the columns of root rows.

    None if they are more than one lookup by key, or have parameters other than the key and limits.
    """
    match columns.ordered:
        case (Rows(Read(source=ByKey(key=key))),):
            params = _KeyAndLimits()
            body = indented(Writer(params).root(columns))
        case _:
            return None
    if params.keys != [key]:
        return None
    text = f"""UNWIND range(0, size($p[0]) - 1) AS i
WITH i, $p[0][i] AS key
CALL (key) {{
{body}
}}
WITH i, row ORDER BY i
RETURN collect(row) AS row"""
    return SharedStatement(text, key, tuple(params.params))


class _KeyAndLimits(Params):
    """Names the key, and apart from it the limits."""

    def __init__(self) -> None:
        super().__init__(reserved=1)
        self.keys: list[Param] = []

    def name(self, param: Param) -> str:
        """Return the name of the key."""
        self.keys.append(param)
        return "key"

    def limit(self, param: Param) -> str:
        """Return the name of a limit."""
        return super().name(param)
