"""`@reportNotFound`: an error for each lookup that finds nothing."""

import json
from collections.abc import Mapping
from typing import Any

from graph_service.compiler.language.hints import nearest
from graph_service.model.graph import TYPES
from graph_service.model.types import NODE_TYPES

ONE = {t.root[0]: t for t in NODE_TYPES if t.root}


class NotFound(Exception):
    """A lookup found nothing."""


def reported(name: str, arguments: Mapping[str, Any], found: Any) -> Any:
    """Return what a root field found, with an error in place of each null.

    Raises:
        NotFound: if the field is a lookup of one node, which found nothing.
    """
    if name == "nodes":
        pairs = zip(arguments["ids"], found, strict=True)
        return [NotFound(_without_id(key)) if node is None else node for key, node in pairs]
    if found is not None:
        return found
    if name in ONE:
        ((prop, key),) = arguments["by"].items()
        raise NotFound(_without_key(ONE[name].name, prop, key))
    if name == "node":
        key = arguments["id"]
        type_name = key.partition(":")[0]
        is_known = type_name in TYPES
        raise NotFound(_without_key(type_name, "id", key) if is_known else _without_id(key))
    if name == "release":
        raise NotFound(f"No release has the number {arguments['number']}.")
    return found


def _without_key(type_name: str, prop: str, key: str) -> str:
    form = f" An id is the type and the slug: {type_name}:SLUG." if prop == "id" else ""
    return f"No {TYPES[type_name].noun} has the {prop} {_quoted(key)}.{form}"


def _without_id(key: str) -> str:
    name, _, slug = key.partition(":")
    if not slug:
        return f"{_quoted(key)} is not an id: an id is a type and a slug, as in Country:hnd."
    if name not in TYPES:
        hint = nearest(name, TYPES)
        return f"There is no type {_quoted(name)}.{hint} The types are: {', '.join(TYPES)}."
    return f"No {TYPES[name].noun} has the id {_quoted(key)}."


def _quoted(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)
