"""What an export says of itself: manifest.json, with its counts and files, and README.md.

Both are the same for the same graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import orjson

import graph_service
from graph_service.model.declare import Property
from graph_service.model.graph import exported
from graph_service.model.json import Json
from graph_service.model.publication import LICENCE, TITLE, citation
from graph_service.model.storage import STORAGE_VERSION

from .folder import MANIFEST, TOOL
from .formats import Format
from .selection import Files, Job, vocabularies_of

README = "README.md"


def exported_files(chosen: Format, job: Job) -> Files:
    """Return all files of an export.

    Raises:
        ExportRefused: if a stored value is invalid.
    """
    readme = ("\n".join(_readme(chosen, job)) + "\n").encode()
    files = {**chosen.files(job), README: readme}
    return {**files, MANIFEST: _manifest(chosen, job, files)}


def _manifest(chosen: Format, job: Job, files: Files) -> bytes:
    content: Mapping[str, Json] = {
        "tool": TOOL,
        "version": graph_service.__version__,
        "format": chosen.name,
        "release": {"version": job.version, "checksum": job.checksum},
        "storageVersion": STORAGE_VERSION,
        "licence": {"name": LICENCE.name, "address": LICENCE.address},
        "citation": citation(job.version),
        "types": [node_type.name for node_type in job.selected.types],
        "nodes": {node_type.name: len(rows) for node_type, rows in job.nodes},
        "edges": {edge_type.name: len(rows) for edge_type, rows in job.edges},
        "files": [
            {"name": name, "bytes": len(file), "sha256": hashlib.sha256(file).hexdigest()}
            for name, file in sorted(files.items())
        ],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _readme(chosen: Format, job: Job) -> Iterator[str]:
    selected = job.selected
    yield f"# {TITLE.en}"
    yield ""
    yield "A knowledge graph of good practices against trafficking in persons, as files:"
    yield f"{chosen.title}."
    yield ""
    yield f"- Version: {job.version}, the same wherever these entries are loaded"
    yield f"- Checksum of the graph: {job.checksum}"
    yield f"- Licence: {LICENCE.name}, {LICENCE.address}"
    yield f"- Cite as: {citation(job.version)}"
    yield "- `manifest.json` has the numbers of nodes and edges, and each file's size and SHA-256."
    if not selected.is_whole:
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
