"""README.md of an export: its release, format, types and properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph_service.model.declare import Property
from graph_service.model.graph import exported
from graph_service.store.changes import Properties

from .formats import Format
from .manifest import citation_of, version_of
from .rdf_terms import LICENCES
from .writer import Selection, vocabularies_of

README = "README.md"


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
