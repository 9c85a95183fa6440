"""Graphs in a temporary file: however large they are, they take little memory.

The file has no name, and is gone with the process.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from typing import Generic, TypeAlias, TypeVar

from graph_service.errors import LoadRefused
from graph_service.i18n import _

from .changes import EdgeKey, EdgeRow, NodeRow
from .packing import line, packed, unpacked

K = TypeVar("K")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Cells: TypeAlias = tuple[str, ...]
Parameter: TypeAlias = str | int

# On pages of this size nearly all rows fit; those that don't are read by a detour.
_TABLES = """
PRAGMA page_size = 32768;
PRAGMA cache_size = -16384;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE node (
  graph INTEGER, id TEXT, label TEXT, properties TEXT, others TEXT, PRIMARY KEY (graph, id)
) WITHOUT ROWID;
CREATE TABLE edge (
  graph INTEGER, type TEXT, source TEXT, target TEXT, properties TEXT, others TEXT,
  PRIMARY KEY (graph, type, source, target)
) WITHOUT ROWID;
CREATE TABLE renaming (graph INTEGER, old TEXT, new TEXT, PRIMARY KEY (graph, old)) WITHOUT ROWID;
"""
_NODES = """SELECT label, id, properties, others FROM node WHERE graph = :graph
UNION ALL SELECT label, id, properties, others FROM node WHERE graph = :beside ORDER BY id"""
_EDGES = """SELECT type, source, target, properties, others FROM edge WHERE graph = :graph
UNION ALL SELECT type, source, target, properties, others FROM edge WHERE graph = :beside
ORDER BY type, source, target"""


class Staging:
    """An open temporary file that graphs are kept in: tables of nodes and edges, by graph."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection, which has the tables already."""
        self._connection = connection
        self._graphs = 0

    def graph(self, nodes: Iterable[NodeRow] = (), edges: Iterable[EdgeRow] = ()) -> Graph:
        """Give a new graph of these nodes and edges."""
        self._graphs += 1
        graph = Graph(self, self._graphs)
        graph.add_nodes(nodes)
        graph.add_edges(edges)
        return graph

    def run(self, statement: str, **parameters: Parameter) -> sqlite3.Cursor:
        """Run a statement; rows come as they are asked for."""
        return self._connection.execute(statement, parameters)

    def run_many(self, statement: str, rows: Iterable[tuple[Parameter, ...]]) -> None:
        """Run a statement for each row."""
        self._connection.executemany(statement, rows)


@contextmanager
def open_staging() -> Iterator[Staging]:
    """Open a temporary file for graphs, which is gone when it is closed.

    Raises:
        LoadRefused: when there is no room for it.
    """
    try:
        connection = sqlite3.connect("", isolation_level=None)
        try:
            connection.executescript(_TABLES)
            connection.execute("BEGIN")
            yield Staging(connection)
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise LoadRefused(
            _(
                "The temporary file that entries are kept in fails ({error}); nothing was written."
                " It takes about 15 kB an entry: make room, or name another folder by"
                " SQLITE_TMPDIR.",
                error=str(error),
            )
        ) from error


class Rows(Collection[T_co]):
    """Rows of a staging, read whenever they are asked for.

    The graphs that they are from must not change any more.
    """

    def __init__(
        self,
        staging: Staging,
        statement: str,
        made: Callable[[Cells], T_co],
        **parameters: Parameter,
    ) -> None:
        """Take the statement that selects them, and what makes a row of cells."""
        self._staging = staging
        self._statement = statement
        self._made = made
        self._parameters = parameters
        self._length: int | None = None

    def __iter__(self) -> Iterator[T_co]:
        """Read them, in the statement's order."""
        return map(self._made, self.cells())

    def __len__(self) -> int:
        """Count them, once."""
        if self._length is None:
            counting = f"SELECT count(*) FROM ({self._statement})"
            ((self._length,),) = self._staging.run(counting, **self._parameters)
        return self._length

    def __contains__(self, item: object) -> bool:
        """Look for one."""
        return any(item == row for row in self)

    def cells(self) -> Iterator[Cells]:
        """Read them as they are kept."""
        return self._staging.run(self._statement, **self._parameters)


class Table(Mapping[K, T]):
    """Rows by what identifies them, in its order."""

    def __init__(
        self, rows: Rows[T], key: Callable[[T], K], find: Callable[[K], Iterable[T]]
    ) -> None:
        """Take the rows, what identifies one, and how to find it."""
        self.rows = rows
        self._key = key
        self._find = find

    def __getitem__(self, key: K) -> T:
        """Read one."""
        for row in self._find(key):
            return row
        raise KeyError(key)

    def __iter__(self) -> Iterator[K]:
        """Give what identifies them."""
        return map(self._key, self.rows)

    def __len__(self) -> int:
        """Count them."""
        return len(self.rows)

    def values(self) -> ValuesView[T]:
        """Give the rows, without looking for each."""
        return _Values(self)


class _Values(ValuesView[T], Generic[T]):
    def __init__(self, table: Table[K, T]) -> None:
        super().__init__(table)
        self._rows = table.rows

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)


class Graph:
    """Nodes by id and edges by key, sorted.

    Attributes:
        staging: where they are.
        number: of the graph in the tables.
    """

    def __init__(self, staging: Staging, number: int, beside: int = 0) -> None:
        """Name a graph of a staging file, and another that is read as a part of it."""
        self.staging = staging
        self.number = number
        self._of = {"graph": number, "beside": beside}

    @property
    def nodes(self) -> Table[str, NodeRow]:
        """Give the nodes by id."""

        def find(identity: str) -> Iterable[NodeRow]:
            statement = f"SELECT * FROM ({_NODES}) WHERE id = :id"
            return Rows(self.staging, statement, node_row, **self._of, id=identity)

        return Table(Rows(self.staging, _NODES, node_row, **self._of), lambda row: row.id, find)

    @property
    def edges(self) -> Table[EdgeKey, EdgeRow]:
        """Give the edges by type, source and target."""

        def find(key: EdgeKey) -> Iterable[EdgeRow]:
            where = "type = :type AND source = :source AND target = :target"
            names = dict(zip(("type", "source", "target"), key, strict=True))
            statement = f"SELECT * FROM ({_EDGES}) WHERE {where}"
            return Rows(self.staging, statement, edge_row, **self._of, **names)

        return Table(Rows(self.staging, _EDGES, edge_row, **self._of), lambda row: row.key, find)

    def add_nodes(self, rows: Iterable[NodeRow]) -> None:
        """Add nodes; one of an id that is there already takes its place."""
        self.staging.run_many(
            "INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?, ?)",
            ((self.number, row.id, row.label, *packed(row.properties)) for row in rows),
        )

    def add_edges(self, rows: Iterable[EdgeRow]) -> None:
        """Add edges; one of a key that is there already takes its place."""
        self.staging.run_many(
            "INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?, ?, ?)",
            ((self.number, *row.key, *packed(row.properties)) for row in rows),
        )

    def labelled(self, label: str) -> Rows[NodeRow]:
        """Give the nodes of a label."""
        statement = f"SELECT * FROM ({_NODES}) WHERE label = :label"
        return Rows(self.staging, statement, node_row, **self._of, label=label)

    def having(self, name: str) -> Rows[NodeRow]:
        """Give the nodes that have a property."""
        statement = f"SELECT * FROM ({_NODES}) WHERE instr(properties, :key)"
        return Rows(self.staging, statement, node_row, **self._of, key=f'"{name}": ')

    def counts(self) -> Mapping[str, int]:
        """Count the nodes of each label."""
        statement = "SELECT label, count(*) FROM node WHERE graph IN (:graph, :beside) GROUP BY 1"
        return dict(self.staging.run(statement, **self._of))

    def lines(self) -> Iterator[bytes]:
        """Give a line of JSON for each node, then for each edge."""
        for label, identity, text, _others in self.nodes.rows.cells():
            yield line(label, identity, text=text)
        for *key, text, _others in self.edges.rows.cells():
            yield line(*key, text=text)


def node_row(cells: Cells) -> NodeRow:
    """Make a node of its label, id and packed properties.

    Its id is the property; the one in the table is another where it is renamed.
    """
    label, _, *text = cells
    properties = unpacked(*text)
    return NodeRow(label=label, id=str(properties["id"]), properties=properties)


def edge_row(cells: Cells) -> EdgeRow:
    """Make an edge of its key and packed properties."""
    name, source, target, *text = cells
    return EdgeRow(type=name, source=source, target=target, properties=unpacked(*text))
