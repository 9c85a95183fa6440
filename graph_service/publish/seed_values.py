"""A property or an edge → its part of a JSON Schema.

A value that may be written in several ways (a slug or a mapping, a date or a mapping) lists its
JSON types: keywords for strings don't touch mappings, and the other way round, so that an editor
can tell what is wrong, which it can't with anyOf.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.catalogue.files.folder import SLUG_ALLOWED
from graph_service.model import ids
from graph_service.model.declare import Edge, Property
from graph_service.model.edge_properties import EDGE_PROPERTIES
from graph_service.model.edtf import FORMS, PATTERN
from graph_service.model.enums import DateQualifier
from graph_service.model.graph import FORMER_SLUGS
from graph_service.model.json import Json
from graph_service.model.vocabulary import Vocabulary

SLUG: Mapping[str, Json] = {"type": "string", "pattern": f"^{ids.SLUG.pattern}$"}
PARTIAL_DATE: Mapping[str, Json] = {
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
            "description": "How it is to be understood; AT without it.",
        },
    },
    "required": ["edtf"],
    "additionalProperties": False,
}


def vocabulary(enum: type[Vocabulary]) -> Mapping[str, Json]:
    """Give the values of a vocabulary that files may have."""
    terms = enum.writable()
    meanings = [f"{t.label('es')} / {t.label('en')}: {t.value.description}" for t in terms]
    named = (f"{term.name}: {meaning}" for term, meaning in zip(terms, meanings, strict=True))
    return {
        "description": "\n\n".join((f"{enum.__doc__}", *named)),
        "enum": [term.name for term in terms],
        "enumDescriptions": meanings,  # what editors show beside each
    }


def value(prop: Property) -> Mapping[str, Json]:
    """Give what a property's value looks like in a file."""
    if not prop.many:
        return {"description": prop.description, **prop.kind.json_schema(prop)}
    items = SLUG if prop is FORMER_SLUGS else prop.kind.json_schema(prop)
    return {"description": prop.description, **_list(items, required=prop.required)}


def _list(items: Mapping[str, Json], *, required: bool) -> Mapping[str, Json]:
    return {
        "type": "array",
        "items": items,
        **({"minItems": 1} if required else {}),
        "uniqueItems": True,
    }


def links(edge: Edge) -> Mapping[str, Json]:
    """Give what the edges of one type look like in a file: one, or a list."""
    if edge.one:
        return {"description": edge.description, **_link(edge)}
    return {"description": edge.description, **_list(_link(edge), required=edge.required)}


def _link(edge: Edge) -> Mapping[str, Json]:
    """Give a slug, or a mapping with own properties; that alone, where one is required."""
    own = edge.facts.properties if edge.facts else ()
    required = [prop.name for prop in own if prop.required]
    properties: dict[str, Json] = {
        "slug": {"description": f"Which {edge.target.name}: {SLUG_ALLOWED}.", **SLUG},
        **{prop.name: value(prop) for prop in (*own, *EDGE_PROPERTIES)},
    }
    if edge.name != "CITES":
        properties["sources"] = {
            "description": "The sources of this statement; those of the entry without it.",
            **_list(SLUG, required=False),
        }
    return {
        **({"type": "object"} if required else {"type": ["string", "object"]}),
        **({} if required else {"pattern": SLUG["pattern"]}),
        "properties": properties,
        "required": ["slug", *required],
        "additionalProperties": False,
    }
