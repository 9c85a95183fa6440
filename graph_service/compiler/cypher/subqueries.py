"""Subqueries, as other modules of this package write them.

>>> print(call("n0", ["MATCH (n0)--(n1)", "RETURN collect(n1.id) AS v1"]))
CALL (n0) {
  MATCH (n0)--(n1)
  RETURN collect(n1.id) AS v1
}
"""

from collections.abc import Sequence
from textwrap import indent


def call(scope: str, clauses: Sequence[str]) -> str:
    """Return a subquery that sees the variables of its scope, which are separated by commas."""
    return f"CALL ({scope}) {{\n{indented(clauses)}\n}}"


def collect(clauses: Sequence[str]) -> str:
    """Return the expression of the list that a subquery returns by rows."""
    return f"COLLECT {{\n{indented(clauses)}\n}}"


def indented(clauses: Sequence[str]) -> str:
    """Return clauses in lines of their own, as inside braces."""
    return indent("\n".join(clauses), "  ")
