"""Cypher: a script that rebuilds the stored graph in an empty Neo4j.

It includes the folded keys and makes a release, as a load does, so that the service can serve the
rebuilt graph. Each statement is one line, because line breaks in texts are escaped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeVar

from graph_service.errors import ExportRefused
from graph_service.i18n import _
from graph_service.model.derived_edges import LONG_EDGES, SET_KEYS
from graph_service.model.graph import ENTRY_TYPES
from graph_service.model.ids import split_id
from graph_service.model.indexes import constraint_statements
from graph_service.model.publication import LICENCE
from graph_service.model.storage import STORAGE_VERSION, StoredValue, Value, stored_node
from graph_service.model.types import RELEASE
from graph_service.store.changes import EdgeRow
from graph_service.store.derived import LINKING, REFRESH

from .rows import place_of
from .selection import Files, Job

FILE = "graph.cypher"
Row = TypeVar("Row")
BATCH = 200
"""Rows per statement: every statement is planned, and long ones take longer to plan."""
_HEAD = f"""\
// The graph in storage version {STORAGE_VERSION}, for an empty Neo4j:
// cypher-shell -a ADDRESS -u USER -p PASSWORD -f {FILE}
"""
_AWAIT = "CALL db.awaitIndexes(300);\n"


def cypher_files(job: Job) -> Files:
    """Return one script: constraints and indexes first, then nodes, then edges."""
    statements = "".join(f"{statement};\n" for statement in _statements(job))
    schema = "".join(f"{statement};\n" for statement in constraint_statements().values())
    return {FILE: f"{_HEAD}{schema}{_AWAIT}{statements}{_AWAIT}".encode()}


def _statements(job: Job) -> Iterator[str]:
    for node_type, nodes in job.nodes:
        for batch in _batches(nodes):
            listed = ", ".join(_map_literal(row.properties, row.id) for row in batch)
            yield f"UNWIND [{listed}] AS row CREATE (n:{node_type.name}) SET n = row"
    for edge_type, edges in job.edges:
        keys = f", {SET_KEYS}" if edge_type.name in LONG_EDGES else ""
        by_ends = sorted(edges, key=_ends)  # stable, so ids stay in order
        for (source, target), group in groupby(by_ends, key=_ends):
            for links in _batches(list(group)):
                listed = ", ".join(_edge_literal(row) for row in links)
                yield (
                    f"UNWIND [{listed}] AS row MATCH (a:{source} {{id: row[0]}})"
                    f" MATCH (b:{target} {{id: row[1]}})"
                    f" CREATE (a)-[r:{edge_type.name}]->(b) SET r = row[2]{keys}"
                )
    if job.selected.is_whole:
        yield _release(job)
    # Search and flows need these; the rows lack them, as they are derived from the edges.
    yield f"MATCH (n:{'|'.join(t.name for t in ENTRY_TYPES)}) {LINKING}"
    yield from REFRESH


def _release(job: Job) -> str:
    """Return the statement that makes the release; its time is that of the rebuild."""
    values: dict[str, Value] = {
        "number": 1,
        "name": "Release 1",
        "checksum": job.checksum,
        "licence": LICENCE.name,
        "counts": {node_type.name: len(job.nodes_of(node_type)) for node_type in ENTRY_TYPES},
    }
    properties = stored_node(RELEASE, "release-1", values)
    listed = _map_literal({**properties, "storageVersion": STORAGE_VERSION}, RELEASE.name)
    return f"CREATE (n:{RELEASE.name} {listed}) SET n.loadedAt = datetime()"


def text_literal(text: str) -> str:
    r"""Return a Cypher string literal in one line; characters that are not printable are escaped.

    >>> print(text_literal("it's ñ\n"))
    'it\'s ñ\u000a'
    """
    return "'" + "".join(map(_escaped, text)) + "'"


def _escaped(character: str) -> str:
    if character in "\\'":
        return f"\\{character}"
    if character.isprintable():
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


def literal(value: StoredValue, where: str) -> str:
    """Return a Cypher literal; raise ExportRefused, which names the place, if there is none."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return text_literal(value)
        case int() | float():
            return repr(value)
        case dt.datetime():
            return f"datetime({text_literal(value.isoformat())})"
        case dt.date():
            return f"date({text_literal(value.isoformat())})"
        case list() | tuple():
            return "[" + ", ".join(literal(item, where) for item in value) + "]"
    raise ExportRefused(
        _(
            "The graph was changed by hand: {where} has a value of a type that the service never"
            " writes ({type}). Load the seeds and export again.",
            where=where,
            type=type(value).__name__,
        )
    )


def _map_literal(properties: Mapping[str, StoredValue], where: str) -> str:
    pairs = (f"{_name(name)}: {literal(properties[name], where)}" for name in sorted(properties))
    return "{" + ", ".join(pairs) + "}"


def _name(name: str) -> str:
    return name if name.isascii() and name.isidentifier() else f"`{name.replace('`', '``')}`"


def _edge_literal(row: EdgeRow) -> str:
    ends = f"{text_literal(row.source)}, {text_literal(row.target)}"
    return f"[{ends}, {_map_literal(row.properties, place_of(row))}]"


def _ends(row: EdgeRow) -> tuple[str, str]:
    return (split_id(row.source)[0], split_id(row.target)[0])


def _batches(rows: Sequence[Row]) -> list[Sequence[Row]]:
    return [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
