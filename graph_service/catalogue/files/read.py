"""Files → entries, with every problem that one file shows by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.model_messages import name_of, needed, said, wanted
from graph_service.catalogue.problems import Place, Problem, Rule, Sheet, TooMany, nearest, quoted
from graph_service.i18n import Shown, Wording, _
from graph_service.model.declare import Edge, NodeType
from graph_service.model.enums import Basis
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, RELATIONS, edges_of, written
from graph_service.model.storage import Value

from .folder import EntryFile, entry_files
from .links import read_basis, read_links
from .scalars import complain, is_empty, misfit, read_value
from .yaml_files import Fields, Items, Node, read_document, read_file


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A folder that is being read, an entry at a time: however many there are, few are in memory.

    Attributes:
        files: all of them, in the order of the types in the model.
        slugs: all slugs by type, those of broken files included.
        problems: what is wrong so far.
    """

    files: Sequence[EntryFile]
    slugs: Mapping[str, frozenset[str]]
    problems: list[Problem]

    def entries(self) -> Iterator[tuple[EntryFile, Entry]]:
        """Read each file's entry, those that could be read in part at least."""
        for file in self.files:
            entry = read_entry(file, Sheet(file=file.shown, problems=self.problems))
            if entry is not None:
                yield file, entry


def read_folder(seeds: Path) -> Reading:
    """List the files of a folder, to be read."""
    files, problems = entry_files(seeds)
    slugs: dict[str, set[str]] = {}
    for file in files:
        slugs.setdefault(file.type.name, set()).add(file.slug)
    return Reading(
        files=sorted(files, key=lambda file: ENTRY_TYPES.index(file.type)),
        slugs={name: frozenset(found) for name, found in slugs.items()},
        problems=problems,
    )


def read_entry(file: EntryFile, sheet: Sheet) -> Entry | None:
    """Read one file; None where it isn't even YAML."""
    try:
        document = document_of(file, sheet)
        return read_node(file.type, document, "", sheet, slug=file.slug) if document else None
    except TooMany:
        return None


def document_of(file: EntryFile, sheet: Sheet) -> Fields | None:
    """Read one file as YAML; None where it can't be read, which the sheet then says.

    Raises:
        TooMany: when more is wrong with it than anybody reads.
    """
    content = read_file(file.shown, sheet)
    return read_document(content, sheet) if content is not None else None


def read_node(
    node_type: NodeType, document: Fields, inside: str, sheet: Sheet, *, slug: str = ""
) -> Entry:
    """Read an entry, or a part of one at the path `inside`."""
    properties = PROPERTIES[node_type.name]
    edges = {edge.forward: edge for edge in edges_of(node_type)}
    extra = () if node_type.entry else ("basis",)
    values: dict[str, Value] = {}
    links: list[Link] = []
    parts: list[Part] = []
    places: dict[str, Place] = {}
    given: set[str] = set()
    for name, (key, node) in document.fields.items():
        path = f"{inside}{name}"
        places[name] = node.place
        prop = properties.get(name)
        if name in ("id", "slug") or (prop is not None and prop.derived):
            message = (
                _("{name} is not for files: the file's name says it", name=quoted(name))
                if name == "slug" and slug
                else _("{name} is not for files: the loader writes it", name=quoted(name))
            )
            complain(sheet, key, path, Rule.FIELD_DERIVED, message)
        elif name not in edges and prop is None and name not in extra:
            _unknown(node_type, key.text, key, path, sheet)
        elif is_empty(node):
            continue
        elif prop is not None:
            given.add(name)
            value = read_value(prop, node, path, sheet)
            if value is not None and value != ():
                values[name] = value
        elif name in edges and edges[name].owns:
            given.add(name)
            parts += _parts(edges[name], node, path, sheet)
        elif name in edges:
            if not (isinstance(node, Items) and not node.items):
                given.add(name)
            links += read_links(edges[name], node, path, sheet)
    _missing(node_type, given, document, inside, sheet)
    return Entry(
        type=node_type,
        slug=slug,
        values=values,
        links=tuple(links),
        parts=tuple(parts),
        place=document.place,
        places=places,
        schema=document.schema,
    )


def _parts(edge: Edge, node: Node, path: str, sheet: Sheet) -> list[Part]:
    if not isinstance(node, Items) or not node.items:
        allowed = _("a list of mappings")
        if isinstance(node, Items):
            message = _("an empty list in {field}", field=path)
            complain(sheet, node, path, Rule.FORM, message, allowed)
        else:
            misfit(sheet, node, path, allowed)
        return []
    parts: list[Part] = []
    positions: dict[Value, int] = {}
    for number, item in enumerate(node.items, start=1):
        at = f"{path}[{number}]"
        if not isinstance(item, Fields):
            misfit(sheet, item, at, _("a mapping"))
            continue
        part = read_node(edge.target, item, f"{at}.", sheet)
        basis = Basis.STATED
        if "basis" in item.fields and not is_empty(item.fields["basis"][1]):
            basis = read_basis(item.fields["basis"][1], f"{at}.basis", sheet)
        position = part.values.get("position")
        if position in positions:
            message = _(
                "{value} a second time in {field}; first in line {line}",
                value=f'"{position}"',
                field=f"{at}.position",
                line=positions[position],
            )
            where = item.fields["position"][1]
            complain(sheet, where, f"{at}.position", Rule.VALUE_REPEATED, message)
        elif position is not None:
            positions[position] = part.places["position"].line
        parts.append(Part(edge=edge, entry=part, basis=basis))
    return parts


def _unknown(node_type: NodeType, name: str, key: Node, path: str, sheet: Sheet) -> None:
    allowed = field_names(node_type)
    relation = RELATIONS[node_type.name].get(name)
    if relation is not None:
        message = _(
            "{name} is not for this file: it is written in files of {folders}",
            name=quoted(name),
            folders=tuple(f"{t.folder or node_type.folder}/" for t in relation.targets),
        )
        complain(sheet, key, path, Rule.FIELD_DERIVED, message)
        return
    message = _("unknown field {name} of {type}", name=quoted(name), type=name_of(node_type))
    complain(sheet, key, path, Rule.FIELD_UNKNOWN, message, allowed, nearest(name, allowed))


def field_names(node_type: NodeType) -> tuple[str, ...]:
    """Give the fields that a file of a type may have."""
    return (*(p.name for p in written(node_type)), *(e.forward for e in edges_of(node_type)))


def _missing(
    node_type: NodeType, given: set[str], document: Fields, inside: str, sheet: Sheet
) -> None:
    properties, edges = needed(node_type)
    for prop in properties:
        if prop.name not in given:
            _absent(prop.name, document, inside, sheet, wanted(prop))
    for edge in edges:
        if edge.forward not in given:
            what = said(edge.description)
            allowed = (
                _("one: {what}", what=what) if edge.one else _("at least one: {what}", what=what)
            )
            _absent(edge.forward, document, inside, sheet, allowed)


def _absent(name: str, document: Fields, inside: str, sheet: Sheet, allowed: Shown) -> None:
    """Note that a field is not there, or holds nothing."""
    node = document.fields[name][1] if name in document.fields else document
    path = inside + name
    if isinstance(node, Items):
        message = _("an empty list in {field}", field=path)
    else:
        message = _not_there(name, inside)
    complain(sheet, node, path, Rule.FIELD_MISSING, message, allowed)


def _not_there(name: str, inside: str) -> Wording:
    if not inside:
        return _("the field {name} is missing", name=quoted(name))
    part = inside.removesuffix(".")
    return _("the field {name} is missing in {field}", name=quoted(name), field=part)
