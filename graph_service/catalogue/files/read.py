"""Entry files → entries, with the problems within each file; checks/ finds those across files.

A link is `hnd` or `{slug: hnd, role: LEARNER, roleBasis: INFERRED}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property
from pathlib import Path

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.model_messages import (
    MeaningInSentence,
    Named,
    allowed_values,
    required_fields,
    type_name,
    writable_terms,
)
from graph_service.catalogue.problems import Place, Problem, ProblemLog, Rule, TooMany, quoted
from graph_service.catalogue.suggest.names import labels_of, likely_field, link_labels
from graph_service.i18n import _
from graph_service.model.declare import Edge, NodeType, Property
from graph_service.model.edge_properties import BASIS, SOURCES, details_of
from graph_service.model.edtf import PartialDate
from graph_service.model.enums import Basis, DateQualifier
from graph_service.model.graph import (
    ENTRY_TYPES,
    PROPERTIES,
    RELATIONS,
    edges_of,
)
from graph_service.model.ids import SLUG
from graph_service.model.storage import Value

from .comments import Comment, comments_of
from .field_values import read_items, read_slug, read_term, read_value
from .folder import EntryFile, entry_files
from .node_problems import FieldNode, is_empty
from .yaml_files import Fields, Items, Node, read_document, read_file


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Reads the entries of a folder one by one, so that few are in memory at once.

    Attributes:
        files: the entry files, in the model's order of types.
        problems: the problems so far.
        weak_spots: those that the checks across files found so far.
        comments: the comments of files, by path; few files have any.
        changed: changed and new entries, which are not read from files.
        others: entries that can't be read, but referred to.
    """

    files: Sequence[EntryFile]
    problems: list[Problem]
    weak_spots: list[Problem] = dataclass_field(default_factory=list)
    comments: dict[str, tuple[Comment, ...]] = dataclass_field(default_factory=dict)
    changed: Sequence[Entry] = ()
    others: Sequence[EntryFile] = ()

    @cached_property
    def slugs(self) -> Mapping[str, Set[str]]:
        """The slugs of each type, including those of unreadable files."""
        slugs: dict[str, set[str]] = {}
        named: tuple[EntryFile | Entry, ...] = (*self.files, *self.changed, *self.others)
        for each in named:
            slugs.setdefault(each.type.name, set()).add(each.slug)
        return slugs

    def entries(self) -> Iterator[Entry]:
        """Yield all entries in the model's order of types."""
        if not self.changed:
            return self._read()
        entries = (*self._read(), *self.changed)
        return iter(sorted(entries, key=lambda entry: ENTRY_TYPES.index(entry.type)))

    def _read(self) -> Iterator[Entry]:
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
                yield entry


def read_folder(seeds: Path) -> Reading:
    """Return a reader of a folder's entries."""
    files, problems = entry_files(seeds)
    files = sorted(files, key=lambda file: ENTRY_TYPES.index(file.type))
    return Reading(files=files, problems=problems)


def read_entry(file: EntryFile, content: bytes, log: ProblemLog) -> Entry | None:
    """Return the entry of a file's content, or None, with problems in the log, if it is invalid."""
    try:
        document = read_document(content, log)
        if document is None:
            return None
        return read_node(file.type, document, "", log, slug=file.slug)
    except TooMany:
        return None


def read_node(
    node_type: NodeType, document: Fields, inside: str, log: ProblemLog, *, slug: str = ""
) -> Entry:
    """Return an entry, or the part of one at the path `inside`, such as "events[2]."."""
    properties = PROPERTIES[node_type.name]
    edges = {edge.forward: edge for edge in edges_of(node_type)}
    extra = () if node_type.entry else (BASIS.name,)
    values: dict[str, Value] = {}
    links: list[Link] = []
    parts: list[Part] = []
    places: dict[str, Place] = {}
    present: set[str] = set()
    for name, (key, node) in document.fields.items():
        field = FieldNode(node, f"{inside}{name}", log)
        prop, edge = properties.get(name), edges.get(name)
        _add_places(places, field.path, node, is_deep=edge is None or not edge.owns)
        relation = RELATIONS[node_type.name].get(name)
        if name in ("id", "slug") or any(x is not None and x.derived for x in (prop, relation)):
            message = (
                _("{name} can't be set in a file: it is the file's name", name=quoted(name))
                if name == "slug" and slug
                else _("{name} can't be set in a file: the loader derives it", name=quoted(name))
            )
            field._replace(node=key).add(Rule.FIELD_DERIVED, message)
            continue
        if edge is None and prop is None and name not in extra:
            likely = _unknown(node_type, key.text, field._replace(node=key))
            present |= {likely} if likely else set()  # one message, not two
        if is_empty(node):
            continue
        if not _holds_nothing(node):
            present.add(name)
        if prop is not None:
            value = read_value(prop, field)
            if value not in (None, (), {}):
                values[name] = value
        elif edge is not None and edge.owns:
            parts += _parts(edge, field)
        elif edge is not None:
            links += _links(edge, field)
    _missing(node_type, present, document, inside, log)
    return Entry(
        type=node_type,
        slug=slug,
        values=values,
        links=tuple(links),
        parts=tuple(parts),
        place=document.place,
        places=places,
    )


def _holds_nothing(node: Node) -> bool:
    match node:
        case Items():
            return not node.items
        case Fields():
            return not node.fields
    return False


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


def _parts(edge: Edge, field: FieldNode) -> Iterator[Part]:
    if not isinstance(field.node, Items):
        field.wrong_form(_("a list of mappings"))
    positions: set[Value] = set()
    for item in field.items():
        if not isinstance(item.node, Fields):
            item.wrong_form(_("a mapping"))
            continue
        part = read_node(edge.target, item.node, f"{item.path}.", item.log)
        fields = dict(item.fields())
        position = part.values.get("position")
        if position in positions:
            fields["position"].repeated(fields["position"].path)
        elif position is not None:
            positions.add(position)
        basis = _basis(fields.get(BASIS.name), edge)
        yield Part(edge=edge, entry=part, basis=basis, path=item.path)


def _links(edge: Edge, field: FieldNode) -> Iterable[Link]:
    """Return the valid links of an edge's field; problems with the others go into the log."""
    unique: dict[str, Link] = {}
    if edge.one and isinstance(field.node, Items):
        field.wrong_form(_("one slug, or one mapping"))
    elif not edge.one and not isinstance(field.node, Items):
        field.not_a_list()
    else:
        items = (field,) if edge.one else tuple(field.items())
        for item, link in zip(items, [_link(edge, item) for item in items], strict=True):
            if link is not None and unique.setdefault(link.target, link) is not link:
                _target(item).repeated(field.path)
    return unique.values()


def _target(link: FieldNode) -> FieldNode:
    """Return the slug of a link, at the path of the link."""
    if isinstance(link.node, Fields) and "slug" in link.node.fields:
        return link._replace(node=link.node.fields["slug"][1])
    return link


def _link(edge: Edge, field: FieldNode) -> Link | None:
    """Return a link; None, with a problem in the log, if it has no target."""
    target = _target(field)
    if field.text is None and target is field:  # neither a slug nor a mapping with one
        field.wrong_form(_("a slug, or a mapping of {fields}", fields=_named(edge)))
        return None
    labels = link_labels(edge) if target is not field else {}
    stated: dict[str, FieldNode] = {}
    meant: set[str | None] = set()
    for name, value in field.fields():
        if name not in labels:
            meant.add(field.key(name).unknown(name, field.path, labels, _named(edge)))
        elif not is_empty(value.node):
            stated[name] = value
    facts: dict[str, Value] = {}
    for prop in details_of(edge) if stated or edge.facts else ():  # most links have none
        if prop.name in stated:
            fact = _fact(prop, stated[prop.name])
            facts |= {prop.name: fact} if fact is not None else {}
        elif prop.required and prop.name not in meant:
            _without_fact(prop, field)
    basis = _basis(stated.get(BASIS.name), edge)
    sources = read_items(stated[SOURCES.name], _slug) if SOURCES.name in stated else None
    slug = _slug(target)
    if slug is None:
        return None
    return Link(
        edge=edge,
        target=slug,
        facts=facts,
        basis=basis,
        sources=sources or (),
        path=field.path,
    )


def _named(edge: Edge) -> tuple[Named, ...]:
    return tuple(Named(name, labels) for name, labels in link_labels(edge).items())


def _slug(field: FieldNode) -> str | None:
    # Not checked to be a slug: the check across files suggests an entry for any text.
    return field.text or read_slug(field)


def _basis(field: FieldNode | None, edge: Edge) -> Basis:
    """Return a basis; if there is none, or a wrong one with a problem in the log, the edge's."""
    term = read_term(Basis, field) if field is not None and not is_empty(field.node) else None
    return term if isinstance(term, Basis) else edge.basis


def _fact(prop: Property, field: FieldNode) -> Value | None:
    """Return a property of a link; brackets in tables have no room for a date's qualifier."""
    value = read_value(prop, field)
    if isinstance(value, PartialDate) and value.qualifier is not DateQualifier.AT:
        allowed = _("EDTF alone, such as ../2019 for 2019 at the latest")
        field.add(Rule.FORM, _("a qualifier of the date in {field}"), allowed)
        return None
    return value


def _without_fact(prop: Property, link: FieldNode) -> None:
    """Report a fact that a link lacks, unless another problem is about the link: no slug has it."""
    if link.text is not None and not SLUG.fullmatch(link.text):
        return
    message = _("{field} without {name}", field=link.path, name=prop.name)
    allowed = _(
        "{{slug: …, {name}: …}} with {values}",
        name=prop.name,
        values=writable_terms(prop.enum) if prop.enum else "…",
    )
    link._replace(path=f"{link.path}.{prop.name}").add(Rule.FIELD_MISSING, message, allowed)


def _unknown(node_type: NodeType, name: str, key: FieldNode) -> str | None:
    """Report a field that the type doesn't have, and return the one that was probably meant."""
    labels = labels_of(node_type)
    allowed = tuple(Named(*pair) for pair in labels.items())
    relation = RELATIONS[node_type.name].get(name)
    if relation is not None:
        message = _(
            "{name} can't be set in this file: set it in files of {folders}",
            name=quoted(name),
            folders=tuple(f"{t.folder or node_type.folder}/" for t in relation.targets),
        )
        key.add(Rule.FIELD_DERIVED, message)
        return None
    message = _("unknown field {name} of {type}", name=quoted(name), type=type_name(node_type))
    near = likely_field(name, labels)
    key.add(Rule.FIELD_UNKNOWN, message, allowed, near)
    return near


def _missing(
    node_type: NodeType, present: set[str], document: Fields, inside: str, log: ProblemLog
) -> None:
    properties, edges = required_fields(node_type)
    absent = [(p.name, allowed_values(p)) for p in properties if p.name not in present]
    for edge in edges:
        if edge.forward not in present:
            what = MeaningInSentence(edge.meaning, is_reference=not edge.owns)
            allowed = (
                _("one: {what}", what=what) if edge.one else _("at least one: {what}", what=what)
            )
            absent.append((edge.forward, allowed))
    for name, allowed_value in absent:
        node = document.fields[name][1] if name in document.fields else document
        if isinstance(node, Items):
            message = _("an empty list in {field}")
        elif not inside:
            message = _("the field {name} is missing", name=quoted(name))
        else:
            part = inside.removesuffix(".")
            message = _("the field {name} is missing in {field}", name=quoted(name), field=part)
        FieldNode(node, inside + name, log).add(Rule.FIELD_MISSING, message, allowed_value)
