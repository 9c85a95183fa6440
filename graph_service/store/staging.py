"""Graphs in a temporary SQLite file, so that large graphs need little memory.

The file has no name, and disappears with the process.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from itertools import islice
from typing import Generic, TypeAlias, TypeVar

from graph_service.errors import LoadRefused
from graph_service.i18n import _

from .changes import EdgeKey, EdgeRow, NodeRow, Packed, line, packed, unpacked

K = TypeVar("K")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Cells: TypeAlias = tuple[str, ...]
Parameter: TypeAlias = str | int

# Nearly all rows fit into pages of this size; others need slower overflow pages.
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
CREATE TABLE field (
  owner TEXT, place INTEGER, detail TEXT, part INTEGER,
  name TEXT, language TEXT, before TEXT, after TEXT
);
CREATE TABLE renaming (graph INTEGER, old TEXT, new TEXT, PRIMARY KEY (graph, old)) WITHOUT ROWID;
"""
_NODES = """SELECT label, id, properties, others FROM node WHERE graph = :graph
UNION ALL SELECT label, id, properties, others FROM node WHERE graph = :beside ORDER BY id"""
_EDGES = """SELECT type, source, target, properties, others FROM edge WHERE graph = :graph
UNION ALL SELECT type, source, target, properties, others FROM edge WHERE graph = :beside
ORDER BY type, source, target"""
_ADD_NODE = "INSERT OR REPLACE INTO node VALUES ({graph}, ?, ?, ?, ?)"
_ADD_EDGE = "INSERT OR REPLACE INTO edge VALUES ({graph}, ?, ?, ?, ?, ?)"
_FEW = 200
_LINES = 1_000
_COPY = (
    """INSERT INTO node SELECT :copy, id, label, properties, others FROM node
WHERE graph IN (:graph, :beside)""",
    """INSERT INTO edge SELECT :copy, type, source, target, properties, others FROM edge
WHERE graph IN (:graph, :beside)""",
)


class Staging:
    """An open temporary file: tables of the nodes and edges of several graphs."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._graphs = 0

    def graph(self, nodes: Iterable[NodeRow] = (), edges: Iterable[EdgeRow] = ()) -> Graph:
        """Create a graph with these nodes and edges."""
        self._graphs += 1
        graph = Graph(self, self._graphs)
        graph.add_nodes(nodes)
        graph.add_edges(edges)
        return graph

    def run(self, statement: str, **parameters: Parameter) -> sqlite3.Cursor:
        """Run a statement; its rows are read lazily."""
        return self._connection.execute(statement, parameters)

    def run_many(self, statement: str, rows: Iterable[tuple[Parameter, ...]]) -> None:
        """Run a statement for each row."""
        self._connection.executemany(statement, rows)


@contextmanager
def open_staging() -> Iterator[Staging]:
    """Open a temporary file for graphs, or raise LoadRefused if the disk is full."""
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
                "The temporary file for entries failed ({error}); nothing was written. It needs"
                " about 15 kB per entry: free some space, or set SQLITE_TMPDIR to another folder.",
                error=str(error),
            )
        ) from error


class Rows(Collection[T_co]):
    """Rows of a staging file, read lazily; their graphs must no longer change.

    A few rows are remembered: to find the differences of two graphs takes 30 ms per 80,000 edges.
    """

    def __init__(
        self,
        staging: Staging,
        statement: str,
        decode: Callable[[Cells], T_co],
        **parameters: Parameter,
    ) -> None:
        """Select rows by a statement; `decode` creates a row from its cells."""
        self._staging = staging
        self._statement = statement
        self._decode = decode
        self._parameters = parameters
        self._length: int | None = None
        self._few: tuple[Cells, ...] | None = None
        self._is_read = False

    def __iter__(self) -> Iterator[T_co]:
        """Iterate over the rows in the statement's order."""
        few = self._remembered()
        return map(self._decode, self.cells() if few is None else few)

    def __len__(self) -> int:
        """Count the rows, only once."""
        if self._length is None and self._remembered() is None:
            statement = f"SELECT count(*) FROM ({self._statement})"
            ((self._length,),) = self._staging.run(statement, **self._parameters)
        return self._length or 0

    def __contains__(self, item: object) -> bool:
        """Whether a row is among them."""
        return any(item == row for row in self)

    def cells(self) -> Iterator[Cells]:
        """Iterate over the rows as stored."""
        return self._staging.run(self._statement, **self._parameters)

    def _remembered(self) -> tuple[Cells, ...] | None:
        """Return the rows if they are few."""
        if not self._is_read:
            self._is_read = True
            few = tuple(islice(self.cells(), _FEW + 1))
            if len(few) <= _FEW:
                self._few, self._length = few, len(few)
        return self._few


class Table(Mapping[K, T]):
    """Rows by key, sorted by it."""

    def __init__(
        self, rows: Rows[T], key: Callable[[T], K], find: Callable[[K], Iterable[T]]
    ) -> None:
        """Map keys to rows; `find` reads the row of a key."""
        self.rows = rows
        self._key = key
        self._find = find

    def __getitem__(self, key: K) -> T:
        """Return the row of a key."""
        for row in self._find(key):
            return row
        raise KeyError(key)

    def __iter__(self) -> Iterator[K]:
        """Iterate over the keys."""
        return map(self._key, self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def values(self) -> ValuesView[T]:
        """Return the rows, read by one statement."""
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
        staging: the file.
        number: identifies the graph in the tables.
    """

    def __init__(self, staging: Staging, number: int, beside: int = 0) -> None:
        """Refer to a graph of a staging file; the graph `beside` is read as a part of it."""
        self.staging = staging
        self.number = number
        self._of = {"graph": number, "beside": beside}

    @property
    def nodes(self) -> Table[str, NodeRow]:
        """The nodes by id."""

        def find(identity: str) -> Iterable[NodeRow]:
            statement = f"SELECT * FROM ({_NODES}) WHERE id = :id"
            return Rows(self.staging, statement, node_row, **self._of, id=identity)

        return Table(Rows(self.staging, _NODES, node_row, **self._of), lambda row: row.id, find)

    @property
    def edges(self) -> Table[EdgeKey, EdgeRow]:
        """The edges by type, source and target."""

        def find(key: EdgeKey) -> Iterable[EdgeRow]:
            where = "type = :type AND source = :source AND target = :target"
            names = dict(zip(("type", "source", "target"), key, strict=True))
            statement = f"SELECT * FROM ({_EDGES}) WHERE {where}"
            return Rows(self.staging, statement, edge_row, **self._of, **names)

        return Table(Rows(self.staging, _EDGES, edge_row, **self._of), lambda row: row.key, find)

    def add_nodes(self, rows: Iterable[NodeRow]) -> None:
        """Add nodes; a node replaces any other with the same id."""
        self.staging.run_many(_ADD_NODE.format(graph=self.number), map(_packed_node, rows))

    def add_edges(self, rows: Iterable[EdgeRow]) -> None:
        """Add edges; an edge replaces any other with the same key."""
        self.staging.run_many(_ADD_EDGE.format(graph=self.number), map(_packed_edge, rows))

    def add_packed_node(self, label: str, identity: str, row: Packed) -> None:
        """Add a node with packed properties."""
        statement = "INSERT OR REPLACE INTO node VALUES (:graph, :id, :label, :text, :others)"
        text, others = row
        self.staging.run(
            statement, graph=self.number, id=identity, label=label, text=text, others=others
        )

    def add_packed_edge(self, key: EdgeKey, row: Packed) -> None:
        """Add an edge with packed properties."""
        statement = (
            "INSERT OR REPLACE INTO edge VALUES (:graph, :type, :source, :target, :text, :others)"
        )
        name, source, target = key
        text, others = row
        self.staging.run(
            statement,
            graph=self.number,
            type=name,
            source=source,
            target=target,
            text=text,
            others=others,
        )

    def copy(self) -> Graph:
        """Return a copy, which can be changed."""
        copied = self.staging.graph()
        for statement in _COPY:
            self.staging.run(statement, **self._of, copy=copied.number)
        return copied

    def drop(self) -> None:
        """Remove the graph from the staging file."""
        for table in ("node", "edge"):
            self.staging.run(f"DELETE FROM {table} WHERE graph = :graph", graph=self.number)

    def with_label(self, label: str) -> Rows[NodeRow]:
        """Return the nodes with a label."""
        statement = f"SELECT * FROM ({_NODES}) WHERE label = :label"
        return Rows(self.staging, statement, node_row, **self._of, label=label)

    def nodes_of(self, ids: Iterable[str]) -> Rows[NodeRow]:
        """Return the nodes with these ids."""
        statement = f"SELECT * FROM ({_NODES}) WHERE id IN (SELECT value FROM json_each(:ids))"
        return Rows(self.staging, statement, node_row, **self._of, ids=json.dumps([*ids]))

    def edges_from(self, ids: Iterable[str]) -> Rows[EdgeRow]:
        """Return the edges that leave the nodes with these ids."""
        statement = f"SELECT * FROM ({_EDGES}) WHERE source IN (SELECT value FROM json_each(:ids))"
        return Rows(self.staging, statement, edge_row, **self._of, ids=json.dumps([*ids]))

    def edges_of(self, name: str, label: str) -> Rows[EdgeRow]:
        """Return the edges of a type that leave the nodes with a label."""
        statement = f"SELECT * FROM ({_EDGES}) WHERE type = :name AND instr(source, :label) = 1"
        return Rows(self.staging, statement, edge_row, **self._of, name=name, label=f"{label}:")

    def counts(self) -> Mapping[str, int]:
        """Return the number of nodes of each label."""
        statement = "SELECT label, count(*) FROM node WHERE graph IN (:graph, :beside) GROUP BY 1"
        return dict(self.staging.run(statement, **self._of))

    def lines(self) -> Iterator[bytes]:
        """Yield a line of JSON for each node, then for each edge."""
        return (row.encode() for row in self._lines())

    def chunks(self) -> Iterator[bytes]:
        """Yield the lines, many at once: that takes half the time."""
        lines = self._lines()
        while many := [*islice(lines, _LINES)]:
            yield "".join(many).encode()

    def _lines(self) -> Iterator[str]:
        for label, identity, text, _others in self.nodes.rows.cells():
            yield line(label, identity, text=text)
        for name, source, target, text, _others in self.edges.rows.cells():
            yield line(name, source, target, text=text)


def _packed_node(row: NodeRow) -> Cells:
    return (row.id, row.label, *packed(row.properties))


def _packed_edge(row: EdgeRow) -> Cells:
    return (*row.key, *packed(row.properties))


def node_row(cells: Cells) -> NodeRow:
    """Decode a node from its label, id and packed properties.

    Its id is read from the properties: the id in the table is different for a renamed node.
    """
    label, _, *text = cells
    properties = unpacked(*text)
    return NodeRow(label=label, id=str(properties["id"]), properties=properties)


def edge_row(cells: Cells) -> EdgeRow:
    """Decode an edge from its key and packed properties."""
    name, source, target, *text = cells
    return EdgeRow(type=name, source=source, target=target, properties=unpacked(*text))
