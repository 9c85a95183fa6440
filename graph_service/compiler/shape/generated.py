"""The row → the response, by one generated Python function for each plan.

Like the methods of dataclasses, it is written as source and compiled. Nested comprehensions and
displays take a fifth of the time that walking through the plan takes. The source of
`{ topics { nodes { slug } } }` is:

>>> from graph_service.compiler.ir.columns import Read, Rows
>>> from graph_service.compiler.ir.sources import AllOf
>>> topic, root = Columns(), Columns()
>>> topics = root.add(Rows(Read(AllOf("Topic"), topic)))
>>> slug = ir.Member("slug", "Topic.slug", False, ir.Cell(topic.expr("{v}.slug")))
>>> listed = ir.Many(topics, topic, ir.Object([slug]))
>>> nodes = ir.Member("nodes", "TopicConnection.nodes", True, listed)
>>> print(_Writer().value(ir.Object([nodes]), root, "row"))
{'nodes': [{'slug': r0[0]} for r0 in (row[0] or ())]}

If there is an error to report, such as a null in a non-null field, the function gives up, and
`shaper` finds the errors. Its source contains only generated names, numbers, and response keys as
literals.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count
from typing import TypeAlias, assert_never, cast

from graph_service.compiler.ir import values as ir
from graph_service.compiler.ir.columns import Columns
from graph_service.compiler.ir.origins import read
from graph_service.compiler.ir.pages import Page
from graph_service.compiler.shape.shaper import (
    Context,
    Row,
    page_size,
    requested_ids,
    scope_of,
)
from graph_service.model.json import Json

Shaper: TypeAlias = Callable[[Row, Context], Json]


class GaveUp(Exception):
    """There is an error to report."""


def generated_shaper(value: ir.Value, columns: Columns) -> Shaper:
    """Return a function that shapes rows of these columns.

    If it raises GaveUp, use `shaper.shaped` instead.
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

    def value(self, value: ir.Value, columns: Columns, row: str) -> str:  # noqa: C901 (one case per kind)
        """Return the expression of a value over a row."""
        at = columns.index
        match value:
            case ir.Fixed(known):
                return self._named(known)
            case ir.Cell(column, None):
                return f"{row}[{at(column)}]"
            case ir.Cell(column, convert):
                cell = self._new("v")
                call = f"{self._named(convert)}({cell})"
                return f"(None if ({cell} := {row}[{at(column)}]) is None else {call})"
            case ir.Computed(computed, compute):
                cells = (f"{row}[{at(column)}]" for column in computed)
                return f"{self._named(compute)}([{', '.join(cells)}])"
            case ir.ScopedId(_, _, column):
                return f"{self._once(partial(scope_of, value))} + {row}[{at(column)}]"
            case ir.Object(members):
                return f"{{{', '.join(self._field(f, columns, row) for f in members)}}}"
            case ir.Sought(inner):  # the other shaper words the error
                found, sought = self._new("v"), self.value(inner, columns, row)
                return f"({found} if ({found} := {sought}) else give_up())"
            case ir.Checked(inner, unknown):
                shown = self.value(inner, columns, row)
                return f"(give_up() if {row}[{at(unknown)}] else {shown})"
            case ir.Several(values):
                return f"[{', '.join(self.value(inner, columns, row) for inner in values)}]"
            case ir.Part(column, parts, inner, needed):
                part = self._new("r")
                of_part = self.value(inner, parts, part)
                cell = "" if needed is None else f"[{parts.index(needed)}]"
                return f"(None if ({part} := {row}[{at(column)}]){cell} is None else {of_part})"
            case ir.One(rows, inner, page, end):
                found, item = self._new("v"), self._new("r")
                of_item = self.value(inner, rows.read.columns, item)
                listed = self._rows(f"{row}[{at(rows)}]", page)
                place = 0 if end == "first" else -1
                some = f"({found} := {listed}) and ({item} := {found}[{place}]) is not None"
                return f"({of_item} if {some} else None)"
            case ir.HasMore(rows, page, side, beyond):
                is_beyond = "False" if beyond is None else f"bool({row}[{at(beyond)}])"
                if side != ("earlier" if page.backward else "later"):
                    return is_beyond
                size = self._once(partial(page_size, page))
                return f"(len({row}[{at(rows)}] or ()) > {size} or {is_beyond})"
            case ir.Many(column, parts, inner, page, convert):
                item = self._new("r")
                of_item = self.value(inner, parts, item)
                cell = f"{row}[{at(column)}]"
                if convert is not None:
                    cell = f"{self._named(convert)}({cell})"
                return f"[{of_item} for {item} in {self._rows(cell, page)}]"
            case ir.Known(known_rows, argument, _, parts, inner):
                item = self._new("r")
                of_item = self.value(inner, parts, item)
                rows_of = self._once(lambda context: known_rows(read(argument, context.variables)))
                return f"[{of_item} for {item} in {rows_of}]"
            case ir.ByType(label, typed, types):
                of_types = self._named(
                    {name: generated_shaper(inner, parts) for name, (parts, inner) in types.items()}
                )
                shape, typed_row = self._new("v"), f"{row}[{at(typed)}]"
                some = f"({shape} := {of_types}.get({row}[{at(label)}])) is not None"
                return f"({shape}({typed_row}, context) if {some} else None)"
            case ir.InOrder():
                shape = self._named(_in_order(value, columns))
                return f"{shape}({row}, context)"
            case ir.Introspected(key):
                return f"context.introspected[{key!r}]"
        assert_never(value)

    def _field(self, field: ir.Member, columns: Columns, row: str) -> str:
        written = self.value(field.value, columns, row)
        if field.required and not isinstance(
            field.value, ir.Object | ir.Many | ir.Several | ir.InOrder
        ):
            found = self._new("v")
            written = f"({found} if ({found} := {written}) is not None else give_up())"
        return f"{field.key!r}: {written}"

    def _rows(self, cell: str, page: Page | None) -> str:
        rows = f"({cell} or ())"
        if page is None:
            return rows
        size = self._once(partial(page_size, page))
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


def _in_order(value: ir.InOrder, columns: Columns) -> Shaper:
    """Return a function that shapes nodes in the order of the requested ids."""
    reads = [
        (
            columns.index(rows),
            rows.read.columns.index(requested),
            generated_shaper(inner, rows.read.columns),
        )
        for rows, requested, inner in value.reads.values()
    ]

    def shape(row: Row, context: Context) -> Json:
        nodes: dict[str, Json] = {}
        for index, requested, shape_node in reads:
            for item in cast("list[list[Json]]", row[index]):
                nodes[str(item[requested])] = shape_node(item, context)
        ids = requested_ids(value, context)
        if value.missing is not None and not nodes.keys() >= {*ids}:
            raise GaveUp
        return [nodes.get(identity) for identity in ids]

    return shape
