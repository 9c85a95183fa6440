"""datapackage.json: the types, vocabularies and foreign keys of the CSV tables.

A Data Package with Table Schemas, as frictionless reads them. A foreign key needs a single table,
but many edges have ends of several types, so `nodes.csv` lists the ids of all nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import orjson

from graph_service.model.declare import NodeType, Property
from graph_service.model.edge_types import EdgeType
from graph_service.model.graph import exported
from graph_service.model.json import Json
from graph_service.model.publication import DESCRIPTION, KEYWORDS, LICENCE, PUBLISHER, doi_address
from graph_service.store.changes import Properties

from .columns import columns_of
from .output import Written

DATA_PACKAGE = "datapackage.json"
NODES = "nodes.csv"
NODE_COLUMNS = ("id", "type", "name")
ENDS = ("sourceId", "targetId")
_TYPES = {"int": "integer"}
"""Types of Table Schema that differ from those of GraphML."""


def data_package(
    release: Properties,
    types: Sequence[NodeType],
    edge_types: Sequence[EdgeType],
    written: Mapping[str, Written],
) -> bytes:
    """Return the content of datapackage.json for the tables that were written."""
    resources: list[Json] = [_resource(written[NODES], _index_schema(types))]
    resources += (_resource(written[node_file(t)], _node_schema(t)) for t in types)
    resources += (_resource(written[edge_file(t)], _edge_schema(t)) for t in edge_types)
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
        "resources": resources,
    }
    return orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def node_file(node_type: NodeType) -> str:
    """Return the name of a node type's table."""
    return f"nodes-{node_type.name}.csv"


def edge_file(edge_type: EdgeType) -> str:
    """Return the name of an edge type's table."""
    return f"edges-{edge_type.name}.csv"


def _resource(written: Written, schema: Json) -> Json:
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
            _field("id", required=True),
            _field("type", required=True) | {"constraints": {"enum": [t.name for t in types]}},
            _field("name"),
        ],
        "primaryKey": "id",
        "missingValues": [""],
    }


def _node_schema(node_type: NodeType) -> Json:
    return {
        "fields": [_field("id", required=True), *_fields(exported(node_type))],
        "primaryKey": "id",
        "foreignKeys": [_key("id")],
        "missingValues": [""],
    }


def _edge_schema(edge_type: EdgeType) -> Json:
    return {
        "fields": [*(_field(end, required=True) for end in ENDS), *_fields(edge_type.properties)],
        "foreignKeys": [_key(end) for end in ENDS],
        "missingValues": [""],
    }


def _key(column: str) -> Json:
    resource = NODES.removesuffix(".csv")
    return {"fields": column, "reference": {"resource": resource, "fields": "id"}}


def _fields(props: Iterable[Property]) -> Iterable[Json]:
    for prop in props:
        for column in columns_of(prop):
            field = _field(column.name)
            field["type"] = "date" if column.is_day else _TYPES.get(column.type, column.type)
            field["description"] = column.description
            if prop.enum and not prop.many:
                field["constraints"] = {"enum": list(prop.enum.__members__)}
            yield field


def _field(name: str, *, required: bool = False) -> dict[str, Json]:
    field: dict[str, Json] = {"name": name, "type": "string"}
    return field | {"constraints": {"required": True}} if required else field
