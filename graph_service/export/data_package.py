"""datapackage.json: the types, vocabularies and foreign keys of CSV tables.

A Data Package with Table Schemas, as frictionless reads them. A foreign key needs a single table,
but many edges have ends of several types, so `nodes.csv` lists the ids of all nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson

from graph_service.model.declare import NodeType, Property
from graph_service.model.graph import EdgeType, exported
from graph_service.model.json import Json
from graph_service.model.publication import DESCRIPTION, KEYWORDS, LICENCE, PUBLISHER, doi_address
from graph_service.store.changes import Properties

from .columns import columns_of
from .output import Written

DATA_PACKAGE = "datapackage.json"
NODES = "nodes.csv"
NODE_COLUMNS = ("id", "type", "name")
ENDS = ("sourceId", "targetId")
_TYPES = {"int": "integer", "double": "number"}
"""Types of Table Schema that differ from those of GraphML."""


def graph_tables(
    types: Sequence[NodeType], edge_types: Sequence[EdgeType], written: Mapping[str, Written]
) -> list[Json]:
    """Return the resources of the tables of nodes and of edges, by the names of their files."""
    return [
        resource(written[NODES], _index_schema(types)),
        *(resource(written[node_file(t)], _node_schema(t)) for t in types),
        *(resource(written[edge_file(t)], _edge_schema(t)) for t in edge_types),
    ]


def data_package(release: Properties, resources: Sequence[Json]) -> bytes:
    """Return the content of datapackage.json for the tables that were written."""
    package: Mapping[str, Json] = {
        "profile": "tabular-data-package",
        "name": str(release["slug"]),
        "id": str(release["id"]),
        **({"version": str(release["version"])} if "version" in release else {}),
        **({"homepage": doi} if (doi := doi_address()) else {}),
        "title": str(release["name"]),
        "description": DESCRIPTION.en,
        "keywords": list(KEYWORDS),
        "licenses": [{"name": LICENCE.spdx, "title": LICENCE.name, "path": LICENCE.address}],
        "contributors": [{"title": PUBLISHER, "role": "publisher"}],
        "resources": [*resources],
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def node_file(node_type: NodeType) -> str:
    """Return the name of a node type's table."""
    return f"nodes-{node_type.name}.csv"


def edge_file(edge_type: EdgeType) -> str:
    """Return the name of an edge type's table."""
    return f"edges-{edge_type.name}.csv"


def resource(written: Written, schema: Json) -> Json:
    """Return the description of one table."""
    return {
        # Names are in lower case in a Data Package: "edges-attended_by".
        "name": written.name.removesuffix(".csv").lower(),
        "path": written.name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": written.bytes,
        "hash": f"sha256:{written.sha256}",
        "schema": schema,
    }


def _index_schema(types: Sequence[NodeType]) -> Json:
    return {
        "fields": [
            field("id", required=True),
            field("type", terms=[t.name for t in types], required=True),
            field("name"),
        ],
        "primaryKey": "id",
        "missingValues": [""],
    }


def _node_schema(node_type: NodeType) -> Json:
    return {
        "fields": [field("id", required=True), *_fields(exported(node_type))],
        "primaryKey": "id",
        "foreignKeys": [_key("id")],
        "missingValues": [""],
    }


def _edge_schema(edge_type: EdgeType) -> Json:
    return {
        "fields": [*(field(end, required=True) for end in ENDS), *_fields(edge_type.properties)],
        "foreignKeys": [_key(end) for end in ENDS],
        "missingValues": [""],
    }


def _key(column: str) -> Json:
    resource = NODES.removesuffix(".csv")
    return {"fields": column, "reference": {"resource": resource, "fields": "id"}}


def _fields(props: Iterable[Property]) -> Iterable[Json]:
    for prop in props:
        terms = prop.enum.__members__ if prop.enum and not prop.many else None
        for column in columns_of(prop):
            kind = "date" if column.is_day else column.type
            yield field(column.name, kind, column.description, terms=terms)


def field(
    name: str,
    kind: str = "string",
    description: str = "",
    *,
    terms: Iterable[str] | None = None,
    required: bool = False,
) -> Json:
    """Return the description of one column.

    Args:
        name: in the header.
        kind: its type in GraphML, or "date".
        description: what it has.
        terms: the names that are its only values.
        required: whether no cell is empty.
    """
    constraints: dict[str, Json] = {"required": True} if required else {}
    if terms is not None:
        constraints["enum"] = [*terms]
    return {
        "name": name,
        "type": _TYPES.get(kind, kind),
        **({"description": description} if description else {}),
        **({"constraints": constraints} if constraints else {}),
    }
