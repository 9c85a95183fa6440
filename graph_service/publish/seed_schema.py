"""A type → the JSON Schema of its entry files.

A value that has several forms (a slug or a mapping, a date or a mapping) lists its JSON types
instead of using anyOf: keywords for strings don't apply to mappings and vice versa, and editors
can report the exact error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from graph_service.catalogue.files.folder import SLUG_ALLOWED
from graph_service.model import ids
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS, EDGE_PROPERTIES
from graph_service.model.edtf import FORMS, PATTERN
from graph_service.model.enums import VOCABULARIES, DateQualifier
from graph_service.model.graph import FORMER_SLUGS, edges_of, written
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

_SLUG: Mapping[str, Json] = {"type": "string", "pattern": f"^{ids.SLUG.pattern}$"}
_PARTIAL_DATE: Mapping[str, Json] = {
    "description": f"A date as EDTF, or a mapping with its qualifier. Allowed: {FORMS.en}.",
    "type": ["string", "integer", "object"],
    "pattern": PATTERN,
    "minimum": 1000,
    "maximum": 9999,
    "properties": {
        "edtf": {
            "description": "The date as EDTF.",
            "type": ["string", "integer"],
            "pattern": PATTERN,
            "minimum": 1000,
            "maximum": 9999,
        },
        "qualifier": {
            "$ref": f"#/$defs/{DateQualifier.__name__}",
            "description": "How to read the date; AT by default.",
        },
    },
    "required": ["edtf"],
    "additionalProperties": False,
}


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
            **{prop.name: _value(prop) for prop in properties},
            **{
                edge.forward: _parts(edge.target, edge.description) if edge.owns else _links(edge)
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
        "PartialDate": _PARTIAL_DATE,
        **{enum.__name__: _vocabulary(enum) for enum in VOCABULARIES},
    }
    needed = _references(body)
    for name in tuple(needed):
        needed |= _references(known[name])
    return {name: known[name] for name in known if name in needed}


def _references(part: Json) -> set[str]:
    return set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(part)))


def _vocabulary(enum: type[Vocabulary]) -> Mapping[str, Json]:
    """Return the schema of the vocabulary's values that files may have."""
    terms = enum.writable()
    meanings = [f"{t.value.description} ({t.label('es')} / {t.label('en')})" for t in terms]
    named = (f"{term.name}: {meaning}" for term, meaning in zip(terms, meanings, strict=True))
    return {
        "description": "\n\n".join((f"{enum.__doc__}", *named)),
        "enum": [term.name for term in terms],
        "enumDescriptions": meanings,  # editors show these beside the values
    }


def _value(prop: Property) -> Mapping[str, Json]:
    """Return the schema of a property's value in a file."""
    if not prop.many or prop.kind.has_languages:
        return {"description": prop.description, **prop.kind.json_schema(prop)}
    items = _SLUG if prop is FORMER_SLUGS else prop.kind.json_schema(prop)
    return {"description": prop.description, **_list(items, required=prop.required)}


def _list(items: Mapping[str, Json], *, required: bool) -> Mapping[str, Json]:
    return {
        "type": "array",
        "items": items,
        **({"minItems": 1} if required else {}),
        "uniqueItems": True,
    }


def _links(edge: Edge) -> Mapping[str, Json]:
    """Return the schema of the edges of one type in a file: one, or a list."""
    if edge.one:
        return {"description": edge.description, **_link(edge)}
    return {"description": edge.description, **_list(_link(edge), required=edge.required)}


def _link(edge: Edge) -> Mapping[str, Json]:
    """Return the schema of an edge: a slug, or a mapping with the properties of the edge.

    If a property is required, only the mapping is allowed.
    """
    own = edge.facts.properties if edge.facts else ()
    required = [prop.name for prop in own if prop.required]
    properties: dict[str, Json] = {
        "slug": {"description": f"The slug of the {edge.target.noun}: {SLUG_ALLOWED}.", **_SLUG},
        **{prop.name: _value(prop) for prop in (*own, *EDGE_PROPERTIES)},
    }
    properties[BASIS.name] = {**_value(BASIS), "default": edge.basis.name}
    if edge.name != "CITES":
        properties["sources"] = {
            "description": "The sources of this statement; by default those of the entry.",
            **_list(_SLUG, required=False),
        }
    return {
        **({"type": "object"} if required else {"type": ["string", "object"]}),
        **({} if required else {"pattern": _SLUG["pattern"]}),
        "properties": properties,
        "required": ["slug", *required],
        "additionalProperties": False,
    }
