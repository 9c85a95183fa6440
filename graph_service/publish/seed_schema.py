"""A type → the JSON Schema of its entry files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from graph_service.model.declare import NodeType
from graph_service.model.edge_properties import BASIS
from graph_service.model.enums import VOCABULARIES
from graph_service.model.graph import edges_of, written
from graph_service.model.json import Json
from graph_service.publish.seed_values import PARTIAL_DATE, links, value, vocabulary


def seed_schema(node_type: NodeType) -> str:
    """Return the JSON Schema (2020-12) of a type's entry files."""
    body = _node(node_type)
    return (
        json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": node_type.name,
                **body,
                "$defs": _definitions(body),
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _node(node_type: NodeType) -> dict[str, Json]:
    """Return the schema of an entry or of a part of one."""
    properties, edges = written(node_type), edges_of(node_type)
    if not node_type.entry:
        properties = (*properties, BASIS)  # the basis of the edge from its owner
    required = [prop.name for prop in properties if prop.required and prop is not BASIS]
    return {
        "description": node_type.description,
        "type": "object",
        "properties": {
            **{prop.name: value(prop) for prop in properties},
            **{
                edge.forward: _parts(edge.target, edge.description) if edge.owns else links(edge)
                for edge in edges
            },
        },
        "required": [*required, *(edge.forward for edge in edges if edge.required)],
        "additionalProperties": False,
    }


def _parts(node_type: NodeType, description: str) -> Mapping[str, Json]:
    return {"description": description, "type": "array", "items": _node(node_type), "minItems": 1}


def _definitions(body: Mapping[str, Json]) -> dict[str, Json]:
    """Return the definitions that a schema refers to, directly or through another definition."""
    known: dict[str, Mapping[str, Json]] = {
        "PartialDate": PARTIAL_DATE,
        **{enum.__name__: vocabulary(enum) for enum in VOCABULARIES},
    }
    needed = set(_references(body))
    for name in tuple(needed):
        needed |= set(_references(known[name]))
    return {name: known[name] for name in known if name in needed}


def _references(part: Json) -> Iterator[str]:
    match part:
        case Mapping():
            for key, inner in part.items():
                if key == "$ref" and isinstance(inner, str):
                    yield inner.removeprefix("#/$defs/")
                yield from _references(inner)
        case list() | tuple():
            for inner in part:
                yield from _references(inner)
