"""Slugs, and ids of nodes: `Type:slug`."""

from __future__ import annotations

import re

from .text import fold

_CHARACTERS = "[a-z0-9-]"
SLUG = re.compile(_CHARACTERS + "{1,200}")
"""The slug of an entry file."""
RESERVED_SLUG = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")
"""A slug that no file on Windows can be named by, whatever its extension: con.yaml is a device."""
STORED_SLUG = re.compile(_CHARACTERS + "+")
"""The slug of a node; an event's may exceed 200 characters: it is the transfer's and a number."""


def slugify(text: str) -> str | None:
    """Return the slug closest to a text, or None.

    >>> slugify("Niñez y más")
    'ninez-y-mas'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:200] or None


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


def node_iri(identity: str) -> str:
    """Return the IRI of a node, relative to the base: this service answers it under /id/.

    >>> node_iri("Country:pan")
    'Country/pan'
    """
    # With the colon, `Country` would be parsed as a URI scheme.
    return identity.replace(":", "/", 1)
