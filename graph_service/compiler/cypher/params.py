"""The parameters of a statement, and their names in it."""

from __future__ import annotations

from graph_service.compiler.ir.sources import Param


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
