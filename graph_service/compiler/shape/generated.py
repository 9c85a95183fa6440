"""The row → the response, by one generated Python function for each plan.

Like the methods of dataclasses, it is written as source and compiled. Nested comprehensions and
displays take a fifth of the time of nested functions. The source of
`{ topics { nodes { slug } } }` is:

>>> from graph_service.compiler.ir.columns import Read, Rows
>>> from graph_service.compiler.ir.sources import AllOf
>>> topic, root = Columns(), Columns()
>>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
>>> slug = Member("slug", "Topic.slug", False, Cell(topic.expr("{v}.slug")))
>>> nodes = Member("nodes", "TopicConnection.nodes", True, Many(topics, topic, Object([slug])))
>>> print(_Writer().value(Object([nodes]), root, "row"))
{'nodes': [{'slug': r0[0]} for r0 in (row[0] or ())]}

On a null in a non-null field, the function gives up, and the shaper of `shaper` finds the errors.
Its source contains only generated names, numbers, and response keys as literals.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import cast

from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.pages import Page
from graph_service.compiler.ir.values import (
    ByType,
    Cell,
    Computed,
    Fixed,
    InOrder,
    Many,
    Member,
    Object,
    One,
    Part,
    ScopedId,
    Several,
    Sought,
    Value,
)
from graph_service.compiler.shape.shaper import (
    Context,
    Shaper,
    by_type,
    in_order,
    page_size,
    scope_of,
    shaper,
)
from graph_service.model.json import Json


class GaveUp(Exception):
    """There is a null in a non-null field."""


def generated_shaper(value: Value, columns: Columns) -> Shaper:
    """Return a function that shapes rows of these columns.

    If it raises GaveUp or FieldError, or reports an error, use `shaper` instead.
    """
    writer = _Writer()
    result = writer.value(value, columns, "row")
    lines = ["def shape(row, context):", *writer.first, f"    return {result}"]
    namespace = writer.names
    exec(compile("\n".join(lines), "<shape>", "exec"), namespace)  # noqa: S102 (see above)
    return cast("Shaper", namespace["shape"])


def _give_up() -> Json:
    raise GaveUp


class _Writer:
    """Writes values as expressions.

    Attributes:
        names: objects that the expressions refer to.
        first: lines before the expression.
    """

    def __init__(self) -> None:
        self.names: dict[str, object] = {"give_up": _give_up}
        self.first: list[str] = []
        self._numbers = count()

    def value(self, value: Value, columns: Columns, row: str) -> str:  # noqa: C901 (one case per kind)
        """Return the expression of a value over a row."""
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
            case Computed(computed, compute):
                cells = ", ".join(f"{row}[{at(column)}]" for column in computed)
                return f"{self._named(compute)}([{cells}])"
            case ScopedId(_, _, column):
                scope = self._once(scope_of(value))
                return f"{scope} + {row}[{at(column)}]"
            case Object(members):
                return f"{{{', '.join(self._field(f, columns, row) for f in members)}}}"
            case Sought(inner):  # the other shaper words the error
                found, shaped = self._new("v"), self.value(inner, columns, row)
                return f"({found} if ({found} := {shaped}) else give_up())"
            case Several(values):
                return f"[{', '.join(self.value(inner, columns, row) for inner in values)}]"
            case Part(column, parts, inner, needed):
                part = self._new("r")
                shaped = self.value(inner, parts, part)
                cell = "" if needed is None else f"[{parts.index(needed)}]"
                return f"(None if ({part} := {row}[{at(column)}]){cell} is None else {shaped})"
            case One(rows, inner):
                found, first = self._new("v"), self._new("r")
                shaped = self.value(inner, rows.read.columns, first)
                some = f"({found} := {row}[{at(rows)}]) and ({first} := {found}[0]) is not None"
                return f"({shaped} if {some} else None)"
            case Many(column, parts, inner, page, convert):
                item = self._new("r")
                shaped = self.value(inner, parts, item)
                cell = f"{row}[{at(column)}]"
                if convert is not None:
                    cell = f"{self._named(convert)}({cell})"
                listed = self._rows(cell, page)
                return f"[{shaped} for {item} in {listed}]"
        match value:
            case ByType(label, typed, types):
                shapers = {
                    name: generated_shaper(inner, parts) for name, (parts, inner) in types.items()
                }
                shape = by_type(at(label), at(typed), shapers)
            case InOrder():
                shape = in_order(value, columns, generated_shaper)
            case _:  # few per response: not worth generated code
                shape = shaper(value, columns)
        return f"{self._named(shape)}({row}, context)"

    def _field(self, field: Member, columns: Columns, row: str) -> str:
        written = self.value(field.value, columns, row)
        if field.required and not isinstance(field.value, Object | Many | Several | InOrder):
            found = self._new("v")
            written = f"({found} if ({found} := {written}) is not None else give_up())"
        return f"{field.key!r}: {written}"

    def _rows(self, cell: str, page: Page | None) -> str:
        rows = f"({cell} or ())"
        if page is None:
            return rows
        size = self._once(page_size(page))
        return f"{rows}[:{size}]{'[::-1]' if page.backward else ''}"

    def _once(self, function: Callable[[Context], object]) -> str:
        """Return the name of a value that is the same everywhere in the response."""
        name = self._new("s")
        self.first.append(f"    {name} = {self._named(function)}(context)")
        return name

    def _named(self, value: object) -> str:
        name = self._new("k")
        self.names[name] = value
        return name

    def _new(self, letter: str) -> str:
        return f"{letter}{next(self._numbers)}"
