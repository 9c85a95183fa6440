"""The first line of a file names its JSON Schema, so that editors complete and check it."""

from __future__ import annotations

import re

from graph_service.catalogue.entries import Entry
from graph_service.model.declare import NodeType

_SCHEMA_LINE = re.compile(r"#\s*yaml-language-server\s*:\s*\$schema\s*=\s*(\S+)")


def schema_line(node_type: NodeType) -> str:
    """Return the first line of a type's files; its path is relative to their folder."""
    return f"# yaml-language-server: $schema=../../schema/seeds/{node_type.folder}.schema.json"


def named_schema(text: str) -> str | None:
    """Return the address of the schema that the first line of a text names.

    >>> named_schema("# yaml-language-server: $schema=../../schema/seeds/topics.schema.json")
    '../../schema/seeds/topics.schema.json'
    """
    match = _SCHEMA_LINE.match(text)
    return match[1] if match else None


def names_schema(entry: Entry) -> bool:
    """Whether an entry's file names the schema of its type, in whatever folder."""
    return (entry.schema or "").endswith(f"/{entry.type.folder}.schema.json")
