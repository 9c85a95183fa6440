"""manifest.json: the release, counts and files of an export; the same for the same graph."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

import graph_service
from graph_service.i18n import Message, _
from graph_service.model.json import Json
from graph_service.model.publication import citation
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.changes import Properties

from .formats import Format
from .output import Written
from .rdf_terms import LICENCES
from .writer import Selection

MANIFEST = "manifest.json"
TOOL = "graph-service export"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The numbers of nodes and edges written, by type."""

    nodes: Counter[str]
    edges: Counter[str]


def manifest_of(
    chosen: Format,
    selected: Selection,
    release: Properties,
    counts: Counts,
    written: Iterable[Written],
) -> bytes:
    """Return the content of manifest.json."""
    content: Mapping[str, Json] = {
        "tool": TOOL,
        "version": graph_service.__version__,
        "format": chosen.name,
        "release": {
            "id": str(release["id"]),
            "number": _number(release),
            "version": version_of(release),
            "checksum": str(release["checksum"]),
        },
        "storageVersion": STORAGE_VERSION,
        "licence": _licence(release),
        "citation": citation_of(release),
        "types": [node_type.name for node_type in selected.types],
        "nodes": {t.name: counts.nodes[t.name] for t in selected.types},
        "edges": {t.name: counts.edges[t.name] for t in selected.edge_types},
        "files": [{"name": w.name, "bytes": w.bytes, "sha256": w.sha256} for w in written],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def citation_of(release: Properties) -> str:
    """Return the suggested citation of a release, as the graph stores it."""
    version, loaded_at = version_of(release), release.get("loadedAt")
    year = loaded_at.year if isinstance(loaded_at, dt.datetime) else None
    if version is not None:  # the year of publication, which is the same in every installation
        year = int(version[:4])
    return citation(str(release["id"]), version, str(release["checksum"]), year)


def version_of(release: Properties) -> str | None:
    """Return the version of a release; None if an earlier version of this program wrote it."""
    version = release.get("version")
    return version if isinstance(version, str) else None


def _licence(release: Properties) -> Json:
    name = release.get("licence")
    return None if name is None else {"name": str(name), "address": LICENCES.get(str(name))}


def _number(release: Properties) -> int | None:
    number = release.get("number")
    return number if isinstance(number, int) else None


def release_in(folder: Path) -> tuple[str, str]:
    """Return the id and the checksum of an export's release, or raise OSError."""
    release = json.loads((folder / MANIFEST).read_bytes())["release"]
    return str(release["id"]), str(release["checksum"])


def reason_to_keep(folder: Path) -> Message | None:
    """Return why a folder is not an unmodified export, None if it is one, or raise OSError."""
    digests = _digests(folder / MANIFEST)
    if digests is None:
        return _("it has files, but no {file} of an export", file=MANIFEST)
    for path in sorted(folder.iterdir()):
        if path.name != MANIFEST and path.name not in digests:
            return _("{file} is not part of the export in it", file=path.name)
        if path.name in digests and _digest(path) != digests[path.name]:
            return _("{file} was changed after the export", file=path.name)
    return None


def _digests(path: Path) -> Mapping[str, str] | None:
    """Return the files' digests from a manifest, None if it isn't one of an export."""
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
