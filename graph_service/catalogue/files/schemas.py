"""The line by which a file names its JSON Schema, so that an editor completes and checks it."""

from __future__ import annotations

import re

from graph_service.catalogue.entries import Entry
from graph_service.model.declare import NodeType

_NAMED = re.compile(r"#\s*yaml-language-server\s*:\s*\$schema\s*=\s*(\S+)")


def schema_line(node_type: NodeType) -> str:
    """Give the first line of a type's files; the path leads from them to schema/ beside seeds/."""
    return f"# yaml-language-server: $schema=../../schema/seeds/{node_type.folder}.schema.json"


def named_schema(text: str) -> str | None:
    """Give the address of the schema that the first line of a text names."""
    found = _NAMED.match(text)
    return found[1] if found else None


def names_schema(entry: Entry) -> bool:
    """Tell whether an entry's file names the schema of its type, wherever that is kept."""
    return (entry.schema or "").endswith(f"/{entry.type.folder}.schema.json")
