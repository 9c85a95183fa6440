"""manifest.json: what an export holds, and of what; the same graph gives the same manifest."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

import graph_service
from graph_service.model.json import Json
from graph_service.store.changes import Properties

from .files import Written
from .formats import Format
from .writer import Selection

MANIFEST = "manifest.json"
TOOL = "graph-service export"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many nodes and edges of each type were written."""

    nodes: Counter[str]
    edges: Counter[str]


def manifest_of(
    chosen: Format,
    selected: Selection,
    release: Properties,
    counts: Counts,
    written: Iterable[Written],
) -> bytes:
    """Give the content of manifest.json."""
    content: Mapping[str, Json] = {
        "tool": TOOL,
        "version": graph_service.__version__,
        "format": chosen.name,
        "release": {
            "id": str(release["id"]),
            "number": _number(release),
            "checksum": str(release["checksum"]),
        },
        "types": [node_type.name for node_type in selected.types],
        "nodes": {t.name: counts.nodes[t.name] for t in selected.types},
        "edges": {t.name: counts.edges[t.name] for t in selected.edge_types},
        "files": [{"name": w.name, "bytes": w.bytes, "sha256": w.sha256} for w in written],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _number(release: Properties) -> int | None:
    number = release.get("number")
    return number if isinstance(number, int) else None


def release_in(folder: Path) -> tuple[str, str]:
    """Give the id and the checksum of the release that an export is of.

    Raises:
        OSError: when the manifest can't be read.
    """
    release = json.loads((folder / MANIFEST).read_bytes())["release"]
    return str(release["id"]), str(release["checksum"])


def strange_in(folder: Path) -> str | None:
    """Say what in a folder is no part of an untouched export; None where all of it is.

    Raises:
        OSError: when it can't be read.
    """
    named = _named(folder / MANIFEST)
    if named is None:
        return f"it has files, but no {MANIFEST} of an export"
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST and path.name not in named:
            return f"{path.name} is no part of the export that is there"
        if path.name in named and _digest(path) != named[path.name]:
            return f"{path.name} was changed since it was exported"
    return None


def _named(path: Path) -> Mapping[str, str] | None:
    """Give the digests of the files that a manifest names; None where it is none of ours."""
    try:
        content = json.loads(path.read_bytes())
        if content["tool"] != TOOL:
            return None
        return {str(file["name"]): str(file["sha256"]) for file in content["files"]}
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
