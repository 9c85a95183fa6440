"""`first`, `after`, `last`, `before` → a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph_service.compiler.ir.cursors import decode_cursor
from graph_service.compiler.ir.origins import Constant, Origin
from graph_service.compiler.ir.reads import Cursor, Page, Param, SortKey
from graph_service.compiler.language.arguments import Arguments, Leaf
from graph_service.compiler.plan import encoders
from graph_service.errors import BadUserInput
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue


def _cursor(order: Sequence[SortKey], argument: Leaf, name: str) -> Cursor:
    def part(index: int) -> Callable[[Json], StoredValue]:
        def cursor(value: Json) -> StoredValue:
            return decode_cursor(order, value)[index]

        return cursor

    return Cursor(
        tuple(Param(argument.origin, part(i), name) for i in range(len(order) + 1)),
    )


def _given(arguments: Arguments, name: str) -> Leaf | None:
    leaf = arguments.get(name)
    return leaf if isinstance(leaf, Leaf) and leaf.value is not None else None


def page_of(arguments: Arguments, order: Sequence[SortKey]) -> Page:
    """Give the page that a connection's arguments ask for.

    Raises:
        BadUserInput: when both `first` and `last` are given.
    """
    first, last = _given(arguments, "first"), _given(arguments, "last")
    if first and last:
        raise BadUserInput(
            "first and last can't be combined; ask for one page at a time.", argument="first"
        )
    after, before = _given(arguments, "after"), _given(arguments, "before")
    wanted = last or first
    name = "last" if last else "first"
    origin: Origin = wanted.origin if wanted else Constant(None)
    return Page(
        size=Param(origin, encoders.page_size, name),
        limit=Param(origin, encoders.page_limit, name),
        after=_cursor(order, after, "after") if after else None,
        before=_cursor(order, before, "before") if before else None,
        backward=last is not None,
    )
