"""Ids of nodes: Type:slug."""

from __future__ import annotations


def node_id(type_name: str, slug: str) -> str:
    """Return the id of a node: ("Country", "cri") gives "Country:cri"."""
    return f"{type_name}:{slug}"


def split_id(identity: str) -> tuple[str, str]:
    """Return the name of the type and the slug; without a colon, the slug is empty."""
    type_name, _colon, slug = identity.partition(":")
    return type_name, slug
