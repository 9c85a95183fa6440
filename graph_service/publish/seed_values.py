"""A property or an edge → its part of a JSON Schema.

A value that has several forms (a slug or a mapping, a date or a mapping) lists its JSON types
instead of using anyOf: keywords for strings don't apply to mappings and vice versa, and editors
can report the exact error.
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
            "description": "How to read the date; AT by default.",
        },
    },
    "required": ["edtf"],
    "additionalProperties": False,
}


def vocabulary(enum: type[Vocabulary]) -> Mapping[str, Json]:
    """Return the schema of the vocabulary's values that files may have."""
    terms = enum.writable()
    meanings = [f"{t.value.description} ({t.label('es')} / {t.label('en')})" for t in terms]
    named = (f"{term.name}: {meaning}" for term, meaning in zip(terms, meanings, strict=True))
    return {
        "description": "\n\n".join((f"{enum.__doc__}", *named)),
        "enum": [term.name for term in terms],
        "enumDescriptions": meanings,  # editors show these beside the values
    }


def value(prop: Property) -> Mapping[str, Json]:
    """Return the schema of a property's value in a file."""
    if not prop.many or prop.kind.has_languages:
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
        "slug": {"description": f"The slug of the {edge.target.noun}: {SLUG_ALLOWED}.", **SLUG},
        **{prop.name: value(prop) for prop in (*own, *EDGE_PROPERTIES)},
    }
    if edge.name != "CITES":
        properties["sources"] = {
            "description": "The sources of this statement; by default those of the entry.",
            **_list(SLUG, required=False),
        }
    return {
        **({"type": "object"} if required else {"type": ["string", "object"]}),
        **({} if required else {"pattern": SLUG["pattern"]}),
        "properties": properties,
        "required": ["slug", *required],
        "additionalProperties": False,
    }
