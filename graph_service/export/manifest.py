"""What an export says of itself: manifest.json, with its counts and files, and README.md.

Both are the same for the same graph.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

import graph_service
from graph_service.model.declare import Property
from graph_service.model.graph import exported
from graph_service.model.json import Json
from graph_service.model.publication import citation
from graph_service.model.storage import STORAGE_VERSION
from graph_service.store.changes import Properties

from .folder import MANIFEST, TOOL, Written
from .formats import Format
from .rdf_terms import LICENCES
from .selection import Selection, vocabularies_of

README = "README.md"


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


def readme_of(chosen: Format, selected: Selection, release: Properties) -> bytes:
    """Return the content of README.md."""
    return ("\n".join(_lines(chosen, selected, release)) + "\n").encode()


def _lines(chosen: Format, selected: Selection, release: Properties) -> Iterator[str]:
    licence = str(release.get("licence", "not stated"))
    address = LICENCES.get(licence)
    yield f"# {release['name']}"
    yield ""
    yield "A knowledge graph of good practices against trafficking in persons, as files:"
    yield f"{chosen.title}."
    yield ""
    yield f"- Release: {release['id']}, checksum {release['checksum']}"
    if version := version_of(release):
        yield f"- Version: {version}, the same wherever these entries are loaded"
    yield f"- Licence: {licence}" + (f", {address}" if address else "")
    yield f"- Cite as: {citation_of(release)}"
    yield "- `manifest.json` has the numbers of nodes and edges, and each file's size and SHA-256."
    if not selected.whole:
        names = ", ".join(node_type.name for node_type in selected.types)
        yield f"- Part of the graph: {names}, and the edges between them."
    yield ""
    yield chosen.about
    yield ""
    yield "## Nodes"
    for node_type in selected.types:
        yield from ("", f"### {node_type.name}", "", node_type.description, "")
        yield from _listed(exported(node_type))
    yield ""
    yield "## Edges"
    for edge_type in selected.edge_types:
        yield from ("", f"### {edge_type.name}", "")
        for edge in edge_type.edges:
            yield f"{edge.source.name} → {edge.target.name}: {edge.description}  "
        yield ""
        yield from _listed(edge_type.properties)
    yield ""
    yield "## Vocabularies"
    for vocabulary in vocabularies_of(selected):
        yield from ("", f"### {vocabulary.__name__}", "", str(vocabulary.__doc__), "")
        for term in vocabulary:
            yield f"- `{term.name}` ({term.label('en')}): {term.value.description}"


def _listed(props: Iterable[Property]) -> Iterator[str]:
    for prop in props:
        many = "a list of " if prop.many else ""
        yield f"- `{prop.name}` ({many}{prop.kind.type_name(prop)}): {prop.description}"
