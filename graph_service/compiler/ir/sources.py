"""Sources: the nodes that a read starts from, with estimates of what they cost; and parameters.

The `repr` of a parameter shows its encoder, but not its origin.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from graph_service.compiler.ir.origins import Constant, FromVariable, Origin
from graph_service.model.json import Json
from graph_service.model.storage import StoredValue

if TYPE_CHECKING:
    from graph_service.compiler.ir.conditions import Condition

Encoder: TypeAlias = Callable[[Json], StoredValue]
"""Converts the value of an argument to one for the database."""
On: TypeAlias = Literal["node", "edge"]
"""Whether {v} in a template is the node or the edge that led to it."""


@dataclass(frozen=True)
class Param:
    """A parameter of the statement.

    Attributes:
        origin: where each request has its value.
        encode: converts that to the value for the database; raises ValueError if it is invalid.
        argument: its name, for error messages.
    """

    origin: Origin
    encode: Encoder
    argument: str

    def __repr__(self) -> str:
        return f"?{self.encode.__name__}"


@dataclass(frozen=True)
class Search:
    """A search, which is made before the statement that reads what it finds.

    Attributes:
        text: what is searched for.
        only: clauses that restrict the hits.
        limit: the maximum number of hits.
        lists: the conditions of the lists that are made of the hits; None if the search is a
            condition itself, which an entry meets if it has every word.
        may_be_empty: whether a text without words finds all entries, or else none.
    """

    text: Param
    only: tuple[Param, ...]
    limit: int
    lists: list[Condition] | None = field(default=None, compare=False, repr=False)
    may_be_empty: bool = True

    @property
    def key(self) -> str:
        """The name of what it finds among the variables of a request."""
        origins = self.text.origin, *(param.origin for param in self.only)
        return f" {origins} {self.lists if self.lists is None else id(self.lists)}"

    @property
    def found(self) -> Found:
        """The parameter with what it finds."""
        return Found(FromVariable(self.key), unchanged, self.text.argument, self)

    def listed(self, condition: Condition) -> Matched:
        """Return the hits that meet a condition as a source."""
        lists = [] if self.lists is None else self.lists
        if condition not in lists:
            lists.append(condition)
        return Matched(Param(Constant(lists.index(condition)), unchanged, ""), self)


@dataclass(frozen=True, repr=False)
class Found(Param):
    """The parameter with the result of a search."""

    search: Search


def unchanged(value: Json) -> StoredValue:
    """Return a value that the service itself made."""
    return value  # type: ignore[return-value]


class _Source:
    """The nodes to read, with an estimate of the cost for `limits.cost`.

    Attributes:
        scanned: the number of nodes that the database looks at.
        weight: the cost of looking at one, without conditions.
        planned: as how many lists the database plans it.
        of_row: what of the row it starts from, by the letter of its variable: n, its node; e, the
            edge that led to it; l, its list; "" if it starts from nothing of it.
    """

    scanned: ClassVar[int] = 1
    weight: ClassVar[int] = 10
    planned: ClassVar[int] = 1
    of_row: ClassVar[str] = ""

    @property
    def rows(self) -> Param | int:
        """The number of rows, without a page; most entries have one or two sources."""
        return 2


ASSUMED_NODES = 100
"""The number of entries that a type is assumed to have."""


@dataclass(frozen=True)
class Hop(_Source):
    """The nodes at the other end of an edge.

    Attributes:
        edge: the relationship type.
        outgoing: its direction.
        labels: the types of the nodes.
        is_whole: whether all edges of the type, in this direction, lead to such nodes.
        is_whole_back: whether those in the other direction all lead to nodes of the type it is of.
        keys: the properties of the nodes by which the edges are sorted in an index, each with the
            property of the edge that has the index.
    """

    of_row = "n"
    edge: str
    outgoing: bool
    labels: tuple[str, ...]
    is_whole: bool = False
    keys: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    is_whole_back: bool = field(default=False, repr=False)


@dataclass(frozen=True)
class AllOf(_Source):
    """All nodes of a type."""

    scanned = ASSUMED_NODES
    label: str


@dataclass(frozen=True)
class AllEntries(_Source):
    """The entries of all types.

    Attributes:
        labels: the types, in the order of their names.
        chosen: the types to read; None for all.
    """

    scanned = ASSUMED_NODES
    planned = 4  # measured: nine short reads take as long to plan as four lists
    labels: tuple[str, ...]
    chosen: Param | None


@dataclass(frozen=True)
class Joined(_Source):
    """The nodes that the row's node refers to by a value, without an edge.

    Attributes:
        labels: the types of the nodes.
        prop: their property, which has an index.
        key: the property of the row's node that has the same value.
    """

    of_row = "n"
    labels: tuple[str, ...]
    prop: str
    key: str


@dataclass(frozen=True)
class Sharing(_Source):
    """The other nodes of a type whose edges lead to the same nodes as those of the row's node.

    The list of each row contains the shared nodes.

    Attributes:
        hop: to the nodes that may be shared.
        label: the type.
    """

    of_row = "n"
    scanned = ASSUMED_NODES
    hop: Hop
    label: str


class _Single(_Source):
    @property
    def rows(self) -> int:
        """One row."""
        return 1


@dataclass(frozen=True)
class ByKey(_Single):
    """The node with a key; otherwise, the node that had it as a former slug."""

    label: str
    prop: str
    key: Param
    former: Param | None


@dataclass(frozen=True)
class ByIds(_Source):
    """The nodes of a type with these ids or former ids."""

    label: str
    ids: Param

    @property
    def rows(self) -> Param:
        """A row for each id."""
        return self.ids


@dataclass(frozen=True)
class EdgeSources(_Source):
    """The sources whose slugs are stored on an edge."""

    of_row = "e"


@dataclass(frozen=True)
class Newest(_Single):
    """The node of a type with the highest value of a property."""

    label: str
    prop: str


@dataclass(frozen=True)
class Hits(_Single):
    """One row: a map with what a search has found.

    Attributes:
        found: the map, which `fields.search.stages` returns.
    """

    weight = 1_000
    found: Found


@dataclass(frozen=True)
class Begun(_Source):
    """The entries that have names which begin with a text, or words that do; best first.

    Attributes:
        labels: all types, the best first.
        chosen: the types to read, and their clause for the full-text index; None for all.
        ordered: the types whose names have an index in the order of a language.
        key: the stored property of that index.
        others: the expressions of other folded names, each in a line, with {v} for the node.
        start: the folded text.
        phrase: a query in Lucene's syntax for words that begin with those of the text.
        pattern: a regular expression for folded names that have such words.
        near: the same for words of which a letter may be wrong.
        size: the number of entries.
    """

    weight = 1_000
    planned = 4  # like the short reads of AllEntries
    labels: tuple[str, ...]
    chosen: tuple[Param, Param] | None
    ordered: tuple[str, ...]
    key: str
    others: tuple[str, ...]
    start: Param
    phrase: Param
    pattern: Param
    near: Param
    size: Param

    @property
    def rows(self) -> Param:
        """A row for each entry."""
        return self.size


@dataclass(frozen=True)
class Pairs(_Source):
    """A row for each pair of ends that nodes connect, with the number of these nodes.

    Attributes:
        label: the type of the connecting nodes.
        left: from a connecting node to one end; of its labels, the first that occurs there counts.
        right: from a connecting node to the other end, likewise.
        prop: the property that ends are grouped by; None for the ends themselves.
        stored: the relationship type of edges from the left end to the right one that have the
            number of all connecting nodes; None if there are none.
    """

    scanned = ASSUMED_NODES
    weight = 50
    label: str
    left: Hop
    right: Hop
    prop: str | None
    stored: str | None = None


@dataclass(frozen=True)
class Among(_Source):
    """The nodes in the list of the row above, such as those of a pair."""

    of_row = "l"


@dataclass(frozen=True)
class Matched(_Source):
    """The nodes of a list of hits in the row above, with how they were found.

    Attributes:
        place: of the list among those of the search.
    """

    of_row = "l"
    place: Param
    search: Search = field(repr=False, compare=False)


@dataclass(frozen=True)
class Gathered(_Source):
    """The nodes of a list that the statement has bound for several columns.

    Attributes:
        variable: the list, or a list of such lists.
        place: of the list in the list of lists.
    """

    variable: str
    place: Param | None = None


Listed: TypeAlias = (
    "Hop | Joined | Sharing | AllOf | AllEntries | Pairs | Among | Matched | Gathered"
)
"""Sources of connections."""
Source: TypeAlias = "Listed | ByKey | ByIds | EdgeSources | Newest | Hits | Begun"
