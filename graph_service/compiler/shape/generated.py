"""The row → the response, for rows without a null where none may be: one Python function a plan.

The function is written as source and compiled, as dataclasses write their methods: nested
comprehensions and displays take a fifth of the time that a function a value takes. Where it meets a
null that may not be it gives up, and the shaper of `shape` finds out what is wrong and where. In
its source stand names and numbers of our own, and the keys of the response, as literals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import cast

from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.reads import Page
from graph_service.compiler.ir.values import (
    ByType,
    Cell,
    Fixed,
    InOrder,
    Many,
    Member,
    Object,
    One,
    Part,
    Several,
    Value,
)
from graph_service.compiler.shape.shaper import Row, Shaper, by_type, in_order, page_size, shaper
from graph_service.model.json import Json


class GaveUp(Exception):
    """There is a null where none may be, or too much of something."""


def fast_shaper(value: Value, columns: Columns) -> Shaper:
    """Prepare the function that shapes rows of these columns.

    Where it raises GaveUp or FieldError, or reports an error, the other shaper has to be asked.
    """
    writer = _Writer()
    result = writer.value(value, columns, "row")
    lines = ["def shape(row, context):", *writer.first, f"    return {result}"]
    namespace = writer.names
    exec(compile("\n".join(lines), "<shape>", "exec"), namespace)  # noqa: S102 (see above)
    return cast("Shaper", namespace["shape"])


def _give_up() -> Json:
    raise GaveUp


def _limited(most: int) -> Callable[[Sequence[Row]], Sequence[Row]]:
    """Prepare the function that gives up on too many rows."""

    def limited(rows: Sequence[Row]) -> Sequence[Row]:
        if len(rows) > most:
            raise GaveUp
        return rows

    return limited


class _Writer:
    """Writes values as expressions.

    Attributes:
        names: what the expressions refer to.
        first: the lines that come before them.
    """

    def __init__(self) -> None:
        self.names: dict[str, object] = {"give_up": _give_up}
        self.first: list[str] = []
        self._numbers = count()

    def value(self, value: Value, columns: Columns, row: str) -> str:  # noqa: C901 (see `shaper`)
        """Write a value over a row."""
        at = columns.index
        match value:
            case Fixed(known):
                return self._named(known)
            case Cell(column, None):
                return f"{row}[{at(column)}]"
            case Cell(column, convert):
                cell = self._new("v")
                call = f"{self._named(convert)}({cell})"
                return f"(None if ({cell} := {row}[{at(column)}]) is None else {call})"
            case Object(members):
                return f"{{{', '.join(self._field(f, columns, row) for f in members)}}}"
            case Several(values):
                return f"[{', '.join(self.value(inner, columns, row) for inner in values)}]"
            case Part(column, parts, inner):
                part = self._new("r")
                shaped = self.value(inner, parts, part)
                return f"(None if ({part} := {row}[{at(column)}]) is None else {shaped})"
            case One(rows, inner):
                found, first = self._new("v"), self._new("r")
                shaped = self.value(inner, rows.read.columns, first)
                some = f"({found} := {row}[{at(rows)}]) and ({first} := {found}[0]) is not None"
                return f"({shaped} if {some} else None)"
            case Many(column, parts, inner, page, most):
                each = self._new("r")
                shaped = self.value(inner, parts, each)
                listed = self._rows(f"{row}[{at(column)}]", page, most)
                return f"[{shaped} for {each} in {listed}]"
        match value:
            case ByType(label, typed, types):
                shapers = {name: fast_shaper(inner, own) for name, (own, inner) in types.items()}
                shape = by_type(at(label), at(typed), shapers)
            case InOrder():
                shape = in_order(value, columns, fast_shaper)
            case _:
                shape = shaper(value, columns)
        return f"{self._named(shape)}({row}, context)"

    def _field(self, field: Member, columns: Columns, row: str) -> str:
        written = self.value(field.value, columns, row)
        if field.required and not isinstance(field.value, Object | Many | Several | InOrder):
            found = self._new("v")
            written = f"({found} if ({found} := {written}) is not None else give_up())"
        return f"{field.key!r}: {written}"

    def _rows(self, cell: str, page: Page | None, most: int | None) -> str:
        rows = f"({cell} or ())"
        if most is not None:
            rows = f"{self._named(_limited(most))}({rows})"
        if page is None:
            return rows
        size = self._new("s")
        self.first.append(f"    {size} = {self._named(page_size(page))}(context)")
        return f"{rows}[:{size}]{'[::-1]' if page.backward else ''}"

    def _named(self, thing: object) -> str:
        name = self._new("k")
        self.names[name] = thing
        return name

    def _new(self, letter: str) -> str:
        return f"{letter}{next(self._numbers)}"
