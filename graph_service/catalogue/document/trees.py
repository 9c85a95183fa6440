"""An entry as a tree of its fields, in which any two versions can be compared and merged.

    name: {es: Líneas}                       {"name": {"es": "Líneas"},
    topics: [{slug: borders, note: Seen.}] →  "topics": {"borders": {"basis": STATED,
                                                          "sources": (), "note": "Seen."}}}

A list of edges is a mapping by slug, the events of a transfer one by position. The basis and the
sources of an edge are always there, so that "not written" and another value differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from graph_service.catalogue.entries import Entry, Link, Part
from graph_service.catalogue.problems import Place
from graph_service.model.declare import Edge, NodeType
from graph_service.model.edge_properties import details_of
from graph_service.model.enums import Basis
from graph_service.model.graph import FORMER_SLUGS, PROPERTIES, TYPES, edges_of
from graph_service.model.ids import node_id, split_id
from graph_service.model.storage import Value
from graph_service.model.types import SOURCE

from .text_links import LINK, with_texts

Tree: TypeAlias = "Mapping[str, Node]"
Node: TypeAlias = "Tree | Value | None"
"""A mapping of fields, a value, or None for what is absent."""

Documents: TypeAlias = Mapping[str, Tree]
"""Entries by id."""

SLUG = "slug"
_BASIS, _SOURCES = "basis", "sources"
USUAL: Tree = {_BASIS: Basis.STATED, _SOURCES: ()}
"""What every link has if its file says nothing."""


def tree_of(entry: Entry) -> Tree:
    """Return the fields of an entry, without its slug."""
    tree: dict[str, Node] = {}
    for name, value in entry.values.items():
        tree[name] = _value(value)
    for edge in edges_of(entry.type):
        links = [link for link in entry.links if link.edge is edge]
        if edge.owns:
            parts = [part for part in entry.parts if part.edge is edge]
            if parts:
                tree[edge.forward] = {
                    str(part.position): {**tree_of(part.entry), _BASIS: part.basis}
                    for part in parts
                }
        elif links and edge.one:
            tree[edge.forward] = {SLUG: links[0].target, **_link(links[0])}
        elif links or edge.forward in entry.places:
            tree[edge.forward] = {link.target: _link(link) for link in links}
    return tree


def _value(value: Value) -> Node:
    """Return a value with tuples instead of lists, in each language too."""
    if isinstance(value, Mapping):
        return {name: tuple(x) if isinstance(x, list) else x for name, x in value.items()}
    return tuple(value) if isinstance(value, list) else value


def entry_of(node_type: NodeType, slug: str, tree: Tree) -> Entry:
    """Return the entry with these fields: the inverse of `tree_of`."""
    links: list[Link] = []
    parts: list[Part] = []
    places: dict[str, Place] = {}
    for edge in edges_of(node_type):
        field = as_tree(tree.get(edge.forward))
        if edge.owns:
            for position, each in field.items():
                part, path = entry_of(edge.target, "", as_tree(each)), f"{edge.forward}[{position}]"
                parts.append(Part(edge=edge, entry=part, basis=_basis(as_tree(each)), path=path))
        elif edge.one and field:
            links.append(_link_of(edge, str(field[SLUG]), field))
        elif not edge.one:
            links += [_link_of(edge, target, as_tree(each)) for target, each in field.items()]
            if edge.forward in tree and not field:
                places[edge.forward] = Place(file="")
    names = PROPERTIES[node_type.name]
    return Entry(
        type=node_type,
        slug=slug,
        values={name: cast("Value", tree[name]) for name in names if name in tree},
        links=tuple(links),
        parts=tuple(sorted(parts, key=lambda part: part.position)),
        places=places,
    )


def document_entry(identity: str, document: Tree) -> Entry:
    """Return the entry of a document by its id."""
    return entry_of(type_of(identity), split_id(identity)[1], document)


def type_of(identity: str) -> NodeType:
    """Return the type of an entry by its id."""
    return TYPES[split_id(identity)[0]]


def by_type(identity: str) -> tuple[int, str]:
    """Return the key that sorts ids of entries by their types, as in the model, and slugs."""
    return [*TYPES].index(split_id(identity)[0]), identity


def same(one: Node, other: Node, name: str = "") -> bool:
    """Whether two nodes are equal; the order counts in lists and among the sources of an entry.

    Args:
        one: a node.
        other: the node to compare it with.
        name: the name of the field of both.

    >>> same({"name": {"es": "A", "en": "B"}}, {"name": {"en": "B", "es": "A"}})
    True
    >>> same({"sources": {"a": {}, "b": {}}}, {"sources": {"b": {}, "a": {}}})
    False
    """
    if one != other:
        return False
    return [*_orders({name: one})] == [*_orders({name: other})]


def _orders(node: Node) -> Iterator[Sequence[str]]:
    """Yield the order of the sources of an entry and of each of its events."""
    if isinstance(node, Mapping):
        for name in sorted(node):
            inner = node[name]
            if name == _SOURCES and isinstance(inner, Mapping):
                yield [*inner]
            else:
                yield from _orders(inner)


def _link(link: Link) -> Tree:
    tree: dict[str, Node] = {**link.facts, _BASIS: link.basis}
    if link.edge.name != "CITES":
        tree[_SOURCES] = link.sources
    return tree


def _link_of(edge: Edge, target: str, tree: Tree) -> Link:
    sources = tree.get(_SOURCES, ())
    return Link(
        edge=edge,
        target=target,
        facts={p.name: cast("Value", tree[p.name]) for p in details_of(edge) if p.name in tree},
        basis=_basis(tree),
        sources=tuple(cast("Sequence[str]", sources)),
        path=f"{edge.forward}[{target}]",
    )


def _basis(tree: Tree) -> Basis:
    basis = tree.get(_BASIS)
    return basis if isinstance(basis, Basis) else Basis.STATED


def as_tree(node: Node) -> Tree:
    """Return a mapping of fields; an empty one for what is absent."""
    return node if isinstance(node, Mapping) else {}


def with_names(node_type: NodeType, tree: Tree, names: Mapping[str, str]) -> Tree:
    """Return a tree in which renamed entries are referred to by their new names."""
    if not names:
        return tree
    slugs = {split_id(old)[1]: split_id(new)[1] for old, new in names.items()}

    def change(text: str, _language: str) -> str:
        return LINK.sub(lambda link: f"[[{slugs.get(link[1], link[1])}]]", text)

    return with_texts(_edges_with_names(node_type, tree, names), change)


def _edges_with_names(node_type: NodeType, tree: Tree, names: Mapping[str, str]) -> Tree:
    named = dict(tree)
    for edge in edges_of(node_type):
        if edge.forward in tree:
            named[edge.forward] = _edge_with_names(edge, tree[edge.forward], names)
    return named


def _edge_with_names(edge: Edge, node: Node, names: Mapping[str, str]) -> Node:
    field = as_tree(node)
    if edge.owns:
        return {
            key: _edges_with_names(edge.target, as_tree(part), names) for key, part in field.items()
        }
    if edge.one:
        slug = _slug(edge.target, str(field[SLUG]), names)
        return {**_link_with_names(field, names), SLUG: slug}
    return {
        _slug(edge.target, slug, names): _link_with_names(as_tree(link), names)
        for slug, link in field.items()
    }


def _link_with_names(link: Tree, names: Mapping[str, str]) -> Tree:
    sources = link.get(_SOURCES)
    if not isinstance(sources, tuple):
        return link
    # Two of them may be one by now.
    renamed = dict.fromkeys(_slug(SOURCE, str(slug), names) for slug in sources)
    return {**link, _SOURCES: tuple(renamed)}


def _slug(node_type: NodeType, slug: str, names: Mapping[str, str]) -> str:
    identity = node_id(node_type.name, slug)
    return split_id(names[identity])[1] if identity in names else slug


def references(node_type: NodeType, tree: Tree, known: Collection[str] = ()) -> Iterator[str]:
    """Yield the ids of the entries that an entry refers to.

    Args:
        node_type: its type.
        tree: its document.
        known: the ids of the entries to which links in its texts may lead.
    """
    if known and (slugs := {*LINK.findall(str(tree))}):
        yield from (identity for identity in known if split_id(identity)[1] in slugs)
    for edge in edges_of(node_type):
        field = as_tree(tree.get(edge.forward))
        if edge.owns:
            for part in field.values():
                yield from references(edge.target, as_tree(part))
            continue
        links = {str(field[SLUG]): field} if edge.one and field else field
        for slug, link in links.items():
            yield node_id(edge.target.name, slug)
            sources = as_tree(link).get(_SOURCES)
            for source in sources if isinstance(sources, tuple) else ():
                yield node_id(SOURCE.name, str(source))


def former_slugs(tree: Tree) -> tuple[str, ...]:
    """Return the slugs that an entry had before it was renamed."""
    slugs = tree.get(FORMER_SLUGS.name)
    return tuple(map(str, slugs)) if isinstance(slugs, tuple) else ()
