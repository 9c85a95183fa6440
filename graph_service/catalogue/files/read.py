"""Entry files → entries, with the problems within each file; checks/ finds those across files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.model_messages import (
    MeaningInSentence,
    Named,
    allowed_values,
    folder_name,
    required_fields,
    type_name,
)
from graph_service.catalogue.problems import (
    Place,
    Problem,
    ProblemLog,
    Rule,
    TooMany,
    quoted,
)
from graph_service.catalogue.suggest.names import labels_of, likely_field
from graph_service.i18n import Shown, _
from graph_service.model.declare import Edge, NodeType
from graph_service.model.enums import Basis
from graph_service.model.graph import ENTRY_TYPES, PROPERTIES, RELATIONS, edges_of, written
from graph_service.model.storage import Value

from .comments import Comment, comments_of
from .field_values import read_value
from .file_content import read_file
from .folder import EntryFile, entry_files
from .links import read_basis, read_links
from .node_problems import add_problem, holds_nothing, is_empty, repeated, wrong_form
from .yaml_files import Fields, Items, Node, read_document


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Reads the entries of a folder one by one, so that few are in memory at once.

    Attributes:
        files: the entry files, in the model's order of types.
        slugs: the slugs of each type, including those of unreadable files.
        problems: the problems so far.
        weak_spots: those that the checks across files found so far.
        comments: the comments of files, by path; few files have any.
    """

    files: Sequence[EntryFile]
    slugs: Mapping[str, frozenset[str]]
    problems: list[Problem]
    weak_spots: list[Problem] = field(default_factory=list)
    comments: dict[str, tuple[Comment, ...]] = field(default_factory=dict)

    def entries(self) -> Iterator[tuple[EntryFile, Entry]]:
        """Read each file; skip files that can't be read at all."""
        for file in self.files:
            log = ProblemLog(file=file.path, problems=self.problems)
            content = read_file(file.path, log)
            if content is None:
                continue
            entry = read_entry(file, content, log)
            if entry is not None:
                if comments := tuple(comments_of(content, file.path)):
                    self.comments[file.path] = comments
                yield file, entry


def read_folder(seeds: Path) -> Reading:
    """Return a reader of a folder's entries."""
    files, problems = entry_files(seeds)
    slugs: dict[str, set[str]] = {}
    for file in files:
        slugs.setdefault(file.type.name, set()).add(file.slug)
    files = sorted(files, key=lambda file: ENTRY_TYPES.index(file.type))
    return Reading(
        files=files,
        slugs={name: frozenset(of_type) for name, of_type in slugs.items()},
        problems=problems,
    )


def read_entry(file: EntryFile, content: bytes, log: ProblemLog) -> Entry | None:
    """Return the entry of a file's content, or None, with problems in the log, if it is invalid."""
    try:
        document = read_document(content, log)
        if document is None:
            return None
        return read_node(file.type, document, "", log, slug=file.slug)
    except TooMany:
        return None


def read_yaml(file: EntryFile, log: ProblemLog) -> Fields | None:
    """Return the YAML of a file; None, with a problem in the log, if it can't be read.

    Raises:
        TooMany: when the file has too many problems.
    """
    content = read_file(file.path, log)
    return read_document(content, log) if content is not None else None


def read_node(
    node_type: NodeType, document: Fields, inside: str, log: ProblemLog, *, slug: str = ""
) -> Entry:
    """Return an entry, or the part of one at the path `inside`, such as "events[2]."."""
    properties = PROPERTIES[node_type.name]
    edges = {edge.forward: edge for edge in edges_of(node_type)}
    extra = () if node_type.entry else ("basis",)
    values: dict[str, Value] = {}
    links: list[Link] = []
    parts: list[Part] = []
    places: dict[str, Place] = {}
    present: set[str] = set()
    for name, (key, node) in document.fields.items():
        path = f"{inside}{name}"
        prop, edge = properties.get(name), edges.get(name)
        _add_places(places, path, node, is_deep=edge is None or not edge.owns)
        if name in ("id", "slug") or (prop is not None and prop.derived):
            message = (
                _("{name} can't be set in a file: it is the file's name", name=quoted(name))
                if name == "slug" and slug
                else _("{name} can't be set in a file: the loader derives it", name=quoted(name))
            )
            add_problem(log, key, path, Rule.FIELD_DERIVED, message)
            continue
        if edge is None and prop is None and name not in extra:
            likely = _unknown(node_type, key.text, key, path, log)
            present |= {likely} if likely else set()  # one message, not two
        if is_empty(node):
            continue
        if not holds_nothing(node):
            present.add(name)
        if prop is not None:
            value = read_value(prop, node, path, log)
            if value not in (None, (), {}):
                values[name] = value
        elif edge is not None and edge.owns:
            parts += _parts(edge, node, path, log)
        elif edge is not None:
            links += read_links(edge, node, path, log)
    _missing(node_type, present, document, inside, log)
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


def _add_places(places: dict[str, Place], path: str, node: Node, *, is_deep: bool = True) -> None:
    """Add the places of a field and of all that is in it; that of a link is that of its slug."""
    match node:
        case Fields() if is_deep:
            _key, slug = node.fields.get("slug", (None, node))
            places[path] = slug.place
            for inner, (_key, value) in node.fields.items():
                _add_places(places, f"{path}.{inner}", value)
        case Items() if is_deep:
            places[path] = node.place
            for number, item in enumerate(node.items, start=1):
                _add_places(places, f"{path}[{number}]", item)
        case _:
            places[path] = node.place


def _parts(edge: Edge, node: Node, path: str, log: ProblemLog) -> list[Part]:
    if not isinstance(node, Items):
        wrong_form(log, node, path, _("a list of mappings"))
        return []
    parts: list[Part] = []
    positions: set[Value] = set()
    for number, item in enumerate(node.items, start=1):
        at = f"{path}[{number}]"
        if not isinstance(item, Fields):
            wrong_form(log, item, at, _("a mapping"))
            continue
        part = read_node(edge.target, item, f"{at}.", log)
        basis = Basis.STATED
        if "basis" in item.fields and not is_empty(item.fields["basis"][1]):
            basis = read_basis(item.fields["basis"][1], f"{at}.basis", log)
        position = part.values.get("position")
        if position in positions:
            repeated(log, item.fields["position"][1], f"{at}.position", f"{at}.position")
        elif position is not None:
            positions.add(position)
        parts.append(Part(edge=edge, entry=part, basis=basis))
    return parts


def _unknown(node_type: NodeType, name: str, key: Node, path: str, log: ProblemLog) -> str | None:
    """Report a field that the type doesn't have, and return the one that was probably meant."""
    labels = labels_of(node_type)
    allowed = tuple(Named(name, labels[name]) for name in field_names(node_type))
    relation = RELATIONS[node_type.name].get(name)
    if relation is not None:
        message = _(
            "{name} can't be set in this file: set it in files of {folders}",
            name=quoted(name),
            folders=tuple(f"{t.folder or node_type.folder}/" for t in relation.targets),
        )
        add_problem(log, key, path, Rule.FIELD_DERIVED, message)
        return None
    others = [t for t in ENTRY_TYPES if t is not node_type and name in field_names(t)]
    if others and node_type.entry:
        message = _(
            "{name} is a field of {others}, not of {type}",
            name=quoted(name),
            others=[folder_name(t) for t in others],
            type=folder_name(node_type),
        )
        add_problem(log, key, path, Rule.FIELD_UNKNOWN, message, allowed)
        return None
    message = _("unknown field {name} of {type}", name=quoted(name), type=type_name(node_type))
    near = likely_field(name, labels)
    add_problem(log, key, path, Rule.FIELD_UNKNOWN, message, allowed, near)
    return near


def field_names(node_type: NodeType) -> tuple[str, ...]:
    """Return the names of the fields that a file of a type may have."""
    return (*(p.name for p in written(node_type)), *(e.forward for e in edges_of(node_type)))


def _missing(
    node_type: NodeType, present: set[str], document: Fields, inside: str, log: ProblemLog
) -> None:
    properties, edges = required_fields(node_type)
    for prop in properties:
        if prop.name not in present:
            _absent(prop.name, document, inside, log, allowed_values(prop))
    for edge in edges:
        if edge.forward not in present:
            what = MeaningInSentence(edge.meaning, is_reference=not edge.owns)
            allowed = (
                _("one: {what}", what=what) if edge.one else _("at least one: {what}", what=what)
            )
            _absent(edge.forward, document, inside, log, allowed)


def _absent(name: str, document: Fields, inside: str, log: ProblemLog, allowed: Shown) -> None:
    node = document.fields[name][1] if name in document.fields else document
    path = inside + name
    if isinstance(node, Items):
        message = _("an empty list in {field}", field=path)
    elif not inside:
        message = _("the field {name} is missing", name=quoted(name))
    else:
        part = inside.removesuffix(".")
        message = _("the field {name} is missing in {field}", name=quoted(name), field=part)
    add_problem(log, node, path, Rule.FIELD_MISSING, message, allowed)
