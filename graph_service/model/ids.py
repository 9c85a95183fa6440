"""Ids of nodes: `Type:slug`."""

from __future__ import annotations


def node_id(type_name: str, slug: str) -> str:
    """Return the id of a node.

    >>> node_id("Country", "cri")
    'Country:cri'
    """
    return f"{type_name}:{slug}"


def split_id(identity: str) -> tuple[str, str]:
    """Return the type's name and the slug of an id; without a colon, the slug is empty.

    >>> split_id("Country:cri")
    ('Country', 'cri')
    """
    type_name, _colon, slug = identity.partition(":")
    return type_name, slug
